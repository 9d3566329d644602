import type { Schema } from '../../../model/schema.ts'
import { folded, quoteIdentifier } from '../parse/names.ts'
import { DatabaseError, type Session } from '../session.ts'
import { type Catalog, readCatalog } from './catalog.ts'
import { type ReadOptions, schemaOf } from './read.ts'

/** A database as the planner of ways back sees it. Opaque to all others. */
export interface PlanFacts {
  readonly catalog: Catalog
  readonly schema: Schema
  /** Views and triggers that the engine cannot read as they stand, folded: a rename of anything fails on them. */
  readonly broken: ReadonlySet<string>
  /** Whether the connection enforces foreign keys. */
  readonly foreignKeys: boolean
}

/** Reads what the planner needs; a transaction may be open. Leaves nothing behind. */
export async function capturePlan(session: Session, options: ReadOptions = {}): Promise<PlanFacts> {
  const catalog = await readCatalog(session, options.historyTables)
  const schema = schemaOf(catalog, options.lineage)
  const [setting] = await session.query('pragma foreign_keys')
  const foreignKeys = setting?.foreign_keys === 1n
  return { catalog, schema, broken: await brokenIn(session, catalog), foreignKeys }
}

/** Renames a table of our own until the engine names nothing more that is in its way, and takes it all back. */
async function brokenIn(session: Session, { views, triggers }: Catalog): Promise<ReadonlySet<string>> {
  const broken = new Set<string>()
  if (views.length + triggers.length === 0) return broken
  await session.script('savepoint broken; create table "broken probe" (a)')
  try {
    for (;;) {
      const found = await complaint(session, 'alter table "broken probe" rename to "broken probe 2"')
      const [, kind = '', rest = ''] = /^error in (view|trigger) (.*)/s.exec(found) ?? []
      const named = (kind === 'view' ? views : triggers)
        .filter(({ name }) => rest.startsWith(name) && !broken.has(folded(name)))
        .sort((a, b) => b.name.length - a.name.length)[0]
      if (named === undefined) return broken
      broken.add(folded(named.name))
      await session.script(`drop ${kind} main.${quoteIdentifier(named.name)}`)
    }
  } finally {
    await session.script('rollback to broken; release broken')
  }
}

/** What the engine says against a statement; the empty string where it ran. */
async function complaint(session: Session, sql: string): Promise<string> {
  try {
    await session.script(sql)
    return ''
  } catch (error) {
    if (error instanceof DatabaseError) return error.message
    throw error
  }
}
