import { describe, expect, it } from 'vitest'
import { lineChange, textChange } from '../../../src/dialects/support/difference.ts'

const long = 'CHECK ((kind = ANY (ARRAY[one, two, three, four, five, six, seven, eight, nine, ten'
const words = 'lorem ipsum dolor sit amet '.repeat(8)

const texts: readonly { before: string; after: string; gives: string }[] = [
  { before: 'CHECK ((a > 1))', after: 'CHECK ((a > 2))', gives: 'CHECK ((a > 1)) → CHECK ((a > 2))' },
  { before: 'a\n  b', after: 'a\n  c', gives: 'a b → a c' },
  { before: 'a  b', after: 'a\tb', gives: 'other white space' },
  {
    before: `${long}])))`,
    after: `${long}, eleven])))`,
    gives:
      '… ANY (ARRAY[one, two, three, four, five, six, seven, eight, nine, ten]))) → … ANY (ARRAY[one, two, three, four, five, six, seven, eight, nine, ten, eleven])))',
  },
  {
    before: `${words}one ${words}`,
    after: `${words}two ${words}`,
    gives:
      '… lorem ipsum dolor sit amet one lorem ipsum dolor sit amet lorem ipsum dolor sit … → … lorem ipsum dolor sit amet two lorem ipsum dolor sit amet lorem ipsum dolor sit …',
  },
  { before: 'a', after: `b${'x'.repeat(100)}`, gives: `a → b${'x'.repeat(79)} …` },
  {
    before: 'x'.repeat(100),
    after: `${'x'.repeat(100)}y`,
    gives: `… ${'x'.repeat(79)} → … ${'x'.repeat(79)}y`,
  },
]

const lines: readonly { before: string; after: string; gives: string }[] = [
  { before: ' SELECT 1 AS a;', after: ' SELECT 2 AS a;', gives: 'SELECT 1 AS a → SELECT 2 AS a' },
  {
    before: 'SELECT a\n FROM t\n WHERE (a > 1);',
    after: 'SELECT a\n FROM t\n WHERE (a > 2);',
    gives: '… WHERE (a > 1) → … WHERE (a > 2)',
  },
  {
    before: 'SELECT a\n FROM t\n WHERE (a > 1);',
    after: 'SELECT b\n FROM t\n WHERE (a > 2);',
    gives: 'SELECT a … → SELECT b …',
  },
  { before: 'a\nb\nc', after: 'a\nnew\nb\nc', gives: 'a … → a new …' },
  { before: 'b\nc', after: 'new\nb\nc', gives: 'b … → new b …' },
  { before: 'a\nb\nc\nd', after: 'a\nb\nd', gives: '… b c … → … b …' },
  { before: 'a\n  b\n\nc', after: 'a\nb\nc', gives: 'other white space' },
  {
    before: 'FROM public.users\nWHERE a',
    after: 'FROM public.people users\nWHERE b',
    gives: '… WHERE a → … WHERE b',
  },
  {
    before: 'FROM public.users',
    after: 'FROM public.people users',
    gives: 'FROM public.users → FROM public.people users',
  },
  {
    before: `a\n${words}one ${words}\nb`,
    after: `a\n${words}two ${words}\nb`,
    gives: `… lorem ipsum dolor sit amet one lorem ipsum dolor sit amet lorem ipsum dolor sit … → … lorem ipsum dolor sit amet two lorem ipsum dolor sit amet lorem ipsum dolor sit …`,
  },
]

/** As after a rename of the table. */
const sameText = (before: string, after: string) => after.replace('people users', 'users') === before

describe('textChange', () => {
  it.each(texts)('$gives', ({ before, after, gives }) => {
    expect(textChange(before, after)).toBe(gives)
  })
})

describe('lineChange', () => {
  it.each(lines)('$gives', ({ before, after, gives }) => {
    expect(lineChange(before, after, sameText)).toBe(gives)
  })
})
