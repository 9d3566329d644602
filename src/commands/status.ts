import type { Config } from '../config/config.ts'
import { type MigrationStatus, statesOf } from '../deploy/states.ts'
import { type DialectName, loadDialect } from '../dialects/registry.ts'
import { readMigrations } from '../migrations/read.ts'
import type { RunIdentity } from '../model/deploy.ts'
import { UserError } from '../model/errors.ts'
import type { MigrationFolder } from '../model/migration.ts'
import { historySources } from './snapshot.ts'

export interface StatusRequest {
  readonly url: string
  readonly run: RunIdentity
  readonly password?: () => Promise<string>
  readonly folders: readonly MigrationFolder[]
  readonly dialect: DialectName
  readonly files: ReadonlyMap<string, Uint8Array>
  readonly config: Config
}

/** How each migration stands on a target. Nothing is written there, and no lock is taken. */
export async function status(request: StatusRequest): Promise<readonly MigrationStatus[]> {
  const { url, run, folders, dialect: name, files, config } = request
  const { deployment } = await loadDialect(name)
  if (deployment === undefined)
    throw new UserError(`What a ${name} database has run cannot be told yet: status knows postgres.`)
  const apart = new Set([...config.baseline, ...config.setup])
  const { migrations } = readMigrations(folders, files, name, apart, config.variables)
  const target = await deployment.open(url, run, { password: request.password })
  try {
    return statesOf(migrations, await target.history(historySources), await target.journal())
  } finally {
    await target.close()
  }
}
