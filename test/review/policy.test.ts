import { expect, test } from 'vitest'
import { configSchema } from '../../src/config/config.ts'
import { readConfig } from '../../src/config/load.ts'
import type { Severity } from '../../src/model/finding.ts'
import { applyPolicy, silentRules } from '../../src/review/policy.ts'
import { rules } from '../../src/rules/registry.ts'
import type { Rule } from '../../src/rules/rule.ts'
import { aFinding } from '../support/reviews.ts'

const [first] = rules as readonly [Rule]
/** Under real names, so that the configuration may speak of them. */
const some: readonly Rule[] = [
  { ...first, id: 'drop-table', severity: 'error' },
  { ...first, id: 'missing-down', severity: 'warning' },
  { ...first, id: 'rename-table', severity: 'error', preset: 'style' },
  { ...first, id: 'rename-column', severity: 'error', preset: 'policy' },
]

const rows: readonly [config: string, rule: string, severity: Severity, becomes: Severity | null][] = [
  ['', 'drop-table', 'error', 'error'],
  ['', 'drop-table', 'notice', 'notice'],
  ['rules: { drop-table: warning }', 'drop-table', 'error', 'warning'],
  ['rules: { drop-table: warning }', 'missing-down', 'warning', 'warning'],
  ['rules: { drop-table: off }', 'drop-table', 'error', null],
  ['rules: { drop-table: off }', 'drop-table', 'notice', null],
  ['rules: { missing-down: error }', 'missing-down', 'warning', 'error'],
  // Less than the rule itself says, as on a small table, stays less.
  ['rules: { drop-table: error }', 'drop-table', 'notice', 'notice'],
  ['rules: { missing-down: error }', 'missing-down', 'notice', 'notice'],
  ['rules: { drop-table: notice }', 'drop-table', 'warning', 'notice'],
  ['', 'rename-table', 'error', null],
  ['rule-presets: [style]', 'rename-table', 'error', 'error'],
  ['rule-presets: [policy]', 'rename-table', 'error', null],
  ['rule-presets: [style]\nrules: { rename-table: off }', 'rename-table', 'error', null],
  ['rules: { rename-table: warning }', 'rename-table', 'error', 'warning'],
  ['', 'rename-column', 'error', null],
  ['rule-presets: [style, policy]', 'rename-column', 'error', 'error'],
  ['', 'not-in-the-catalogue', 'error', 'error'],
]

test.each(rows)('%j: %s %s', (text, rule, severity, becomes) => {
  const config = configSchema.parse(readConfig(text, 'config.yml'))
  const found = applyPolicy([aFinding({ rule, severity })], config, some)
  expect(found).toEqual(becomes === null ? [] : [aFinding({ rule, severity: becomes })])
})

test('rules that are off are known', () => {
  const config = configSchema.parse({ rules: { 'drop-table': 'off' }, 'rule-presets': ['policy'] })
  expect([...silentRules(config, some)]).toEqual(['drop-table', 'rename-table'])
})
