import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Dialect, ParsedMigration, Shadow } from '../../src/dialects/dialect.ts'
import { dialectNames, loadDialect } from '../../src/dialects/registry.ts'
import { ownDelivery } from '../../src/migrations/formats/plain.ts'
import { limits } from '../support/shadow.ts'

/** SQL that says the same in every dialect, as each spells it. A new dialect adds a row and no code. */
interface Words {
  readonly base: string
  readonly addColumn: string
  readonly dropColumn: string
  readonly renameColumn: string
  readonly fails: string
  readonly notSql: string
}

const words: Readonly<Record<Dialect['name'], Words | undefined>> = {
  postgres: {
    base: 'CREATE TABLE users (id int PRIMARY KEY, name text);\nCREATE TABLE other (id int);',
    addColumn: 'ALTER TABLE users ADD COLUMN note text;',
    dropColumn: 'ALTER TABLE users DROP COLUMN note;',
    renameColumn: 'ALTER TABLE users RENAME COLUMN name TO title;',
    fails: 'ALTER TABLE nowhere ADD COLUMN note text;',
    notSql: 'ALTER TABEL users;',
  },
  sqlite: {
    base: 'CREATE TABLE users (id integer PRIMARY KEY, name text);\nCREATE TABLE other (id integer);',
    addColumn: 'ALTER TABLE users ADD COLUMN note text;',
    dropColumn: 'ALTER TABLE users DROP COLUMN note;',
    renameColumn: 'ALTER TABLE users RENAME COLUMN name TO title;',
    fails: 'ALTER TABLE nowhere ADD COLUMN note text;',
    notSql: 'ALTER TABEL users;',
  },
  mysql: undefined,
  surrealdb: undefined,
}

describe.each(dialectNames)('%s', name => {
  const say = words[name] as Words
  let dialect: Dialect
  let shadow: Shadow

  async function parsed(up: string): Promise<ParsedMigration> {
    const statements = await dialect.parse(up)
    const migration = {
      id: '1',
      format: 'plain',
      up: { path: '1.sql', text: up },
      down: null,
      ...ownDelivery,
    }
    return {
      migration,
      transaction: dialect.transactionForm(migration, statements),
      up: statements,
      down: null,
    }
  }

  beforeAll(async () => {
    dialect = await loadDialect(name)
    shadow = await dialect.openShadow([], { url: null, limits })
    expect(await shadow.replay(await parsed(say.base))).toEqual([])
  })
  afterAll(() => shadow.close())

  test('spans are those of the text', async () => {
    const text = `-- a comment\n${say.addColumn}\n\n${say.dropColumn}\n`
    const statements = await dialect.parse(text)
    expect(statements.map(({ line }) => line)).toEqual([2, 4])
    for (const { start, end, sql } of statements) expect(text.slice(start, end)).toBe(sql)
  })

  test.each(['', '  \n', '-- nothing\n'])('%j holds no statement', async text => {
    expect(await dialect.parse(text)).toEqual([])
  })

  test('operations are in words that no dialect owns', async () => {
    const [add, rename] = await dialect.parse(`${say.addColumn}\n${say.renameColumn}`)
    expect(add?.operations).toMatchObject([{ kind: 'add-column', column: 'note' }])
    expect(rename?.operations).toMatchObject([{ kind: 'rename-column', column: 'name', to: 'title' }])
  })

  test('up, changes, a planned down, and the schema is the one before', async () => {
    const before = await shadow.readSchema()
    const planBefore = await shadow.capturePlan([])
    const traced = await shadow.trace(await parsed(say.addColumn))
    expect(traced.map(({ trace }) => trace.outcome)).toEqual(['ran'])
    const after = await shadow.readSchema()
    const changes = dialect.diffSchemas(before, after)
    expect(changes).toMatchObject([{ action: 'add', object: 'column' }])
    const plan = await shadow.planDown(await shadow.capturePlan(changes), planBefore)
    const restored = await shadow.tryDown([await parsed(plan.kind === 'planned' ? plan.sql : '')])
    if (restored.kind !== 'ran') throw new Error(restored.message)
    expect(dialect.compareSchemas(before, restored.schema).verdict).toBe('equal')
    // Trying leaves nothing behind.
    expect(dialect.compareSchemas(after, await shadow.readSchema()).verdict).toBe('equal')
    await shadow.trace(await parsed(say.dropColumn))
  })

  test('a rename is a rename, and never drop and add', async () => {
    const before = await shadow.readSchema()
    await shadow.trace(await parsed(say.renameColumn))
    expect(dialect.diffSchemas(before, await shadow.readSchema())).toMatchObject([
      { action: 'rename', object: 'column' },
    ])
  })

  test('a wrong down is unequal, and one that fails says where', async () => {
    const before = await shadow.readSchema()
    const wrong = await shadow.tryDown([await parsed(say.addColumn)])
    if (wrong.kind !== 'ran') throw new Error(wrong.message)
    expect(dialect.compareSchemas(before, wrong.schema)).toMatchObject({
      verdict: 'unequal',
      difference: [{ action: 'add' }],
    })
    const failed = await shadow.tryDown([await parsed(say.addColumn), await parsed(`\n${say.fails}`)])
    expect(failed).toMatchObject({ kind: 'failed', place: 1, line: 2 })
  })

  test('the base is replayed tolerantly: what fails is counted, the rest stands', async () => {
    const problems = await shadow.replay(await parsed(`${say.fails}\n${say.addColumn}`))
    expect(problems).toMatchObject([{ line: 1 }])
    expect((await shadow.trace(await parsed(say.dropColumn))).map(({ trace }) => trace.outcome)).toEqual([
      'ran',
    ])
  })

  // Last: after text that nobody could read, a missing object is no longer anybody's fault.
  // By the dialect's parser, or by the engine where that is the judge.
  test('text that is not SQL is a statement of its own, and is not run', async () => {
    const up = await parsed(`${say.notSql}\n`)
    expect(up.up).toMatchObject([{ line: 1 }])
    expect((await shadow.trace(up)).map(({ trace }) => trace.outcome)).toEqual(['unparsed'])
  })
})
