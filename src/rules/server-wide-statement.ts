import type { Rule } from './rule.ts'
import { steps } from './support/chapters.ts'

export const rule: Rule = {
  id: 'server-wide-statement',
  preset: 'policy',
  covers: ['superuser statements', 'ALTER SYSTEM'],
  title: 'A migration of one database changes the whole server',
  why: [
    '`ALTER SYSTEM`, databases, tablespaces and settings of a database or role reach beyond the schema that migrations keep:',
    'other applications of the server feel them, no transaction takes them back, and hosted servers refuse most of them.',
  ].join('\n'),
  severity: 'warning',
  dialects: ['postgres'],
  fix: 'Leave it to whoever runs the server.',
  bad: [{ up: "ALTER SYSTEM SET work_mem = '64MB';" }],
  good: [
    { up: "SET LOCAL work_mem = '64MB';" },
    { up: "CREATE FUNCTION total() RETURNS int LANGUAGE sql SET work_mem = '64MB' AS 'SELECT 1';" },
  ],
  *check(context) {
    for (const { migration, traced } of steps(context)) {
      const found = traced.statement.operations.find(
        it =>
          (it.kind === 'create' || it.kind === 'alter' || it.kind === 'drop') &&
          serverWide.has(it.object) &&
          // Told as an error.
          !(it.kind === 'drop' && it.object === 'database'),
      )
      if (found === undefined || traced.trace.outcome === 'failed') continue
      yield {
        migration,
        statement: traced,
        message:
          'It changes the server, not the schema: other applications feel it, and no transaction takes it back.',
        fix: 'Leave it to whoever runs the server.',
        evidence: 'inferred',
      }
    }
  },
}

const serverWide: ReadonlySet<string> = new Set(['system', 'database', 'tablespace', 'parameter'])
