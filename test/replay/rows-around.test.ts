import { expect, test } from 'vitest'
import type { Rows, RowsAround } from '../../src/model/rows.ts'
import { rowsAround } from '../../src/replay/rows-around.ts'

interface Row {
  readonly title: string
  readonly before: Readonly<Record<string, readonly string[]>>
  readonly after: Readonly<Record<string, readonly string[]>>
  readonly marks?: readonly [before: number | undefined, after: number | undefined]
  readonly expected: Partial<RowsAround>
}

const table = 'main.users'

const rows: readonly Row[] = [
  {
    title: 'the same rows',
    before: { id: ['1', '2'] },
    after: { id: ['1', '2'] },
    expected: { before: 2, after: 2, emptied: [], lowered: null },
  },
  {
    title: 'values that are all NULL now',
    before: { id: ['1', '2'], name: ["'a'", 'NULL'], note: ['NULL', 'NULL'] },
    after: { id: ['1', '2'], name: ['NULL', 'NULL'], note: ['NULL', 'NULL'] },
    expected: { emptied: ['name'] },
  },
  {
    title: 'a value that is left',
    before: { name: ["'a'", "'b'"] },
    after: { name: ['NULL', "'b'"] },
    expected: { emptied: [] },
  },
  {
    title: 'a column that is gone is not emptied',
    before: { id: ['1'], name: ["'a'"] },
    after: { id: ['1'] },
    expected: { emptied: [] },
  },
  {
    title: 'values that stand under another name',
    before: { id: ['1', '2'], mail: ["'a'", "'b'"], note: ['NULL', 'NULL'] },
    after: { id: ['1', '2'], email: ["'a'", "'b'"], remark: ['NULL', 'NULL'] },
    expected: { moved: [{ from: 'mail', to: 'email' }] },
  },
  {
    title: 'values that stand beside themselves went nowhere',
    before: { mail: ["'a'", "'b'"] },
    after: { mail: ["'a'", "'b'"], email: ["'a'", "'b'"] },
    expected: { moved: [] },
  },
  {
    title: 'columns that changed places',
    before: { id: ['1', '2'], email: ["'a'", "'b'"], phone: ["'c'", "'d'"] },
    after: { id: ['1', '2'], email: ["'c'", "'d'"], phone: ["'a'", "'b'"] },
    expected: {
      mixed: [
        { column: 'email', from: 'phone' },
        { column: 'phone', from: 'email' },
      ],
    },
  },
  {
    title: 'columns that moved on by one',
    before: { email: ["'a'", "'b'"], phone: ["'c'", "'d'"], fax: ["'e'", "'f'"] },
    after: { email: ["'x'", "'y'"], phone: ["'a'", "'b'"], fax: ["'c'", "'d'"] },
    expected: {
      mixed: [
        { column: 'phone', from: 'email' },
        { column: 'fax', from: 'phone' },
      ],
    },
  },
  {
    title: 'rows in another order mix up nothing',
    before: { id: ['7', '8', '9'], a: ['1', '2', '3'], b: ['2', '3', '1'] },
    after: { id: ['1', '2', '3'], a: ['3', '1', '2'], b: ['1', '2', '3'] },
    expected: { mixed: [], replaced: ['id'] },
  },
  {
    title: 'a column that takes the values of one that keeps its own',
    before: { email: ["'a'", "'b'"], login: ["'c'", "'d'"] },
    after: { email: ["'a'", "'b'"], login: ["'a'", "'b'"] },
    expected: { mixed: [] },
  },
  {
    title: 'values that are one and the same now',
    before: { state: ["'a'", "'b'"], kind: ["'c'", "'c'"], note: ["'d'", 'NULL'] },
    after: { state: ["'x'", "'x'"], kind: ["'y'", "'y'"], note: ['NULL', 'NULL'] },
    expected: { levelled: ['state'] },
  },
  {
    title: 'no rows, no values',
    before: { name: ["'a'"] },
    after: { name: [] },
    expected: { before: 1, after: 0, emptied: [] },
  },
  {
    title: 'a mark that is lower',
    before: { id: ['1'] },
    after: { id: ['1'] },
    marks: [101, 1],
    expected: { lowered: { before: 101, after: 1 } },
  },
  {
    title: 'a mark that is gone',
    before: { id: ['1'] },
    after: { id: ['1'] },
    marks: [101, undefined],
    expected: { lowered: { before: 101, after: 0 } },
  },
  {
    title: 'a mark that is new or higher',
    before: { id: ['1'] },
    after: { id: ['1'] },
    marks: [undefined, 3],
    expected: { lowered: null },
  },
]

test.each(rows)('$title', ({ before, after, marks = [], expected }) => {
  expect(rowsAround(rowsOf(before, marks[0]), rowsOf(after, marks[1]))).toEqual([
    expect.objectContaining({ table, ...expected }),
  ])
})

test('a table that came or went has no rows on both sides', () => {
  const some = rowsOf({ id: ['1'] }, undefined)
  expect([rowsAround(some, new Map()), rowsAround(new Map(), some)]).toEqual([[], []])
})

function rowsOf(columns: Row['before'], mark: number | undefined): Rows {
  const count = Object.values(columns)[0]?.length ?? 0
  const values = { count, columns: new Map(Object.entries(columns)) }
  return new Map([[table, mark === undefined ? values : { ...values, mark }]])
}
