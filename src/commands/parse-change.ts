import type { ParsedMigration } from '../dialects/dialect.ts'
import { loadDialect } from '../dialects/registry.ts'
import { readMigrations } from '../migrations/read.ts'
import { scriptOf } from '../replay/script.ts'
import type { Texts } from '../review/fixes/edit.ts'
import type { CheckRequest } from './check.ts'

type Head = CheckRequest['changeSet']['head']

/** All migrations of a change as it leaves them; only those of these paths with their statements. */
export async function parseChange(
  { folders, dialect: name, config }: Pick<CheckRequest, 'folders' | 'dialect' | 'config'>,
  head: Head,
  paths: ReadonlySet<string>,
): Promise<readonly ParsedMigration[]> {
  const dialect = await loadDialect(name)
  const apart = new Set([...config.baseline, ...config.setup])
  const { migrations } = readMigrations(folders, head, name, apart, config.variables)
  return Promise.all(
    migrations.map(async migration => {
      const up = paths.has(migration.up.path) ? await dialect.parse(migration.up.text) : []
      return scriptOf(dialect, migration, up)
    }),
  )
}

/** The files as text; a byte order mark stays. */
export function textsOf(head: Head): Texts {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  return new Map([...head].map(([path, bytes]) => [path, decoder.decode(bytes)]))
}
