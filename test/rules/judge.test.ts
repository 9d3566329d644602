import { expect, test } from 'vitest'
import { judge } from '../../src/rules/judge.ts'
import type { Rule, RuleMatch } from '../../src/rules/rule.ts'
import { contextOf } from './context.ts'

const context = await contextOf(
  [],
  { sql: 'SELECT 1;\nSELECT\n2;', down: { source: 'authored' } },
  { sql: 'SELECT 3;' },
)
const [first, second] = context.migrations
if (first === undefined || second === undefined) throw new Error('two migrations are needed')

function ruleWith(id: string, ...matches: readonly Omit<RuleMatch, 'fix' | 'evidence'>[]): Rule {
  return {
    id,
    title: id,
    why: '',
    severity: 'warning',
    dialects: ['postgres'],
    fix: '',
    bad: [],
    good: [],
    check: () => matches.map(match => ({ fix: null, evidence: 'inferred', ...match })),
  }
}

test('findings come in the order of migrations, files, lines and severities, none twice', () => {
  const statement = first.statements[1] ?? null
  const found = judge(context, [
    ruleWith('b', { migration: second, statement: null, message: 'second file' }),
    ruleWith(
      'a',
      { migration: first, statement: null, file: 'down', line: 1, message: 'down' },
      { migration: first, statement, message: 'statement' },
      { migration: first, statement, message: 'statement' },
      { migration: first, statement, severity: 'error', message: 'worse' },
      { migration: first, statement: null, message: 'file' },
    ),
  ])
  expect(found.map(it => [it.rule, it.severity, it.path, it.line, it.endLine, it.message])).toEqual([
    ['a', 'warning', 'migrations/0001_change.sql', 1, 1, 'file'],
    ['a', 'error', 'migrations/0001_change.sql', 2, 3, 'worse'],
    ['a', 'warning', 'migrations/0001_change.sql', 2, 3, 'statement'],
    ['a', 'warning', 'migrations/0001_change.down.sql', 1, 1, 'down'],
    ['b', 'warning', 'migrations/0002_change.sql', 1, 1, 'second file'],
  ])
})

test('the order of the rules does not matter', () => {
  const one = ruleWith('one', { migration: first, statement: null, message: 'x' })
  const two = ruleWith('two', { migration: first, statement: null, message: 'x' })
  expect(judge(context, [one, two])).toEqual(judge(context, [two, one]))
})
