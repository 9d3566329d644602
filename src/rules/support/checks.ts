import type { Step } from './chapters.ts'
import { constraintsByCode } from './constraints-by-code.ts'
import { lastPart, qualifier } from './names.ts'
import { changedByCode } from './opaque.ts'
import { isToldAsRewrite, isUnfilled } from './row-values.ts'
import { operations, wasMeasured } from './traced.ts'

/** CHECK constraints whose adding reads all rows of a live table. */
export interface AddedChecks {
  /** `null` where nothing live is read. */
  readonly table: string | null
  /** Names of the constraints' columns, for each CHECK on columns that stood before. */
  readonly onOldColumns: readonly (readonly string[])[]
  /** Columns that the same statement adds and a CHECK speaks of. */
  readonly newColumns: readonly string[]
}

const none: AddedChecks = { table: null, onOldColumns: [], newColumns: [] }

/** By the text of one ALTER TABLE. */
export function addedChecks(step: Step): AddedChecks {
  const { traced } = step
  const checks = operations(traced, 'add-constraint').filter(it => it.type === 'check' && it.validated)
  const [first] = checks
  if (first === undefined || traced.trace.outcome === 'failed') return none
  const table = step.liveTable(first.table)
  const isNew = operations(traced, 'create-table').length > 0
  const isRead = !wasMeasured(traced) || traced.trace.scans.some(name => step.liveTable(name) !== null)
  // Rows that are written anew are read for it, which another rule tells.
  if (table === null || isNew || !isRead || isToldAsRewrite(step)) return none
  const added = operations(traced, 'add-column')
  const newOf = ({ columns }: (typeof checks)[number]) =>
    added.filter(({ column }) => columns.includes(column))
  const onNew = checks.flatMap(newOf).filter(column => !isUnfilled(column))
  return {
    table,
    onOldColumns: checks.filter(check => newOf(check).length === 0).map(({ columns }) => columns),
    newColumns: [...new Set(onNew.map(({ column }) => column))],
  }
}

export interface ChecksByCode {
  readonly onOldColumns: readonly string[]
  readonly onNewColumns: readonly { readonly table: string; readonly columns: readonly string[] }[]
}

/** By a block of code: live tables that it read and that have a valid CHECK more afterwards. */
export function checksByCode(step: Step): ChecksByCode {
  const { scans, rewrites } = step.traced.trace
  const added = changedByCode(step, 'add', 'column')
  const checks = constraintsByCode(step)
    .filter(({ detail }) => /^CHECK\b/.test(detail) && !/ NOT (?:VALID|ENFORCED)\b/.test(detail))
    .map(({ name, detail }) => {
      const table = qualifier(name)
      const words: readonly string[] = detail.match(/"(?:[^"]|"")*"|[\w$\u0080-\uffff]+/g) ?? []
      const own = added
        .filter(column => qualifier(column.name) === table)
        .map(column => lastPart(column.name))
      return { table, columns: own.filter(column => words.includes(column)) }
    })
    .filter(({ table }) => scans.includes(table) && !rewrites.includes(table))
  const byTable = Map.groupBy(
    checks.filter(({ columns }) => columns.length > 0),
    ({ table }) => table,
  )
  return {
    onOldColumns: [
      ...new Set(checks.filter(({ columns }) => columns.length === 0).map(({ table }) => table)),
    ],
    onNewColumns: [...byTable].map(([table, group]) => ({
      table,
      columns: [...new Set(group.flatMap(({ columns }) => columns))],
    })),
  }
}
