import type { Rule } from './rule.ts'
import { steps } from './support/chapters.ts'
import { operations } from './support/traced.ts'

export const rule: Rule = {
  id: 'create-extension',
  preset: 'policy',
  title: 'Extension installed by a migration',
  why: [
    'Most extensions need rights that the role of migrations should not have, and a package that must be on the server.',
    'Which version comes is what the server happens to have, and may differ from one environment to the next.',
  ].join('\n'),
  severity: 'warning',
  dialects: ['postgres'],
  fix: 'Let whoever provides the database install it; keep at most `CREATE EXTENSION IF NOT EXISTS`, which then does nothing, for a database that is made anew.',
  bad: [{ up: 'CREATE EXTENSION IF NOT EXISTS citext;' }],
  good: [
    {
      base: 'CREATE EXTENSION citext;',
      up: 'CREATE EXTENSION IF NOT EXISTS citext;',
      note: 'It is there already.',
    },
    { base: 'CREATE EXTENSION citext;', up: "COMMENT ON EXTENSION citext IS 'for e-mail';" },
  ],
  *check(context) {
    for (const { migration, traced } of steps(context)) {
      if (traced.trace.outcome === 'failed') continue
      for (const { name } of operations(traced, 'create-extension')) {
        if (context.schemaBefore?.objects.has(`extension ${name}`) === true) continue
        yield {
          migration,
          statement: traced,
          message: `The role of migrations must be allowed to install ${name}, in whatever version the server has.`,
          fix: 'Let whoever provides the database install it.',
          evidence: traced.trace.evidence,
        }
      }
    }
  },
}
