import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hideValues } from '../../src/dialects/postgres/deploy/hide-values.ts'
import { hideLiterals } from '../../src/dialects/postgres/parse/hide-literals.ts'
import { renderDeploy, renderDeployJson } from '../../src/report/deploy.ts'
import { ask } from '../support/database-state.ts'
import { applied, endOf, type Files } from '../support/deploy-commands.ts'
import { deployFolder } from '../support/deploy-folder.ts'
import { startServer, type TestServer } from '../support/server.ts'

// What is told of an apply whose statements and rows nobody is to see.

let server: TestServer

beforeAll(async () => {
  server = await startServer('fsync=off')
})
afterAll(() => server.stop())

const base = 'CREATE TABLE people (id int PRIMARY KEY, email text, born text);'

interface Row {
  readonly name: string
  readonly sql: string
  readonly said: RegExp
}

const table: readonly Row[] = [
  {
    name: 'a value that is no number',
    sql: 'ALTER TABLE people ALTER COLUMN born TYPE int USING born::int;',
    said: /invalid input syntax for type integer: "\*\*\*" \(22P02\)/,
  },
  {
    name: 'rows that are the same',
    sql: 'ALTER TABLE people ADD CONSTRAINT one_email UNIQUE (email);',
    said: /could not create unique index "one_email" \(23505\)/,
  },
  {
    name: 'what code raises',
    sql: "DO $$ DECLARE e text; BEGIN SELECT email INTO e FROM people WHERE id = 2; IF e LIKE '%hush%' THEN RAISE EXCEPTION 'found %', e; END IF; END $$;",
    said: /its message is hidden \(apply\.redact\) \(P0001\)/,
  },
]

describe('a statement that fails on rows', { timeout: 300_000 }, () => {
  test.each(table)('$name', async ({ sql, said }) => {
    const name = `redact_${Math.random().toString(16).slice(2)}`
    await ask(server.superuserUrl, `CREATE DATABASE ${name}`)
    const url = new URL(server.superuserUrl)
    url.pathname = `/${name}`
    const folder = join(mkdtempSync(join(tmpdir(), 'migration-gate-redact-')), 'migrations')
    mkdirSync(folder)
    writeFileSync(join(folder, '1_base.sql'), base)
    expect(await deployFolder({ url: url.href, folder, format: 'plain' })).toBe('done')
    await ask(
      url.href,
      "INSERT INTO people VALUES (1, 'hush@example.org', 'hush-born'), (2, 'hush@example.org', NULL)",
    )
    const files: Files = {
      '1_base.sql': base,
      '2_fails.sql': `${sql}\nCOMMENT ON TABLE people IS 'hush-literal';`,
    }
    const told: string[] = []
    const report = await applied(
      url.href,
      files,
      { 'fail-on': 'never', unverifiable: 'acknowledge', drift: 'off', apply: { redact: true } },
      {},
      line => told.push(line),
    )
    expect(endOf(report)).toBe('apply-failed')
    expect(report.message).toMatch(said)
    const journal = await ask(
      url.href,
      'SELECT error FROM migration_gate.migration UNION ALL SELECT error FROM migration_gate.run',
    )
    const shown = [renderDeploy(report), renderDeployJson(report), ...told, JSON.stringify(journal)].join(
      '\n',
    )
    expect(shown).not.toContain('hush')
    expect(shown).toContain("IS '***'")
  })
})

test('what the check blocks is named without its values', { timeout: 120_000 }, async () => {
  await ask(server.superuserUrl, 'CREATE DATABASE redact_blocked')
  const url = Object.assign(new URL(server.superuserUrl), { pathname: '/redact_blocked' }).href
  const files: Files = {
    '1_blocked.sql': "CREATE TABLE people (id int);\nINSERT INTO people VALUES ('hush');",
  }
  const told = (redact: boolean) => applied(url, files, { apply: { redact } }, {})
  expect((await told(false)).message).toMatch(/statement-failed: .*"hush"/)
  const report = await told(true)
  expect(report.message).toMatch(/1_blocked\.sql:2 statement-failed$/)
  expect(renderDeployJson(report)).not.toContain('hush')
})

test.each([
  ["SELECT 1, 'a''b', E'x\\'y', $$ z $$ -- c", "SELECT ***, '***', '***', '***'"],
  ['/* c */ UPDATE t SET a = $1, "b 1" = 2.5e3;', '  UPDATE t SET a = $1, "b 1" = ***;'],
  ['', ''],
])('literals of %s', (sql, shown) => {
  expect(hideLiterals(sql).trimEnd()).toBe(shown)
})

test.each([
  [
    'duplicate key value violates unique constraint "u"',
    '23505',
    'duplicate key value violates unique constraint "u"',
  ],
  ['date/time field value out of range: "2020-13-45"', '22008', 'date/time field value out of range: "***"'],
  ['value 4711 is out of range for type smallint', '22003', 'value *** is out of range for type smallint'],
  ['syntax error at or near "\'a "b" c\'"', '42601', 'syntax error at or near "***"'],
  ['column "a" does not exist', '42703', 'column "a" does not exist'],
  ['a@b.c', 'P0001', 'its message is hidden (apply.redact)'],
])('%s (%s)', (message, code, shown) => {
  expect(hideValues(message, code)).toBe(shown)
})
