import type { NamedKind } from '../model/policy.ts'
import type { Rule, RuleContext } from './rule.ts'
import { chapters } from './support/chapters.ts'
import { bareName, withoutArguments } from './support/names.ts'
import { type MadeObject, madeObjects } from './support/policy/made-objects.ts'

export const rule: Rule = {
  id: 'naming-convention',
  preset: 'policy',
  title: 'A name that is not as the team wants it',
  why: [
    'The team said what the names of new objects look like: a regular expression for the whole name of each kind.',
    '',
    '```yaml',
    'policy:',
    '  naming:',
    "    table: '[a-z][a-z0-9_]*'",
    "    index: '.*_(idx|key)'",
    '```',
    '',
    'Kinds: table, column, index, constraint, view, function, sequence, trigger, type and schema.',
  ].join('\n'),
  severity: 'error',
  dialects: ['postgres', 'sqlite'],
  fix: 'Choose a name that fits.',
  bad: [],
  good: [],
  *check(context) {
    for (const chapter of chapters(context)) {
      for (const made of madeObjects(chapter)) {
        const pattern = patternFor(context, made)
        const name = bareName(withoutArguments(made.name))
        if (pattern === null || name === '' || new RegExp(`^(?:${pattern})$`, 'u').test(name)) continue
        yield {
          migration: chapter.migration,
          statement: made.statement,
          message: `The name of the ${made.kind} ${made.name} is not as the team's policy wants it: ${pattern}.`,
          fix: `Choose a name that fits ${pattern}.`,
          evidence: made.evidence,
        }
      }
    }
  },
}

/** Kinds that go by the name of another. */
const asKind: Readonly<Record<string, NamedKind>> = {
  'materialized view': 'view',
  'materialized-view': 'view',
  procedure: 'function',
  domain: 'type',
}

function patternFor({ policy }: RuleContext, { kind, name }: MadeObject): string | null {
  // SQLite gives unnamed constraints names that nobody chose.
  if (/\s/.test(bareName(name)) && kind === 'constraint') return null
  const known = policy.naming as Readonly<Record<string, string | undefined>> | undefined
  return known?.[asKind[kind] ?? kind] ?? null
}
