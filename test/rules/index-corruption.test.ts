import { expect, test } from 'vitest'
import { check } from '../../src/commands/check.ts'
import { configSchema } from '../../src/config/config.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

/** What is said of a file alone where nothing is run. */
async function told(sql: string, version: string | undefined): Promise<readonly string[]> {
  const { findings } = await check({
    folders: [{ path: 'm', format: 'plain' }],
    dialect: 'postgres',
    changeSet: { base: null, head: new Map([['m/1_up.sql', bytes(sql)]]), baseRef: null },
    config: configSchema.parse({ 'server-version': version }),
    shadow: { kind: 'none' },
  })
  return findings
    .filter(({ rule }) => rule === 'pg14-concurrent-index-corruption')
    .map(({ severity, message }) => `${severity} ${message.split(' may ')[0]}`)
}

const build = 'CREATE INDEX CONCURRENTLY orders_day ON orders (day);'

test.each<[sql: string, version: string | undefined, found: readonly string[]]>([
  [build, '14.0', ['warning PostgreSQL 14.0']],
  [build, '14.3', ['warning PostgreSQL 14.3']],
  ['REINDEX INDEX CONCURRENTLY orders_day;', '14.2', ['warning PostgreSQL 14.2']],
  ['REINDEX (CONCURRENTLY) TABLE orders;', '14.2', ['warning PostgreSQL 14.2']],
  [build, '14.4', []],
  [build, '14.10', []],
  [build, '14', []],
  [build, '13.2', []],
  [build, undefined, []],
  [`CREATE TABLE orders (day date);\n${build}`, '14.2', []],
  ['CREATE INDEX orders_day ON orders (day);', '14.2', []],
  ['DROP INDEX CONCURRENTLY orders_day;', '14.2', []],
])('%s on %s', async (sql, version, found) => {
  expect(await told(sql, version)).toEqual(found)
})
