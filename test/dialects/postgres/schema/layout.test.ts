import { expect, it } from 'vitest'
import { sameButLayout } from '../../../../src/dialects/postgres/schema/layout.ts'

interface Row {
  readonly before: string
  readonly after: string
  readonly same: boolean
  readonly language?: string
}

const rows: readonly Row[] = [
  { before: 'begin return new; end', after: '\n  begin\n\treturn new;\n  end\n', same: true },
  { before: "a := 'x  y'; b", after: "a  := 'x  y';\nb", same: true },
  { before: '-- why\n  a;', after: '  -- why\n\n\ta;', same: true },
  { before: '/* why */ a;', after: '\n/* why */\ta;', same: false },
  { before: "a := 'x  y';", after: "a := 'x y';", same: false },
  { before: 'execute $q$ drop  table t $q$', after: 'execute $q$ drop table t $q$', same: false },
  { before: 'select "a  b"', after: 'select "a b"', same: false },
  { before: "select e'\\'  b'", after: "select e'\\' b'", same: false },
  { before: '-- a\nb;', after: '-- a b;', same: false },
  { before: '-- why  so\na;', after: '-- why so\na;', same: false },
  { before: 'a; -- why\n', after: 'a;\n', same: false },
  { before: 'a - -1', after: 'a --1', same: false },
  { before: 'a < = b', after: 'a <= b', same: false },
  { before: 'ab', after: 'a b', same: false },
  { before: "select 'a'\n'b'", after: "select 'a' 'b'", same: false },
  { before: 'if a:\n  b\nc', after: 'if a:\n  b\n  c', same: false, language: 'plpython3u' },
]

it.each(rows)('$same: $before → $after', ({ before, after, same, language = 'plpgsql' }) => {
  const head = `CREATE OR REPLACE FUNCTION public.f()\n RETURNS trigger\n LANGUAGE ${language}`
  const body = (text: string) => `\nAS $function$${text}$function$\n`
  expect(sameButLayout(head, body(before), body(after))).toBe(same)
})
