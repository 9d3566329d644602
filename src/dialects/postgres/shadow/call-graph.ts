import type { Operation } from '../../../model/operation.ts'
import type { Statement } from '../../../model/statement.ts'
import { definesHazard, ownRowEvents, triggerEvents } from '../parse/facts.ts'
import { type Fires, Firing } from './firing.ts'
import type { Knowledge } from './kept.ts'
import { lastPart, namesIn, namesTouched } from './statement-names.ts'

/** Functions by which code shows that what it puts into SQL is quoted. */
const quoting = new Set(['format', 'quote_ident', 'quote_literal', 'quote_nullable'])

/** Stands for any statement: an event trigger fires on all of them. */
const everything = '*'

/** Commands that write rows, wherever they stand in a text; `ON DELETE CASCADE` of a key writes none now. */
const writes = /(?<!\bon\s+)\b(?:insert|update|delete|merge)\b/i

type Edges = Map<string, Set<string>>
type Learned = Pick<Knowledge, 'tainted' | 'uses' | 'firing' | 'code' | 'writing' | 'views'>

/**
 * Which of what the migrations made leads to which, by their names. A function that can hide what it does is
 * harmless until something calls it, and a trigger on it until something writes to its table.
 */
export class CallGraph {
  /** Functions that can hide what they do, with the reason. */
  readonly #tainted: Map<string, string>
  /** What the objects of the change mention: a call of one may be a call of all of them. */
  readonly #uses: Edges
  /** What else is set off where rows of a table are written. */
  readonly #firing: Firing
  readonly #code: Set<string>
  readonly #writing: Set<string>
  readonly #views: Set<string>

  constructor(knowledge: Learned | null) {
    this.#tainted = new Map(knowledge?.tainted)
    this.#uses = edges(knowledge?.uses ?? [])
    this.#firing = new Firing(knowledge?.firing ?? [])
    this.#code = new Set(knowledge?.code)
    this.#writing = new Set(knowledge?.writing)
    this.#views = new Set(knowledge?.views)
  }

  /** All that was learned so far; a new one that is given it answers as this one does. */
  knowledge(): Learned {
    return {
      tainted: [...this.#tainted],
      uses: pairs(this.#uses),
      firing: this.#firing.knowledge(),
      code: [...this.#code],
      writing: [...this.#writing],
      views: [...this.#views],
    }
  }

  /** Told of each statement that had its effect. */
  learn(statement: Statement): void {
    const hazard = definesHazard(statement)
    if (hazard !== null) this.#tainted.set(lastPart(hazard.name), `${hazard.name} ${hazard.reason}`)
    const mentioned = namesIn(statement)
    for (const operation of statement.operations) {
      const stands = operation.kind === 'create' && /^(?:function|procedure)$/.test(operation.object)
      if (!stands || !quoting.has(lastPart(operation.name))) continue
      const reason = `${operation.name} stands in for a function of the server that quotes`
      this.#tainted.set(lastPart(operation.name), reason)
    }
    for (const operation of statement.operations) this.#learnUses(operation, mentioned, statement)
    this.#firing.learn(statement, mentioned)
    const prepared = /^\s*prepare\s+("?)([^\s("]+)\1/i.exec(statement.sql)?.[2]
    if (prepared !== undefined) this.#define(prepared.toLowerCase(), mentioned, statement.sql)
  }

  #learnUses(operation: Operation, mentioned: ReadonlySet<string>, statement: Statement): void {
    if (operation.kind === 'write-rows') return
    const fires = 'object' in operation && /^(?:trigger|rule|policy)$/.test(operation.object)
    if (fires && 'name' in operation)
      this.#firing.runs(lastPart(tableOf(operation.name)), triggerEvents(statement), mentioned)
    for (const name of namesTouched(operation).map(lastPart)) {
      if (fires) continue
      addAll(this.#uses, name, mentioned)
      if ('object' in operation && /view/.test(operation.object)) this.#views.add(name)
      if ('object' in operation && /^(?:function|procedure)$/.test(operation.object))
        this.#define(name, mentioned, statement.sql)
    }
    // They are looked up by the types that they are for, and a new name stands for what had the old one.
    const looked =
      operation.kind === 'rename-table' ||
      ('object' in operation &&
        (operation.kind === 'alter' || /^(?:cast|operator.*|event-trigger)$/.test(operation.object)))
    if (looked) for (const name of mentioned) addAll(this.#uses, name, mentioned)
    if ('object' in operation && operation.object === 'event-trigger')
      addAll(this.#uses, everything, mentioned)
  }

  #define(name: string, mentioned: ReadonlySet<string>, sql: string): void {
    addAll(this.#uses, name, mentioned)
    this.#code.add(name)
    if (writes.test(sql)) this.#writing.add(name)
  }

  /** Why a function, trigger or view that the statement reaches may hide what it does; `null` where none may. */
  hazardReachedBy(statement: Statement): string | null {
    const defines = statement.operations.every(operation => isDefinition(operation, statement.sql))
    if (defines || this.#uses.size === 0) return null
    const runs = statement.operations.some(({ kind }) => kind === 'write-rows' || kind === 'run-code')
    const writing = writes.test(statement.sql)
    const own = ownRowEvents(statement)
    const fires: Fires = own === null && (runs || writing) ? 'all' : 'none'
    const mentioned = [...namesIn(statement), everything].map(name => ({ name, fires, writing }))
    const written = (own ?? []).map(({ table, event }) => ({ name: lastPart(table), fires: event, writing }))
    return this.#reached([...mentioned, ...written])
  }

  /** Names that lead to each other, whatever was made first; by a trigger only where it fires. */
  #reached(open: Reached[]): string | null {
    const seen = new Set<string>()
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const { name } = next
      const key = `${next.fires} ${next.writing} ${name}`
      if (seen.has(key)) continue
      seen.add(key)
      const reason = this.#tainted.get(name)
      if (reason !== undefined) return reason
      if (next.writing && this.#views.has(name) && this.#showsCatalog(name))
        return `${name} is a view over the system's own catalogs`
      const isCode = this.#code.has(name)
      const writing = next.writing || this.#writing.has(name)
      // Code may write whatever it names, and who writes a view writes what it shows.
      const passes = isCode || next.fires === 'all' ? 'all' : this.#views.has(name) ? next.fires : 'none'
      for (const used of this.#uses.get(name) ?? []) open.push({ name: used, fires: passes, writing })
      for (const set of this.#firing.setOffBy(name, next.fires)) open.push({ ...set, writing })
    }
    return null
  }

  #showsCatalog(view: string): boolean {
    const seen = new Set<string>()
    const open = [view]
    for (let name = open.pop(); name !== undefined; name = open.pop()) {
      if (seen.has(name)) continue
      seen.add(name)
      const used = [...(this.#uses.get(name) ?? [])]
      if (used.some(one => /^(?:pg_|information_schema$)/.test(one))) return true
      open.push(...used.filter(one => this.#views.has(one)))
    }
    return false
  }
}

/** A name on the way, and what may happen to its rows where it is a table's. */
interface Reached {
  readonly name: string
  readonly fires: Fires
  readonly writing: boolean
}

/** Defining, dropping or describing a function, a trigger or a view calls nothing. */
function isDefinition(operation: Operation, sql: string): boolean {
  if (operation.kind === 'create-table') return !/\bas\b/i.test(sql)
  if (!('object' in operation)) return false
  if (/^(?:function|procedure|trigger|privilege|comment)$/.test(operation.object)) return true
  const names = /^(?:view|operator.*|domain|type|rule|aggregate|policy|cast|event-trigger)$/
  return operation.kind !== 'alter' && names.test(operation.object)
}

function tableOf(trigger: string): string {
  return trigger.slice(0, trigger.lastIndexOf('.'))
}

function addAll(graph: Edges, from: string, to: Iterable<string>): void {
  const names = graph.get(from) ?? new Set()
  for (const name of to) if (name !== from) names.add(name)
  graph.set(from, names)
}

function edges(pairs: Learned['uses']): Edges {
  return new Map(pairs.map(([name, names]) => [name, new Set(names)]))
}

function pairs(graph: Edges): [string, string[]][] {
  return [...graph].map(([name, names]) => [name, [...names]])
}
