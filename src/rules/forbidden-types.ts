import type { Rule } from './rule.ts'
import { chapters } from './support/chapters.ts'
import { type MadeObject, madeObjects } from './support/policy/made-objects.ts'
import { operations } from './support/traced.ts'

export const rule: Rule = {
  id: 'forbidden-types',
  preset: 'policy',
  title: 'A column has a type that the team does not want',
  why: [
    'The team named types that no new column has, as the database spells them, without their length:',
    '',
    '```yaml',
    'policy:',
    '  forbidden-types: [json, money, character varying]',
    '```',
  ].join('\n'),
  severity: 'error',
  dialects: ['postgres', 'sqlite'],
  fix: 'Choose another type.',
  bad: [],
  good: [],
  *check(context) {
    const forbidden = new Set((context.policy['forbidden-types'] ?? []).map(baseType))
    if (forbidden.size === 0) return
    for (const chapter of chapters(context)) {
      const changed = chapter.steps.flatMap(({ traced }) =>
        traced.trace.outcome === 'failed'
          ? []
          : operations(traced, 'change-column-type').map(
              ({ table, column, type }): Pick<MadeObject, 'name' | 'type' | 'statement' | 'evidence'> => ({
                name: `${table}.${column}`,
                type,
                statement: traced,
                evidence: traced.trace.evidence,
              }),
            ),
      )
      const made = madeObjects(chapter).filter(({ kind }) => kind === 'column')
      for (const { name, type, statement, evidence } of [...made, ...changed]) {
        if (type === null || !forbidden.has(baseType(type))) continue
        yield {
          migration: chapter.migration,
          statement,
          message: `${name} is ${type}, a type that the team's policy forbids.`,
          fix: 'Choose another type.',
          evidence,
        }
      }
    }
  },
}

/** Names by which the text calls what the catalog spells otherwise. */
const spelled: Readonly<Record<string, string>> = {
  varchar: 'character varying',
  char: 'character',
  bpchar: 'character',
  int: 'integer',
  int4: 'integer',
  int8: 'bigint',
  int2: 'smallint',
  float4: 'real',
  float8: 'double precision',
  decimal: 'numeric',
  bool: 'boolean',
  timestamptz: 'timestamp with time zone',
  timestamp: 'timestamp without time zone',
  timetz: 'time with time zone',
  time: 'time without time zone',
  serial: 'integer',
  bigserial: 'bigint',
}

/** `character varying(10)[]` → `character varying`. */
function baseType(type: string): string {
  const bare = type
    .toLowerCase()
    .replaceAll(/\([^)]*\)|\[\d*\]/g, '')
    .replace(/^pg_catalog\./, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
  return spelled[bare] ?? bare
}
