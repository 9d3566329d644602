import type { Operation } from '../../../model/operation.ts'
import type { Statement } from '../../../model/statement.ts'
import { breaksShadow, definesHazard, evidenceHazard, mentionedNames, onlyBlinds } from '../parse/facts.ts'
import type { DatabaseError, Session } from '../session.ts'
import type { TraceContext } from '../trace/runner.ts'

/** SQLSTATEs that say "there is no such thing": the only ones that an incomplete base can be the cause of. */
const undefinedObject = new Set(['42P01', '42703', '42704', '42883', '3F000', '42P17', '42P02'])

/** Objects of the whole server. In a throwaway database of a shared one they would outlive the check. */
const clusterWide = new Set(['role', 'database', 'tablespace', 'system', 'membership'])

/**
 * What the replay has learned not to trust: objects that could not be built, functions that can hide what they
 * do, extensions that the engine lacks.
 */
export class Suspicion implements TraceContext {
  readonly #lost = new Set<string>()
  readonly #tainted = new Map<string, string>()
  /** What the triggers and rules of a table mention. */
  readonly #firing = new Map<string, ReadonlySet<string>>()
  /** What each object of the change mentions. */
  readonly #uses = new Map<string, ReadonlySet<string>>()
  readonly #catalogViews = new Map<string, string>()
  /** Line of a text that could not be read: it may have built anything. */
  #unread: number | null = null
  readonly #kind: Session['kind']
  readonly #missingExtensions: ReadonlySet<string>

  constructor(kind: Session['kind'], missingExtensions: ReadonlySet<string>) {
    this.#kind = kind
    this.#missingExtensions = missingExtensions
  }

  /** What this statement would have built or changed does not stand as it should, nor does what it missed. */
  lose(statement: Statement, message = ''): void {
    if (statement.syntaxError !== null) this.#unread ??= statement.line
    for (const name of statement.operations.flatMap(namesTouched)) this.#lost.add(lastPart(name))
    const missing = /"([^"]+)" (?:of relation "[^"]+" )?does not exist/.exec(message)?.[1]
    if (missing !== undefined) this.#lost.add(lastPart(missing))
  }

  /**
   * A function that can hide what it does is harmless until something calls it, and a trigger on it until
   * something writes to its table.
   */
  learn(statement: Statement): void {
    const hazard = definesHazard(statement)
    if (hazard !== null) this.#tainted.set(lastPart(hazard.name), `${hazard.name} ${hazard.reason}`)
    const mentioned = [...mentionedNames(statement)].map(lastPart)
    for (const operation of statement.operations) {
      if (operation.kind !== 'create') continue
      const fires = operation.object === 'trigger' || operation.object === 'rule'
      const name = lastPart(fires ? tableOf(operation.name) : operation.name)
      const uses = fires ? this.#firing : this.#uses
      uses.set(name, new Set([...(uses.get(name) ?? []), ...mentioned]))
      if (operation.object === 'function' && quoting.has(name)) {
        this.#tainted.set(name, `${operation.name} stands in for a function of the server that quotes`)
      }
      if (operation.object === 'view' && mentioned.some(name => name.startsWith('pg_'))) {
        this.#catalogViews.set(name, `${operation.name} is a view over the system's own catalogs`)
      }
    }
  }

  /** Why the statement must not run where it is measured. */
  refuse(statement: Statement): Refusal | null {
    const hazard = this.#hazard(statement)
    return hazard === null || onlyBlinds(hazard)
      ? this.refuseToRun(statement)
      : { code: 'refused', message: hazard }
  }

  /** Why what is measured of the statement is not to be believed; `null` where it is. */
  distrust(statement: Statement): string | null {
    const hazard = this.#hazard(statement)
    return hazard !== null && onlyBlinds(hazard) ? hazard : null
  }

  /** Why the statement must not run at all, measured or not. */
  refuseToRun(statement: Statement): Refusal | null {
    const broken = breaksShadow(statement)
    if (broken !== null) return { code: 'refused', message: broken }
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

  /** What the statement itself may hide, or the functions and triggers of the change that it sets off. */
  #hazard(statement: Statement): string | null {
    const own = evidenceHazard(statement)
    if (own !== null || statement.operations.every(isDefinition)) return own
    const writes = statement.operations.some(({ kind }) => kind === 'write-rows' || kind === 'run-code')
    const reached = this.#reach(statement, writes)
    const reasons = [...reached].map(
      name => this.#tainted.get(name) ?? (writes ? this.#catalogViews.get(name) : undefined),
    )
    return reasons.find(reason => reason !== undefined) ?? null
  }

  /** All that a statement may set off: what it names, what that uses, and so on, in whatever order it was defined. */
  #reach(statement: Statement, writes: boolean): ReadonlySet<string> {
    const reached = new Set([...mentionedNames(statement)].map(lastPart))
    // A set that grows while it is walked is walked to its end.
    for (const name of reached) {
      for (const used of this.#uses.get(name) ?? []) reached.add(used)
      if (writes) for (const used of this.#firing.get(name) ?? []) reached.add(used)
    }
    return reached
  }

  excuse(statement: Statement, error: DatabaseError): string | null {
    if (!undefinedObject.has(error.code)) return null
    for (const name of mentionedNames(statement)) {
      if (!this.#lost.has(lastPart(name))) continue
      return `${error.message}: the base could not build ${name}`
    }
    if (this.#unread !== null)
      return `${error.message}: text in line ${this.#unread} could not be read, and may have made it`
    if (this.#missingExtensions.size === 0) return null
    const names = [...this.#missingExtensions].join(', ')
    return `${error.message}: the embedded engine lacks ${names}; give --shadow the URL of a server that has it`
  }
}

/** Functions by which code shows that what it puts into SQL is quoted. */
const quoting = new Set(['format', 'quote_ident', 'quote_literal', 'quote_nullable'])

interface Refusal {
  readonly code: string
  readonly message: string
}

function tableOf(trigger: string): string {
  return trigger.slice(0, trigger.lastIndexOf('.'))
}

function isClusterWide(operation: Operation): boolean {
  return 'object' in operation && clusterWide.has(operation.object)
}

/** Defining, dropping or describing a function or a trigger calls nothing. */
function isDefinition(operation: Operation): boolean {
  return 'object' in operation && /^(function|procedure|trigger|privilege|comment)$/.test(operation.object)
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
