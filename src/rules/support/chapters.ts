import type { Operation } from '../../model/operation.ts'
import type { ReplayedMigration, TracedStatement } from '../../model/replay.ts'
import type { RuleContext } from '../rule.ts'
import { holdsItsRows } from './copies.ts'
import { lastPart, qualifier } from './names.ts'
import { remembered } from './remembered.ts'
import { Timeline } from './timeline.ts'
import { isOfTable, locksAll, oldName, operations, ranToTheEnd, wasMeasured } from './traced.ts'

/** A statement with what is known of the names it uses: which of them stood before the pull request. */
export interface Step {
  readonly migration: ReplayedMigration
  readonly traced: TracedStatement
  /** The relation's name before the pull request; `null` where the pull request itself made it. */
  origin(table: string): string | null
  /**
   * The name under which a live table is meant, else `null`.
   * A text says `orders` and means what search_path says: then the table that was locked is the right one.
   */
  liveTable(table: string): string | null
  isLiveColumn(table: string, column: string): boolean
}

/** A migration under judgement. */
export interface Chapter {
  readonly context: RuleContext
  readonly migration: ReplayedMigration
  readonly steps: readonly Step[]
  /** True where every statement was run, so that the changes tell the whole story. */
  readonly complete: boolean
  /** What was live when the migration began. */
  readonly start: Pick<Step, 'origin' | 'liveTable' | 'isLiveColumn'>
}

/**
 * The migrations that the pull request adds, with names followed through them: a table that it creates is not
 * live, one that it renames stays live under its new name, one that it drops and creates anew is not live.
 */
export const chapters = remembered(follow)

function follow(context: RuleContext): readonly Chapter[] {
  const tables = new Timeline()
  const columns = new Timeline()
  let now = 0

  function knowledgeAt(moment: number, traced: TracedStatement | null): Chapter['start'] {
    const origin = (table: string) => tables.origin(table, moment)
    const isLive = (table: string) => {
      const name = origin(table)
      return name !== null && !isTemporary(context.dialect, name) && context.isLive(name)
    }
    const liveTable = (table: string) => {
      if (tables.knows(table)) return isLive(table) ? table : null
      const namesakes = traced === null ? [] : (lockedNames(traced).get(lastPart(table)) ?? [])
      const namesake = namesakes.find(isLive)
      if (namesake !== undefined && !namesakes.includes(table)) return namesake
      return isLive(table) ? table : null
    }
    const isLiveColumn = (table: string, column: string) => {
      const live = liveTable(table)
      return live !== null && columns.origin(`${origin(live)}.${column}`, moment) !== null
    }
    return { origin, liveTable, isLiveColumn }
  }

  function renameColumn(table: string, from: string, to: string): void {
    const origin = tables.origin(table, now)
    const column = columns.origin(`${origin}.${from}`, now)
    columns.set(`${origin}.${from}`, now + 1, null)
    columns.set(`${origin}.${to}`, now + 1, column)
  }

  /** The table that a statement takes away or renames; `null` where its text names another of the same name. */
  function taken(table: string, traced: TracedStatement, names: readonly string[] = []): string | null {
    const live = knowledgeAt(now, traced).liveTable(table)
    if (live === null || !wasMeasured(traced)) return table
    const locks = [...traced.trace.locks, ...traced.heldBefore]
    const isLocked = locks.some(
      lock =>
        locksAll(lock, live) ||
        (lock.mode === 'AccessExclusiveLock' && [live, ...names].includes(lock.relation)),
    )
    return isLocked ? live : null
  }

  function followOperation(operation: Operation, columnsToo: boolean, traced: TracedStatement): void {
    if (operation.kind === 'create-table') {
      // What stands cannot be created: it is IF NOT EXISTS, or a temporary table of the same name.
      const stands = knowledgeAt(now, null).liveTable(operation.table) !== null
      if (!stands || standsOnlyByText(operation, traced)) tables.set(operation.table, now + 1, null)
    } else if (operation.kind === 'drop-table') {
      const table = taken(operation.table, traced)
      if (table !== null) tables.set(table, now + 1, null)
    } else if (operation.kind === 'rename-table') {
      const table = taken(operation.table, traced, [operation.to])
      if (table === null) return
      tables.set(operation.to, now + 1, tables.origin(table, now))
      tables.set(table, now + 1, null)
    } else if (columnsToo && operation.kind === 'add-column') {
      columns.set(`${tables.origin(operation.table, now)}.${operation.column}`, now + 1, null)
    } else if (columnsToo && operation.kind === 'rename-column') {
      const table = taken(operation.table, traced)
      if (table !== null) renameColumn(table, operation.column, operation.to)
    }
  }

  /** What was measured beats the text: an ADD COLUMN IF NOT EXISTS does not make an old column new. */
  function settle(migration: ReplayedMigration): void {
    for (const change of migration.changes.filter(change => change.object === 'column')) {
      const table = qualifier(change.name)
      const column = lastPart(change.name)
      if (change.action === 'add' || change.action === 'drop')
        columns.set(`${tables.origin(table, now)}.${column}`, now + 1, null)
      if (change.action === 'rename') {
        const from = lastPart(oldName(change.detail))
        if (from !== column) renameColumn(table, from, column)
      }
    }
    now += 1
  }

  const added = context.migrations.filter(migration => migration.state === 'added')
  return added.map(migration => {
    const complete = ranToTheEnd(migration)
    const start = knowledgeAt(now, null)
    const steps = migration.statements.map(traced => {
      const step = { migration, traced, ...knowledgeAt(now, traced) }
      for (const operation of traced.statement.operations) {
        followOperation(operation, !complete, traced)
      }
      now += 1
      return step
    })
    if (complete) settle(migration)
    const chapter = { context, migration, steps, complete, start }
    // Where rows were looked at, a table that was built anew with its rows is the live one again.
    if (complete && migration.rows !== null)
      for (const name of new Set(steps.flatMap(droppedBy)))
        if (stands(migration, name) && holdsItsRows(chapter, name)) tables.set(name, now, name)
    return chapter
  })
}

/**
 * A table was spoken of before it is created, and nobody saw that it stands: behind a plain CREATE TABLE that did not
 * run it is new, or the file has stopped there.
 */
function standsOnlyByText(
  { ifNotExists }: Extract<Operation, { kind: 'create-table' }>,
  { statement, trace }: TracedStatement,
): boolean {
  const isSeen = trace.outcome === 'ran' || trace.error?.code === duplicateTable
  return !isSeen && !ifNotExists && !/^\s*create\s+(?:global\s+|local\s+)?temp/i.test(statement.sql)
}

/** SQLSTATE of a table that stands. */
const duplicateTable = '42P07'

/** The relations that a statement locks, by their own names. */
const lockedNames = remembered(({ trace }: TracedStatement) =>
  Map.groupBy(
    trace.locks.filter(isOfTable).map(({ relation }) => relation),
    lastPart,
  ),
)

/** The names that live tables had before, which a statement drops. */
function droppedBy(step: Step): readonly string[] {
  return operations(step.traced, 'drop-table').flatMap(({ table }) =>
    step.liveTable(table) === null ? [] : (step.origin(table) ?? []),
  )
}

function stands({ rows }: ReplayedMigration, table: string): boolean {
  return rows?.some(it => it.table === table) === true
}

/** A temporary table is its session's own; it may bear the name of a live one. */
function isTemporary(dialect: RuleContext['dialect'], table: string): boolean {
  return (dialect === 'sqlite' ? /^temp\./ : /^pg_temp_\d+\./).test(table)
}

/** All statements under judgement, in the order in which they run. */
export const steps = remembered((context: RuleContext): readonly Step[] =>
  chapters(context).flatMap(chapter => chapter.steps),
)
