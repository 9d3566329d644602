import type { Operation } from '../../../model/operation.ts'
import type { Statement } from '../../../model/statement.ts'
import type { Lock, Trace } from '../../../model/trace.ts'
import { strongest } from './lock-modes.ts'
import type { Probe, Relation } from './probe.ts'

/** What two probes, before and after a statement, tell about it. */
export interface Measurement extends Pick<Trace, 'locks' | 'rewrites' | 'scans' | 'rowsChanged'> {
  /** Why the facts cannot be trusted; `null` where they can. */
  readonly doubt: string | null
}

/**
 * Compares two probes. `known` are the relations that stood before the statement: what it creates is of no
 * interest to anybody else, and what it drops keeps the name it had.
 */
export function measure(
  { operations, sql }: Pick<Statement, 'operations' | 'sql'>,
  byManual: readonly Lock[],
  known: ReadonlyMap<number, Relation>,
  before: Probe,
  after: Probe,
): Measurement {
  const empties = operations.some(({ kind }) => kind === 'truncate')
  // TRUNCATE gives a table an empty file and builds its empty indexes: neither copies nor reads a row.
  const scans = empties ? [] : scanned(known, before, after)
  const rewrites = empties ? [] : rewritten(known, after)
  return {
    locks: taken(byManual, new Set([...scans, ...rewrites]), known, before, after),
    rewrites,
    scans,
    // What was dropped takes its counters along.
    rowsChanged: Math.max(0, sumOfWrites(after) - sumOfWrites(before)),
    doubt: doubt(operations, known, after) ?? untaken(operations, sql, known, after),
  }
}

/**
 * The strongest lock that the statement itself needs, per relation. A session holds every mode that it asked for,
 * also beside a stronger one, so what is new is this statement's. What is not new an earlier statement of the
 * transaction took too: there the manual tells the mode, as far as it is held.
 */
function taken(
  byManual: readonly Lock[],
  worked: ReadonlySet<string>,
  known: ReadonlyMap<number, Relation>,
  before: Probe,
  after: Probe,
): Lock[] {
  const manual = new Map(byManual.map(({ relation, mode }) => [relation, mode]))
  const locks: Lock[] = []
  for (const [oid, held] of after.locks) {
    const relation = known.get(oid)?.name
    if (relation === undefined) continue
    const fresh = strongest(held.filter(mode => !before.locks.get(oid)?.includes(mode)))
    const needed = manual.get(relation)
    const expected = needed !== undefined && held.includes(needed) ? needed : null
    const own = strongest([fresh, expected].filter(mode => mode !== null))
    const mode = own ?? (worked.has(relation) ? strongest(held) : null)
    if (mode !== null && mode !== 'AccessShareLock') locks.push({ relation, mode })
  }
  return locks.sort((a, b) => (a.relation < b.relation ? -1 : 1))
}

/** Locks held at a probe on relations that stood before, strongest per relation. */
export function heldLocks(known: ReadonlyMap<number, Relation>, at: Probe): Lock[] {
  return [...at.locks].flatMap(([oid, held]) => {
    const relation = known.get(oid)
    const mode = strongest(held)
    return relation === undefined || mode === null || mode === 'AccessShareLock'
      ? []
      : [{ relation: relation.name, mode }]
  })
}

function scanned(known: ReadonlyMap<number, Relation>, before: Probe, after: Probe): string[] {
  const names: string[] = []
  for (const [oid, is] of after.relations) {
    const name = known.get(oid)?.name
    if (name !== undefined && is.scans > (before.relations.get(oid)?.scans ?? 0)) names.push(name)
  }
  return names.sort()
}

/** A new file under the same OID, or a new index under the name of one that is gone. */
function rewritten(known: ReadonlyMap<number, Relation>, after: Probe): string[] {
  const names: string[] = []
  const gone = new Map<string, Relation>()
  for (const [oid, was] of known) {
    const is = after.relations.get(oid)
    if (is === undefined) gone.set(`${was.kind} ${was.name}`, was)
    else if (is.file !== was.file && was.file !== 0) names.push(was.name)
  }
  for (const [oid, is] of after.relations) {
    if (!known.has(oid) && (is.kind === 'i' || is.kind === 'I') && isGone(gone, is, after))
      names.push(is.name)
  }
  return names.sort()
}

/** An index that is defined anew over the same file was not built anew. */
function isGone(gone: ReadonlyMap<string, Relation>, is: Relation, after: Probe): boolean {
  const was = gone.get(`${is.kind} ${is.name}`)
  // The old index is gone only where the transaction still holds the lock that dropping it took.
  return was !== undefined && was.file !== is.file && after.locks.has(was.oid)
}

function sumOfWrites(at: Probe): number {
  let sum = 0
  for (const { writes } of at.relations.values()) sum += writes
  return sum
}

function doubt(
  operations: readonly Operation[],
  known: ReadonlyMap<number, Relation>,
  after: Probe,
): string | null {
  if (after.rolledBack > 0)
    return 'a part of its work was rolled back inside it, and the locks of that part cannot be seen'
  if (!after.seesRollbacks && operations.some(({ kind }) => kind === 'run-code')) {
    return 'it runs code under one snapshot for the whole transaction, where work that is rolled back cannot be seen'
  }
  if (!after.counting) return 'it turns off the counters (track_counts) that show scans'
  const lockedNames = new Set([...after.locks.keys()].map(oid => bareName(known.get(oid)?.name ?? '')))
  const knownNames = new Set([...known.values()].map(relation => relation.name))
  // By the bare name: the search path may send an unqualified name to another schema than the text suggests.
  // CREATE TABLE IF NOT EXISTS leaves a table that stands alone.
  const created = new Set(
    operations.flatMap(operation => (operation.kind === 'create-table' ? [operation.table] : [])),
  )
  const unlocked = operations
    .flatMap(target)
    .find(name => knownNames.has(name) && !created.has(name) && !lockedNames.has(bareName(name)))
  return unlocked === undefined ? null : `it holds no lock on ${unlocked}, which it works on`
}

/** DDL on a table in the text of a block of code. */
const ddlInCode = /\b(?:alter|drop|truncate|lock)\s+table\s+(?:if\s+exists\s+)?(?:only\s+)?([\w."]+)/gi

/** A block that names a table in DDL and holds no strong lock on it went another way here than it may in production. */
function untaken(
  operations: readonly Operation[],
  sql: string,
  known: ReadonlyMap<number, Relation>,
  after: Probe,
): string | null {
  if (!operations.some(({ kind }) => kind === 'run-code')) return null
  const named = new Set(
    [...sql.matchAll(ddlInCode)].map(([, name = '']) => bareName(name.replaceAll('"', ''))),
  )
  for (const { oid, name, kind } of known.values()) {
    if (kind !== 'r' && kind !== 'p') continue
    const held = strongest(after.locks.get(oid))
    if (named.has(bareName(name)) && (held === null || held === 'AccessShareLock')) {
      return `it names ${name} in a branch that did not run here`
    }
  }
  return null
}

function bareName(name: string): string {
  return name.slice(name.indexOf('.') + 1)
}

/** The relation that an operation works on, and so must hold a lock on. */
function target(operation: Operation): string[] {
  switch (operation.kind) {
    case 'drop-table':
    case 'rename-table':
    case 'add-column':
    case 'drop-column':
    case 'rename-column':
    case 'change-column-type':
    case 'set-not-null':
    case 'drop-not-null':
    case 'set-default':
    case 'drop-default':
    case 'add-constraint':
    case 'validate-constraint':
    case 'drop-constraint':
    case 'alter-table':
    case 'write-rows':
    case 'truncate':
      return [operation.table]
    default:
      return []
  }
}
