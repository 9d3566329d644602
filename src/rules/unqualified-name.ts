import type { Rule } from './rule.ts'
import { steps } from './support/chapters.ts'
import { bareName, listedShort, qualifier } from './support/names.ts'

export const rule: Rule = {
  id: 'unqualified-name',
  preset: 'policy',
  title: 'search_path decides which table is meant',
  why: [
    'A name without its schema means what `search_path` finds first, and that may be another table in production than it',
    'was in the check. The team wants each table named with its schema:',
    '',
    '```yaml',
    'policy:',
    '  qualified-names: true',
    '```',
  ].join('\n'),
  severity: 'error',
  dialects: ['postgres'],
  fix: 'Write the schema before the name.',
  bad: [],
  good: [],
  *check(context) {
    if (context.policy['qualified-names'] !== true) return
    for (const { migration, traced } of steps(context)) {
      const { sql, operations } = traced.statement
      const tables = operations.flatMap(operation => ('table' in operation ? [operation.table] : []))
      // The parser says public where the text says no schema.
      const bare = [...new Set(tables)].filter(
        table => qualifier(table) === 'public' && !isQualified(sql, table),
      )
      if (bare.length === 0) continue
      yield {
        migration,
        statement: traced,
        message: `search_path decides which table ${listedShort(bare.map(table => bareName(table)))} is: the name bears no schema.`,
        fix: 'Write the schema before the name.',
        evidence: traced.trace.evidence,
      }
    }
  },
}

function isQualified(sql: string, table: string): boolean {
  const name = bareName(table).replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`)
  return new RegExp(String.raw`(?:\bpublic|"public")\s*\.\s*"?${name}`, 'iu').test(sql)
}
