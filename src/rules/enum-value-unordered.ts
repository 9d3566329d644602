import type { Rule } from './rule.ts'
import { steps } from './support/chapters.ts'
import { operations } from './support/traced.ts'

export const rule: Rule = {
  id: 'enum-value-unordered',
  preset: 'style',
  title: 'A new enum value stands last',
  why: [
    'ORDER BY, `<` and `max` follow the order of an enum. ADD VALUE puts the new one behind all others unless BEFORE or AFTER',
    'says where it belongs, and it can never be moved.',
  ].join('\n'),
  severity: 'notice',
  dialects: ['postgres'],
  fix: 'Say where the value belongs, with BEFORE or AFTER, also where that is the end.',
  bad: [
    {
      base: "CREATE TYPE size AS ENUM ('small', 'large');",
      up: "ALTER TYPE size ADD VALUE 'medium';",
    },
  ],
  good: [
    {
      base: "CREATE TYPE size AS ENUM ('small', 'large');",
      up: "ALTER TYPE size ADD VALUE 'medium' BEFORE 'large';",
    },
    {
      base: "CREATE TYPE size AS ENUM ('small', 'large');",
      up: "CREATE TYPE colour AS ENUM ('red', 'green');",
    },
  ],
  *check(context) {
    for (const { migration, traced } of steps(context)) {
      for (const { enumValue } of operations(traced, 'alter')) {
        if (enumValue === undefined || enumValue.was !== null || enumValue.placed) continue
        const { type, is } = enumValue
        yield {
          migration,
          statement: traced,
          message: `'${is}' sorts behind all other values of ${type}, for good.`,
          fix: `Say where '${is}' belongs among the values of ${type}, with BEFORE or AFTER.`,
          evidence: 'inferred',
        }
      }
    }
  },
}
