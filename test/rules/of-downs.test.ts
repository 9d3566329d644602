import { beforeAll, expect, test } from 'vitest'
import { check } from '../../src/commands/check.ts'
import { configSchema } from '../../src/config/config.ts'
import type { Review } from '../../src/model/review.ts'
import { dangersOfDowns } from '../../src/rules/of-downs.ts'
import { rules } from '../../src/rules/registry.ts'

/** Each migration has a table of its own, so that one check can run them all. */
const base = `CREATE TABLE typed (id int PRIMARY KEY, amount int);
CREATE TABLE indexed (id int PRIMARY KEY, note text);
CREATE INDEX indexed_note ON indexed (note);
CREATE TABLE authored (id int PRIMARY KEY, note text);
CREATE INDEX authored_note ON authored (note);
CREATE TABLE renamed (id int PRIMARY KEY, note text);
CREATE INDEX renamed_note ON renamed (note);
CREATE TABLE small (id int PRIMARY KEY, note text);
CREATE INDEX small_note ON small (note);
CREATE TABLE concurrent (id int PRIMARY KEY, note text);`

interface Row {
  readonly up: string
  readonly down?: string
  /** `rule severity line index` of what its down would do. */
  readonly findings: readonly string[]
  /** `severity path:line message` of what stands among the findings of the change. */
  readonly told?: readonly string[]
  /** `index evidence: lock relation, …; rewrites; scans` of each statement that takes a lock. */
  readonly statements?: readonly string[]
}

const waits = (table: string) => `Writes to public.${table} wait until the index is built.`

const rows: Readonly<Record<string, Row>> = {
  typed: {
    up: 'ALTER TABLE typed ALTER amount TYPE bigint;',
    findings: ['column-type-rewrite warning 2 1'],
    statements: [
      '0 measured: AccessExclusiveLock public.typed; ; ',
      '1 measured: AccessExclusiveLock public.typed, AccessExclusiveLock public.typed_pkey; public.typed, public.typed_pkey; public.typed',
    ],
  },
  indexed: { up: 'DROP INDEX CONCURRENTLY indexed_note;', findings: ['index-not-concurrent warning 1 0'] },
  authored: {
    up: 'DROP INDEX CONCURRENTLY authored_note;',
    down: '-- back\nCREATE INDEX authored_note ON authored (note);',
    findings: ['index-not-concurrent warning 2 0'],
    told: [`warning authored.down.sql:2 When this is taken back: ${waits('authored')}`],
    statements: ['0 measured: ShareLock public.authored; ; public.authored'],
  },
  renamed: {
    up: 'DROP INDEX CONCURRENTLY renamed_note;\nALTER TABLE renamed RENAME TO named;',
    down: 'CREATE INDEX renamed_note ON named (note);\nALTER TABLE named RENAME TO renamed;',
    findings: ['index-not-concurrent warning 1 0'],
    told: [`warning renamed.down.sql:1 When this is taken back: ${waits('named')}`],
  },
  small: {
    up: 'DROP INDEX CONCURRENTLY small_note;',
    down: 'CREATE INDEX small_note ON small (note);',
    findings: ['index-not-concurrent notice 1 0'],
  },
  created: {
    up: 'CREATE TABLE made (id int PRIMARY KEY);\nCREATE INDEX made_id ON made (id);',
    down: 'DROP INDEX made_id;\nCREATE INDEX twice ON made (id);\nDROP TABLE made;',
    findings: [],
  },
  concurrent: {
    up: 'CREATE INDEX CONCURRENTLY made_later ON concurrent (note);',
    down: 'DROP INDEX CONCURRENTLY made_later;',
    findings: [],
    statements: ['0 inferred: ShareUpdateExclusiveLock public.made_later; ; '],
  },
}

let review: Review
beforeAll(async () => {
  const bytes = (text: string) => new TextEncoder().encode(text)
  const before = new Map([['migrations/a_base.sql', bytes(base)]])
  const added = Object.entries(rows).flatMap(([name, { up, down }]) => {
    const path = `migrations/${name}`
    const files: [string, Uint8Array][] = [[`${path}.sql`, bytes(up)]]
    if (down !== undefined) files.push([`${path}.down.sql`, bytes(down)])
    return files
  })
  const tables = { 'public.small': { rows: 10, bytes: 8192 } }
  review = await check({
    folders: [{ path: 'migrations', format: 'plain' }],
    dialect: 'postgres',
    changeSet: { base: before, head: new Map([...before, ...added]), baseRef: null },
    config: configSchema.parse({ limits: { statement: 60_000, check: 400_000 } }),
    snapshot: { path: 'snapshot.json', text: snapshotOf(tables) },
    shadow: { kind: 'embedded' },
  })
})

function snapshotOf(tables: object): string {
  return JSON.stringify({ format: 'migration-gate/snapshot@1', dialect: 'postgres', statistics: { tables } })
}

test.each(Object.entries(rows))('%s', (name, { findings, told = [], statements }) => {
  const migration = review.migrations.find(({ path }) => path === `migrations/${name}.sql`)
  const { down } = migration as Review['migrations'][number]
  expect(down.schema).toMatch(/^equal/)
  expect(
    down.findings.map(({ rule, severity, line, statement }) => `${rule} ${severity} ${line} ${statement}`),
  ).toEqual(findings)
  const spoken = review.findings.filter(({ message }) => message.startsWith('When this is taken back'))
  expect(
    spoken
      .filter(({ path }) => path.includes(`/${name}.`))
      .map(({ severity, path, line, message }) => `${severity} ${path.slice(11)}:${line} ${message}`),
  ).toEqual(told)
  const locked = down.statements.filter(({ locks }) => locks.length > 0)
  if (statements !== undefined)
    expect(
      locked.map(({ index, evidence, locks, rewrites, scans }) => {
        const held = locks.map(({ mode, relation }) => `${mode} ${relation}`).join(', ')
        return `${index} ${evidence}: ${held}; ${rewrites.join(', ')}; ${scans.join(', ')}`
      }),
    ).toEqual(statements)
})

test('dangers of downs are rules', () => {
  const ids = rules.map(({ id }) => id)
  expect([...dangersOfDowns].filter(id => !ids.includes(id))).toEqual([])
})
