import type { Rule } from './rule.ts'

export const rule: Rule = {
  id: 'stale-snapshot',
  title: 'A snapshot that is older than the team allows',
  why: 'What is said of sizes, and of the schema on which the change comes, is as old as the snapshot. How old it may be, the configuration says (`snapshot-max-age`, 7 days unless said).',
  severity: 'warning',
  dialects: ['postgres', 'sqlite'],
  fix: 'Take it anew: `migration-gate snapshot`, by a schedule or after each deployment.',
  bad: [],
  good: [],
  // Told by `review/snapshot-findings`, which is given the time.
  check: () => [],
}
