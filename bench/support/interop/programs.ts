import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { nameOf, said, type Tool, versionOf } from './tool.ts'

export function dbmate(program: string): Tool {
  const run = (url: string, folder: string, command: string) =>
    said(program, ['--url', withoutTls(url), '-d', folder, '--no-dump-schema', command])
  return {
    name: 'dbmate',
    format: 'dbmate',
    record: { table: 'schema_migrations', varies: [] },
    write: (folder, steps) =>
      writeEach(folder, steps, '.sql', sql => `-- migrate:up\n${sql}\n\n-- migrate:down\n`),
    apply: async (url, folder) => void (await run(url, folder, 'up')),
    pending: async (url, folder) => Number(/Pending: (\d+)/.exec(await run(url, folder, 'status'))?.[1]),
  }
}

export function goose(program: string): Tool {
  const run = (url: string, folder: string, command: string) =>
    said(program, ['-dir', folder, 'postgres', url, command])
  return {
    name: 'goose',
    format: 'goose',
    record: { table: 'goose_db_version', varies: ['tstamp'] },
    write: (folder, steps) =>
      writeEach(folder, steps, '.sql', sql => `-- +goose Up\n${sql}\n\n-- +goose Down\n`),
    apply: async (url, folder) => void (await run(url, folder, 'up')),
    pending: async (url, folder) => countOf(/^.*Pending +-- /gm, await run(url, folder, 'status')),
  }
}

/** It has no word for what is pending: only for the version that ran last. */
export function golangMigrate(program: string): Tool {
  const run = (url: string, folder: string, ...command: readonly string[]) =>
    said(program, ['-path', folder, '-database', withoutTls(url), ...command])
  return {
    name: 'golang-migrate',
    format: 'golang-migrate',
    record: { table: 'schema_migrations', varies: [] },
    write: (folder, steps) => writeEach(folder, steps, '.up.sql', sql => `${sql}\n`),
    apply: async (url, folder) => void (await run(url, folder, 'up')),
    async pending(url, folder) {
      const version = (
        await run(url, folder, 'version').catch(error => {
          if (/no migration/.test(error.stderr)) return '0'
          throw error
        })
      ).trim()
      return readdirSync(folder).filter(name => (name.split('_', 1)[0] as string) > version).length
    },
    settle: async (url, folder, place) => void (await run(url, folder, 'force', versionOf(place - 1))),
  }
}

export function diesel(program: string): Tool {
  const run = (url: string, folder: string, command: string) =>
    said(program, ['--database-url', url, '--migration-dir', folder, 'migration', command])
  return {
    name: 'Diesel',
    format: 'diesel',
    record: { table: '__diesel_schema_migrations', varies: ['run_on'] },
    write(folder, steps) {
      for (const place of steps.keys()) mkdirSync(join(folder, nameOf(place)), { recursive: true })
      writeEach(folder, steps, '/up.sql', sql => `${sql}\n`)
    },
    apply: async (url, folder) => void (await run(url, folder, 'run')),
    pending: async (url, folder) => countOf(/^ *\[ \]/gm, await run(url, folder, 'list')),
  }
}

export function sqlx(program: string): Tool {
  const run = (url: string, folder: string, command: string) =>
    said(program, ['migrate', command, '--source', folder, '--database-url', url])
  return {
    name: 'sqlx',
    format: 'sqlx',
    record: { table: '_sqlx_migrations', varies: ['installed_on', 'execution_time'] },
    write: (folder, steps) => writeEach(folder, steps, '.sql', sql => `${sql}\n`),
    apply: async (url, folder) => void (await run(url, folder, 'run')),
    pending: async (url, folder) => countOf(/^\d+\/pending/gm, await run(url, folder, 'info')),
  }
}

function writeEach(
  folder: string,
  steps: readonly string[],
  ending: string,
  textOf: (sql: string) => string,
): void {
  for (const [place, sql] of steps.entries())
    writeFileSync(join(folder, `${nameOf(place)}${ending}`), textOf(sql))
}

function countOf(pattern: RegExp, text: string): number {
  return text.match(pattern)?.length ?? 0
}

/** A driver that wants TLS unless it is told otherwise. */
function withoutTls(url: string): string {
  return `${url}?sslmode=disable`
}
