import { expect, test } from 'vitest'
import { directivesIn } from '../../../src/review/acceptance/directive.ts'

const plain = { scope: 'statement', rules: ['drop-table'], reason: 'nobody reads it', until: null, line: 0 }

const rows: readonly [comment: string, expected: readonly object[]][] = [
  ['-- migration-gate: allow drop-table because nobody reads it', [plain]],
  ['--migration-gate:allow drop-table because nobody reads it\r', [plain]],
  ['--   MIGRATION-GATE :  Allow   DROP-TABLE   Because   nobody  reads it  ', [plain]],
  ['-- migration-gate allow drop-table because nobody reads it', [plain]],
  ['---- migration-gate: allow: drop-table because nobody reads it', [plain]],
  ['-- migration-gate: allow `drop-table`, because nobody reads it', [plain]],
  ['/* migration-gate: allow drop-table because nobody reads it */', [plain]],
  ['/*migration-gate: allow drop-table because nobody reads it*/', [plain]],
  [
    '/**\r\n * migration-gate: allow drop-table\r\n * because nobody\r\n * reads it\r\n */',
    [{ ...plain, line: 1 }],
  ],
  [
    '/*\nmigration-gate: allow drop-table because nobody reads it\n\nMore of this.\n*/',
    [{ ...plain, line: 1 }],
  ],
  [
    '/* migration-gate: allow drop-table because nobody reads it\n   migration-gate: allow-file truncate because x */',
    [plain, { scope: 'file', rules: ['truncate'], reason: 'x', until: null, line: 1 }],
  ],
  ['-- migration-gate: allow-file drop-table because nobody reads it', [{ ...plain, scope: 'file' }]],
  [
    '-- migration-gate: allow drop-table, truncate and drop-table because nobody reads it',
    [{ ...plain, rules: ['drop-table', 'truncate'] }],
  ],
  [
    '-- migration-gate: allow drop-table because nobody reads it until 2030-01-31.',
    [{ ...plain, until: '2030-01-31' }],
  ],
  [
    '-- migration-gate: allow drop-table because nobody reads it UNTIL monday',
    [{ ...plain, until: 'monday' }],
  ],
  [
    '-- migration-gate: allow drop-table because it waits until the next release',
    [{ ...plain, reason: 'it waits until the next release' }],
  ],
  ['-- migration-gate: allow drop-table because x because y', [{ ...plain, reason: 'x because y' }]],
  ['-- migration-gate: allow drop-table', [{ ...plain, reason: '' }]],
  ['-- migration-gate: allow drop-table because', [{ ...plain, reason: '' }]],
  [
    '-- migration-gate: allow drop-table because until 2030-01-31',
    [{ ...plain, reason: '', until: '2030-01-31' }],
  ],
  ['-- migration-gate: allow because nobody reads it', [{ ...plain, rules: [] }]],
  ['-- migration-gate: alow drop-table', [{ scope: 'unreadable', text: 'alow drop-table', line: 0 }]],
  ['-- migration-gate: allowed drop-table', [{ scope: 'unreadable', text: 'allowed drop-table', line: 0 }]],
  ['-- migration-gate: ', [{ scope: 'unreadable', text: '', line: 0 }]],
  ['-- migration-gate would find this', []],
  ['-- see migration-gate: allow drop-table because x', []],
  ['-- drop-table', []],
]

test.each(rows)('%j', (comment, expected) => {
  expect(directivesIn(comment)).toEqual(expected)
})

test('a megabyte of it is read at once', () => {
  const begun = performance.now()
  directivesIn(`/* migration-gate: allow ${'until because '.repeat(100_000)} */`)
  directivesIn(`/*${' \n*'.repeat(300_000)}*/`)
  directivesIn(`--${' '.repeat(1_000_000)}migration-gate`)
  expect(performance.now() - begun).toBeLessThan(2_000)
})
