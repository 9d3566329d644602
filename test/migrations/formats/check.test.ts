import { beforeAll, describe, expect, test } from 'vitest'
import { check } from '../../../src/commands/check.ts'
import { configSchema } from '../../../src/config/config.ts'
import { formats } from '../../../src/migrations/formats/registry.ts'
import { UserError } from '../../../src/model/errors.ts'
import type { Review } from '../../../src/model/review.ts'
import { rowsOf } from '../../support/form.ts'
import { type Tool, tools } from './tools.ts'

const first = ['CREATE TABLE orders (id int PRIMARY KEY, note text);', 'DROP TABLE orders;'] as const

interface Added {
  readonly up: string
  readonly down: string
  /** The migration says that it wants no transaction, where its tool lets it. */
  readonly alone?: boolean
}

/** A base of one migration, and others that come on top of it. */
async function review(format: keyof typeof tools, ...added: readonly Added[]): Promise<Review> {
  const { layout, manifests = () => ({}) } = tools[format] as Tool
  const base = { ...layout(1, ...first), ...manifests(1) }
  const files = added.map(({ up, down, alone }, place) => layout(place + 2, up, down, alone))
  return checkFiles(format, base, { ...Object.assign({}, base, ...files), ...manifests(1 + added.length) })
}

function checkFiles(
  format: string,
  base: Readonly<Record<string, string>> | null,
  head: Readonly<Record<string, string>>,
): Promise<Review> {
  const bytes = (files: Readonly<Record<string, string>>) =>
    new Map(Object.entries(files).map(([name, text]) => [`m/${name}`, new TextEncoder().encode(text)]))
  return check({
    folders: [{ path: 'm', format }],
    dialect: 'postgres',
    changeSet: { base: base === null ? null : bytes(base), head: bytes(head), baseRef: null },
    config: configSchema.parse({}),
    shadow: { kind: 'embedded' },
  })
}

const outcomes = ({ migrations }: Review, place = 0) =>
  migrations[place]?.statements.map(({ outcome, error }) => error?.code ?? outcome)

test('every format is checked from end to end', () => {
  expect(Object.keys(tools).sort()).toEqual(formats.map(({ name }) => name).sort())
})

const concurrently = (index: string) => `CREATE INDEX CONCURRENTLY ${index} ON orders (note);`

describe.each(rowsOf(Object.keys(tools) as (keyof typeof tools)[], 4))('%s', format => {
  const { transaction, optsOut, loneRuns, severalRun }: Tool = tools[format]
  const history = formats.find(({ name }) => name === format)?.history('postgres')?.name ?? 'orders'
  let result: Review

  beforeAll(async () => {
    result = await review(
      format,
      {
        up: 'ALTER TABLE orders ADD amount int;\nCREATE TABLE items (id int);',
        down: 'DROP TABLE items;\nALTER TABLE orders DROP amount;',
      },
      { up: `ALTER TABLE orders ADD b int;\n${concurrently('b')}`, down: 'DROP INDEX b;' },
      { up: concurrently('c'), down: 'DROP INDEX c;' },
      { up: concurrently('d'), down: 'DROP INDEX d;', alone: true },
      { up: `ALTER TABLE orders ADD e int;\n${concurrently('e')}`, down: 'DROP INDEX e;', alone: true },
      { up: `ALTER TABLE ${history} ADD x int;`, down: 'SELECT 1;' },
    )
  }, 120_000)

  test('a migration on top of a base: sent as the tool does, measured, and its way back proven', () => {
    expect(result.migrations).toHaveLength(6)
    const [migration] = result.migrations
    expect(migration).toMatchObject({ format, transaction, inReview: true })
    expect(migration?.statements.map(({ outcome, evidence }) => `${outcome} ${evidence}`)).toEqual([
      'ran measured',
      'ran measured',
    ])
    expect(migration?.statements[0]?.locks).toContainEqual({
      relation: 'public.orders',
      mode: 'AccessExclusiveLock',
    })
    expect(migration?.down).toMatchObject({ source: 'authored', schema: 'equal', restoresSchema: true })
    expect(result.baseProblems).toEqual([])
  })

  test('CONCURRENTLY with company', () => {
    expect(outcomes(result, 1)?.at(-1)).toBe(format === 'plain' ? 'ran' : '25001')
  })

  test('CONCURRENTLY alone', () => {
    expect(outcomes(result, 2)).toEqual([loneRuns ? 'ran' : '25001'])
  })

  if (optsOut)
    test('CONCURRENTLY without a transaction', () => {
      expect(result.migrations[3]?.transaction).toBe('none')
      expect(outcomes(result, 3)).toEqual(['ran'])
    })

  if (optsOut)
    test('CONCURRENTLY with company, without a transaction but maybe in one string', () => {
      expect(outcomes(result, 4)?.at(-1)).toBe(severalRun === true ? 'ran' : '25001')
    })

  if (history !== 'orders')
    test('the history table of the tool is there, and is no part of the schema', () => {
      expect(outcomes(result, 5)).toEqual(['ran'])
      expect(result.migrations[5]?.changes).toEqual([])
    })
})

test('lines count in the file', async () => {
  const result = await review('goose', {
    up: '\nALTER TABLE orders\n  ADD amount int;',
    down: 'ALTER TABLE orders DROP amount;',
  })
  expect(result.migrations[0]).toMatchObject({ path: 'm/2_x.sql', statements: [{ line: 3, endLine: 4 }] })
})

/** An index that is built on the way up and dropped concurrently on the way back, each with a word for its tool. */
const ownWord = {
  dbmate: (up: string, down: string) => ({
    '2_x.sql': `-- migrate:up ${up && 'transaction:false'}\nCREATE INDEX b ON orders (note);\n-- migrate:down ${down && 'transaction:false'}\nDROP INDEX CONCURRENTLY b;\n`,
  }),
  sqlx: (up: string, down: string) => ({
    '2_x.up.sql': `${up}CREATE INDEX b ON orders (note);`,
    '2_x.down.sql': `${down}DROP INDEX CONCURRENTLY b;`,
  }),
} as const

test.each(['dbmate', 'sqlx'] as const)(
  'each direction of %s says for itself how it is sent',
  async format => {
    const base = tools[format].layout(1, ...first)
    const word = '-- no-transaction\n'
    const back = await checkFiles(format, base, { ...base, ...ownWord[format]('', word) })
    expect(back.migrations[0]).toMatchObject({ transaction: 'wrapped', down: { schema: 'equal' } })
    const there = await checkFiles(format, base, { ...base, ...ownWord[format](word, '') })
    expect(there.migrations[0]).toMatchObject({ transaction: 'none', down: { schema: 'unequal' } })
    expect(there.migrations[0]?.digest).not.toBe(back.migrations[0]?.digest)
  },
)

test('a word on the down alone is a change of the down', async () => {
  const before = { ...tools.dbmate.layout(1, ...first), ...ownWord.dbmate('', '') }
  const result = await checkFiles('dbmate', before, { ...before, ...ownWord.dbmate('', 'word') })
  expect(result.migrations).toMatchObject([{ id: '2_x', down: { schema: 'equal' } }])
})

test('what goose would cut in two is told in review, and borne in the base', async () => {
  const body = (name: string) =>
    `CREATE FUNCTION ${name}() RETURNS int LANGUAGE plpgsql AS $$\nBEGIN\n  RETURN 1;\nEND $$;`
  const base = tools.goose.layout(1, body('f'), 'DROP FUNCTION f();')
  const added = tools.goose.layout(2, body('g'), 'DROP FUNCTION g();')
  const result = await checkFiles('goose', base, { ...base, ...added })
  expect(result.baseProblems).toEqual([])
  expect(result.findings).toMatchObject([
    {
      rule: 'unparsed-statement',
      line: 4,
      message: expect.stringContaining('goose cuts it at the end of line 4'),
      fix: 'Put it between `-- +goose StatementBegin` and `-- +goose StatementEnd`.',
    },
  ])
})

test('Drizzle splits at its own remark, which is none to the server', async () => {
  const up = 'ALTER TABLE orders ADD amount int;\n--> statement-breakpoint\nCREATE TABLE items (id int);'
  const down = 'DROP TABLE items; ALTER TABLE orders DROP amount;'
  expect(outcomes(await review('drizzle', { up, down }))).toEqual(['ran', 'ran'])
})

const good = tools.goose.layout(1, ...first)
const malformed = { '2_y.sql': 'SELECT 1;' }

test('a file at which the tool would stop is refused in review', async () => {
  await expect(checkFiles('goose', good, { ...good, ...malformed })).rejects.toThrow(UserError)
  await expect(checkFiles('goose', good, { ...good, ...malformed })).rejects.toThrow(
    /^m\/2_y\.sql has text before/,
  )
})

test('it is refused where there is no base to tell what is old', async () => {
  await expect(checkFiles('goose', null, { ...good, ...malformed })).rejects.toThrow(
    /^m\/2_y\.sql has text before/,
  )
})

test('an old one stops no check', async () => {
  const base = { ...good, ...malformed }
  const result = await checkFiles('goose', base, {
    ...base,
    ...tools.goose.layout(3, 'ALTER TABLE orders ADD amount int;', 'ALTER TABLE orders DROP amount;'),
  })
  expect(result.migrations).toMatchObject([{ id: '3_x', down: { schema: 'equal' } }])
})

test('a file that Drizzle would never run is refused, with what to do', async () => {
  const { layout, manifests } = tools.drizzle
  const base = { ...layout(1, ...first), ...manifests(1) }
  await expect(checkFiles('drizzle', base, { ...base, ...layout(2, 'SELECT 1;', '') })).rejects.toThrow(
    'm/0002_x.down.sql is not in meta/_journal.json, so Drizzle would never run it. Run drizzle-kit generate, or remove it.',
  )
})
