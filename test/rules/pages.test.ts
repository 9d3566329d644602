import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { rulePages } from '../../src/rules/pages.ts'
import { rules } from '../../src/rules/registry.ts'

const notRules = new Set([
  'catalogue.ts',
  'ids.ts',
  'judge.ts',
  'left-out.ts',
  'of-downs.ts',
  'pages.ts',
  'registry.ts',
  'rule.ts',
])

test('every rule file is in the registry, under its own name', () => {
  const files = readdirSync('src/rules').filter(file => file.endsWith('.ts') && !notRules.has(file))
  expect(rules.map(({ id }) => `${id}.ts`).sort()).toEqual(files.sort())
})

test.each(rules)('$id is told in full', rule => {
  expect(rule.id).toMatch(/^[a-z]+\d*(-[a-z]+)*$/)
  for (const text of [rule.title, rule.why, rule.fix]) expect(text).not.toBe('')
  expect(rule.title + rule.why + rule.fix).not.toContain('!')
})

test('there is a page a rule, and an index that links to each', () => {
  const pages = rulePages(rules)
  const index = pages.get('docs/rules/README.md') ?? ''
  for (const { id, title } of rules) {
    expect(index).toContain(`[\`${id}\`](${id}.md)`)
    expect(pages.get(`docs/rules/${id}.md`)).toContain(`# ${title}\n`)
  }
  expect(pages.size).toBe(rules.length + 1)
})

test('the order of the rules does not change the pages', () => {
  expect([...rulePages([...rules].reverse())]).toEqual([...rulePages(rules)])
})

test('a page shows what stood before, the migration and its down', () => {
  const rule = {
    ...(rules[0] as (typeof rules)[number]),
    bad: [{ base: 'A;', up: 'B;', down: 'C;', note: 'N.' }],
    good: [],
  }
  expect(rulePages([rule]).get(`docs/rules/${rule.id}.md`)).toContain(
    '## Found\n\nN.\n\n```sql\n-- before\nA;\n\n-- the migration\nB;\n\n-- its down\nC;\n```\n',
  )
})
