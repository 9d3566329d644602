import type { Statement } from '../../../model/statement.ts'
import { mentionedNames } from '../parse/facts.ts'
import type { DatabaseError, Session } from '../session.ts'
import type { Knowledge } from './kept.ts'
import { passedOver } from './not-found.ts'
import { lastPart, namesTouched } from './statement-names.ts'

/** SQLSTATEs that say "there is no such thing": the only ones that an incomplete base can be the cause of. */
const undefinedObject = new Set(['42P01', '42703', '42704', '42883', '3F000', '42P17', '42P02'])

/** SQLSTATEs of an extension that is not installed on the server, or that the role may not create. */
const notAvailable = new Set(['0A000', '42501', '58P01'])

/** What does not stand as it should: objects that could not be built, extensions that the engine lacks. */
export class LostObjects {
  /** By name, with the place of the statement that should have built it. */
  readonly #lost: Map<string, string>
  /** Line of a text that could not be read: it may have built anything. */
  #unread: number | null
  readonly #kind: Session['kind']
  readonly #missingExtensions: Set<string>
  /** Those among them that the engine was thought to have, until it was asked. */
  readonly #lacked = new Set<string>()

  constructor(
    kind: Session['kind'],
    missingExtensions: ReadonlySet<string>,
    knowledge: Pick<Knowledge, 'lost' | 'unread' | 'lacked'> | null,
  ) {
    this.#kind = kind
    this.#missingExtensions = new Set(missingExtensions)
    this.#lost = new Map(knowledge?.lost)
    this.#unread = knowledge?.unread ?? null
    for (const name of knowledge?.lacked ?? []) this.#lack(name)
  }

  /** All that was learned so far; a new one that is given it answers as this one does. */
  knowledge(): Pick<Knowledge, 'lost' | 'unread' | 'lacked'> {
    return { lost: [...this.#lost], unread: this.#unread, lacked: [...this.#lacked] }
  }

  has(name: string): boolean {
    return this.#lost.has(name)
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

  /** Why what the statement did here is not what it does where the lost objects stand; `null` where it is. */
  distrust({ operations }: Statement, notices: readonly string[]): string | null {
    const remade = operations.find(
      one => one.kind === 'create-table' && one.ifNotExists && this.#lost.has(lastPart(one.table)),
    )
    if (remade !== undefined && 'table' in remade)
      return `it makes ${remade.table}, which stands in production: ${this.#notBuilt(remade.table)}`
    const missed = passedOver(notices, name => this.#lost.has(lastPart(name)))
    return missed === null ? null : `${missed.reason}: ${this.#notBuilt(missed.name)}`
  }

  /** Why a failure is not the statement's own fault; `null` where it is. */
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

  /** The extension that the statement asks for and the engine does not have. */
  missingExtension({ operations }: Statement): string | null {
    const wanted = operations.flatMap(one => (one.kind === 'create-extension' ? [one.name] : []))
    return wanted.find(name => this.#missingExtensions.has(name)) ?? null
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
}
