import { expect, test } from 'vitest'
import { check } from '../../src/commands/check.ts'
import { configSchema } from '../../src/config/config.ts'
import type { Finding } from '../../src/model/finding.ts'
import type { RecordedQuery, WatchedQueries } from '../../src/model/queries.ts'
import type { Review } from '../../src/model/review.ts'
import { renderMarkdown } from '../../src/report/markdown.ts'
import { recordedQueries } from '../../src/review/queries.ts'
import { withBrokenQueries } from '../../src/review/queries-findings.ts'
import { aContext, aFinding } from '../support/reviews.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

interface Case {
  readonly dialect: 'postgres' | 'sqlite'
  readonly base: string
  readonly ups: Readonly<Record<string, string>>
  readonly config?: Readonly<Record<string, unknown>>
  /** Files beside the migrations, and what the change makes of them. */
  readonly files?: Readonly<Record<string, string>>
  readonly changedFiles?: Readonly<Record<string, string>>
  readonly queries?: readonly { readonly sql: string; readonly calls: number }[]
}

async function review({ dialect, base, ups, config, files, changedFiles, queries }: Case): Promise<Review> {
  const all = (texts: Readonly<Record<string, string>>) =>
    Object.entries(texts).map(([path, text]) => [path, bytes(text)] as const)
  const before = new Map([['m/1.sql', bytes(base)], ...all(files ?? {})])
  const snapshot = {
    format: 'migration-gate/snapshot@1',
    dialect,
    environment: 'staging',
    takenAt: '2026-01-11T00:00:00Z',
    statistics: { queries, queriesSince: '2026-01-01T00:00:00Z' },
  }
  return check({
    folders: [{ path: 'm', format: 'plain' }],
    dialect,
    changeSet: {
      base: before,
      head: new Map([...before, ...all(ups), ...all(changedFiles ?? {})]),
      baseRef: 'main',
    },
    config: configSchema.parse(config ?? {}),
    shadow: { kind: 'embedded' },
    ...(queries === undefined ? {} : { snapshot: { path: 's.json', text: JSON.stringify(snapshot) } }),
  })
}

const saysQuery = ({ findings }: Review) =>
  findings
    .filter(({ message }) => message.includes('fail after it') || message.includes('fails after it'))
    .map(({ rule, severity, path, line, message }) => [rule, severity, `${path}:${line}`, message])

test('what a snapshot recorded is told behind the statement that breaks it', async () => {
  const found = await review({
    dialect: 'postgres',
    base: `CREATE TABLE customers (id int PRIMARY KEY, fax text, name text);
      CREATE TABLE orders (number int PRIMARY KEY, customer_id int, code int);`,
    ups: {
      'm/2.sql': 'ALTER TABLE customers ADD note text;\nALTER TABLE customers DROP COLUMN fax;',
      'm/3.sql': 'ALTER TABLE orders ADD note text;\nALTER TABLE orders ADD id int;',
      'm/4.sql': 'ALTER TABLE customers ADD more text;\nALTER TABLE orders ALTER code TYPE text;',
    },
    queries: [
      { sql: 'SELECT fax FROM customers WHERE id = $1', calls: 100_000 },
      { sql: 'UPDATE customers SET fax = $1', calls: 23_456 },
      { sql: 'SELECT id FROM customers JOIN orders ON customer_id = $1', calls: 50 },
      { sql: 'SELECT c.id FROM customers c JOIN orders o ON o.code = c.id', calls: 3 },
      { sql: 'SELECT name FROM customers', calls: 1 },
      { sql: 'SELECT amount FROM payments', calls: 1 },
    ],
  })
  expect(saysQuery(found)).toEqual([
    [
      'drop-column',
      'error',
      'm/2.sql:2',
      'public.customers.fax and its values are gone, and code that still reads it fails. 2 queries that staging runs fail after it (about 12,000 calls a day), such as `SELECT fax FROM customers WHERE id = $1` (column "fax" does not exist).',
    ],
    [
      'breaks-query',
      'error',
      'm/3.sql:2',
      'A query that staging runs fails after it (about 5 calls a day): `SELECT id FROM customers JOIN orders ON customer_id = $1` (column reference "id" is ambiguous).',
    ],
    [
      'breaks-query',
      'error',
      'm/4.sql:2',
      'A query that staging runs fails after it (less than one call a day): `SELECT c.id FROM customers c JOIN orders o ON o.code = c.id` (operator does not exist: text = integer).',
    ],
  ])
  expect([found.queries?.asked, found.queries?.refused, found.queries?.broken.length]).toEqual([6, 1, 4])
  expect(found.verdict).toBe('block')
  const comment = renderMarkdown(found, aContext)
  expect(comment).toContain('<summary>4 queries that fail only after the change</summary>')
  expect(comment).toContain(
    '1 recorded query of 6 could not be prepared before the change either, and nothing is said of it',
  )
})

test('files of the base branch are asked, and a change of them by the change is not', async () => {
  const found = await review({
    dialect: 'sqlite',
    base: 'CREATE TABLE customers (id INTEGER PRIMARY KEY, fax TEXT);',
    ups: { 'm/2.sql': 'ALTER TABLE customers RENAME COLUMN fax TO telefax;' },
    config: { queries: ['app/queries', 'other.sql'] },
    files: {
      'app/queries/a.sql': '-- name: Fax\nSELECT fax FROM customers WHERE id = ?;\nSELECT id FROM customers;',
      'app/queries/notes.txt': 'SELECT fax',
      'other.sql': 'DELETE FROM customers WHERE fax IS NULL; DROP TABLE customers;',
    },
    changedFiles: { 'app/queries/a.sql': 'SELECT telefax FROM customers' },
  })
  expect(
    saysQuery(found).map(([rule, , place, message]) => [
      rule,
      place,
      String(message).split(' fails as soon as ')[1],
    ]),
  ).toEqual([
    [
      'rename-column',
      'm/2.sql:1',
      'it is called telefax. 2 queries of app/queries/a.sql fail after it, such as `SELECT fax FROM customers WHERE id = ?` (no such column: fax).',
    ],
  ])
  expect([found.queries?.asked, found.queries?.refused]).toEqual([4, 1])
  expect(found.queries?.broken.map(({ source }) => source)).toEqual(['app/queries/a.sql', 'other.sql'])
})

test('a file of queries that is not there is a mistake of the configuration', async () => {
  const wrong = { dialect: 'sqlite', base: 'SELECT 1;', ups: { 'm/2.sql': 'SELECT 2;' } } as const
  await expect(review({ ...wrong, config: { queries: 'app/sql' } })).rejects.toThrow(
    '`queries` names app/sql, where main has no SQL file.',
  )
})

const query = (sql: string, callsPerDay: number | null = null): RecordedQuery => ({
  sql,
  callsPerDay,
  path: null,
})
const broken = (...queries: readonly RecordedQuery[]): WatchedQueries => ({
  asked: 9,
  refused: [],
  broken: queries.map(each => ({ query: each, message: 'no', migration: '2' })),
})
const place = { path: 'm/2.sql', line: 3, endLine: 4, statement: 1 }
const told = (findings: readonly Finding[], rules = {}) =>
  withBrokenQueries(
    findings,
    { watched: broken(query('SELECT `a`\n\tFROM b', 1234)), places: [place] },
    'the target',
    rules,
  ).map(({ rule, severity, line, message }) => [rule, severity, line, message])

const words =
  "A query that the target runs fails after it (about 1,200 calls a day): `SELECT 'a' FROM b` (no)."

test.each<[name: string, findings: readonly Partial<Finding>[], rules: object, expected: readonly unknown[]]>(
  [
    ['alone', [], {}, [['breaks-query', 'error', 3, words]]],
    [
      'with the finding that says so of the statement',
      [{ rule: 'object-removed', severity: 'warning', ...place, message: 'Gone.' }],
      {},
      [['object-removed', 'error', 3, `Gone. ${words}`]],
    ],
    [
      'beside one of another statement, and one of another danger',
      [
        { rule: 'drop-column', ...place, statement: 0, message: 'Gone.' },
        { rule: 'set-not-null-scan', ...place, message: 'Waits.' },
      ],
      {},
      [
        ['drop-column', 'error', 3, 'Gone.'],
        ['set-not-null-scan', 'error', 3, 'Waits.'],
        ['breaks-query', 'error', 3, words],
      ],
    ],
    [
      'beside one whose severity the team chose: turned off, it must not take the proof with it',
      [{ rule: 'drop-column', ...place, message: 'Gone.' }],
      { 'drop-column': 'off' },
      [
        ['drop-column', 'error', 3, 'Gone.'],
        ['breaks-query', 'error', 3, words],
      ],
    ],
  ],
)('a broken query is told %s', (_, findings, rules, expected) => {
  expect(
    told(
      findings.map(each => aFinding(each)),
      rules,
    ),
  ).toEqual(expected)
})

test('calls are counted by the day where it is known since when', () => {
  const snapshot = (queriesSince?: string) => ({
    format: 'migration-gate/snapshot@1' as const,
    dialect: 'postgres' as const,
    takenAt: '2026-01-02T12:00:00Z',
    statistics: { queries: [{ sql: 'SELECT 1', calls: 30 }], ...(queriesSince ? { queriesSince } : {}) },
  })
  const calls = (since?: string) => recordedQueries(snapshot(since), [query('SELECT 1'), query('SELECT 2')])
  expect(calls('2026-01-01T00:00:00Z').map(it => it.callsPerDay)).toEqual([20, null])
  expect(calls('2026-01-02T11:59:00Z').map(it => it.callsPerDay)).toEqual([null, null])
  expect(calls().map(it => it.callsPerDay)).toEqual([null, null])
})
