import type { Operation } from '../../../model/operation.ts'
import type { Statement } from '../../../model/statement.ts'
import { keyActions, type RowEvent, rowEvents } from '../parse/facts.ts'
import { lastPart } from './statement-names.ts'

/** What happens to the rows of a table: one event, nothing, or nobody knows what. */
export type Fires = RowEvent | 'all' | 'none'

/** Something that is set off: code is run, or rows of another table are written. */
interface SetOff {
  readonly name: string
  readonly fires: Fires
}

/** What is set off where rows of a table are written: triggers and rules by their event, keys by their action. */
export class Firing {
  /** By `event\ttable`; each value is `fires\tname`. */
  readonly #edges: Map<string, Set<string>>

  constructor(knowledge: readonly (readonly [string, readonly string[]])[]) {
    this.#edges = new Map(knowledge.map(([key, values]) => [key, new Set(values)]))
  }

  knowledge(): [string, string[]][] {
    return [...this.#edges].map(([key, values]) => [key, [...values]])
  }

  /** A trigger, a rule or a policy of a table, with all that its text names. */
  runs(table: string, events: readonly RowEvent[], names: Iterable<string>): void {
    const set = [...names].map(name => ({ name, fires: 'all' as const }))
    for (const event of events) this.#add(table, event, set)
  }

  /** Tables that a statement ties to others: by keys, as parts of another, by a new name. */
  learn(statement: Statement, mentioned: ReadonlySet<string>): void {
    const actions = keyActions(statement)
    for (const operation of statement.operations) {
      if (operation.kind === 'add-constraint' && operation.references !== null) {
        const [child, parent] = [lastPart(operation.table), lastPart(operation.references)]
        this.#add(parent, 'truncate', [{ name: child, fires: 'truncate' }])
        for (const action of actions)
          if (lastPart(action.parent) === parent)
            this.#add(parent, action.on, [{ name: child, fires: action.does }])
      }
      if (operation.kind === 'alter-table' && operation.partition !== undefined)
        this.#tie([lastPart(operation.table), lastPart(operation.partition)])
      if (isCalledOtherwise(operation)) this.#tie([...mentioned])
    }
    const tables = statement.operations.some(operation => 'table' in operation)
    if (tables && /\binherits?\b/i.test(statement.sql)) this.#tie([...mentioned])
  }

  /** What the event, or any of them, sets off. */
  *setOffBy(table: string, fires: Fires): Iterable<SetOff> {
    if (fires === 'none') return
    for (const event of fires === 'all' ? rowEvents : [fires])
      for (const value of this.#edges.get(`${event}\t${table}`) ?? []) {
        const end = value.indexOf('\t')
        yield { name: value.slice(end + 1), fires: fires === 'all' ? 'all' : (value.slice(0, end) as Fires) }
      }
  }

  /** Who writes rows of one of them writes rows of the others; an UPDATE may move a row to another partition. */
  #tie(names: readonly string[]): void {
    for (const name of names)
      for (const event of rowEvents) {
        const events = event === 'update' ? (['insert', 'update', 'delete'] as const) : [event]
        const others = names.filter(other => other !== name)
        this.#add(
          name,
          event,
          others.flatMap(other => events.map(fires => ({ name: other, fires }))),
        )
      }
  }

  #add(table: string, event: RowEvent, set: readonly SetOff[]): void {
    const key = `${event}\t${table}`
    const values = this.#edges.get(key) ?? new Set()
    for (const { name, fires } of set) if (name !== table) values.add(`${fires}\t${name}`)
    if (values.size > 0) this.#edges.set(key, values)
  }
}

/** A new name stands for what had the old one; who owns or reads it, and what is said of it, changes no name. */
function isCalledOtherwise(operation: Operation): boolean {
  if (operation.kind === 'rename-table') return true
  return operation.kind === 'alter' && !/^(?:comment|privilege)$/.test(operation.object)
}
