import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import type { Tool } from './tool.ts'

/** Its migrator says nothing of what is pending: what it would still run is counted by the rows that it adds. */
export function drizzle(require: NodeJS.Require): Tool {
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
    record: { table: 'drizzle.__drizzle_migrations', varies: [] },
    write(folder, steps) {
      const tags = steps.map((_, n) => `000${n}_step`)
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
