import { beforeAll, describe, expect, test } from 'vitest'
import { check } from '../../../src/commands/check.ts'
import { configSchema } from '../../../src/config/config.ts'
import { formats } from '../../../src/migrations/formats/registry.ts'
import type { Review } from '../../../src/model/review.ts'
import { type Tool, tools } from './tools.ts'

const first = ['CREATE TABLE orders (id integer PRIMARY KEY, note text);', 'DROP TABLE orders;'] as const

interface Added {
  readonly up: string
  readonly down: string
  /** The migration says that it wants no transaction, where its tool lets it. */
  readonly alone?: boolean
}

/** A base of one migration, and others that come on top of it. */
function review(format: keyof typeof tools, ...added: readonly Added[]): Promise<Review> {
  const { layout, manifests = () => ({}) } = tools[format] as Tool
  const base = { ...layout(1, ...first), ...manifests(1) }
  const files = added.map(({ up, down, alone }, place) => layout(place + 2, up, down, alone))
  const head = { ...Object.assign({}, base, ...files), ...manifests(1 + added.length) }
  const bytes = (files: Readonly<Record<string, string>>) =>
    new Map(Object.entries(files).map(([name, text]) => [`m/${name}`, new TextEncoder().encode(text)]))
  return check({
    folders: [{ path: 'm', format }],
    dialect: 'sqlite',
    changeSet: { base: bytes(base), head: bytes(head), baseRef: null },
    config: configSchema.parse({}),
    shadow: { kind: 'embedded' },
  })
}

const outcomes = ({ migrations }: Review, place: number) =>
  migrations[place]?.statements.map(({ outcome, error }) => error?.message ?? outcome)

describe.each(Object.keys(tools) as (keyof typeof tools)[])('%s', format => {
  const { transaction, inSqlite = transaction, optsOut }: Tool = tools[format]
  const history = formats.find(({ name }) => name === format)?.history('sqlite')?.name ?? null
  let result: Review

  beforeAll(async () => {
    result = await review(
      format,
      {
        up: 'ALTER TABLE orders ADD amount int;\nCREATE TABLE items (id int);',
        down: 'DROP TABLE items;\nALTER TABLE orders DROP COLUMN amount;',
      },
      { up: 'VACUUM;', down: 'SELECT 1;' },
      { up: 'VACUUM;', down: 'SELECT 1;', alone: true },
      { up: `ALTER TABLE ${history ?? 'orders'} ADD x int;`, down: 'SELECT 1;' },
    )
  }, 60_000)

  test('a migration on top of a base: sent as the tool does, measured, and its way back proven', () => {
    const [migration] = result.migrations
    expect(migration).toMatchObject({ format, transaction: inSqlite, inReview: true })
    expect(migration?.statements.map(({ outcome, evidence }) => `${outcome} ${evidence}`)).toEqual([
      'ran measured',
      'ran measured',
    ])
    expect(migration?.down).toMatchObject({ source: 'authored', schema: 'equal', restoresSchema: true })
    expect(result.baseProblems).toEqual([])
  })

  test('what no transaction takes', () => {
    const wrapped = inSqlite === 'wrapped' && format !== 'plain'
    expect(outcomes(result, 1)).toEqual([wrapped ? 'cannot VACUUM from within a transaction' : 'ran'])
  })

  if (optsOut)
    test('what no transaction takes, with a word for the tool', () => {
      expect(result.migrations[2]?.transaction).toBe('none')
      expect(outcomes(result, 2)).toEqual(['ran'])
    })

  if (history !== null)
    test('the history table of the tool is there, and is no part of the schema', () => {
      expect(outcomes(result, 3)).toEqual(['ran'])
      expect(result.migrations[3]?.changes).toEqual([])
    })
})

const rebuild = (...parts: readonly string[]) => parts.join('\n--> statement-breakpoint\n')

test('a transaction that the author ends and begins for Drizzle to end', async () => {
  const up = rebuild('COMMIT', 'PRAGMA foreign_keys = OFF', 'BEGIN', 'CREATE TABLE items (id int)', '')
  const result = await review('drizzle', { up, down: 'DROP TABLE items;' })
  expect(outcomes(result, 0)).toEqual(['ran', 'ran', 'ran', 'ran'])
  expect(result.migrations[0]).toMatchObject({ transaction: 'wrapped', down: { schema: 'equal' } })
})

test('a BEGIN inside of the transaction of its tool', async () => {
  const up = 'BEGIN;\nCREATE TABLE items (id int);\nCOMMIT;'
  const result = await review('diesel', { up, down: 'DROP TABLE items;' })
  expect(outcomes(result, 0)?.[0]).toBe('cannot start a transaction within a transaction')
})

test('what Drizzle would cut in two', async () => {
  const trigger = 'CREATE TRIGGER t AFTER INSERT ON orders BEGIN\n  SELECT 1;'
  const result = await review('drizzle', { up: rebuild(trigger, 'END;'), down: 'DROP TRIGGER t;' })
  expect(result.migrations[0]?.statements).toMatchObject([{ outcome: 'unparsed' }])
  expect(outcomes(result, 0)?.[0]).toContain('drizzle cuts it at the end of line')
})
