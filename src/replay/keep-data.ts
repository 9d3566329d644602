import type { Aside, Dialect, ParsedMigration, Shadow } from '../dialects/dialect.ts'
import type { Rows } from '../model/rows.ts'
import type { Schema } from '../model/schema.ts'
import { losses } from './data-loss.ts'
import { lostRows } from './row-proof.ts'
import { ownScript } from './script.ts'

/** How a change that puts aside does in the shadow. */
export interface AsideProof {
  readonly aside: Aside
  /** The schema to which it leads. */
  readonly after: Schema
}

/**
 * Runs the change that puts aside, and the way back from it, on the schema before the change, and takes both back.
 * `null` where no schema or rows are as they were: then nobody should be told of it.
 */
export async function proveAside(
  dialect: Dialect,
  shadow: Shadow,
  parsed: ParsedMigration,
  before: Schema,
  rows: Rows | null,
): Promise<AsideProof | null> {
  const aside = dialect.putAside?.(parsed, before) ?? null
  if (aside === null || rows === null) return null
  const [up, down] = [
    await ownScript(dialect, parsed, aside.up),
    await ownScript(dialect, parsed, aside.down),
  ]
  const there = await shadow.tryDown([up])
  const back = there.kind === 'ran' ? await shadow.tryDown([up, down]) : there
  if (there.kind !== 'ran' || back.kind !== 'ran') return null
  const { verdict } = dialect.compareSchemas(before, back.schema, { ...back.clock, by: down.up })
  const keeps = losses(before, back.schema).length === 0 && keepsRows(dialect, before, rows, back)
  return verdict !== 'unequal' && keeps ? { aside, after: there.schema } : null
}

/** Rows that stood are the proof; where nobody looked there is none. */
function keepsRows(
  dialect: Dialect,
  before: Schema,
  rows: Rows | null,
  back: { readonly schema: Schema; readonly rows: Rows | null },
): boolean {
  if (rows === null || back.rows === null) return false
  return lostRows(before, rows, back.schema, back.rows, dialect.identity).length === 0
}

/** Whether the change that puts aside leads where the author's leads, but for what is put aside. */
export function leadsAlike(dialect: Dialect, { aside, after }: AsideProof, authored: Schema): boolean {
  return dialect.compareSchemas(authored, without(after, aside)).verdict !== 'unequal'
}

function without({ objects, columnOrder }: Schema, aside: Aside): Schema {
  return {
    objects: new Map([...objects].filter(([, { name }]) => !aside.isAside(name))),
    columnOrder: new Map(
      [...columnOrder]
        .filter(([table]) => !aside.isAside(table))
        .map(([table, columns]) => [table, columns.filter(column => !aside.isAside(`${table}.${column}`))]),
    ),
  }
}
