import type { Rule } from './rule.ts'
import { chapters } from './support/chapters.ts'
import { qualifier } from './support/names.ts'
import { madeObjects } from './support/policy/made-objects.ts'

export const rule: Rule = {
  id: 'foreign-keys-forbidden',
  preset: 'policy',
  title: 'A foreign key where the team wants none',
  why: [
    'The team does without foreign keys, as those do whose tables are sharded or copied by online tools:',
    '',
    '```yaml',
    'policy:',
    '  foreign-keys: forbidden',
    '```',
  ].join('\n'),
  severity: 'error',
  dialects: ['postgres', 'sqlite'],
  fix: 'Leave the foreign key out.',
  bad: [],
  good: [],
  *check(context) {
    if (context.policy['foreign-keys'] !== 'forbidden') return
    for (const chapter of chapters(context)) {
      for (const { kind, name, definition, statement, evidence } of madeObjects(chapter)) {
        if (kind !== 'constraint' || !/^\s*(?:foreign\s+key|references)\b/i.test(definition)) continue
        yield {
          migration: chapter.migration,
          statement,
          message: `${qualifier(name)} gets a foreign key, and the team's policy wants none.`,
          fix: 'Leave the foreign key out.',
          evidence,
        }
      }
    }
  },
}
