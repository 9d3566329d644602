import type { ReindexStmt } from 'libpg-query'
import { z } from 'zod'
import { type Ask, catalogWitness } from './catalog-witness.ts'
import { dropOf } from './indexes.ts'
import type { Witness } from './judgement.ts'

const remains = z.object({ oid: z.string(), name: z.string() })
const before = z.object({
  /** `tables`: their indexes are rebuilt. `schema`: those of its tables. `database`: all. */
  scope: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('tables'), oids: z.array(z.string()) }),
    z.object({ kind: z.literal('schema'), name: z.string() }),
    z.object({ kind: z.literal('database') }),
  ]),
  /** Where one index is rebuilt: the names of it and of its parts in partitions. */
  only: z.array(z.string()).nullable(),
  stood: z.array(remains),
})
type Before = z.infer<typeof before>
type Scope = Before['scope']

/**
 * REINDEX CONCURRENTLY builds `name_ccnew`, swaps it with the old one, which is then called `name_ccold`, and drops
 * that. Where it stopped, one of the two is left, invalid and kept up to date by every write (manual of REINDEX,
 * "Rebuilding Indexes Concurrently").
 */
export function reindexConcurrently(statement: ReindexStmt): Witness {
  return catalogWitness<Before>({
    recovery: 'repeatable',
    names: [statement.relation],
    before,
    async observe(ask, [relation = null]) {
      const scope = await scopeOf(ask, statement, relation)
      const only = statement.kind === 'REINDEX_OBJECT_INDEX' ? await namesOf(ask, relation) : null
      const stood = (await remainsIn(ask, scope)).filter(one => only === null || isRemainsOf(one.name, only))
      return { scope, only, stood: stood.map(({ oid, name }) => ({ oid, name })) }
    },
    async judge(ask, { scope, only, stood }) {
      const left = (await remainsIn(ask, scope)).filter(
        ({ oid, name, busy }) =>
          !busy &&
          (only === null || isRemainsOf(name, only)) &&
          !stood.some(one => one.oid === oid && one.name === name),
      )
      const evidence = left.map(({ quoted }) => `${quoted} is left behind, INVALID`).join('; ')
      return {
        kind: 'repeatable',
        evidence: evidence === '' ? 'REINDEX left nothing behind, and may run again' : evidence,
        clean: left.map(dropOf),
      }
    },
  })
}

/** By its name: an index that REINDEX CONCURRENTLY works on, or left behind. A taken name gets a number. */
export function isRemains(name: string): boolean {
  return suffix.test(name)
}

const suffix = /_cc(?:new|old)\d*$/

/** The server cuts the name in front so that all fits into 63 bytes, between characters of up to 4 bytes. */
function isRemainsOf(name: string, only: readonly string[]): boolean {
  const base = name.replace(suffix, '')
  const cut = Buffer.byteLength(name) >= 60
  return only.some(one => one === base || (cut && one.startsWith(base)))
}

/** Partitions stand beside their parent: `pg_partition_tree` gives the relation itself and all below. */
async function scopeOf(ask: Ask, { kind, name }: ReindexStmt, relation: string | null): Promise<Scope> {
  if (kind === 'REINDEX_OBJECT_SCHEMA') return { kind: 'schema', name: name ?? '' }
  if (kind !== 'REINDEX_OBJECT_INDEX' && kind !== 'REINDEX_OBJECT_TABLE') return { kind: 'database' }
  const rows = await ask(
    `select coalesce(i.indrelid, p.oid)::pg_catalog.text as oid from (${family}) p
    left join pg_catalog.pg_index i on i.indexrelid = p.oid`,
    [relation],
  )
  return { kind: 'tables', oids: rows.map(({ oid }) => String(oid)) }
}

const family = `select $1::pg_catalog.oid as oid where $1 is not null union
  select relid::pg_catalog.oid from pg_catalog.pg_partition_tree($1::pg_catalog.oid::pg_catalog.regclass)`

async function namesOf(ask: Ask, relation: string | null): Promise<string[]> {
  const rows = await ask(
    `select c.relname::pg_catalog.text as name from (${family}) p join pg_catalog.pg_class c on c.oid = p.oid`,
    [relation],
  )
  return rows.map(({ name }) => String(name))
}

/** Invalid indexes with such a name, those of TOAST tables too. `busy`: somebody is at work on that table. */
async function remainsIn(ask: Ask, scope: Scope) {
  const rows = await ask(
    `select c.oid::pg_catalog.text as oid, c.relname::pg_catalog.text as name,
      pg_catalog.format('%I.%I', n.nspname, c.relname) as quoted,
      exists (select from pg_catalog.pg_stat_progress_create_index b
        where b.relid in (t.oid, o.oid) and b.datname = pg_catalog.current_database()) as busy
    from pg_catalog.pg_index i join pg_catalog.pg_class c on c.oid = i.indexrelid
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    join pg_catalog.pg_class t on t.oid = i.indrelid
    left join pg_catalog.pg_class o on o.reltoastrelid = t.oid
    where not i.indisvalid and c.relname ~ '_cc(new|old)[0-9]*$' and ${inScope[scope.kind]} order by c.oid`,
    scope.kind === 'tables' ? [scope.oids] : scope.kind === 'schema' ? [scope.name] : [],
  )
  return rows.map(row => ({
    oid: String(row.oid),
    name: String(row.name),
    quoted: String(row.quoted),
    busy: row.busy === true,
  }))
}

const inScope: Readonly<Record<Scope['kind'], string>> = {
  tables: 'coalesce(o.oid, t.oid) = any ($1::pg_catalog.oid[])',
  schema: `coalesce(o.relnamespace, t.relnamespace) =
    (select s.oid from pg_catalog.pg_namespace s where s.nspname = $1::pg_catalog.name)`,
  database: 'true',
}
