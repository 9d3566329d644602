import type { Rule } from './rule.ts'

export const rule: Rule = {
  id: 'unusable-snapshot',
  title: 'The snapshot that the configuration names was not used',
  why: 'The branch on which it should stand does not have it, or somebody else wrote it than the configuration allows. The change is judged without it: the size of every table counts as unknown, and nothing is compared with the target. That must not pass unseen where `drift: block` is asked for: there it is an error.',
  severity: 'warning',
  dialects: ['postgres', 'sqlite'],
  fix: 'Take it anew with `command: snapshot`, and see who can write to its branch.',
  bad: [],
  good: [],
  // Told by `review/snapshot-findings`: only who reads the branch knows.
  check: () => [],
}
