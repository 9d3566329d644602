import type { DialectName } from '../../dialects/registry.ts'
import type { TransactionForm } from '../../model/migration.ts'
import { compareText } from '../order.ts'
import { inFolders } from '../writing.ts'
import type { FolderSight, Format, Recognition } from './format.ts'
import { record } from './records/prisma.ts'
import { stepsWith } from './support/marks.ts'
import { filesOf, stepFolders } from './support/places.ts'
import { unread } from './support/versions.ts'

/**
 * Prisma opens none. A server makes one of several statements in one string; SQLite runs each in its own, and the
 * scripts that Prisma writes for it say PRAGMA foreign_keys themselves.
 */
function transactionIn(dialect: DialectName): TransactionForm {
  return dialect === 'sqlite' ? 'none' : 'single-string'
}

/**
 * Prisma: a folder for each migration, with `migration.sql`, in the order of their names. The text goes to the
 * database as one query string. Prisma has no way back; a `down.sql` beside it is what `prisma migrate diff` wrote.
 */
export const format: Format = {
  name: 'prisma',
  downs: 'never',
  writing: inFolders('migration.sql', 'down.sql'),
  history(dialect) {
    const [moment, now] =
      dialect === 'postgres' ? ['timestamptz', 'now()'] : ['timestamp', 'current_timestamp']
    const columns = [
      'id varchar(36) primary key not null',
      'checksum varchar(64) not null',
      `finished_at ${moment}`,
      'migration_name varchar(255) not null',
      'logs text',
      `rolled_back_at ${moment}`,
      `started_at ${moment} not null default ${now}`,
      'applied_steps_count integer not null default 0',
    ]
    return { name: '_prisma_migrations', columns: columns.join(', ') }
  },
  record,
  recognise,
  read(folder, files, dialect) {
    const folders = stepFolders(folder, files, 'all').toSorted((a, b) => compareText(a.name, b.name))
    return {
      migrations: folders.flatMap(({ name, files }) => {
        const up = files.get('migration.sql')
        if (up === undefined) return []
        return [
          {
            id: name,
            format: 'prisma',
            up,
            down: files.get('down.sql') ?? null,
            transaction: transactionIn(dialect),
            oneString: true,
            runner: 'theirs',
          },
        ]
      }),
      orphans: unread(
        filesOf(folder, files),
        new Set(),
        'stands in no folder of its own, so Prisma would never run it. Make it <timestamp>_name/migration.sql.',
      ),
      refused: folders.flatMap(({ name, files }) => {
        const [file] = files.values()
        if (file === undefined || files.has('migration.sql')) return []
        const advice = `is in ${name}, which has no migration.sql, so Prisma would stop there. Add it, or remove the folder.`
        return [{ path: file.path, advice }]
      }),
      codeSteps: [],
    }
  },
}

function recognise(sight: FolderSight): Recognition | null {
  const steps = stepsWith(sight, /^migration\.sql$/)
  if (steps.length === 0) return null
  if (sight.files.includes('migration_lock.toml')) {
    const provider = /^[ \t]*provider\s*=\s*"([^"\n]*)"/m.exec(sight.head('migration_lock.toml'))?.[1]
    const why = provider === undefined ? 'is there' : `says ${provider}`
    return { certainty: 'sure', why: `migration_lock.toml ${why}` }
  }
  const evidence = sight.tools.get('prisma')
  const seen = `${steps.length} folders with migration.sql`
  return evidence === undefined
    ? { certainty: 'possible', why: seen }
    : { certainty: 'likely', why: `${seen}, and ${evidence}` }
}
