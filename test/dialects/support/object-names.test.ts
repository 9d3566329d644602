import { expect, test } from 'vitest'
import { splitLast } from '../../../src/dialects/support/object-names.ts'

test.each<[name: string, parent: string, local: string]>([
  ['users', '', 'users'],
  ['main.users', 'main', 'users'],
  ['public.users.email', 'public.users', 'email'],
  ['public."a.b".c', 'public."a.b"', 'c'],
  ['public."a.b"."c.d"', 'public."a.b"', '"c.d"'],
  ['main."say ""a.b"""', 'main', '"say ""a.b"""'],
  ['main."""a"""."""."""', 'main."""a"""', '"""."""'],
  ['"a.b"', '', '"a.b"'],
  ['main.""', 'main', '""'],
])('%s', (name, parent, local) => {
  expect(splitLast(name)).toEqual({ parent, local })
})

test('a name as long as a file takes no time', () => {
  const long = 'x'.repeat(500_000)
  const began = performance.now()
  expect(splitLast(`main.${long}.a`).local).toBe('a')
  expect(splitLast(`main."${'""'.repeat(200_000)}"`).parent).toBe('main')
  expect(performance.now() - began).toBeLessThan(2_000)
})
