import type { Rule } from './rule.ts'
import { steps } from './support/chapters.ts'
import { operations } from './support/traced.ts'

export const rule: Rule = {
  id: 'creating-enum',
  preset: 'style',
  covers: ['creating-enum / dropping enum'],
  title: 'A list of values that can only grow',
  why: [
    'Values can be added to an enum, and renamed; none can be removed, and their order is that of the type. To do without one',
    'means a new type and a table that is written anew. A table of values with a foreign key, or `text` with a CHECK, changes',
    'like any other data.',
  ].join('\n'),
  severity: 'notice',
  dialects: ['postgres'],
  fix: 'Use a table of values and a foreign key, or `text` with a CHECK.',
  bad: [
    {
      up: "CREATE TYPE mood AS ENUM ('good', 'bad');",
    },
  ],
  good: [
    {
      up: "CREATE TABLE moods (mood text PRIMARY KEY);\nINSERT INTO moods (mood) VALUES ('good'), ('bad');",
    },
    {
      up: 'CREATE TYPE address AS (street text, city text);',
      note: 'A composite type.',
    },
  ],
  *check(context) {
    for (const { migration, traced } of steps(context)) {
      for (const { object, name } of operations(traced, 'create')) {
        if (object !== 'type' || !/\bas\s+enum\b/i.test(traced.statement.sql)) continue
        yield {
          migration,
          statement: traced,
          message: `${name} is an enum: no value can be removed from it.`,
          fix: `Make a table of the values of ${name}, with a foreign key, or text with a CHECK.`,
          evidence: 'inferred',
        }
      }
    }
  },
}
