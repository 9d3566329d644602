import type { Row } from '../../session.ts'
import { type Ask, textOrNull } from './catalog-witness.ts'

/** A relation that is an index or bears the name of one. */
export interface Candidate {
  readonly oid: string
  readonly name: string
  /** Qualified and quoted. */
  readonly quoted: string
  /** OID of the index's table; null for what is no index. */
  readonly table: string | null
  /** The server's own flags. */
  readonly flags: Flags | null
  readonly unique: boolean
  readonly partial: boolean
  /** Key and included columns in order; null for an expression. */
  readonly columns: readonly (string | null)[]
}

export interface Flags {
  readonly valid: boolean
  readonly ready: boolean
  readonly live: boolean
}

/** Whether queries can use it, and writes keep it. */
export function isSound({ flags }: Candidate): boolean {
  return flags?.valid === true && flags.ready && flags.live
}

/** Relations that meet a condition on `c` (pg_class), `i` (pg_index, NULL for other relations) and `n` (pg_namespace). */
export async function candidates(
  ask: Ask,
  condition: string,
  parameters: readonly unknown[],
): Promise<readonly Candidate[]> {
  const rows = await ask(
    `select c.oid::pg_catalog.text as oid, c.relname::pg_catalog.text as name,
      pg_catalog.format('%I.%I', n.nspname, c.relname) as quoted, i.indrelid::pg_catalog.text as table,
      i.indisvalid as valid, i.indisready as ready, i.indislive as live, i.indisunique as is_unique,
      i.indpred is not null as partial,
      array(select a.attname::pg_catalog.text
        from pg_catalog.unnest(i.indkey::pg_catalog.int2[]) with ordinality k (number, place)
        left join pg_catalog.pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.number
        order by k.place) as columns
    from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    left join pg_catalog.pg_index i on i.indexrelid = c.oid
    where ${condition} order by c.oid`,
    parameters,
  )
  return rows.map(candidateOf)
}

function candidateOf(row: Row): Candidate {
  const { valid, ready, live } = row
  return {
    oid: String(row.oid),
    name: String(row.name),
    quoted: String(row.quoted),
    table: textOrNull(row.table),
    flags: row.table === null ? null : { valid: valid === true, ready: ready === true, live: live === true },
    unique: row.is_unique === true,
    partial: row.partial === true,
    columns: row.columns as readonly (string | null)[],
  }
}

/** SQL that takes an index away while others work. */
export function dropOf({ quoted }: { readonly quoted: string }): string {
  return `DROP INDEX CONCURRENTLY ${quoted}`
}
