import { randomUUID } from 'node:crypto'
import type { Session } from '../session.ts'

/** A relation as the catalog has it at one moment. */
export interface Relation {
  readonly oid: number
  /** Schema-qualified, quoted where SQL needs it. */
  readonly name: string
  /** `pg_class.relkind`. */
  readonly kind: string
  /** The file that holds its rows; another one after a rewrite. 0 where it has none. */
  readonly file: number
  /** Counters of the running transaction; only ever compared with those before. */
  readonly scans: number
  readonly writes: number
}

/** What the session holds and has done at one moment of a transaction. */
export interface Probe {
  /** Relations with a lock or with a counter above 0, system catalogs left out. */
  readonly relations: ReadonlyMap<number, Relation>
  /** Granted modes per relation, also of relations that are dropped already. */
  readonly locks: ReadonlyMap<number, readonly string[]>
  /** The next transaction id to be given out. */
  readonly nextTransactionId: bigint
  /** Ids given out since `since` that are rolled back already: work whose locks are no longer to be seen. */
  readonly rolledBack: number
  /** False where the statement turned the counters off, so that scans would not show. */
  readonly counting: boolean
  /** False in a transaction with one snapshot for all of it: there `rolledBack` stays 0 whatever happens. */
  readonly seesRollbacks: boolean
}

/** Relations of the users, at any moment. */
const userRelations = `
  n.nspname OPERATOR(pg_catalog.<>) ALL (ARRAY['pg_catalog', 'information_schema', 'pg_toast']::pg_catalog.name[])`

/** Counters are not reset when a transaction ends, so those of earlier ones must be known to take differences. */
const wasUsed = `
  (pg_catalog.pg_stat_get_xact_numscans(c.oid) > 0
    OR pg_catalog.pg_stat_get_xact_tuples_inserted(c.oid) > 0
    OR pg_catalog.pg_stat_get_xact_tuples_updated(c.oid) > 0
    OR pg_catalog.pg_stat_get_xact_tuples_deleted(c.oid) > 0)`

const relationJson = `
  pg_catalog.json_build_object(
    'oid', c.oid::pg_catalog.int8,
    'name', pg_catalog.format('%I.%I', n.nspname, c.relname),
    'kind', c.relkind,
    'file', COALESCE(pg_catalog.pg_relation_filenode(c.oid), 0)::pg_catalog.int8,
    'scans', CASE WHEN c.relkind IN ('r', 'm', 't') THEN pg_catalog.pg_stat_get_xact_numscans(c.oid) ELSE 0 END,
    'writes', pg_catalog.pg_stat_get_xact_tuples_inserted(c.oid)
      + pg_catalog.pg_stat_get_xact_tuples_updated(c.oid)
      + pg_catalog.pg_stat_get_xact_tuples_deleted(c.oid))`

/** All relations of the users, by OID. Callable in and out of a transaction. */
export async function readRelations(session: Session): Promise<Map<number, Relation>> {
  const { rows } = await session.query(`
    SELECT pg_catalog.json_agg(${relationJson})::pg_catalog.text AS relations
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) c.relnamespace
    WHERE ${userRelations}`)
  const relations = JSON.parse(String(rows[0]?.relations ?? '[]')) as Relation[] | null
  return new Map((relations ?? []).map(relation => [relation.oid, relation]))
}

/**
 * Looks at the session from inside its open transaction and leaves no trace: the savepoint takes back the
 * settings and the locks of the look itself. Only `pg_catalog` is on the search path, so that nothing the
 * statement created can stand in for a catalog, a function or an operator; the nonce proves that the answer
 * is the answer to this question.
 */
export async function probe(session: Session, since: bigint): Promise<Probe> {
  const nonce = randomUUID()
  const { rows } = await session.script(`
    SAVEPOINT migration_gate_probe;
    SET LOCAL SESSION AUTHORIZATION DEFAULT;
    SET LOCAL ROLE NONE;
    SET LOCAL quote_all_identifiers = off;
    SET LOCAL search_path = pg_catalog, pg_temp;
    WITH mine AS (
      SELECT l.relation, l.mode
      FROM pg_catalog.pg_lock_status() l
      WHERE l.pid = pg_catalog.pg_backend_pid() AND l.locktype = 'relation' AND l.granted
        AND l.database = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database())
    )
    SELECT '${nonce}' AS nonce,
      pg_catalog.current_setting('track_counts') AS counting,
      pg_catalog.current_setting('transaction_isolation') AS isolation,
      pg_catalog.pg_snapshot_xmax(pg_catalog.pg_current_snapshot())::pg_catalog.text AS next_xid,
      (SELECT pg_catalog.json_agg(pg_catalog.json_build_array(m.relation::pg_catalog.int8, m.mode)) FROM mine m)::pg_catalog.text AS locks,
      (SELECT pg_catalog.json_agg(${relationJson})
        FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE ${userRelations} AND (c.oid IN (SELECT m.relation FROM mine m) OR ${wasUsed}))::pg_catalog.text AS relations,
      ${rolledBackSince(since)} AS rolled_back;
    ROLLBACK TO SAVEPOINT migration_gate_probe;
    RELEASE SAVEPOINT migration_gate_probe`)
  const row = rows[0]
  if (row?.nonce !== nonce) throw new Error('the engine gave no answer of its own')
  const relations = (JSON.parse(String(row.relations ?? 'null')) ?? []) as Relation[]
  const locks = (JSON.parse(String(row.locks ?? 'null')) ?? []) as [number, string][]
  return {
    relations: new Map(relations.map(relation => [relation.oid, relation])),
    locks: groupModes(locks),
    nextTransactionId: BigInt(String(row.next_xid)),
    rolledBack: Number(row.rolled_back),
    counting: row.counting === 'on',
    seesRollbacks: row.isolation === 'read committed',
  }
}

/** A subtransaction that wrote anything was given an id, and the commit log knows at once that it was rolled back. */
function rolledBackSince(since: bigint): string {
  if (since === 0n) return '0'
  return `(SELECT pg_catalog.count(*)
    FROM pg_catalog.generate_series(${since}, pg_catalog.pg_snapshot_xmax(pg_catalog.pg_current_snapshot())::pg_catalog.text::pg_catalog.int8 - 1) g
    WHERE pg_catalog.pg_xact_status(g::pg_catalog.text::pg_catalog.xid8) = 'aborted')`
}

function groupModes(locks: readonly [number, string][]): Map<number, string[]> {
  const modes = new Map<number, string[]>()
  for (const [relation, mode] of locks) modes.set(relation, [...(modes.get(relation) ?? []), mode])
  return modes
}
