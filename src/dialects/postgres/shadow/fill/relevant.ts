import type { ParsedMigration } from '../../../dialect.ts'
import { qualifiedName } from '../../parse/names.ts'
import type { HistoryTable } from '../../schema/history-tables.ts'
import type { Session } from '../../session.ts'

/** Tables of one migration that are given rows; one that names more is a dump of everything. */
const mostTables = 1_000

/** Partitions of one table that are given rows. */
const mostPartitions = 3

/** `FirstNormalObjectId`: what initdb made is below it. */
const firstOfUsers = 16_384

interface Standing {
  readonly oid: number
  readonly schema: string
  readonly name: string
  /** `pg_class.relkind`: r or p. */
  readonly kind: string
  /** The topmost table of which it is a partition; its own OID where it is none. */
  readonly root: number
  /** Those that its foreign keys reference. */
  readonly parents: readonly number[]
}

/** Tables that are given rows, and in which order. */
export interface Relevant {
  /** Parents before their children, as far as no cycle forbids it; only what holds rows itself. */
  readonly inOrder: readonly number[]
  /** Of each partition the table that it is a part of, as SQL writes it. */
  readonly roots: ReadonlyMap<number, { readonly oid: number; readonly name: string }>
}

/**
 * The tables that a migration can touch: those whose name stands in its text, or in the functions, views and triggers
 * that its text names, or that use a domain which it alters, with their foreign-key neighbours. Rows in any other
 * table could show nothing.
 */
export async function relevantTables(
  session: Session,
  { up, down }: ParsedMigration,
  historyTables: readonly HistoryTable[],
): Promise<Relevant> {
  const texts = [...up, ...(down ?? [])].map(({ sql }) => sql)
  const words = wordsOf(texts)
  for (const text of await codeOf(session, words)) for (const word of wordsOf([text])) words.add(word)
  const own = new Set(historyTables.map(({ schema, table }) => `${schema}.${table}`))
  const standing = (await readStanding(session)).filter(({ schema, name }) => !own.has(`${schema}.${name}`))
  const checked = up.some(({ operations }) => operations.some(it => it.kind === 'alter' && it.checksRows))
  const ofDomains = checked ? await usingDomains(session, words) : new Set<number>()
  const named = new Set(
    standing.filter(({ name, oid }) => words.has(name) || ofDomains.has(oid)).map(({ oid }) => oid),
  )
  const chosen = withNeighbours(standing, named)
  const byOid = new Map(standing.map(table => [table.oid, table]))
  const roots = [...chosen.values()].flatMap(({ oid, root }) => {
    const whole = root === oid ? undefined : byOid.get(root)
    return whole === undefined
      ? []
      : [[oid, { oid: root, name: qualifiedName(whole.schema, whole.name) }] as const]
  })
  return { inOrder: parentsFirst(standing, chosen).slice(0, mostTables), roots: new Map(roots) }
}

/** Every word of the texts as it stands and in lower case, and whatever stands in double quotes. */
function wordsOf(texts: readonly string[]): Set<string> {
  const words = new Set<string>()
  for (const text of texts) {
    for (const [word] of text.matchAll(/[\p{L}_][\p{L}\p{N}_$]*/gu)) words.add(word).add(word.toLowerCase())
    for (const [, quoted = ''] of text.matchAll(/"((?:[^"]|"")+)"/g)) words.add(quoted.replaceAll('""', '"'))
  }
  return words
}

async function codeOf(session: Session, words: ReadonlySet<string>): Promise<readonly string[]> {
  const { rows } = await session.query(
    `select p.prosrc as text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where p.oid >= ${firstOfUsers} and n.nspname not in ('pg_catalog', 'information_schema') and (p.proname = any ($1::text[]) or p.oid in (
        select g.tgfoid from pg_trigger g join pg_class c on c.oid = g.tgrelid
        where c.relname = any ($1::text[]) and not g.tgisinternal))
    union all
    select pg_get_viewdef(c.oid) from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('v', 'm') and n.nspname not in ('pg_catalog', 'information_schema')
        and c.relname = any ($1::text[])`,
    [[...words]],
  )
  return rows.map(({ text }) => String(text ?? ''))
}

/** Tables that have a column of one of these domains, or of one over it. */
async function usingDomains(session: Session, words: ReadonlySet<string>): Promise<ReadonlySet<number>> {
  const { rows } = await session.query(
    `with recursive used as (
      select oid from pg_type where typtype = 'd' and typname = any ($1::text[])
      union select t.oid from used u join pg_type t on t.typbasetype = u.oid and t.typtype = 'd'
    )
    select distinct a.attrelid::int8 as oid from used u join pg_attribute a on a.atttypid = u.oid`,
    [[...words]],
  )
  return new Set(rows.map(({ oid }) => Number(oid)))
}

async function readStanding(session: Session): Promise<readonly Standing[]> {
  const { rows } = await session.query(`
    select json_agg(json_build_object(
      'oid', c.oid::int8, 'schema', n.nspname, 'name', c.relname, 'kind', c.relkind,
      'root', case when c.relispartition then coalesce(pg_partition_root(c.oid)::oid, c.oid) else c.oid end::int8,
      'parents', coalesce(k.parents, '[]'::json)
    ) order by c.oid)::text as tables
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    left join (
      select conrelid, json_agg(distinct confrelid::int8) as parents from pg_constraint where contype = 'f' group by 1
    ) k on k.conrelid = c.oid
    where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
      and not exists (
        select from pg_depend e where e.classid = 'pg_class'::regclass and e.objid = c.oid and e.deptype = 'e')`)
  return (JSON.parse(String(rows[0]?.tables ?? '[]')) ?? []) as Standing[]
}

/** Children, to which a key may reach; then all parents, without which nothing can stand; then partitions. */
function withNeighbours(
  standing: readonly Standing[],
  named: ReadonlySet<number>,
): ReadonlyMap<number, Standing> {
  const byOid = new Map(standing.map(table => [table.oid, table]))
  const roots = new Set([...named].map(oid => byOid.get(oid)?.root))
  const wanted = new Set(standing.filter(({ root }) => roots.has(root)).map(({ oid }) => oid))
  for (const { oid, parents } of standing)
    if (parents.some(parent => parent !== oid && named.has(parent))) wanted.add(oid)
  for (const oid of wanted) for (const parent of byOid.get(oid)?.parents ?? []) wanted.add(parent)
  const partitions = Map.groupBy(
    standing.filter(({ kind, root, oid }) => kind === 'r' && root !== oid),
    ({ root }) => root,
  )
  for (const oid of [...wanted])
    for (const leaf of partitions.get(byOid.get(oid)?.root ?? 0)?.slice(0, mostPartitions) ?? [])
      wanted.add(leaf.oid)
  const left = new Set(
    [...partitions.values()].flatMap(leaves =>
      leaves.slice(mostPartitions).flatMap(({ oid }) => (named.has(oid) ? [] : [oid])),
    ),
  )
  return new Map(standing.filter(({ oid }) => wanted.has(oid) && !left.has(oid)).map(it => [it.oid, it]))
}

function parentsFirst(
  standing: readonly Standing[],
  chosen: ReadonlyMap<number, Standing>,
): readonly number[] {
  // A partitioned table stands for its partitions: who references it needs their rows.
  const leaves = Map.groupBy(
    standing.filter(({ oid, kind }) => kind === 'r' && chosen.has(oid)),
    ({ root }) => root,
  )
  const holders = (oid: number) => {
    const table = chosen.get(oid)
    if (table === undefined) return []
    return table.kind === 'r' ? [table] : (leaves.get(table.root) ?? [])
  }
  const seen = new Set<number>()
  const ordered: number[] = []
  for (const start of chosen.values()) {
    // Without recursion: a chain of tables may be longer than the stack.
    const path: { readonly table: Standing; readonly parents: Standing[] }[] = []
    const enter = (table: Standing) => {
      if (seen.has(table.oid)) return
      seen.add(table.oid)
      path.push({ table, parents: table.parents.flatMap(holders) })
    }
    for (const table of holders(start.oid)) enter(table)
    for (let last = path.at(-1); last !== undefined; last = path.at(-1)) {
      const parent = last.parents.shift()
      if (parent !== undefined) enter(parent)
      else {
        ordered.push(last.table.oid)
        path.pop()
      }
    }
  }
  return ordered
}
