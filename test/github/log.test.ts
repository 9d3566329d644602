import { expect, test } from 'vitest'
import { secretsOf } from '../../src/github/inputs.ts'
import { logLine } from '../../src/github/log.ts'
import { encodePath } from '../../src/github/repository.ts'

const lines = [
  ['reading a.sql', 'Migration Gate: reading a.sql'],
  ['::error::x', 'Migration Gate: ::error::x'],
  ['a\n::error::x', 'Migration Gate: a ::error::x'],
  ['a\r\n\u2028::error::x', 'Migration Gate: a ::error::x'],
  ['##[error]x', 'Migration Gate: ## [error]x'],
] as const
for (const [text, line] of lines) {
  test(`${JSON.stringify(text)} is one harmless line`, () => expect(logLine(text)).toBe(line))
}

const addresses = [
  ['embedded', []],
  ['postgres://localhost/x', ['postgres://localhost/x']],
  ['postgres://a:b%40c@h/x', ['postgres://a:b%40c@h/x', 'b%40c', 'b@c']],
  ['postgres://a:b%zz@h/x', ['postgres://a:b%zz@h/x', 'b%zz']],
] as const
for (const [address, secrets] of addresses) {
  test(`${address} hides ${secrets.length} texts`, () => expect(secretsOf(address)).toEqual(secrets))
}

const paths = [
  ['db/a b.sql', 'db/a%20b.sql'],
  ['a?ref=x#y', 'a%3Fref%3Dx%23y'],
  ['{a}/:b\n', '%7Ba%7D/%3Ab%0A'],
  ['\ud800.sql', '%EF%BF%BD.sql'],
] as const
for (const [path, encoded] of paths) {
  test(`${JSON.stringify(path)} in an address`, () => expect(encodePath(path)).toBe(encoded))
}
