import type {
  Keeping,
  KeepRequest,
  KeepStep,
  KeptObject,
  NotKept,
  PlannedKeeping,
} from '../../../model/keeping.ts'
import type { Operation } from '../../../model/operation.ts'
import type { Schema } from '../../../model/schema.ts'
import type { Statement } from '../../../model/statement.ts'
import type { ParsedMigration } from '../../dialect.ts'
import { segmentsOf } from '../deploy/segments.ts'
import { quoteIdentifier } from '../parse/names.ts'
import { keepColumn } from './keep-column.ts'
import { type Kept, keepTable } from './keep-table.ts'
import { backWithout } from './way-back.ts'

/** A table or column that a statement drops. */
type Drop = Extract<Operation, { kind: 'drop-table' | 'drop-column' }>

/** What is kept of one drop, or why it is not. */
interface Tried {
  readonly drop: Drop
  readonly statement: number
  readonly id: string
  readonly kept: Kept | string
}

/**
 * How what a migration drops by statements of its own is set aside in a schema of ours, in the transaction that drops it,
 * and brought back: a table is moved, the values of a column are copied. To be proven.
 */
export async function keepDrops(
  parsed: ParsedMigration,
  before: Schema,
  request: KeepRequest,
): Promise<PlannedKeeping> {
  const tried = triedDrops(parsed, before, request)
  const whole = tried.filter(({ statement }) => isWhole(tried, statement))
  const lost = tried.flatMap(({ drop, kept }): readonly NotKept[] =>
    typeof kept === 'string' ? [{ name: nameOf(drop), reason: kept }] : [],
  )
  const beside = tried.flatMap(({ drop, statement, kept }): readonly NotKept[] =>
    typeof kept !== 'string' && !isWhole(tried, statement)
      ? [{ name: nameOf(drop), reason: 'the same statement drops what cannot be kept' }]
      : [],
  )
  const notKept = [...lost, ...beside]
  const kept = whole.flatMap(one => (typeof one.kept === 'string' ? [] : [{ ...one, kept: one.kept }]))
  if (kept.length === 0) return { keeping: null, notKept }
  const back = request.down === null ? null : await backWithout(request.down, kept.map(asked))
  if (back === null)
    return {
      keeping: null,
      notKept: [
        ...notKept,
        ...kept.map(({ drop }) => ({ name: nameOf(drop), reason: 'no way back of the schema is known' })),
      ],
    }
  const keeping: Keeping = {
    objects: kept.map(objectOf),
    steps: stepsOf(parsed.up, kept),
    down: back,
    finish: kept.flatMap(({ kept: { finish } }) => finish),
    days: request.days,
  }
  return { keeping, notKept }
}

function triedDrops(parsed: ParsedMigration, before: Schema, request: KeepRequest): readonly Tried[] {
  const { tag, isLive, later } = request
  const dropped = droppedTypes([...parsed.up, ...later])
  const together = new Set(
    segmentsOf(parsed).flatMap(({ kind, statements }) =>
      kind === 'transaction' ? statements.map(({ index }) => index) : [],
    ),
  )
  const actsAsOther = parsed.up.some(({ operations }) => operations.some(changesRole))
  const drops = parsed.up.flatMap(({ operations, index }) =>
    operations.flatMap(drop => (isDrop(drop) && isLive(drop.table) ? [{ drop, statement: index }] : [])),
  )
  const isMissing = ({ drop }: { readonly drop: Drop }) => !before.objects.has(`table ${drop.table}`)
  return drops
    .filter(one => !isMissing(one))
    .map(({ drop, statement }, place): Tried => {
      const id = `${tag}_${place}`
      const why = actsAsOther
        ? 'the migration acts as another role'
        : together.has(statement)
          ? null
          : 'its own transaction control cannot be followed'
      return { drop, statement, id, kept: why ?? keptOf(drop, before, request, id, dropped) }
    })
}

function keptOf(
  drop: Drop,
  before: Schema,
  { isTooLarge }: KeepRequest,
  id: string,
  dropped: ReadonlySet<string>,
): Kept | string {
  const archive = `${archivePrefix}${id}`
  const isDroppedType = (type: string) => dropped.has(type.replace(/(?:\[\])+$/, ''))
  if (drop.kind === 'drop-table')
    return drop.cascade
      ? 'CASCADE may take away more than the table: name what goes with it in statements of their own'
      : keepTable(before, { name: drop.table, archive, isDroppedType, isTooLarge })
  const column = quoteIdentifier(drop.column)
  const type = before.objects.get(`column ${drop.table}.${column}`)?.attributes.type ?? ''
  return keepColumn(before, { table: drop.table, column, archive, asText: isDroppedType(type), isTooLarge })
}

/** Schemas of ours, one for each thing that is kept. */
const archivePrefix = 'migration_gate_archive_'

function droppedTypes(statements: readonly Statement[]): ReadonlySet<string> {
  return new Set(
    statements.flatMap(({ operations }) =>
      operations.flatMap(it =>
        it.kind === 'drop' && (it.object === 'type' || it.object === 'domain') ? [it.name] : [],
      ),
    ),
  )
}

function isDrop(operation: Operation): operation is Drop {
  return operation.kind === 'drop-table' || operation.kind === 'drop-column'
}

function changesRole(operation: Operation): boolean {
  return operation.kind === 'set' && /^(?:role|session_authorization)$/i.test(operation.name)
}

/** A statement that is tried and not run must not drop anything that is not kept. */
function isWhole(tried: readonly Tried[], statement: number): boolean {
  return tried.every(
    one => one.statement !== statement || one.drop.kind === 'drop-column' || typeof one.kept !== 'string',
  )
}

function nameOf(drop: Drop): string {
  return drop.kind === 'drop-table' ? drop.table : `${drop.table}.${quoteIdentifier(drop.column)}`
}

type Whole = Tried & { readonly kept: Kept }

function asked({ drop, kept }: Whole) {
  return {
    table: drop.table,
    column: drop.kind === 'drop-column' ? drop.column : null,
    relaxed: kept.finish.length > 0,
  }
}

function objectOf({ drop, statement, id, kept }: Whole): KeptObject {
  const { place, restore, purge } = kept
  const kind = drop.kind === 'drop-table' ? 'table' : 'column'
  return { id, kind, name: nameOf(drop), place, statement, restore, purge }
}

function stepsOf(up: readonly Statement[], kept: readonly Whole[]): readonly KeepStep[] {
  return up.flatMap(({ index }): readonly KeepStep[] => {
    const own = kept.filter(({ statement }) => statement === index)
    if (own.length === 0) return []
    const isMoved = own.some(({ drop }) => drop.kind === 'drop-table')
    return [{ statement: index, form: isMoved ? 'instead' : 'before', sql: own.flatMap(one => one.kept.sql) }]
  })
}
