import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { readAccepted } from '../../src/config/accepted.ts'
import { acceptedJsonSchema, configJsonSchema } from '../../src/config/json-schema.ts'
import { readConfig } from '../../src/config/load.ts'
import { rules } from '../../src/rules/registry.ts'

const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, formats: { date: /^\d{4}-\d\d-\d\d$/ } })
const isConfig = ajv.compile(configJsonSchema(rules))
const isAccepted = ajv.compile(acceptedJsonSchema())

const configs: readonly [text: string, isGood: boolean][] = [
  ['{}', true],
  ['dir: db/migrations\nfail-on: warning\ncache: off', true],
  ['dir: [a, b]\nrules: { drop-table: warning, could-not-verify: error }\nrule-presets: [style]', true],
  ['acceptance: { forbidden: [drop-table], inline: false, in-forks: nothing }', true],
  ['baseline: a.sql\nvariables: { a: 1, b: yes }\nlimits: { check: 5 }', true],
  ['fail_on: warning', false],
  ['rules: { drop-tabel: off }', false],
  ['rules: { could-not-verify: off }', false],
  ['acceptance: { forbidden: [drop-tabel] }', false],
  ['rule-presets: [safety]', false],
  ['limits: { check: soon }', false],
]

test.each(configs)('an editor says of %j what the gate says', (text, isGood) => {
  expect(isConfig(parse(text))).toBe(isGood)
  if (isGood) expect(() => readConfig(text, 'c.yml')).not.toThrow()
  else expect(() => readConfig(text, 'c.yml')).toThrow()
})

const whole = `- migration: '1'\n  digest: sha256:${'0'.repeat(64)}\n  rule: drop-table\n  reason: x\n`
const accepted: readonly [text: string, isGood: boolean][] = [
  ['[]', true],
  [whole, true],
  [`${whole}  until: 2030-01-31\n  line: 3\n`, true],
  [`${whole}  untill: 2030-01-31\n`, false],
  [`${whole}  line: 0\n`, false],
  [whole.replace('reason: x', 'reason: ""'), false],
  [whole.replace('drop-table', 'drop-tabel'), false],
]

test.each(accepted)('accepted: an editor says of %j what the gate says', (text, isGood) => {
  expect(isAccepted(parse(text))).toBe(isGood)
  expect(readAccepted(text, 'a.yml').every(({ faults }) => faults.length === 0)).toBe(isGood)
})

interface Described {
  readonly description?: string
  readonly properties?: Readonly<Record<string, Described>>
}

function undescribed({ properties = {} }: Described, path = ''): readonly string[] {
  return Object.entries(properties).flatMap(([key, value]) => [
    ...(value.description ? [] : [`${path}${key}`]),
    ...undescribed(value, `${path}${key}.`),
  ])
}

test('each key says what it is for', () => {
  expect(undescribed(configJsonSchema(rules))).toEqual([])
})

test.each([
  ['config', isConfig, (text: string) => readConfig(text, 'guide')],
  ['accepted', isAccepted, (text: string) => readAccepted(text, 'guide').flatMap(({ faults }) => faults)],
])('the guide shows a valid file: %s', (name, isValid, read) => {
  const blocks =
    readFileSync('docs/guide.md', 'utf8').match(/(?<=```yaml\n)# yaml-language-server[^`]*/g) ?? []
  const block = blocks.find(text => text.includes(`/${name}.schema.json`)) ?? ''
  expect(block).not.toBe('')
  expect(isValid(parse(block))).toBe(true)
  expect(read(block)).toEqual(name === 'config' ? expect.anything() : [])
})
