import type { Statement } from '../../../model/statement.ts'
import type { DatabaseError, Session } from '../session.ts'
import { lastPart } from './statement-names.ts'

/** SQLSTATEs of an extension that is not installed on the server, or that the role may not create. */
const notAvailable = new Set(['0A000', '42501', '58P01'])

/** Relations that an extension puts into whatever schema it is created in. */
const relations: Readonly<Record<string, readonly string[]>> = {
  pg_stat_statements: ['pg_stat_statements', 'pg_stat_statements_info'],
  postgis: ['spatial_ref_sys', 'geometry_columns', 'geography_columns'],
  postgis_raster: ['raster_columns', 'raster_overviews'],
}

/** What extensions make beside relations, as the errors of an English server begin. */
const kinds =
  /^(?:type|function|procedure|aggregate|operator|operator (?:class|family)|access method|data type|collation|text search \w+|foreign-data wrapper|language|schema|extension) /

/** Extensions that the migrations ask for and the engine lacks. */
export class MissingExtensions {
  readonly #kind: Session['kind']
  readonly #names: Set<string>
  /** Those among them that the engine was thought to have, until it was asked. */
  readonly #lacked = new Set<string>()

  constructor(kind: Session['kind'], names: ReadonlySet<string>, lacked: readonly string[]) {
    this.#kind = kind
    this.#names = new Set(names)
    for (const name of lacked) this.#lack(name)
  }

  /** What was learned so far. */
  get lacked(): string[] {
    return [...this.#lacked]
  }

  has(name: string): boolean {
    return this.#names.has(name)
  }

  /** Whether the failure says that the engine does not have an extension, or does not let this role create it. */
  lacks(statement: Statement, { code }: DatabaseError): boolean {
    const names = wanted(statement)
    if (names.length === 0 || !notAvailable.has(code)) return false
    for (const name of names) this.#lack(name)
    return true
  }

  #lack(name: string): void {
    if (this.#names.has(name)) return
    this.#names.add(name)
    this.#lacked.add(name)
  }

  /** The one that the statement asks for. */
  wantedBy(statement: Statement): string | null {
    return wanted(statement).find(name => this.#names.has(name)) ?? null
  }

  /** A comment on what was left out, as dumps have it. */
  describedBy({ operations }: Statement): boolean {
    return operations.some(
      one => one.kind === 'alter' && one.object === 'comment' && this.#names.has(lastPart(one.name)),
    )
  }

  /**
   * Whether one of them may be what the message misses. Of relations those in a schema that no migration makes, or
   * that are known; no extension brings roles, or columns and constraints of the users' own tables.
   */
  mayBring(message: string, isOwnSchema: (name: string) => boolean): boolean {
    if (this.#names.size === 0) return false
    const [, schema, name = ''] = /^relation "(?:(.+)\.)?([^"]+)" does not exist/.exec(message) ?? []
    if (name === '') return kinds.test(message)
    if (schema !== undefined && schema !== 'public') return !isOwnSchema(schema)
    return [...this.#names].some(extension => relations[extension]?.includes(name))
  }

  /** A failure with its cause: these extensions, or any of them. */
  blamed({ message }: DatabaseError, extensions: Iterable<string> = this.#names): string {
    const names = [...extensions].join(', ')
    if (this.#kind === 'server') return `${message}: the server lacks ${names}`
    return `${message}: the embedded engine lacks ${names}; give --shadow the URL of a server that has it`
  }
}

function wanted({ operations }: Statement): readonly string[] {
  return operations.flatMap(one => (one.kind === 'create-extension' ? [one.name] : []))
}
