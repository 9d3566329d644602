import type { Statement } from '../../../model/statement.ts'
import type { BaseNotice, ParsedMigration } from '../../dialect.ts'
import { madeOwner, mentionedNames, type Owner, wantedOwners } from '../parse/facts.ts'
import { quoteIdentifier, quoteLiteral } from '../parse/names.ts'
import { DatabaseError, type Session, type TransactionStatus } from '../session.ts'
import { embeddedDatabase } from './messages.ts'

/** SQLSTATEs of a role, schema or database that is not there; SET ROLE gives the last. */
const missing: ReadonlySet<string> = new Set(['42704', '3F000', '3D000', '22023'])
/** SQLSTATEs of a role or schema that is there already. */
const duplicate: ReadonlySet<string> = new Set(['42710', '42P06'])

/** More than a statement can want in good faith. */
const mostAtOnce = 50

/** What was done for the migrations in review before the first of them ran. */
export interface Provided {
  /** Whether the schema before them is another now. */
  readonly isChanged: boolean
  readonly notices: readonly BaseNotice[]
}

/**
 * Makes roles and schemas that the migrations want and none of them makes: the platform, or somebody's hand, made
 * them in the real database. A database that they name is the one that they are for: ours is given its name. Roles and
 * names of databases belong to a whole server, so that they are made in the embedded engine only.
 */
export class Provision {
  readonly #session: Session
  /** By `role name`. */
  readonly #made: Set<string>
  /** Wanted, and not to be made here. */
  readonly #refused = new Set<string>()
  /** Statements in review that are the first to want something that was made for them. */
  readonly #first = new Map<Statement, readonly Owner[]>()

  constructor(session: Session, made: readonly string[] = []) {
    this.#session = session
    this.#made = new Set(made)
  }

  /** What was made so far, for another shadow that starts from this base. */
  get made(): readonly string[] {
    return [...this.#made]
  }

  /** Makes what a statement of the base wants, in whatever transaction is open. */
  async forBase(statement: Statement, path: string): Promise<readonly BaseNotice[]> {
    const made = await this.#make(wantedOwners(statement))
    return made.map(({ kind, name }) => ({ kind, name, path, line: statement.line }))
  }

  /** The same for what only the failure tells: names in code, in the words of an English server. */
  async afterFailure(
    statement: Statement,
    error: DatabaseError,
    path: string,
  ): Promise<readonly BaseNotice[]> {
    const owner = drops(statement) ? null : ownerIn(error)
    const made = owner === null ? [] : await this.#make([owner])
    return made.map(({ kind, name }) => ({ kind, name, path, line: statement.line }))
  }

  /**
   * Makes what the migrations in review want and none of them makes, before the first of them runs: so the schema
   * before and after them both have it.
   */
  async forReview(
    migrations: readonly ParsedMigration[],
    isLost: (name: string) => boolean,
  ): Promise<Provided> {
    const own = new Set(
      migrations
        .flatMap(({ up }) => up.map(madeOwner))
        .flatMap(one => one ?? [])
        .map(key),
    )
    const code = new Set<string>()
    const notices: BaseNotice[] = []
    // An engine that boots from a kept base has its own name again, and the base told of the other.
    const told = new Set(this.#made)
    const all = migrations.flatMap(({ migration, up }) => up.map(one => [migration.up.path, one] as const))
    for (const [path, statement] of all) {
      const wanted = wantedOwners(statement).filter(
        one => !own.has(key(one)) && !code.has(one.name) && !isLost(one.name),
      )
      const made = await this.#make(wanted)
      const unknown = made.filter(({ kind }) => kind !== 'database')
      if (unknown.length > 0) this.#first.set(statement, unknown)
      for (const owner of made)
        if (owner.kind === 'database' && !told.has(key(owner)))
          notices.push({ kind: owner.kind, name: owner.name, path, line: statement.line })
      // Code that speaks of the name may make it.
      if (runsCode(statement)) for (const name of mentionedNames(statement)) code.add(name)
    }
    return { isChanged: this.#first.size > 0, notices }
  }

  /** What was made for this statement in review, in a sentence; `null` where nothing was. */
  told(statement: Statement): string | null {
    const owners = this.#first.get(statement)
    if (owners === undefined) return null
    const names = owners.map(({ kind, name }) => `${kind} ${quoteIdentifier(name)}`).join(' and ')
    const [is, was] = owners.length > 1 ? ['are', 'they were'] : ['is', 'it was']
    return `${names} ${is} made by no migration: ${was} made for this check`
  }

  /** Why a failure is not the statement's own fault; `null` where it is. */
  excuse(statement: Statement, error: DatabaseError): string | null {
    const makes = madeOwner(statement)
    if (duplicate.has(error.code) && makes !== null && this.#made.has(key(makes)))
      return `${error.message}: an earlier migration uses it, so it was made for the replay`
    if (!missing.has(error.code)) return null
    if (error.code === '3D000') return `${error.message} beside the one that the migrations are for`
    const wanted = wantedOwners(statement).find(owner => this.#refused.has(key(owner)))
    const owner = wanted ?? ownerIn(error)
    return owner?.kind === 'role' ? `role ${quoteIdentifier(owner.name)} is made by no migration` : null
  }

  /** True where a statement fails because the role or schema that it makes is there: it stands as it should. */
  stoodBefore(statement: Statement, error: DatabaseError): boolean {
    return duplicate.has(error.code) && madeOwner(statement) !== null
  }

  /** True where it makes a role that the server has: that one will do. */
  async stands(statement: Statement): Promise<boolean> {
    const made = madeOwner(statement)
    return made !== null && (await this.#look([made])).standing.has(key(made))
  }

  async #make(wanted: readonly Owner[]): Promise<readonly Owner[]> {
    if (wanted.length === 0) return []
    const { standing, transaction } = await this.#look(wanted)
    const made: Owner[] = []
    for (const owner of wanted.filter(owner => !standing.has(key(owner))).slice(0, mostAtOnce)) {
      if (owner.kind !== 'schema' && this.#session.kind === 'server') this.#refused.add(key(owner))
      else if (await this.#create(owner, transaction === 'open')) {
        this.#made.add(key(owner))
        made.push(owner)
      }
    }
    return made
  }

  /** False where the session may not: then the statement fails, and tells why. */
  async #create(owner: Owner, inTransaction: boolean): Promise<boolean> {
    if (inTransaction) await this.#session.script('SAVEPOINT migration_gate_made')
    try {
      const { rowsAffected } = await this.#session.script(making(owner))
      if (inTransaction) await this.#session.script('RELEASE SAVEPOINT migration_gate_made')
      return owner.kind !== 'database' || rowsAffected === 1
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error
      if (inTransaction) await this.#session.script('ROLLBACK TO SAVEPOINT migration_gate_made')
      return false
    }
  }

  /** Which of them stand, and whether a transaction is open. */
  async #look(
    owners: readonly Owner[],
  ): Promise<{ readonly standing: ReadonlySet<string>; readonly transaction: TransactionStatus }> {
    const names = JSON.stringify(owners.map(({ name }) => name))
    const { rows, transaction } = await this.#session.query(
      `SELECT 'role' AS kind, r.rolname::pg_catalog.text AS name FROM pg_catalog.pg_roles r
        WHERE r.rolname::pg_catalog.text OPERATOR(pg_catalog.=) ANY (ARRAY(SELECT pg_catalog.json_array_elements_text($1)))
      UNION ALL SELECT 'schema', n.nspname::pg_catalog.text FROM pg_catalog.pg_namespace n
        WHERE n.nspname::pg_catalog.text OPERATOR(pg_catalog.=) ANY (ARRAY(SELECT pg_catalog.json_array_elements_text($1)))
      UNION ALL SELECT 'database', d.datname::pg_catalog.text FROM pg_catalog.pg_database d
        WHERE d.datname::pg_catalog.text OPERATOR(pg_catalog.=) ANY (ARRAY(SELECT pg_catalog.json_array_elements_text($1)))`,
      [names],
    )
    return { standing: new Set(rows.map(({ kind, name }) => `${kind} ${name}`)), transaction }
  }
}

/** The database is renamed by its row: the one on which a session works cannot be renamed otherwise. */
function making({ kind, name }: Owner): string {
  if (kind === 'role') return `CREATE ROLE ${quoteIdentifier(name)} NOLOGIN`
  if (kind === 'schema') return `CREATE SCHEMA ${quoteIdentifier(name)}`
  return `UPDATE pg_catalog.pg_database SET datname = ${quoteLiteral(name)}
    WHERE datname OPERATOR(pg_catalog.=) pg_catalog.current_database() AND datname OPERATOR(pg_catalog.=) '${embeddedDatabase}'`
}

function key({ kind, name }: Owner): string {
  return `${kind} ${name}`
}

function drops({ operations }: Statement): boolean {
  return operations.some(({ kind }) => kind === 'drop')
}

function runsCode({ operations }: Statement): boolean {
  return operations.some(({ kind }) => kind === 'run-code')
}

/** What the message names; our own quoting of the parser's names needs no message. */
function ownerIn({ code, message }: DatabaseError): Owner | null {
  if (!missing.has(code)) return null
  const [, kind, name] = /^(role|schema|database) "(.+)" does not exist$/.exec(message) ?? []
  return kind === undefined || name === undefined || name.startsWith('pg_')
    ? null
    : { kind: kind as Owner['kind'], name }
}
