import type { Dialect, ParsedMigration } from '../dialects/dialect.ts'
import { bringsBack, type KeepRequest, type NotKept } from '../model/keeping.ts'
import type { Operation } from '../model/operation.ts'
import type { KeptData } from '../model/replay.ts'
import type { Schema } from '../model/schema.ts'
import { type KeepingProof, movedForm } from './prove-keeping.ts'

/** What is known once the migration ran as it is written. */
interface Ran {
  /** The schema to which it led. */
  readonly after: Schema
  /** What its way back does not bring back. */
  readonly losses: readonly string[]
}

/** What an apply keeps of a migration, as far as that leads where the migration itself leads, and what it does not. */
export function keptData(
  dialect: Dialect,
  parsed: ParsedMigration,
  before: Schema,
  { keeping, notKept, after: there }: KeepingProof,
  { after, losses }: Ran,
  request: KeepRequest,
): KeptData {
  const leadsAlike = there !== null && dialect.compareSchemas(after, there).verdict !== 'unequal'
  const kept = leadsAlike ? keeping : null
  const unlike = keeping !== null && !leadsAlike ? keeping.objects : []
  const told = [
    ...notKept,
    ...unlike.map(({ name }) => ({
      name,
      reason: 'set aside, something else would stand than after the drop',
    })),
  ]
  const names = new Set([...told, ...(kept?.objects ?? [])].map(({ name }) => name))
  const others = losses.filter(name => !names.has(name) && request.isLive(tableOf(before, name)))
  return {
    keeping: kept,
    up: kept === null ? null : movedForm(parsed, kept).join(';\n').concat(';\n'),
    down: kept === null ? null : bringsBack(kept, kept.objects),
    notKept: [
      ...told,
      ...others.map(name => ({ name, reason: 'no statement that drops it by name takes it away' })),
      ...parsed.up.flatMap(({ operations }) =>
        operations.flatMap(operation => notKeptOf(operation, before, names, request)),
      ),
    ].filter(
      ({ name, reason }, place, all) =>
        all.findIndex(one => one.name === name && one.reason === reason) === place,
    ),
  }
}

/** Rows that go while their table stays. */
function notKeptOf(
  operation: Operation,
  before: Schema,
  told: ReadonlySet<string>,
  { isLive }: KeepRequest,
): readonly NotKept[] {
  switch (operation.kind) {
    case 'truncate':
      return isLive(operation.table) && !told.has(operation.table)
        ? [{ name: operation.table, reason: 'TRUNCATE: its rows are not kept' }]
        : []
    case 'write-rows': {
      const verb = operation.verb.toUpperCase()
      const takes = verb === 'DELETE' || verb === 'UPDATE' || verb === 'MERGE'
      return takes && before.objects.has(`table ${operation.table}`) && isLive(operation.table)
        ? [{ name: operation.table, reason: `${verb}: the values of its rows before it are not kept` }]
        : []
    }
    case 'run-code':
      return [{ name: operation.what, reason: 'code: what it drops or deletes is not kept' }]
    default:
      return []
  }
}

function tableOf(before: Schema, name: string): string {
  if (before.objects.has(`table ${name}`)) return name
  const end = [...before.columnOrder.keys()].find(table => name.startsWith(`${table}.`))
  return end ?? name
}
