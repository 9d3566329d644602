import type { TracedStatement } from '../model/replay.ts'
import type { Rule } from './rule.ts'
import { remembered } from './support/remembered.ts'
import { operations } from './support/traced.ts'
import { adviseOnColumns } from './support/written-columns.ts'

export const rule: Rule = {
  id: 'prefer-bigint',
  preset: 'style',
  covers: ['int-primary-key'],
  title: 'A key that can run out of numbers',
  why: [
    'An `integer` ends at 2,147,483,647. A table that comes there takes no more rows, and every INSERT fails; a wider key then',
    'writes the table and all that refer to it anew. Eight bytes instead of four cost little, often nothing, as rows are padded.',
  ].join('\n'),
  severity: 'notice',
  dialects: ['postgres'],
  fix: 'Use `bigint`, or `bigserial`, for keys that grow.',
  bad: [
    {
      up: 'CREATE TABLE orders (id serial PRIMARY KEY);\nCREATE TABLE lines (id int GENERATED ALWAYS AS IDENTITY, number int, PRIMARY KEY (number, id));',
    },
  ],
  good: [
    { up: 'CREATE TABLE orders (id bigint PRIMARY KEY, count int);' },
    { up: 'CREATE TABLE orders (id uuid PRIMARY KEY);' },
  ],
  check: context =>
    adviseOnColumns(context, ({ name, table, column, type, values }, { traced }) => {
      const isKey = ownKeys(traced).has(`${table}.${column}`)
      const counts = values === 'serial' || values === 'identity'
      if (!small.has(type) || !(isKey || counts)) return null
      const wide = type.endsWith('serial') ? 'bigserial' : 'bigint'
      const most = type.startsWith('small') ? '32,767' : '2.1 billion'
      return {
        message: `${name} is a key and ${type}: at ${most} every INSERT fails.`,
        fix: `Make ${name} ${wide}.`,
      }
    }),
}

/** Columns that are a primary key by themselves: of a key of several none runs out for itself. */
const ownKeys = remembered((traced: TracedStatement) => {
  const keys = operations(traced, 'add-constraint').filter(({ type }) => type === 'primary-key')
  return new Set(keys.map(({ table, columns }) => `${table}.${columns.join()}`))
})

const small: ReadonlySet<string> = new Set(['smallint', 'integer', 'smallserial', 'serial'])
