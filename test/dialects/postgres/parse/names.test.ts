import { expect, test } from 'vitest'
import { qualifiedName, quoteIdentifier } from '../../../../src/dialects/postgres/parse/names.ts'

test.each([
  ['users', 'users'],
  ['_a1$', '_a1$'],
  ['User', '"User"'],
  ['1a', '"1a"'],
  ['$a', '"$a"'],
  ['a b', '"a b"'],
  ['a"b', '"a""b"'],
  ['é', '"é"'],
  ['', '""'],
  // Reserved, type-or-function and column name keywords; the others need no quotes.
  ['user', '"user"'],
  ['concurrently', '"concurrently"'],
  ['timestamp', '"timestamp"'],
  ['name', 'name'],
  ['index', 'index'],
])('quoteIdentifier(%j) is %s, as in quote_ident', (name, expected) => {
  expect(quoteIdentifier(name)).toBe(expected)
})

test('qualifiedName quotes each part', () => {
  expect(qualifiedName('App', 'order')).toBe('"App"."order"')
})
