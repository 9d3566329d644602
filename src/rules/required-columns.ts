import type { Rule } from './rule.ts'
import { chapters } from './support/chapters.ts'
import { bareName, listed, qualifier } from './support/names.ts'
import { madeObjects } from './support/policy/made-objects.ts'

export const rule: Rule = {
  id: 'required-columns',
  preset: 'policy',
  title: 'A new table lacks columns that the team wants in each',
  why: [
    'The team named columns that every new table has:',
    '',
    '```yaml',
    'policy:',
    '  required-columns: [id, created_at]',
    '```',
    '',
    'It is judged by the schema after the migration, so it needs the migration to have been run.',
  ].join('\n'),
  severity: 'error',
  dialects: ['postgres', 'sqlite'],
  fix: 'Add the columns.',
  bad: [],
  good: [],
  *check(context) {
    const required = context.policy['required-columns'] ?? []
    if (required.length === 0 || context.schemaAfter === null) return
    for (const chapter of chapters(context)) {
      const made = madeObjects(chapter).filter(({ evidence }) => evidence === 'measured')
      for (const { kind, name, statement } of made) {
        if (kind !== 'table' || !context.schemaAfter.objects.has(`table ${name}`)) continue
        const columns = [...context.schemaAfter.objects.values()]
          .filter(it => it.kind === 'column' && qualifier(it.name) === name)
          .map(it => bareName(it.name))
        const missing = required.filter(column => !columns.includes(column))
        if (missing.length === 0) continue
        yield {
          migration: chapter.migration,
          statement,
          message: `The new table ${name} has no ${listed(missing)}, which the team's policy wants in each.`,
          fix: `Add ${listed(missing)} to ${name}.`,
          evidence: 'measured',
        }
      }
    }
  },
}
