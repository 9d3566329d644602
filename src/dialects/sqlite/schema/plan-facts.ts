import type { Schema } from '../../../model/schema.ts'
import { folded, quoteIdentifier } from '../parse/names.ts'
import type { Session } from '../session.ts'
import { type Catalog, readCatalog } from './catalog.ts'
import { type ReadOptions, schemaOf } from './read.ts'

/** A database as the planner of ways back sees it. Opaque to all others. */
export interface PlanFacts {
  readonly catalog: Catalog
  readonly schema: Schema
  /** Views that the engine cannot run as they stand, folded: a rename anywhere fails on them. */
  readonly broken: ReadonlySet<string>
  /** Whether the connection enforces foreign keys. */
  readonly foreignKeys: boolean
}

/** Reads what the planner needs. Changes nothing, and may run inside a transaction. */
export async function capturePlan(session: Session, options: ReadOptions = {}): Promise<PlanFacts> {
  const catalog = await readCatalog(session, options.historyTables)
  const broken = new Set<string>()
  for (const { name } of catalog.views) if (await isBroken(session, name)) broken.add(folded(name))
  const [setting] = await session.query('pragma foreign_keys')
  const schema = schemaOf(catalog, options.lineage)
  return { catalog, schema, broken, foreignKeys: setting?.foreign_keys === 1n }
}

async function isBroken(session: Session, view: string): Promise<boolean> {
  try {
    await session.query(`select 1 from main.${quoteIdentifier(view)} limit 0`)
    return false
  } catch {
    return true
  }
}
