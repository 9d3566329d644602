import type { Change } from '../../../model/schema.ts'
import type { Statement } from '../../../model/statement.ts'
import { splitLast } from '../../support/object-names.ts'
import { mentionedNames } from '../parse/facts.ts'
import type { DatabaseError } from '../session.ts'
import { builtBy, type Kind, settledBy } from './effects.ts'
import { extensionBringing } from './extension-objects.ts'
import type { Knowledge } from './kept.ts'
import { type Missing, missingIn } from './missing.ts'
import type { MissingExtensions } from './missing-extensions.ts'
import { passedOver } from './not-found.ts'
import { lastPart } from './statement-names.ts'

/** SQLSTATEs that say "there is no such thing": the only ones that an incomplete base can be the cause of. */
const undefinedObject = new Set(['42P01', '42703', '42704', '42883', '3F000', '42P17', '42P02'])

/** What no migration of one database makes. */
const ofServer = /^(?:tablespace|access method) "[^"]+" does not exist$/

const inTarget = 'the snapshot'

/** Kinds of what belongs to a relation. */
const parts: ReadonlySet<string> = new Set(['column', 'constraint', 'trigger', 'rule', 'policy'])

const relations: ReadonlySet<string> = new Set([
  'table',
  'view',
  'materialized view',
  'foreign table',
  'sequence',
])

function kindOf(object: string): Kind {
  return parts.has(object) ? 'part' : relations.has(object) ? 'relation' : 'other'
}

function withoutArguments(name: string): string {
  return /^(?:"(?:[^"]|"")*"|[^"( ])*/.exec(name)?.[0] ?? name
}

/** `public.users.email` → `users.email`. */
function lastParts(name: string): string {
  const { parent } = splitLast(name)
  return `${lastPart(parent)}.${lastPart(name)}`
}

/** Extensions have names of their own. */
function settledExtension(name: string): string {
  return `extension ${name}`
}

interface Lost {
  readonly kind: Kind
  /** Of the statement that should have built it, or missed it; empty where nobody told. */
  readonly place: string
  /** Nothing was seen that builds it: it was only missed. */
  readonly missed: boolean
}

type Learned = Pick<Knowledge, 'lost' | 'settled' | 'unlike' | 'gap' | 'unread'>

/** Objects that do not stand as they should: they could not be built, or nothing builds them. */
export class LostObjects {
  /** By name, those of a table by `table.name` too. */
  readonly #lost: Map<string, Lost>
  /** Relations, types and schemas that a statement made or took away, so that whether they stand is known. */
  readonly #settled: Set<string>
  /** Place of the first statement of the base that missed what none before it should have built. */
  #gap: string | null
  /** What stands otherwise than in the target, by the bare names that a statement about it mentions. */
  readonly #unlike: Map<string, string>
  /** Line of a text that could not be read: it may have built anything. */
  #unread: number | null
  readonly #extensions: MissingExtensions

  constructor(extensions: MissingExtensions, knowledge: Learned | null) {
    this.#extensions = extensions
    this.#lost = new Map(
      knowledge?.lost.map(([name, kind, place, missed]) => [name, { kind, place, missed }]),
    )
    this.#settled = new Set(knowledge?.settled)
    this.#unlike = new Map(knowledge?.unlike)
    this.#gap = knowledge?.gap ?? null
    this.#unread = knowledge?.unread ?? null
  }

  /** All that was learned so far; a new one that is given it answers as this one does. */
  knowledge(): Learned {
    return {
      lost: [...this.#lost].map(([name, { kind, place, missed }]) => [name, kind, place, missed]),
      settled: [...this.#settled],
      unlike: [...this.#unlike],
      gap: this.#gap,
      unread: this.#unread,
    }
  }

  has(name: string): boolean {
    return this.#lost.has(name)
  }

  /** What this statement makes or takes away is known. */
  settle({ operations }: Statement): void {
    for (const name of operations.flatMap(settledBy)) this.#settled.add(lastPart(name))
    for (const one of operations)
      if (one.kind === 'create-extension') this.#settled.add(settledExtension(one.name))
  }

  /** What this statement would have built or changed does not stand as it should, nor does what it missed. */
  lose(statement: Statement, message = '', place = ''): void {
    if (statement.syntaxError !== null) this.#unread ??= statement.line
    for (const { name, kind, stood } of statement.operations.flatMap(builtBy))
      this.#loseOne(name, kind, place, stood)
    const missing = missingIn(message)
    if (missing === null) return
    const kind = missing.kind === 'column' ? 'part' : missing.kind
    this.#loseOne(missing.name, kind, place, true)
    if (missing.table !== null) this.#loseOne(`${missing.table}.${missing.name}`, kind, place, true)
  }

  /** What the target has and this database has not, or has otherwise; what it has besides is no loss. */
  loseObjects(difference: readonly Change[]): void {
    for (const { action, object, name } of difference) {
      const bare = withoutArguments(name)
      if (action === 'drop') this.#loseOne(lastPart(bare), kindOf(object), inTarget)
      if (action === 'drop' && parts.has(object)) this.#loseOne(lastParts(bare), 'part', inTarget)
      if (action !== 'alter') continue
      const names = parts.has(object) ? [lastPart(splitLast(bare).parent), lastPart(bare)] : [lastPart(bare)]
      this.#unlike.set(names.join('\t'), `${object} ${name}`)
    }
  }

  /**
   * The first that could not build it is the cause; whoever only missed it is none. A column that is called like a table
   * is not that table.
   */
  #loseOne(name: string, kind: Kind, place: string, missed = false): void {
    const known = this.#lost.get(name)
    const isOther = known !== undefined && (known.kind === 'part') !== (kind === 'part')
    const counts = isOther ? known.kind === 'part' : !missed && (known?.missed || known?.place === '')
    if (known === undefined || counts) this.#lost.set(name, { kind, place, missed })
  }

  /** A relation that nothing made before stands in production: the base does not begin where production began. */
  missBeginning(message: string, place: string): void {
    const missing = missingIn(message)
    if (missing?.kind !== 'relation' || this.#unread !== null || this.#mayBeOfExtension(message)) return
    if (!this.#settled.has(missing.name) && !this.#lost.has(missing.name)) this.#gap ??= place
  }

  /** Why what the statement did here is not what it does where the lost objects stand; `null` where it is. */
  distrust(statement: Statement, notices: readonly string[]): string | null {
    const { operations } = statement
    const unlike = this.#unlike.size === 0 ? undefined : this.#unlikeIn(statement)
    if (unlike !== undefined) return `${unlike} could not be built as the target has it`
    const remade = operations.find(
      one => one.kind === 'create-table' && one.ifNotExists && this.#isLostRelation(one.table),
    )
    if (remade !== undefined && 'table' in remade)
      return `it makes ${remade.table}, which stands in production: ${this.#notBuilt(remade.table)}`
    const missed = passedOver(notices)
    for (const { name, table, reason } of missed) {
      const lost = table === null ? name : `${table}.${name}`
      if (this.#lost.has(lost)) return `${reason}: ${this.#notBuilt(lost)}`
      if (table === null && this.#gap !== null && !this.#settled.has(name))
        return `${reason} here, and may in production: the migrations do not make all that stands there (${this.#gap})`
    }
    if (!operations.some(({ kind }) => kind === 'run-code')) return null
    const asked = [...mentionedNames(statement)].find(name => this.#isLostRelation(name))
    if (asked === undefined) return null
    return `its code speaks of ${asked}, which stands in production: ${this.#notBuilt(asked)}`
  }

  #unlikeIn(statement: Statement): string | undefined {
    const named = new Set([...mentionedNames(statement)].map(lastPart))
    return [...this.#unlike].find(([names]) => names.split('\t').every(name => named.has(name)))?.[1]
  }

  #isLostRelation(name: string): boolean {
    return this.#lost.get(lastPart(name))?.kind === 'relation'
  }

  /** Why a failure is not the statement's own fault; `null` where it is. */
  excuse(statement: Statement, error: DatabaseError): string | null {
    if (!undefinedObject.has(error.code)) return null
    if (ofServer.test(error.message))
      return `${error.message} here: it belongs to the server, not to the schema`
    const extension = this.#extensionOf(missingIn(error.message))
    if (extension !== null)
      return `${error.message} here: it belongs to the extension ${extension}, which no migration before it creates`
    const name = this.#lostCause(statement, error.message)
    if (name !== undefined && this.#extensions.has(lastPart(name)))
      return this.#extensions.blamed(error, [lastPart(name)])
    if (name !== undefined) return `${error.message}: ${this.#notBuilt(name)}`
    if (this.#unread !== null)
      return `${error.message}: text in line ${this.#unread} could not be read, and may have made it`
    const missing = missingIn(error.message)
    const mayStand =
      missing !== null && this.#gap !== null && !this.#settled.has(missing.name)
        ? `${error.message} here, and may stand in production: the migrations do not make all that does (${this.#gap})`
        : null
    if (missing?.kind === 'relation' && mayStand !== null) return mayStand
    const blamed = this.#mayBeOfExtension(error.message) ? this.#extensions.blamed(error) : null
    return blamed ?? (/^type "/.test(error.message) ? mayStand : null)
  }

  /** An extension that nothing in the migrations creates, and that somebody may have created in production. */
  #extensionOf(missing: Missing | null): string | null {
    const extension = missing?.kind === 'other' ? extensionBringing(missing.name) : null
    if (extension === null || this.#extensions.has(extension)) return null
    const isTried = this.#lost.get(extension)?.missed === false
    return isTried || this.#settled.has(settledExtension(extension)) ? null : extension
  }

  #mayBeOfExtension(message: string): boolean {
    return this.#extensions.mayBring(message, schema => this.#settled.has(schema))
  }

  /** Where the message names what is missing, another lost name of the statement is no reason for it. */
  #lostCause(statement: Statement, message: string): string | undefined {
    const missing = missingIn(message)
    if (missing === null) return [...mentionedNames(statement)].find(name => this.#lost.has(lastPart(name)))
    const { kind, name, table } = missing
    const names = table === null ? [name] : [`${table}.${name}`, table]
    return names.find(one => {
      const lost = this.#lost.get(one)
      return lost !== undefined && (kind !== 'relation' || lost.kind !== 'part')
    })
  }

  #notBuilt(name: string): string {
    const { place = '', missed = false } = this.#lost.get(name) ?? this.#lost.get(lastPart(name)) ?? {}
    const where = place === '' ? '' : ` (${place})`
    return missed
      ? `nothing that comes before makes ${name}, which was missed already${where}`
      : `what comes before could not build ${name}${where}`
  }
}
