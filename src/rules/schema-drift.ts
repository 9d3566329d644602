import type { Rule } from './rule.ts'

export const rule: Rule = {
  id: 'schema-drift',
  title: 'The target is not as the migrations build it',
  why: 'Somebody changed the target by hand, or a migration that ran there is not in the folder. What a migration does there is measured upon the target as it is; but a new database will be another one, and a way back may lead elsewhere. Where it could not be told, that is said. Where only the order of columns differs, as after a way back that adds a column again, it is a notice, and an apply goes on.',
  severity: 'warning',
  dialects: ['postgres', 'sqlite'],
  fix: 'Write a migration for what was done by hand, or take it back. `drift: block` makes an error of it.',
  bad: [],
  good: [],
  // Told by `review/snapshot-findings`, which is given both schemas.
  check: () => [],
}
