import type { Operation } from '../../../model/operation.ts'
import type { Statement } from '../../../model/statement.ts'
import {
  breaksShadow,
  definesHazard,
  evidenceHazard,
  mentionedNames,
  onlyBlinds,
  writesCatalog,
} from '../parse/facts.ts'
import type { DatabaseError, Session } from '../session.ts'
import type { TraceContext } from '../trace/runner.ts'
import type { Knowledge } from './kept.ts'
import { passedOver } from './not-found.ts'

/** SQLSTATEs that say "there is no such thing": the only ones that an incomplete base can be the cause of. */
const undefinedObject = new Set(['42P01', '42703', '42704', '42883', '3F000', '42P17', '42P02'])

/** SQLSTATEs of an extension that is not installed on the server, or that the role may not create. */
const notAvailable = new Set(['0A000', '42501', '58P01'])

/** Objects of the whole server. In a throwaway database of a shared one they would outlive the check. */
const clusterWide = new Set(['role', 'database', 'tablespace', 'system', 'membership'])

/**
 * What the replay has learned not to trust: objects that could not be built, functions that can hide what they
 * do, extensions that the engine lacks.
 */
export class Suspicion implements Omit<TraceContext, 'provided'> {
  /** What does not stand as it should, with the place of the statement that should have built it. */
  readonly #lost = new Map<string, string>()
  /** Functions that can hide what they do, with the reason. */
  readonly #tainted = new Map<string, string>()
  /** What the objects of the change mention: a call of one may be a call of all of them. */
  readonly #uses = new Map<string, Set<string>>()
  /** What else is set off where rows of a table are written: triggers, rules, children, partitions. */
  readonly #firing = new Map<string, Set<string>>()
  readonly #code = new Set<string>()
  readonly #writing = new Set<string>()
  readonly #views = new Set<string>()
  /** Line of a text that could not be read: it may have built anything. */
  #unread: number | null = null
  readonly #kind: Session['kind']
  readonly #missingExtensions: Set<string>
  /** Those among them that the engine was thought to have, until it was asked. */
  readonly #lacked = new Set<string>()

  constructor(
    kind: Session['kind'],
    missingExtensions: ReadonlySet<string>,
    knowledge: Knowledge | null = null,
  ) {
    this.#kind = kind
    this.#missingExtensions = new Set(missingExtensions)
    if (knowledge !== null) this.#recall(knowledge)
  }

  /** All that was learned so far; a new one that is given it answers as this one does. */
  knowledge(): Knowledge {
    return {
      lost: [...this.#lost],
      tainted: [...this.#tainted],
      uses: pairs(this.#uses),
      firing: pairs(this.#firing),
      code: [...this.#code],
      writing: [...this.#writing],
      views: [...this.#views],
      unread: this.#unread,
      lacked: [...this.#lacked],
    }
  }

  #recall({ lost, tainted, uses, firing, code, writing, views, unread, lacked }: Knowledge): void {
    for (const name of lacked) this.#lack(name)
    for (const [name, place] of lost) this.#lost.set(name, place)
    for (const [name, reason] of tainted) this.#tainted.set(name, reason)
    for (const [name, used] of uses) addAll(this.#uses, name, used)
    for (const [name, fired] of firing) addAll(this.#firing, name, fired)
    for (const name of code) this.#code.add(name)
    for (const name of writing) this.#writing.add(name)
    for (const name of views) this.#views.add(name)
    this.#unread = unread
  }

  /** What this statement would have built or changed does not stand as it should, nor does what it missed. */
  lose(statement: Statement, message = '', place = ''): void {
    if (statement.syntaxError !== null) this.#unread ??= statement.line
    for (const name of statement.operations.flatMap(namesTouched)) this.#lostAt(lastPart(name), place)
    const missing = /"([^"]+)" (?:of relation "[^"]+" )?does not exist/.exec(message)?.[1]
    if (missing !== undefined) this.#lostAt(lastPart(missing), place)
  }

  /** The first that could not build it is the cause. */
  #lostAt(name: string, place: string): void {
    if (!this.#lost.get(name)) this.#lost.set(name, place)
  }

  /**
   * A function that can hide what it does is harmless until something calls it, and a trigger on it until
   * something writes to its table.
   */
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
    for (const operation of statement.operations) this.#learnUses(operation, mentioned, statement.sql)
    const prepared = /^\s*prepare\s+("?)([^\s("]+)\1/i.exec(statement.sql)?.[2]
    if (prepared !== undefined) this.#define(prepared.toLowerCase(), mentioned, statement.sql)
  }

  #learnUses(operation: Operation, mentioned: ReadonlySet<string>, sql: string): void {
    if (operation.kind === 'write-rows') return
    const fires = 'object' in operation && /^(?:trigger|rule|policy)$/.test(operation.object)
    if (fires && 'name' in operation) addAll(this.#firing, lastPart(tableOf(operation.name)), mentioned)
    for (const name of namesTouched(operation).map(lastPart)) {
      if (fires) continue
      addAll(this.#uses, name, mentioned)
      if ('table' in operation) for (const other of mentioned) addAll(this.#firing, other, [name])
      if ('object' in operation && /view/.test(operation.object)) this.#views.add(name)
      if ('object' in operation && /^(?:function|procedure)$/.test(operation.object))
        this.#define(name, mentioned, sql)
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

  /** Why the statement must not run where it is measured. */
  refuse(statement: Statement): Refusal | null {
    const hazard = this.#hazard(statement)
    return hazard === null || onlyBlinds(hazard)
      ? this.refuseToRun(statement)
      : { code: 'refused', message: hazard }
  }

  /** Why what is measured of the statement is not to be believed; `null` where it is. */
  distrust(statement: Statement, notices: readonly string[] = []): string | null {
    const hazard = this.#hazard(statement)
    if (hazard !== null && onlyBlinds(hazard)) return hazard
    const remade = statement.operations.find(
      one => one.kind === 'create-table' && one.ifNotExists && this.#lost.has(lastPart(one.table)),
    )
    if (remade !== undefined && 'table' in remade)
      return `it makes ${remade.table}, which stands in production: ${this.#notBuilt(remade.table)}`
    const missed = passedOver(notices, name => this.#lost.has(lastPart(name)))
    return missed === null ? null : `${missed.reason}: ${this.#notBuilt(missed.name)}`
  }

  /** Why the statement must not run at all, measured or not. */
  refuseToRun(statement: Statement): Refusal | null {
    const broken = breaksShadow(statement)
    return broken === null ? this.#refuseObjects(statement) : { code: 'refused', message: broken }
  }

  /** The same for the base: nobody can hide anything by what was merged and run long ago. */
  refuseInBase(statement: Statement): Refusal | null {
    const broken = breaksShadow(statement)
    if (broken === null || writesCatalog(broken)) return this.#refuseObjects(statement)
    return { code: 'refused', message: broken }
  }

  #refuseObjects(statement: Statement): Refusal | null {
    for (const operation of statement.operations) {
      if (operation.kind === 'create-extension' && this.#missingExtensions.has(operation.name)) {
        const message = `the embedded engine has no extension "${operation.name}"; give --shadow the URL of a server that has it`
        return { code: 'extension-missing', message }
      }
      if (this.#kind === 'server' && isClusterWide(operation)) {
        return { code: 'refused', message: 'it changes the whole server, not only the throwaway database' }
      }
    }
    return null
  }

  /** What the statement itself may hide, or what it reaches of the change: functions, triggers, views. */
  #hazard(statement: Statement): string | null {
    const own = evidenceHazard(statement)
    if (own !== null) return own
    const defines = statement.operations.every(operation => isDefinition(operation, statement.sql))
    if (defines || this.#uses.size === 0) return null
    const runs = statement.operations.some(({ kind }) => kind === 'write-rows' || kind === 'run-code')
    return this.#reached(namesIn(statement), runs || writes.test(statement.sql), writes.test(statement.sql))
  }

  /** Names that lead to each other, whatever was made first; by a trigger only where rows may be written. */
  #reached(from: ReadonlySet<string>, runs: boolean, writing: boolean): string | null {
    const seen = new Set<string>()
    const open = [...from, everything].map(name => ({ name, runs, writing }))
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const { name } = next
      const key = `${name} ${next.runs} ${next.writing}`
      if (seen.has(key)) continue
      seen.add(key)
      const reason = this.#tainted.get(name)
      if (reason !== undefined) return reason
      if (next.writing && this.#views.has(name) && this.#showsCatalog(name))
        return `${name} is a view over the system's own catalogs`
      const state = {
        runs: next.runs || this.#code.has(name),
        writing: next.writing || this.#writing.has(name),
      }
      for (const used of this.#uses.get(name) ?? []) open.push({ name: used, ...state })
      if (next.runs) for (const used of this.#firing.get(name) ?? []) open.push({ name: used, ...state })
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

  hasLost(name: string): boolean {
    return this.#lost.has(name)
  }

  /** Whether the failure says that the engine does not have an extension, or does not let this role create it. */
  lacks({ operations }: Statement, { code }: DatabaseError): boolean {
    const wanted = operations.flatMap(one => (one.kind === 'create-extension' ? [one.name] : []))
    if (wanted.length === 0 || !notAvailable.has(code)) return false
    for (const name of wanted) this.#lack(name)
    return true
  }

  #lack(extension: string): void {
    if (this.#missingExtensions.has(extension)) return
    this.#missingExtensions.add(extension)
    this.#lacked.add(extension)
  }

  /** A comment on what was left out, as dumps have it. */
  describesMissingExtension({ operations }: Statement): boolean {
    return operations.some(
      one =>
        one.kind === 'alter' && one.object === 'comment' && this.#missingExtensions.has(lastPart(one.name)),
    )
  }

  excuse(statement: Statement, error: DatabaseError): string | null {
    if (this.lacks(statement, error)) return this.#lacking(error)
    if (!undefinedObject.has(error.code)) return null
    const lost = [...mentionedNames(statement)].filter(name => this.#lost.has(lastPart(name)))
    const missed = [...error.message.matchAll(/"([^"]+)"/g)].map(([, name = '']) => lastPart(name))
    // Where the message names what is missing, another lost name of the statement is no reason for it.
    const name = missed.length === 0 ? lost[0] : lost.find(name => missed.includes(lastPart(name)))
    if (name !== undefined) return this.#because(error, name)
    if (this.#unread !== null)
      return `${error.message}: text in line ${this.#unread} could not be read, and may have made it`
    // No extension brings roles.
    if (this.#missingExtensions.size === 0 || /^role "/.test(error.message)) return null
    return this.#lacking(error)
  }

  #because(error: DatabaseError, name: string): string {
    const last = lastPart(name)
    if (this.#missingExtensions.has(last)) return this.#lacking(error, [last])
    return `${error.message}: ${this.#notBuilt(name)}`
  }

  #notBuilt(name: string): string {
    const place = this.#lost.get(lastPart(name)) ?? ''
    const where = place === '' ? '' : ` (${place})`
    return `what comes before could not build ${name}${where}`
  }

  #lacking({ message }: DatabaseError, extensions: Iterable<string> = this.#missingExtensions): string {
    const names = [...extensions].join(', ')
    if (this.#kind === 'server') return `${message}: the server lacks ${names}`
    return `${message}: the embedded engine lacks ${names}; give --shadow the URL of a server that has it`
  }
}

/** Functions by which code shows that what it puts into SQL is quoted. */
const quoting = new Set(['format', 'quote_ident', 'quote_literal', 'quote_nullable'])

interface Refusal {
  readonly code: string
  readonly message: string
}

/** Stands for any statement: an event trigger fires on all of them. */
const everything = '*'

/** Commands that write rows, wherever they stand in a text; `ON DELETE CASCADE` of a key writes none now. */
const writes = /(?<!\bon\s+)\b(?:insert|update|delete|merge)\b/i

/** The names of a statement by their last parts; operators too. */
function namesIn(statement: Statement): ReadonlySet<string> {
  const names = new Set<string>()
  for (const name of mentionedNames(statement)) names.add(lastPart(name))
  for (const [operator] of statement.sql.matchAll(/[-+*/<>=~!@#%^&|`?]+/g)) {
    names.add(operator)
    names.add(operator.replace(/[-+]+$/, ''))
  }
  names.delete('')
  return names
}

function addAll(graph: Map<string, Set<string>>, from: string, to: Iterable<string>): void {
  const names = graph.get(from) ?? new Set()
  for (const name of to) if (name !== from) names.add(name)
  graph.set(from, names)
}

function pairs(graph: ReadonlyMap<string, ReadonlySet<string>>): [string, string[]][] {
  return [...graph].map(([name, names]) => [name, [...names]])
}

function tableOf(trigger: string): string {
  return trigger.slice(0, trigger.lastIndexOf('.'))
}

function isClusterWide(operation: Operation): boolean {
  return 'object' in operation && clusterWide.has(operation.object)
}

/** Defining, dropping or describing a function, a trigger or a view calls nothing. */
function isDefinition(operation: Operation, sql: string): boolean {
  if (operation.kind === 'create-table') return !/\bas\b/i.test(sql)
  if (!('object' in operation)) return false
  if (/^(?:function|procedure|trigger|privilege|comment)$/.test(operation.object)) return true
  const names = /^(?:view|operator.*|domain|type|rule|aggregate|policy|cast|event-trigger)$/
  return operation.kind !== 'alter' && names.test(operation.object)
}

function namesTouched(operation: Operation): string[] {
  const names = operation as {
    table?: string
    column?: string
    to?: string
    name?: string
    index?: string | null
  }
  return [names.table, names.column, names.to, names.name, names.index].filter(
    name => typeof name === 'string',
  )
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1).replaceAll('"', '')
}
