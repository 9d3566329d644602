import { join } from 'node:path'
import { type CheckRequest, check } from '../../src/commands/check.ts'
import { readChange } from '../../src/commands/check-from-disk.ts'
import { configSchema } from '../../src/config/config.ts'
import { readMigrations } from '../../src/migrations/read.ts'
import type { Migration } from '../../src/model/migration.ts'
import type { Review } from '../../src/model/review.ts'
import { checkoutOf, type History } from './history-list.ts'

/** One migration and how to review it alone. */
export interface Case {
  readonly history: string
  readonly migration: Migration
  /** Where its up stands on the disk. */
  readonly file: string
  review(besides?: Pick<CheckRequest, 'snapshot' | 'baseStore'>): Promise<Review>
}

/** Each migration of a history, as a pull request of its own upon those that came before it. */
export async function casesOf(checkouts: string, history: History): Promise<readonly Case[]> {
  const config = configSchema.parse({ ...history.config, limits: { check: 600_000, statement: 120_000 } })
  const root = checkoutOf(checkouts, history)
  const { folders, changeSet } = await readChange({
    directory: root,
    folders: [history.folder],
    format: config['format-name'] ?? null,
    dialect: history.dialect,
    files: null,
    base: null,
    besides: [...config.setup, ...config.baseline],
  })
  const { migrations } = readMigrations(
    folders,
    changeSet.head,
    history.dialect,
    new Set(besidesOf(config)),
    config.variables,
  )
  return migrations.map((migration, place) => ({
    history: history.name,
    migration,
    file: join(root, migration.up.path),
    review: besides => {
      const later = new Set(migrations.slice(place).flatMap(filesOf))
      const base = new Map([...changeSet.head].filter(([path]) => !later.has(path)))
      const own = new Set(filesOf(migration))
      const added = [...changeSet.head].filter(([path]) => own.has(path))
      const change = { base, head: new Map([...base, ...added]), baseRef: null }
      return check({
        folders,
        dialect: history.dialect,
        changeSet: change,
        config,
        shadow: { kind: 'embedded' },
        ...besides,
      })
    },
  }))
}

function besidesOf({ setup, baseline }: { setup: readonly string[]; baseline: readonly string[] }) {
  return [...setup, ...baseline]
}

function filesOf({ up, down }: Migration): readonly string[] {
  return down === null ? [up.path] : [up.path, down.path]
}
