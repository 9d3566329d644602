import { expect, test } from 'vitest'
import { fingerprintsOf } from '../../src/report/fingerprints.ts'
import { aFinding, aMigration, aReview, aStatement } from '../support/reviews.ts'

/** A review of files, whose statements each have one finding; their fingerprints. */
function fingerprints(
  files: Readonly<Record<string, readonly (readonly [line: number, sql: string])[]>>,
  rule = 'drop-table',
): readonly string[] {
  const migrations = Object.entries(files).map(([path, statements]) =>
    aMigration(path, {
      path,
      statements: statements.map(([line, sql], index) => aStatement({ index, line, endLine: line, sql })),
    }),
  )
  const findings = migrations.flatMap(({ path, statements }) =>
    statements.map(({ index, line }) =>
      aFinding({ rule, path, line, endLine: line, statement: index, message: `${path}:${line}` }),
    ),
  )
  return [...fingerprintsOf(aReview({ migrations, findings })).values()]
}

const drop = 'DROP TABLE users'
const [before] = fingerprints({ 'b.sql': [[3, drop]] })

test.each([
  ['lines moved above', { 'b.sql': [[90, drop]] }],
  ['a comment was added', { 'b.sql': [[3, 'DROP /* we know */ TABLE -- yes\n users']] }],
  ['it was laid out anew', { 'b.sql': [[3, 'DROP TABLE\r\n\tusers ']] }],
] as const)('the same where %s', (_, files) => {
  expect(fingerprints(files)).toEqual([before])
})

test('the same where another statement was put before it', () => {
  expect(
    fingerprints({
      'b.sql': [
        [1, 'DROP TABLE posts'],
        [4, drop],
      ],
    })[1],
  ).toBe(before)
})

test('the same where files before it changed', () => {
  expect(
    fingerprints({
      'a.sql': [
        [1, drop],
        [2, drop],
      ],
      'b.sql': [[3, drop]],
    })[2],
  ).toBe(before)
})

test.each([
  ['text', { 'b.sql': [[3, 'DROP TABLE posts']] }],
  ['file', { 'c.sql': [[3, drop]] }],
] as const)('another for another %s', (_, files) => {
  expect(fingerprints(files)).not.toEqual([before])
})

test('another for another rule', () => {
  expect(fingerprints({ 'b.sql': [[3, drop]] }, 'drop-cascade')).not.toEqual([before])
})

test('another for what stands in a string or a name', () => {
  const texts = [
    "SELECT 'a  b'",
    "SELECT 'a b'",
    "SELECT 'a--b'",
    'SELECT "a  b"',
    'SELECT "a b"',
    "SELECT 'a''  b'",
  ]
  const all = texts.flatMap(sql => fingerprints({ 'b.sql': [[1, sql]] }))
  expect(new Set(all).size).toBe(texts.length)
})

test('equal statements of a file are told apart by their number', () => {
  const [first, second] = fingerprints({
    'b.sql': [
      [1, drop],
      [2, drop],
    ],
  })
  expect(first).toBe(before)
  expect(second).not.toBe(before)
})

test('findings on a whole file, and two of a statement, have one each', () => {
  const findings = [
    aFinding({ rule: 'missing-down' }),
    aFinding({ rule: 'set-not-null-scan', statement: 0, message: 'a' }),
    aFinding({ rule: 'set-not-null-scan', statement: 0, message: 'b' }),
  ]
  expect(new Set(fingerprintsOf(aReview({ findings })).values()).size).toBe(3)
})

test.each([
  ['comments that never end', '/* '],
  ['strings', "'"],
  ['names', '"'],
  ['white space', ' '],
  ['dashes', '--'],
])('much of %s takes little time', (_, piece) => {
  const start = performance.now()
  fingerprints({ 'b.sql': [[1, piece.repeat(500_000)]] })
  expect(performance.now() - start).toBeLessThan(3_000)
})
