import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Session } from '../../src/dialects/postgres/session.ts'
import { narrowing } from '../../src/rules/support/narrowing.ts'
import { inProcessSession } from '../support/in-process-session.ts'

type Using = 'cast' | 'expression' | null

/** From, to, how the text makes the values, and what comes of them; null where nothing does. */
const rows: readonly (readonly [from: string, to: string, using: Using, found: string | null])[] = [
  ['text', 'character varying(20)', null, 'stops: is longer than 20 characters where length(c) > 20'],
  [
    'character varying(80)',
    'character varying(40)',
    null,
    'stops: is longer than 40 characters where length(c) > 40',
  ],
  [
    'text',
    'character varying(20)',
    'cast',
    'loses: what is longer than 20 characters is cut off where length(c) > 20',
  ],
  ['text', 'character varying(20)', 'expression', null],
  ['character varying(20)', 'character varying(40)', null, null],
  ['character varying(20)', 'text', null, null],
  ['character(2)', 'character varying(2)', null, null],
  ['text', 'integer', 'cast', "stops: cannot be read as integer where NOT pg_input_is_valid(c, 'integer')"],
  [
    'text',
    'enum app.mood',
    'cast',
    "stops: cannot be read as enum app.mood where NOT pg_input_is_valid(c, 'app.mood')",
  ],
  ['text', 'public.citext', 'cast', null],
  ['text', 'bytea', 'cast', null],
  [
    'bigint',
    'integer',
    null,
    'stops: does not fit into integer where c NOT BETWEEN -2147483648 AND 2147483647',
  ],
  ['integer', 'bigint', null, null],
  ['integer', 'text', null, null],
  ['numeric(10,2)', 'numeric(14,2)', null, null],
  ['numeric(10,2)', 'numeric', null, null],
  [
    'numeric(10,2)',
    'numeric(8,2)',
    null,
    'stops: has more than 6 digits before the point where abs(c) >= 1e6',
  ],
  [
    'numeric(10,2)',
    'numeric(10,1)',
    null,
    'loses: digits behind the point are rounded to 1 where c <> round(c, 1)',
  ],
  [
    'numeric',
    'numeric(10,2)',
    null,
    'loses: digits behind the point are rounded to 2 where c <> round(c, 2)',
  ],
  [
    'numeric(10,2)',
    'integer',
    null,
    'loses: digits behind the point are rounded to 0 where c <> round(c, 0)',
  ],
  ['numeric(10,0)', 'bigint', null, null],
  [
    'double precision',
    'integer',
    null,
    'loses: digits behind the point are rounded to 0 where c <> round(c::numeric, 0)',
  ],
  ['timestamp with time zone', 'date', null, 'surely loses: the time of day is gone'],
  ['timestamp without time zone', 'time without time zone', null, 'surely loses: the date is gone'],
  ['timestamp without time zone', 'timestamp with time zone', null, null],
  [
    'timestamp(6) without time zone',
    'timestamp(3) without time zone',
    null,
    'loses: fractions of a second are rounded to 3 digits',
  ],
  [
    'timestamp with time zone',
    'timestamp(0) with time zone',
    null,
    'loses: fractions of a second are rounded to 0 digits',
  ],
  ['timestamp(0) with time zone', 'timestamp with time zone', null, null],
  ['date', 'timestamp with time zone', null, null],
]

test.each(rows)('%s to %s, %s', (from, to, using, expected) => {
  const found = narrowing(from, to, using)
  const where = found?.condition ? ` where ${found.condition('c')}` : ''
  const told = found && `${found.isSure ? 'surely ' : ''}${found.effect}: ${found.what}${where}`
  expect(told).toBe(expected)
})

let session: Session
beforeAll(async () => {
  session = await inProcessSession()
})
afterAll(() => session.close())

/** Type, what it becomes, values, and how many of them the query counts: those at which the change stops. */
const counted: readonly (readonly [from: string, to: string, values: string, count: number])[] = [
  ['text', 'integer', "('12'), ('x'), (''), (NULL), ('99999999999')", 3],
  ['character varying(40)', 'date', "('2024-02-29'), ('2023-02-29'), ('infinity')", 1],
  ['text', 'character varying(3)', "('abc'), ('abcd'), ('öäü')", 1],
  ['bigint', 'integer', '(2147483647), (2147483648), (-2147483649), (NULL)', 2],
  ['numeric', 'smallint', '(1), (1.5)', 1],
  ['numeric(10,2)', 'numeric(4,2)', '(99.99), (100)', 1],
]

test.each(counted)('rows of %s that %s does not hold', async (from, to, values, count) => {
  const where = narrowing(from, to, null)?.condition?.('c')
  await session.script(`DROP TABLE IF EXISTS t; CREATE TABLE t (c ${from}); INSERT INTO t VALUES ${values}`)
  const { rows: found } = await session.query(`SELECT count(*)::int AS count FROM t WHERE ${where}`)
  expect(found[0]?.count).toBe(count)
})
