import type { Rule, RuleMatch } from './rule.ts'
import { featuresOf, isAtLeast } from './support/sqlite/features.ts'

/** So new that most applications bring an older engine. */
const rare = '3.53'

export const rule: Rule = {
  id: 'needs-newer-version',
  title: 'Statement that an older SQLite does not know',
  why: [
    'An application brings its own SQLite, in its driver or from its system, and the shadow is a new one: what runs',
    'here may be a syntax error there. `DROP COLUMN` came with 3.35, `STRICT` with 3.37, `ADD CONSTRAINT` and',
    '`ALTER COLUMN` with 3.53. Where `server-version` says which version the migrations must run on, what it lacks is',
    'an error; where it does not, only what came with 3.53 is told, since few have it yet.',
  ].join('\n'),
  severity: 'error',
  dialects: ['sqlite'],
  fix: 'Build the table anew, or update the engine first; say `server-version` where you know it.',
  bad: [
    {
      base: 'CREATE TABLE orders (id INTEGER PRIMARY KEY, total INTEGER);',
      up: 'ALTER TABLE orders ADD CONSTRAINT paid CHECK (total >= 0);',
      note: 'A warning where nobody said a version.',
    },
  ],
  good: [
    {
      base: 'CREATE TABLE orders (id INTEGER PRIMARY KEY);',
      up: 'ALTER TABLE orders ADD COLUMN note TEXT;',
    },
  ],
  *check({ migrations, serverVersion }): Iterable<RuleMatch> {
    for (const migration of migrations)
      for (const statement of migration.statements)
        for (const { what, since } of featuresOf(statement.statement)) {
          if (serverVersion === null ? !isAtLeast(since, rare) : isAtLeast(serverVersion, since)) continue
          const where =
            serverVersion === null ? 'older ones, which most drivers bring,' : `SQLite ${serverVersion}`
          yield {
            migration,
            statement,
            severity: serverVersion === null ? 'warning' : 'error',
            message: `${what} works from SQLite ${since} on; ${where} cannot run it.`,
            fix: 'Build the table anew, or update the engine of every target first.',
            evidence: 'inferred',
          }
        }
  },
}
