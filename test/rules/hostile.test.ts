import { beforeAll, describe, expect, test } from 'vitest'
import { check } from '../../src/commands/check.ts'
import { configSchema } from '../../src/config/config.ts'
import type { Review } from '../../src/model/review.ts'
import { renderJson } from '../../src/report/json.ts'
import { renderMarkdown } from '../../src/report/markdown.ts'
import { renderText } from '../../src/report/text.ts'

/** What a stranger may send: far more than anybody writes. Each row is judged by its text alone, as a lone file is. */

const many = 5_000
const long = 1_000_000

function statements(write: (number: number) => string): string {
  return Array.from({ length: many }, (_, number) => `${write(number)};`).join('\n')
}

function reviewed(up: string | Uint8Array): Promise<Review> {
  const bytes = typeof up === 'string' ? new TextEncoder().encode(up) : up
  return check({
    folders: [{ path: 'migrations', format: 'plain' }],
    dialect: 'postgres',
    changeSet: { base: null, head: new Map([['migrations/001.sql', bytes]]), baseRef: null },
    config: configSchema.parse({}),
    shadow: { kind: 'none' },
  })
}

/** How many findings each rule has. */
function told({ findings }: Review): Readonly<Record<string, number>> {
  return Object.fromEntries(
    [...Map.groupBy(findings, ({ rule }) => rule)].map(([rule, found]) => [rule, found.length]),
  )
}

/** Under load a test waits long for its turn. */
const timeout = 120_000

/**
 * Of the thread's own time, in ms. One pass takes a fifth of it; a rule that looks at all statements for each takes
 * more than twice as much, and minutes for a hundred thousand.
 */
const linear = 3_000

const rows: readonly (readonly [what: string, up: string, told: Readonly<Record<string, number>>])[] = [
  ['new tables', statements(n => `CREATE TABLE t${n} (id int PRIMARY KEY)`), {}],
  ['tables that go', statements(n => `DROP TABLE t${n}`), { 'drop-table': many }],
  ['columns that go', statements(n => `ALTER TABLE t DROP COLUMN c${n}`), { 'drop-column': many }],
  [
    'columns that are renamed',
    statements(n => `ALTER TABLE t RENAME COLUMN c${n} TO d${n}`),
    { 'rename-column': many },
  ],
  ['one name handed on', statements(n => `ALTER TABLE t${n} RENAME TO t${n + 1}`), {}],
  ['one table made and dropped', statements(() => 'CREATE TABLE t (id int);DROP TABLE t'), {}],
  ['rows written', statements(n => `UPDATE t${n} SET a = 1`), { 'update-or-delete-without-where': many }],
  ['indexes', statements(n => `CREATE INDEX i${n} ON t (a)`), { 'index-not-concurrent': many }],
  [
    'constraints of one table',
    statements(n => `ALTER TABLE t ADD CONSTRAINT c${n} CHECK (a > ${n}) NOT VALID`),
    { 'constraint-left-not-valid': many },
  ],
  [
    'columns that become required',
    statements(n => `ALTER TABLE t ALTER c${n} SET NOT NULL`),
    { 'set-not-null-scan': many },
  ],
  ['blocks of code', statements(n => `DO $$ BEGIN PERFORM ${n}; END $$`), {}],
  ['what is no SQL', statements(n => `FROB ${n}`), { 'unparsed-statement': many }],
  [
    'a change accepted again and again',
    `${Array.from({ length: many }, (_, n) => `-- migration-gate: allow drop-table because ${n}\n`).join('')}DROP TABLE t;`,
    { 'drop-table': 1 },
  ],
  [
    'acceptances of rules that are none',
    statements(n => `-- migration-gate: allow drop-tabel-${n} because it is old\nDROP TABLE t${n}`),
    { 'drop-table': many, 'invalid-acceptance': many },
  ],
  [
    'one acceptance of the file for each',
    statements(n => `-- migration-gate: allow-file drop-table because ${n}\nDROP TABLE t${n}`),
    { 'drop-table': many },
  ],
  ['a long comment', `/*${'x '.repeat(long / 2)}*/ SELECT 1;`, {}],
  [
    'comments that nobody closes',
    'DROP TABLE t; /* '.repeat(long / 20),
    { 'unparsed-statement': 1, 'drop-table': 1 },
  ],
  ['a long string', `INSERT INTO t VALUES ('${'x'.repeat(long)}');`, {}],
  ['a dollar quote that nobody closes', `DO $x$ ${'x '.repeat(long / 2)}`, { 'unparsed-statement': 1 }],
  ['deep parentheses', `SELECT ${'('.repeat(50_000)}1${')'.repeat(50_000)};`, { 'unparsed-statement': 1 }],
  ['NUL', 'DROP TABLE a;\0DROP TABLE b;', { 'unparsed-statement': 1 }],
]

describe('hostile text', () => {
  beforeAll(() => reviewed('SELECT 1;'), timeout)

  test.each(rows)('%s', { timeout }, async (_, up, expected) => {
    const began = process.threadCpuUsage()
    const review = await reviewed(up)
    const { user } = process.threadCpuUsage(began)
    expect(told(review)).toEqual(expected)
    expect(user / 1000).toBeLessThan(linear)
  })

  test('a file that is no text says so', async () => {
    const binary = Uint8Array.from({ length: 10_000 }, (_, at) => (at * 7919) % 256)
    await expect(reviewed(binary)).rejects.toThrow('001.sql is not UTF-8 text.')
  })

  test('thousands of findings are written in every form', { timeout }, async () => {
    const review = await reviewed(
      statements(n => `-- migration-gate: allow drop-tabel because it is old\nDROP TABLE t${n}`),
    )
    const context = { commit: null, runUrl: null, fileUrl: () => null, ruleUrl: () => '', folders: [] }
    const began = process.threadCpuUsage()
    const text = renderText(review, { color: false })
    const json = renderJson(review)
    const markdown = renderMarkdown(review, context)
    const { user } = process.threadCpuUsage(began)
    expect(text).toContain(`t${many - 1} and all its rows are gone`)
    expect(json).toContain(`t${many - 1} and all its rows are gone`)
    expect(markdown).toMatch(/… and [\d,]+ more findings/)
    expect(user / 1000).toBeLessThan(linear)
  })
})
