import { execFile } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'

/** A tool of its own, with its own program. */
export interface Tool {
  readonly name: string
  readonly format: string
  /** Writes the first of these migrations as the tool has them. */
  write(folder: string, count: number): void
  /** Applies what is pending in the folder. */
  apply(url: string, folder: string): Promise<void>
  /** How many migrations it would still run. */
  pending(url: string, folder: string): Promise<number>
}

/** Each can run only once. */
export const steps = [
  'CREATE TABLE item (id int);',
  'ALTER TABLE item ADD COLUMN note text;',
  "INSERT INTO item VALUES (1, 'x');",
  "INSERT INTO item VALUES (2, 'y');",
] as const

/** The tools that a folder has in its `node_modules`. */
export function toolsIn(folder: string): readonly Tool[] {
  return [dbmate(join(folder, 'node_modules/.bin/dbmate')), drizzle(createRequire(join(folder, 'any.js')))]
}

function dbmate(program: string): Tool {
  const run = async (url: string, folder: string, command: string) =>
    (
      await promisify(execFile)(program, [
        '--url',
        `${url}?sslmode=disable`,
        '-d',
        folder,
        '--no-dump-schema',
        command,
      ])
    ).stdout
  return {
    name: 'dbmate',
    format: 'dbmate',
    write(folder, count) {
      for (const [n, sql] of steps.slice(0, count).entries())
        writeFileSync(
          join(folder, `2026010100000${n}_step.sql`),
          `-- migrate:up\n${sql}\n\n-- migrate:down\n`,
        )
    },
    apply: async (url, folder) => void (await run(url, folder, 'up')),
    pending: async (url, folder) => Number(/Pending: (\d+)/.exec(await run(url, folder, 'status'))?.[1]),
  }
}

/** Its migrator says nothing of what is pending: what it would still run is counted by the rows that it adds. */
function drizzle(require: NodeJS.Require): Tool {
  // Not a dependency: it comes with the folder.
  const part = (path: string) => require(['drizzle-orm', path].join('/'))
  const { drizzle: over } = part('node-postgres')
  const { migrate } = part('node-postgres/migrator')
  const migrated = async (url: string, folder: string): Promise<number> => {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    try {
      const rows = async () =>
        (await client.query('SELECT count(*)::int AS n FROM drizzle.__drizzle_migrations')).rows[0]
          .n as number
      const before = await rows().catch(() => 0)
      await migrate(over(client), { migrationsFolder: folder })
      return (await rows()) - before
    } finally {
      await client.end()
    }
  }
  return {
    name: 'drizzle-orm',
    format: 'drizzle',
    write(folder, count) {
      const tags = steps.slice(0, count).map((_, n) => `000${n}_step`)
      for (const [n, tag] of tags.entries()) writeFileSync(join(folder, `${tag}.sql`), steps[n] as string)
      const entries = tags.map((tag, idx) => ({
        idx,
        version: '7',
        when: 1_700_000_000_000 + idx,
        tag,
        breakpoints: true,
      }))
      mkdirSync(join(folder, 'meta'), { recursive: true })
      const journal = { version: '7', dialect: 'postgresql', entries }
      writeFileSync(join(folder, 'meta/_journal.json'), JSON.stringify(journal))
    },
    apply: async (url, folder) => void (await migrated(url, folder)),
    pending: migrated,
  }
}
