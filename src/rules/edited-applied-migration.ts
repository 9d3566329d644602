import type { Rule } from './rule.ts'

export const rule: Rule = {
  id: 'edited-applied-migration',
  title: 'A migration of the base branch was edited or removed',
  why: [
    'Databases that have run the migration will not run it again: they never get the edit,',
    'while new databases get only the edited form. From then on the two differ.',
    'Most migration tools also compare checksums and refuse to go on.',
  ].join('\n'),
  severity: 'error',
  dialects: ['postgres', 'sqlite', 'mysql', 'surrealdb'],
  fix: 'Put the file back as it was, and make the change in a new migration.',
  bad: [],
  good: [],
  *check(context) {
    for (const migration of context.migrations) {
      if (migration.state !== 'edited') continue
      yield {
        migration,
        statement: null,
        message: `Databases that have run ${migration.migration.id} never get this edit or removal, and differ from new ones from then on.`,
        fix: rule.fix,
        evidence: 'measured',
      }
    }
  },
}
