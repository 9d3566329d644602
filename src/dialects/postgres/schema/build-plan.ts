import type { Action, FactBase, StableId } from '@supabase/pg-delta'
import { nextToken, type Token } from '../parse/lexer.ts'
import { quoteIdentifier } from '../parse/names.ts'
import { plannedSql } from './planned-sql.ts'
import type { Facts } from './planner.ts'

/**
 * The statements that build one database in another one that is as good as empty, in an order that works. Each table
 * gets all its columns when it is created, in their order: the planning library adds what needs a type or a function
 * afterwards, at the end. Of roles only those that something names, or that are among `roles`. To be believed once it was run and read back.
 * @throws Error where the library finds no order
 */
export async function planBuild(
  empty: Facts,
  target: Facts,
  roles: ReadonlySet<string>,
): Promise<readonly string[]> {
  const [{ encodeId }, { plan }] = await Promise.all([
    import('@supabase/pg-delta'),
    import('@supabase/pg-delta/plan'),
  ])
  const { actions, preamble } = plan(empty.base, target.base, { capability: empty.applier })
  const kept = withoutStrangers(actions, roles)
  const ordered = withColumnsInOrder(kept, target.base, encodeId)
  const bodies = preamble.some(({ name }) => name === 'check_function_bodies')
  return [...(bodies ? ['SET check_function_bodies = off'] : []), ...ordered.map(plannedSql)]
}

/** Roles belong to the whole server: one that no object of this database names is none of its business. */
function withoutStrangers(actions: readonly Action[], roles: ReadonlySet<string>): readonly Action[] {
  const rest = actions.filter(({ produces, destroys }) => ![...produces, ...destroys].some(isRole))
  const text = rest.map(({ sql }) => sql).join('\n')
  const isNamed = (name: string) => roles.has(name) || text.includes(`"${name.replaceAll('"', '""')}"`)
  return actions.filter(({ produces, destroys }) => {
    if (destroys.some(isRole)) return false
    return produces.every(id => {
      if (id.kind === 'role') return isNamed(id.name)
      return id.kind !== 'membership' || (isNamed(id.role) && isNamed(id.member))
    })
  })
}

function isRole({ kind }: StableId): boolean {
  return kind === 'role'
}

/** A statement of the build, and the actions of the library that it stands for. */
interface Step {
  readonly actions: readonly Action[]
  readonly sql: string
}

type Encode = (id: StableId) => string

function withColumnsInOrder(actions: readonly Action[], target: FactBase, encode: Encode): readonly string[] {
  const position = (action: Action) => positionOf(action, target, encode)
  const added = Map.groupBy(actions.filter(isAddedColumn), action => tableOfColumn(action) ?? '')
  for (const [table, columns] of added)
    added.set(
      table,
      columns.toSorted((a, b) => position(a) - position(b)),
    )
  const late = new Map([...added].map(([table, columns]) => [table, columns]))
  for (;;) {
    const steps = stepsOf(actions, late, target, encode)
    const sorted = inOrderOfNeed(steps, added, target, encode)
    if (!('cycle' in sorted)) return sorted.map(({ sql }) => sql)
    // What its last column needs may itself need the table: then that one comes afterwards, as the library says.
    const tables = new Set(
      sorted.cycle.flatMap(step => step.actions.flatMap(action => tableOfColumn(action) ?? [])),
    )
    const open = [...tables].filter(table => (late.get(table)?.length ?? 0) > 0)
    if (open.length === 0) return actions.map(({ sql }) => sql)
    for (const table of open) late.set(table, late.get(table)?.slice(0, -1) ?? [])
  }
}

function positionOf({ produces }: Action, target: FactBase, encode: Encode): number {
  const column = produces.find(({ kind }) => kind === 'column')
  return column === undefined ? 0 : Number(target.getByEncoded(encode(column))?.payload._position ?? 0)
}

/** A column that the library adds after it created the table. */
function isAddedColumn({ verb, sql, produces }: Action): boolean {
  return verb === 'create' && produces[0]?.kind === 'column' && sql.startsWith('ALTER TABLE ')
}

function tableOfColumn({ produces }: Action): string | null {
  const column = produces.find(({ kind }) => kind === 'column')
  return column?.kind === 'column' ? tableKey(column.schema, column.table) : null
}

function createdTable({ verb, produces, sql }: Action): string | null {
  const table = produces.find(({ kind }) => kind === 'table')
  return verb === 'create' && table?.kind === 'table' && sql.startsWith('CREATE ')
    ? tableKey(table.schema, table.name)
    : null
}

function tableKey(schema: string, table: string): string {
  return `${quoteIdentifier(schema)}.${quoteIdentifier(table)}`
}

/** Columns of a table by its name. */
type Columns = ReadonlyMap<string, readonly Action[]>

function stepsOf(
  actions: readonly Action[],
  late: Columns,
  target: FactBase,
  encode: Encode,
): readonly Step[] {
  const folded = new Set([...late.values()].flat())
  return actions.flatMap(action => {
    if (folded.has(action)) return []
    const added = late.get(createdTable(action) ?? '') ?? []
    if (added.length === 0) return [{ actions: [action], sql: action.sql }]
    return [{ actions: [action, ...added], sql: createWhole(action, added, target, encode) }]
  })
}

/** CREATE TABLE with the columns that the library adds afterwards, each in its place. */
function createWhole(create: Action, added: readonly Action[], target: FactBase, encode: Encode): string {
  const { head, items, tail } = splitList(create.sql)
  const positions = new Map<string, number>()
  for (const id of [create, ...added].flatMap(({ produces }) => produces)) {
    if (id.kind !== 'column') continue
    const position = target.getByEncoded(encode(id))?.payload._position
    positions.set(`"${id.name.replaceAll('"', '""')}"`, Number(position ?? 0))
  }
  const late = added.map(({ sql }) => sql.replace(/^ALTER TABLE (?:"(?:[^"]|"")*"\.?)+ ADD COLUMN /, ''))
  const last = positions.size + 1e6
  const placed = [...items, ...late].map((text, index) => {
    const name = /^"(?:[^"]|"")*"/.exec(text)?.[0] ?? ''
    return { text, position: positions.get(name) ?? last + index }
  })
  placed.sort((a, b) => a.position - b.position)
  return `${head}(${placed.map(({ text }) => text).join(', ')})${tail}`
}

/** The first list in parentheses of a statement, by its items. */
function splitList(sql: string): {
  readonly head: string
  readonly items: readonly string[]
  readonly tail: string
} {
  let depth = 0
  let from = 0
  let head = ''
  const items: string[] = []
  const push = (end: number) => {
    const item = sql.slice(from, end).trim()
    if (item !== '') items.push(item)
  }
  for (let token: Token | null = nextToken(sql, 0); token !== null; token = nextToken(sql, token.end)) {
    const sign = token.kind === 'symbol' ? sql.slice(token.start, token.end) : ''
    if ((sign === '(' || sign === '[') && depth++ === 0) {
      head = sql.slice(0, token.start)
      from = token.end
    } else if (sign === ',' && depth === 1) {
      push(token.start)
      from = token.end
    } else if ((sign === ')' || sign === ']') && --depth === 0) {
      push(token.start)
      return { head, items, tail: sql.slice(token.end) }
    }
  }
  throw new Error('a CREATE TABLE of the planning library has no list of columns')
}

/** Each step after what it needs, and otherwise as they come; or the steps that need each other. */
function inOrderOfNeed(
  steps: readonly Step[],
  added: Columns,
  target: FactBase,
  encode: Encode,
): readonly Step[] | { readonly cycle: readonly Step[] } {
  const maker = new Map<string, Step>()
  for (const step of steps)
    for (const { produces } of step.actions) for (const id of produces) maker.set(encode(id), step)
  // The columns that come afterwards come in their order.
  const before = new Map(
    [...added.values()].flatMap(columns => columns.map((one, place) => [one, columns[place - 1]])),
  )
  const needs = (step: Step) =>
    step.actions.flatMap(({ consumes, produces }) => [
      ...consumes,
      ...produces.flatMap(id => target.outgoingEdges(id).map(({ to }) => to)),
    ])
  const previous = (step: Step) => step.actions.flatMap(action => before.get(action)?.produces ?? [])
  const state = new Map<Step, 'open' | 'done'>()
  const sorted: Step[] = []
  for (const first of steps) {
    const path: { readonly step: Step; readonly left: Step[] }[] = []
    const enter = (step: Step) => {
      state.set(step, 'open')
      path.push({
        step,
        left: [...needs(step), ...previous(step)].flatMap(id => maker.get(encode(id)) ?? []),
      })
    }
    if (!state.has(first)) enter(first)
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const next = top.left.shift()
      if (next === undefined) {
        state.set(top.step, 'done')
        sorted.push(top.step)
        path.pop()
      } else if (state.get(next) === 'open' && next !== top.step) {
        return { cycle: path.map(({ step }) => step) }
      } else if (!state.has(next)) enter(next)
    }
  }
  return sorted
}
