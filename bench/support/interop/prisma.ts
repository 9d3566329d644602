import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ask } from '../../../test/support/database-state.ts'
import { nameOf, said, type Tool } from './tool.ts'

/** Prisma 6 with its schema engine as WebAssembly, which reaches the server by an adapter. */
export function prisma(installed: string, require: NodeJS.Require): Tool {
  const program = join(installed, 'build/index.js')
  const run = (url: string, folder: string, ...command: readonly string[]) => {
    const config = join(dirname(folder), 'prisma.config.mjs')
    writeFileSync(config, configOf(require, folder, url))
    return said(process.execPath, [program, 'migrate', ...command, '--config', config], environment)
  }
  return {
    name: 'Prisma',
    format: 'prisma',
    record: { table: '_prisma_migrations', varies: ['id', 'started_at', 'finished_at'] },
    write(folder, steps) {
      for (const [place, sql] of steps.entries()) {
        mkdirSync(join(folder, nameOf(place)), { recursive: true })
        writeFileSync(join(folder, nameOf(place), 'migration.sql'), `${sql}\n`)
      }
      writeFileSync(join(folder, 'migration_lock.toml'), 'provider = "postgresql"\n')
      const url = 'postgres://not.used/'
      writeFileSync(
        join(dirname(folder), 'schema.prisma'),
        `datasource db {\n  provider = "postgresql"\n  url = "${url}"\n}\n`,
      )
    },
    apply: async (url, folder) => void (await run(url, folder, 'deploy')),
    async pending(url, folder) {
      // It ends with 1 where something is pending, and says so.
      const text = await run(url, folder, 'status').catch(error => {
        if (/not yet been applied/.test(error.stdout)) return error.stdout as string
        throw error
      })
      return text.match(/^\d{14}_\S+$/gm)?.length ?? 0
    },
    // As `migrate resolve --rolled-back`, which needs the native engine.
    settle: async (url, _, place) =>
      void (await ask(
        url,
        `UPDATE _prisma_migrations SET rolled_back_at = now()
         WHERE migration_name = '${nameOf(place)}' AND finished_at IS NULL`,
      )),
  }
}

/** No native engine is looked for where these name one; none of them is started. */
const environment = {
  PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
  PRISMA_QUERY_ENGINE_LIBRARY: process.execPath,
  CHECKPOINT_DISABLE: '1',
  PRISMA_HIDE_UPDATE_MESSAGE: '1',
}

/** The adapter knows no columns of type `name` (19), for which the engine asks: they come as `text` (25). */
function configOf(require: NodeJS.Require, folder: string, url: string): string {
  const from = (name: string) => JSON.stringify(require.resolve(name))
  return `import adapter from ${from('@prisma/adapter-pg')}
import Result from ${from('pg/lib/result.js')}

const add = Result.prototype.addFields
Result.prototype.addFields = function (fields) {
  for (const field of fields) if (field.dataTypeID === 19) field.dataTypeID = 25
  return add.call(this, fields)
}

export default {
  experimental: { adapter: true },
  engine: 'js',
  schema: ${JSON.stringify(join(dirname(folder), 'schema.prisma'))},
  migrations: { path: ${JSON.stringify(folder)} },
  adapter: async () => new adapter.PrismaPg({ connectionString: ${JSON.stringify(url)}, idleTimeoutMillis: 100 }),
}
`
}
