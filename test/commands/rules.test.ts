import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test, vi } from 'vitest'
import { explain } from '../../src/commands/explain.ts'
import { listRules } from '../../src/commands/rules.ts'
import { main } from '../../src/main.ts'
import { renderCatalogue } from '../../src/report/catalogue.ts'
import { renderExplanation } from '../../src/report/explanation.ts'
import { catalogueJsonSchema } from '../../src/report/json-schema.ts'
import { catalogueOf } from '../../src/rules/catalogue.ts'
import { rules } from '../../src/rules/registry.ts'
import type { Rule } from '../../src/rules/rule.ts'

const validate = new Ajv2020({ strict: true }).compile(catalogueJsonSchema())
const plain = { color: false }

async function gate(...args: readonly string[]) {
  const told = { stdout: '', stderr: '' }
  const spies = (['stdout', 'stderr'] as const).map(stream =>
    vi.spyOn(process[stream], 'write').mockImplementation(text => {
      told[stream] += text
      return true
    }),
  )
  try {
    return { code: await main(args), ...told }
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
}

describe('rules', () => {
  test('lists every rule with its severity', () => {
    const lines = renderCatalogue(listRules(null), plain).split('\n')
    expect(lines.slice(1, rules.length + 1).map(line => line.split(/\s+/)[0])).toEqual(
      rules.map(({ id }) => id),
    )
    expect(lines.find(line => line.startsWith('set-not-null-scan'))).toMatch(
      /^set-not-null-scan +error +postgres +SET NOT NULL reads the whole table$/,
    )
    expect(lines.find(line => line.startsWith('duplicate-version'))).toMatch(
      /^duplicate-version +\w+ +all {2,}/,
    )
    expect(lines.at(-2)).toMatch(new RegExp(`^${rules.length} rules\\. More on one`))
  })

  test('of a dialect only those that judge it', () => {
    const ids = listRules('sqlite').rules.map(({ id }) => id)
    expect(ids).toContain('rebuild-loses-rows')
    expect(ids).not.toContain('set-not-null-scan')
  })

  test('a rule that is off unless asked for says so', () => {
    const [rule] = listRules(null).rules
    if (rule === undefined) throw new Error('no rules')
    const text = renderCatalogue(
      { format: 'migration-gate/rules@1', rules: [{ ...rule, preset: 'style' }] },
      plain,
    )
    expect(text).toContain(`${rule.title} (preset style; off unless asked for)\n`)
  })
})

describe('explain', () => {
  test('tells why, what to do, and what it looks like', () => {
    const rule: Rule = {
      id: 'paint-it-black',
      preset: 'style',
      covers: ['no-colours'],
      title: '`PAINT` takes the colours away',
      why: 'Nobody sees red doors any more.\n\nThey are `black`.',
      severity: 'warning',
      dialects: ['postgres', 'sqlite'],
      fix: 'Leave `doors` alone.',
      bad: [
        { base: 'CREATE TABLE doors (id int);', up: 'PAINT doors;\nPAINT walls;\n', note: 'Both are `red`.' },
        { dialect: 'sqlite', up: 'PAINT doors;', down: 'UNPAINT doors;' },
      ],
      good: [{ up: 'SELECT 1;' }],
      check: () => [],
    }
    const catalogue = catalogueOf([rule], id => `https://example.com/${id}`)
    expect(renderExplanation(catalogue, plain)).toMatchInlineSnapshot(`
      "\`PAINT\` takes the colours away
      paint-it-black · warning · postgres, sqlite · preset style: off unless asked for

      Also known as no-colours

      Nobody sees red doors any more.

      They are \`black\`.

      What to do

        Leave \`doors\` alone.

      Found

        1. PostgreSQL: Both are \`red\`.

           -- before
           CREATE TABLE doors (id int);

           -- the migration
           PAINT doors;
           PAINT walls;

        2. SQLite:

           -- the migration
           PAINT doors;

           -- its down
           UNPAINT doors;

      Not found

        PostgreSQL:

        SELECT 1;

      https://example.com/paint-it-black
      "
    `)
  })

  test('every rule is explained, with all its examples', () => {
    for (const { id, title, bad, good } of rules) {
      const text = renderExplanation(explain(id), plain)
      expect(text).toContain(`${title}\n${id} · `)
      for (const { up } of [...bad, ...good]) {
        const [first = ''] = up.trim().split('\n')
        expect(text).toContain(first.trim())
      }
    }
  })

  test('a name that another tool uses leads to the rule that covers it', () => {
    const covering = rules.find(({ covers }) => covers !== undefined && covers.length > 0)
    const [name = ''] = covering?.covers ?? []
    expect(explain(name).rules.map(({ id }) => id)).toContain(covering?.id)
  })

  test('colour only where it is asked for; then code needs no backticks', () => {
    const esc = String.fromCharCode(27)
    const [bare, colored] = [false, true].map(color =>
      renderExplanation(explain('set-not-null-scan'), { color }),
    )
    expect(bare).not.toContain(esc)
    expect(bare).toContain('`SET NOT NULL` takes')
    expect(colored).toContain(`${esc}[36mSET NOT NULL${esc}[39m takes`)
  })

  test.each([
    ['set-not-nul-scan', 'Did you mean "set-not-null-scan"?'],
    ['set-not-null', 'Did you mean "set-not-null-scan"?'],
    ['xyzzy', 'Unknown rule "xyzzy". All of them: migration-gate rules'],
  ])('%s is no rule', async (name, told) => {
    const { code, stdout, stderr } = await gate('explain', name)
    expect(code).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).toContain(told)
  })
})

describe('command line', () => {
  test.each([
    ['rules', '--output-format', 'json'],
    ['rules', '--dialect', 'postgres', '--output-format', 'json'],
    ['explain', 'drop-table', '--output-format', 'json'],
  ])('%s %s %s %s is JSON as its schema says', async (...args) => {
    const { code, stdout } = await gate(...args)
    expect(code).toBe(0)
    validate(JSON.parse(stdout))
    expect(validate.errors).toBeNull()
  })

  test.each([
    [['explain'], 'explain wants one rule'],
    [['explain', 'drop-table', 'truncate'], 'explain wants one rule'],
    [['rules', 'drop-table'], "Unexpected argument 'drop-table'"],
    [['rules', '--dialect', 'oracle'], '--dialect is "oracle". Allowed: postgres, sqlite.'],
    [['rules', '--base', 'main'], '--base is no option of this command'],
    [['explain', 'drop-table', '--dialect', 'sqlite'], '--dialect is no option of this command'],
    [['explain', '\u001b[2J'], 'Unknown rule "\\u{1b}[2J"'],
  ])('%j is refused', async (args, told) => {
    const { code, stderr } = await gate(...args)
    expect(code).toBe(2)
    expect(stderr).toContain(told)
  })
})
