import { DatabaseSync } from 'node:sqlite'
import { describe, expect, test } from 'vitest'
import {
  cannotRunInTransaction,
  inTransaction,
  isNoOp,
  isTransactionControl,
  mentionedNames,
  setsForeignKeys,
  transactionForm,
} from '../../../../src/dialects/sqlite/parse/facts.ts'
import { parseStatements } from '../../../../src/dialects/sqlite/parse/parse.ts'
import type { Migration, TransactionForm } from '../../../../src/model/migration.ts'
import type { Statement } from '../../../../src/model/statement.ts'

async function only(sql: string): Promise<Statement> {
  const [statement, ...more] = await parseStatements(sql)
  if (statement === undefined || more.length > 0) throw new Error(`not one statement: ${sql}`)
  return statement
}

function migration(transaction: TransactionForm, runner: Migration['runner']): Migration {
  const up = { path: 'a.sql', text: '' } as Migration['up']
  return { id: 'a', format: 'plain', up, down: null, transaction, oneString: false, runner }
}

describe('transactionForm', () => {
  const cases: readonly (readonly [
    given: TransactionForm,
    Migration['runner'],
    sql: string,
    TransactionForm,
  ])[] = [
    ['wrapped', 'ours', 'drop table a', 'wrapped'],
    ['none', 'theirs', 'drop table a', 'none'],
    ['single-string', 'theirs', 'drop table a; drop table b', 'none'],
    ['wrapped', 'ours', 'begin; drop table a; commit', 'authored'],
    ['wrapped', 'theirs', 'begin; drop table a; commit', 'wrapped'],
    ['none', 'theirs', 'begin; drop table a; end', 'authored'],
    ['single-string', 'theirs', 'drop table a; rollback', 'authored'],
    ['wrapped', 'ours', 'savepoint x; drop table a; release x', 'wrapped'],
    ['none', 'theirs', 'savepoint x; drop table a; release x', 'authored'],
    ['wrapped', 'ours', 'vacuum', 'none'],
    ['wrapped', 'theirs', 'vacuum', 'wrapped'],
    ['wrapped', 'ours', 'vacuum; drop table a', 'wrapped'],
    ['wrapped', 'ours', '', 'wrapped'],
  ]
  test.each(cases)('%s, %s: %s', async (given, runner, sql, expected) => {
    expect(transactionForm(migration(given, runner), await parseStatements(sql))).toBe(expected)
  })
})

describe('inTransaction', () => {
  const cases: readonly (readonly [
    form: TransactionForm,
    Migration['runner'],
    sql: string,
    inside: string,
  ])[] = [
    ['wrapped', 'ours', 'drop table a; vacuum; drop table b', 'yes no yes'],
    ['wrapped', 'theirs', 'drop table a; vacuum', 'yes yes'],
    ['wrapped', 'theirs', 'commit; drop table a; begin; drop table b', 'yes no yes yes'],
    ['none', 'theirs', 'drop table a; drop table b', 'no no'],
    ['authored', 'ours', 'select 1; begin; select 2; commit; select 3', 'no yes yes yes no'],
    ['authored', 'ours', 'begin; begin; rollback; select 3', 'yes yes yes no'],
    [
      'authored',
      'ours',
      'savepoint a; savepoint A; release "A"; select 1; release a; select 2',
      'yes yes yes yes yes no',
    ],
    ['authored', 'ours', 'savepoint a; savepoint b; release savepoint a; select 1', 'yes yes yes no'],
    [
      'authored',
      'ours',
      'savepoint a; rollback transaction to savepoint a; select 1; release a; select 2',
      'yes yes yes yes no',
    ],
    ['authored', 'ours', 'begin; savepoint a; release a; select 1; end; select 2', 'yes yes yes yes yes no'],
    ['authored', 'ours', 'release x; savepoint a; commit; select 1', 'no yes yes no'],
  ]
  test.each(cases)('%s, %s: %s', async (transaction, runner, sql, inside) => {
    const up = await parseStatements(sql)
    const parsed = { migration: migration(transaction, runner), transaction, up, down: null }
    expect(
      inTransaction(parsed)
        .map(is => (is ? 'yes' : 'no'))
        .join(' '),
    ).toBe(inside)
  })

  test.each(cases.filter(([form]) => form === 'authored'))(
    'as the engine says: %s, %s: %s',
    async (_, __, sql, inside) => {
      const database = new DatabaseSync(':memory:')
      const seen: boolean[] = []
      for (const statement of await parseStatements(sql)) {
        const before = database.isTransaction
        try {
          database.exec(statement.sql)
        } catch {
          // BEGIN inside a transaction, RELEASE of nothing: no more than a message.
        }
        seen.push(before || database.isTransaction)
      }
      expect(seen.map(is => (is ? 'yes' : 'no')).join(' ')).toBe(inside)
    },
  )
})

describe('isNoOp', () => {
  test.each([
    ['select 1', true],
    ["select 'nothing' as note, null, -1, x'00'", true],
    ['values (1)', true],
    ['begin', true],
    ['pragma foreign_keys = on', true],
    ['pragma foreign_key_check', true],
    ['explain drop table a', true],
    ['select a from t', false],
    ['select 1 from t', false],
    ['select load_extension(1)', false],
    ['select date()', false],
    ['pragma user_version = 3', false],
    ['pragma journal_mode = wal', false],
    ['pragma optimize', false],
    ['drop table a', false],
    ['vacuum', false],
    ['analyze', false],
    ['grant all', false],
    [`select '${'x'.repeat(300)}'`, false],
  ])('%s', async (sql, expected) => expect(isNoOp(await only(sql))).toBe(expected))
})

describe('setsForeignKeys, as the engine understands the value', () => {
  test.each([
    ['on', true],
    ['ON', true],
    ["'yes'", true],
    ['"true"', true],
    ['1', true],
    ['2', true],
    ['0x10', true],
    ['off', false],
    ['no', false],
    ['0', false],
    ['-1', false],
    ['256', false],
    ['99999999999', false],
    ['maybe', false],
    ['full', false],
  ])('%s', async (value, expected) => {
    for (const sql of [`pragma foreign_keys = ${value}`, `pragma main.FOREIGN_KEYS(${value})`]) {
      expect(setsForeignKeys(await only(sql)), sql).toBe(expected)
      const database = new DatabaseSync(':memory:')
      database.exec(`pragma foreign_keys = ${expected ? 'off' : 'on'}`)
      database.exec(sql)
      expect(database.prepare('pragma foreign_keys').get()).toEqual({ foreign_keys: expected ? 1 : 0 })
    }
  })

  test.each(['pragma foreign_keys', 'pragma defer_foreign_keys = on', 'drop table a'])('%s', async sql => {
    expect(setsForeignKeys(await only(sql))).toBeNull()
  })
})

test.each([
  ['vacuum', 'VACUUM'],
  ["vacuum main into 'x'", 'VACUUM'],
  ['analyze', null],
  ['pragma foreign_keys = off', null],
  ['drop table a', null],
])('cannotRunInTransaction: %s', async (sql, expected) => {
  expect(cannotRunInTransaction(await only(sql))).toBe(expected)
})

test.each([
  ['begin', true],
  ['end', true],
  ['rollback to x', true],
  ['release x', true],
  ['select 1', false],
])('isTransactionControl: %s', async (sql, expected) => {
  expect(isTransactionControl(await only(sql))).toBe(expected)
})

describe('mentionedNames', () => {
  test.each([
    ['drop table "A b"', 'a b'],
    ['insert into main.Users (key) select [x y] from `z` order by 1', 'main users key x y z by'],
    ["select * from pragma_table_info('T')", 'pragma_table_info t'],
    ['create trigger r after insert on t begin delete from U; end', 'trigger r after t begin u'],
    ["select x'00', 12, :v, -- w\n a /* b */", 'a'],
    [`select '${'x'.repeat(300)}', b`, 'b'],
  ])('%s', async (sql, expected) => {
    expect([...mentionedNames(await only(sql))].join(' ')).toBe(expected)
  })
})
