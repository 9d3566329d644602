import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { historySources } from '../../src/commands/snapshot.ts'
import { configSchema } from '../../src/config/config.ts'
import { beginRun, pendingOn, type Queued, runAll } from '../../src/deploy/deploy.ts'
import { archiveTag, type PlannedMigration, planMigrations } from '../../src/deploy/plan.ts'
import { nextPass } from '../../src/deploy/recover.ts'
import type { Dialect } from '../../src/dialects/dialect.ts'
import { loadDialect } from '../../src/dialects/registry.ts'
import { readMigrations } from '../../src/migrations/read.ts'
import { Stopped } from '../../src/model/deploy.ts'
import type { Keeping } from '../../src/model/keeping.ts'
import type { Schema } from '../../src/model/schema.ts'

/** A deploy, without the check that comes before it in the product. */
export interface Deploy {
  readonly url: string
  readonly folder: string
  readonly format: string
  /** Whether what is dropped is set aside; how it comes back is no part of it. */
  readonly keepsData?: boolean
  /** The part `apply` of the configuration. */
  readonly settings?: Readonly<Record<string, number>>
}

/** Applies the migrations of a folder. Resolves with `done`, or with the reason for which it stopped and its words. */
export async function deployFolder(
  { url, folder, format, keepsData = false, settings = {} }: Deploy,
  told: (line: string) => void = () => {},
): Promise<string> {
  const dialect = await loadDialect('postgres')
  if (dialect.deployment === undefined) throw new Error('no deployment')
  const { migrations } = readMigrations([{ path: 'migrations', format }], filesOf(folder), 'postgres')
  const run = {
    id: randomBytes(16).toString('hex'),
    command: 'apply',
    actor: 'test',
    commit: null,
    environment: null,
    planDigest: null,
  } as const
  try {
    const target = await dialect.deployment.open(url, run)
    try {
      const planned = await planMigrations(dialect, migrations, keepsData)
      const { apply } = configSchema.parse({ apply: settings })
      const work = { ...apply, target, dialect: 'postgres', planned, historySources, told } as const
      const begun = await beginRun(work)
      for (const line of begun.recovered) told(`recovered: ${line}`)
      const { pending, journal } = await pendingOn(work)
      const before = keepsData && pending.length > 0 ? await target.readSchema([]) : null
      const queue: Queued[] = []
      for (const planned of pending) {
        const tag = archiveTag(planned.key, nextPass(journal, planned))
        const kept = before === null ? null : await keepingOf(dialect, planned, before, tag)
        queue.push({ planned, back: { down: null, losses: [], kept } })
      }
      await runAll(work, begun, queue, 'up', journal, () => {})
      await target.end('done', null)
    } finally {
      await target.close()
    }
    return 'done'
  } catch (error) {
    if (error instanceof Stopped) return `${error.reason}: ${error.message}`
    throw error
  }
}

/** As the check plans it, of tables that all stand before the first migration. */
async function keepingOf(
  dialect: Dialect,
  { parsed }: PlannedMigration,
  before: Schema,
  tag: string,
): Promise<Keeping | null> {
  const always = { isLive: () => true, isTooLarge: () => false }
  const request = { down: '', tag, days: 30, later: [], ...always }
  const planned = await dialect.keepDrops?.(parsed, before, request)
  return planned?.keeping ?? null
}

function filesOf(folder: string): ReadonlyMap<string, Uint8Array> {
  return new Map(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter(name => statSync(join(folder, name)).isFile())
      .map(name => [`migrations/${name}`, readFileSync(join(folder, name))]),
  )
}
