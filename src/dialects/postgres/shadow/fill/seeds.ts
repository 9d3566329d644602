import { ShadowGone } from '../../../../model/errors.ts'
import type { ParsedMigration } from '../../../dialect.ts'
import type { HistoryTable } from '../../schema/history-tables.ts'
import { DatabaseError, type Session } from '../../session.ts'
import { type Facts, readFacts, type Table } from './facts.ts'
import { type Given, givenBy, insertion, insertSolved, type Recipe } from './insert-rows.ts'
import { insertTogether } from './insert-together.ts'
import { quietly } from './quiet.ts'
import { type Relevant, relevantTables } from './relevant.ts'
import { tablesWritten } from './tables-written.ts'

/** Tables about which is asked at once. */
const atOnce = 200

/** Tables that are given rows in one round trip at most; fewer after one of them took none. */
const mostTogether = 50

/** How often a table is tried that waits for others. */
const mostTurns = 3

/** Built-in functions with which a condition could hold up the engine, or reach beyond its row. */
const hostile = /\b(?:pg_sleep\w*|pg_advisory\w*|pg_terminate\w*|nextval|setval|set_config|lo_\w+)\b/i

/** Of each partition the table that it is a part of. */
type Roots = Relevant['roots']

/** A table that took no rows, and why. */
export interface Unfilled {
  readonly table: string
  readonly reason: string
}

/** The synthetic rows of a shadow: which tables have some, and which of those stood before the change. */
export class Seeds {
  readonly #session: Session
  readonly #historyTables: readonly HistoryTable[]
  /** What is left of the time for making rows, in ms. */
  #left: number
  #facts: Facts = { tables: [], types: new Map() }
  #seeded = new Map<number, Table>()
  /** Names of what has rows, for foreign keys, by OID. */
  #parents = new Map<number, string>()
  /** The rows that tables were given since the last {@link fill}, where they are known. */
  #given = new Map<number, Given>()
  /** Tables that stood when the first rows were made, which is before the change. */
  #live: ReadonlySet<number> | null = null
  #unfilled: readonly Unfilled[] = []
  #wereTaken = false
  /** Tables that had rows of their own before the migration that comes next. */
  #ownRows: ReadonlySet<number> = new Set()
  /** Tables whose rows a migration in review made of synthetic ones, by OID. */
  #derived = new Set<number>()
  #doubt: string | null = null

  constructor(session: Session, historyTables: readonly HistoryTable[], longestMs: number) {
    this.#session = session
    this.#historyTables = historyTables
    this.#left = longestMs
  }

  /** The tables that the migration which comes next can touch. */
  get tables(): readonly Table[] {
    return this.#facts.tables
  }

  /** Tables of that migration that took no rows. */
  get unfilled(): readonly Unfilled[] {
    return this.#unfilled
  }

  /** True where rows were taken away again since the last {@link fill}: what stood before can no longer be compared. */
  get wereTaken(): boolean {
    return this.#wereTaken
  }

  /** True where synthetic rows stand, or what was made of them. */
  get stand(): boolean {
    return this.#seeded.size > 0 || this.#derived.size > 0
  }

  /** Why rows may be in the way, or missing, that are not so in production; `null` where none are. */
  get doubt(): string | null {
    return this.#doubt
  }

  /** Tables that the migration can touch and that stood before the change. */
  get standingTables(): readonly Table[] {
    return this.#facts.tables.filter(({ oid }) => this.#live?.has(oid) === true)
  }

  /** The types of the columns of {@link tables}, by OID. */
  get types(): Facts['types'] {
    return this.#facts.types
  }

  /** A table that the migration can touch and that stood before the change, by its name; as it is before it. */
  standing(name: string): Table | null {
    return this.standingTables.find(table => table.name === name) ?? null
  }

  /** A table with synthetic rows that stood before the change, by its name; as it was when it was given rows. */
  live(name: string): Table | null {
    return (
      [...this.#seeded.values()].find(table => table.name === name && this.#live?.has(table.oid) === true) ??
      null
    )
  }

  /** What rows of a table are made from. */
  recipe(table: Table): Recipe {
    return { table, types: this.#facts.types, parents: this.#parents, given: this.#given, solved: [] }
  }

  /** Gives rows to the empty tables that a migration can touch. What the time does not reach stays empty. */
  async fill(migration: ParsedMigration): Promise<void> {
    const started = Date.now()
    this.#wereTaken = false
    const session = this.#session
    try {
      await session.script('BEGIN; SET LOCAL search_path = pg_catalog, pg_temp')
      this.#live ??= await readTables(session)
      const relevant = await relevantTables(session, migration, this.#historyTables)
      const facts = await readFacts(session, relevant.inOrder)
      await this.#forgetCounts()
      await session.script('COMMIT')
      const byOid = new Map(facts.tables.map(table => [table.oid, table]))
      const ordered = relevant.inOrder.flatMap(oid => byOid.get(oid) ?? [])
      this.#facts = { ...facts, tables: ordered }
      this.#unfilled = await quietly(session, ordered, () =>
        this.#fillAll(relevant.roots, started + Math.max(0, this.#left)),
      )
    } catch (error) {
      await this.#giveUp(error)
    } finally {
      this.#left -= Date.now() - started
    }
  }

  async #fillAll(roots: Roots, deadline: number): Promise<readonly Unfilled[]> {
    await this.#session.script('SET CONSTRAINTS ALL IMMEDIATE')
    const filled = await withRows(this.#session, this.#facts.tables)
    this.#ownRows = new Set([...filled].filter(oid => !this.#seeded.has(oid) && !this.#derived.has(oid)))
    const unfilled = new Map<Table, string>()
    this.#parents = new Map()
    this.#given = new Map()
    let waiting: readonly Table[] = this.#facts.tables
    // Where a cycle had a table come before what it references, it comes again.
    for (let turns = 0; turns < mostTurns && waiting.length > 0; turns++) {
      const failed = await this.#fillInOrder(waiting, filled, roots, deadline)
      for (const table of waiting) unfilled.delete(table)
      for (const [table, reason] of failed) unfilled.set(table, reason)
      const next = waiting.filter(table => failed.has(table) && table.foreignKeys.length > 0)
      waiting = next.length < waiting.length ? next : []
    }
    return [...unfilled].map(([{ name }, reason]) => ({ table: name, reason }))
  }

  /** Gives each table rows that has none; says which took none, and why. */
  async #fillInOrder(
    tables: readonly Table[],
    filled: ReadonlySet<number>,
    roots: Roots,
    deadline: number,
  ): Promise<ReadonlyMap<Table, string>> {
    const failed = new Map<Table, string>()
    const open: Table[] = []
    for (const table of tables) {
      const reason = forbidden(table)
      if (filled.has(table.oid)) this.#add(table, roots, null)
      else if (reason === null) open.push(table)
      else failed.set(table, reason)
    }
    let together = mostTogether
    for (let place = 0; place < open.length; ) {
      if (Date.now() > deadline) {
        for (const table of open.slice(place)) failed.set(table, 'the time for making rows was used up')
        break
      }
      const some = open.slice(place, place + together)
      const taken = await this.#fillTogether(some, roots)
      place += taken
      together = Math.min(mostTogether, together * 2)
      const other = some[taken]
      if (other === undefined) continue
      // What has conditions is asked for its values; each failure sends what comes after it once more.
      const inserted = await insertSolved(this.#session, this.recipe(other))
      if (inserted.failure === null) this.#seed(other, roots, inserted.given)
      else failed.set(other, inserted.failure)
      together = Math.max(1, taken)
      place += 1
    }
    return failed
  }

  /** Gives ordinary rows to the first of these tables, up to one that does not take them; says how many that are. */
  async #fillTogether(tables: readonly Table[], roots: Roots): Promise<number> {
    const insertions = tables.map(table => {
      const recipe = this.recipe(table)
      const sql = insertion(recipe)
      // Those that come next may reference it, and are sent again where it took nothing.
      this.#seed(table, roots, givenBy(recipe))
      return sql
    })
    const taken = await insertTogether(this.#session, insertions)
    for (const { oid } of tables.slice(taken)) this.#forget(oid, roots)
    return taken
  }

  #seed(table: Table, roots: Roots, given: Given | null): void {
    this.#seeded.set(table.oid, table)
    this.#add(table, roots, given)
  }

  #add({ oid, name }: Table, roots: Roots, given: Given | null): void {
    this.#parents.set(oid, name)
    if (given !== null) this.#given.set(oid, given)
    const root = roots.get(oid)
    if (root !== undefined) this.#parents.set(root.oid, root.name)
  }

  #forget(oid: number, roots: Roots): void {
    for (const map of [this.#seeded, this.#parents, this.#given]) map.delete(oid)
    const root = roots.get(oid)?.oid
    const stands = [...roots].some(([leaf, it]) => it.oid === root && this.#parents.has(leaf))
    if (root !== undefined && !stands) this.#parents.delete(root)
  }

  /** Told of a migration of the base: of those in review none has run before it. */
  believeRows(): void {
    this.#doubt = null
  }

  /** Told of a migration of the review that did not come through: later ones find other rows than in production. */
  missRowsOf(path: string): void {
    this.#doubt ??= `${path} did not come through, so that other rows stand here`
  }

  /** Told of a migration that ran over synthetic rows: what it wrote may be made of them. */
  async follow(migration: ParsedMigration): Promise<void> {
    if (this.#wereTaken || !this.stand) return
    try {
      for (const oid of await tablesWritten(this.#session, migration, this.#facts.tables))
        if (!this.#seeded.has(oid) && !this.#ownRows.has(oid)) this.#derived.add(oid)
    } catch (error) {
      if (!(error instanceof ShadowGone || error instanceof DatabaseError)) throw error
    }
  }

  /** Takes all synthetic rows away again, and what was made of them; where that cannot be done, it is a doubt. */
  async empty(): Promise<void> {
    const session = this.#session
    const [derived, oids] = [this.#derived, [...this.#derived, ...this.#seeded.keys()]]
    this.#seeded = new Map()
    this.#derived = new Set()
    this.#wereTaken = true
    if (oids.length === 0) return
    try {
      await session.script('BEGIN; SET LOCAL search_path = pg_catalog, pg_temp')
      const { tables } = await readFacts(session, oids)
      await session.script('COMMIT')
      const byOid = new Map(tables.map(table => [table.oid, table]))
      const standing = oids.flatMap(oid => byOid.get(oid) ?? [])
      await quietly(session, standing, () => session.script(deletionOf(standing)))
      if (standing.some(({ oid }) => derived.has(oid)))
        this.#doubt =
          'what earlier migrations of the review made of rows that are none of production was taken away'
    } catch (error) {
      await this.#giveUp(error)
      this.#doubt = 'rows that are none of production could not be taken away'
    }
  }

  /** What a build of an index learned of three rows is no size of anything: plans would follow it. */
  async #forgetCounts(): Promise<void> {
    const oids = [...this.#seeded.keys()].join(',')
    const { rows } = await this.#session.query("SELECT to_regproc('pg_clear_relation_stats') AS found")
    if (oids === '' || rows[0]?.found === null) return
    await this.#session.query(`
      SELECT pg_clear_relation_stats(n.nspname::text, c.relname::text)
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.reltuples > 0 AND (c.oid = ANY ('{${oids}}'::oid[])
        OR c.oid IN (SELECT indexrelid FROM pg_index WHERE indrelid = ANY ('{${oids}}'::oid[])))`)
  }

  /** Without rows the check goes on as on empty tables. */
  async #giveUp(error: unknown): Promise<void> {
    if (error instanceof ShadowGone || !(error instanceof DatabaseError)) throw error
    await this.#session.script('ROLLBACK')
    this.#unfilled = this.#facts.tables.map(({ name }) => ({ table: name, reason: error.message }))
  }
}

/** All at once, so that no key of one asks for rows of another. */
function deletionOf(tables: readonly Table[]): string {
  const each = tables.map(({ name }, place) => `gone_${place} AS (DELETE FROM ONLY ${name})`)
  return each.length === 0 ? '' : `WITH ${each.join(', ')} SELECT 1`
}

/** Code of users is run by the migrations that call it, and not by us. */
function forbidden({ code, checks }: Table): string | null {
  const [called] = code
  if (called !== undefined) return `each row of it is given to the function ${called}`
  const check = checks.find(({ expression }) => hostile.test(expression))
  return check === undefined ? null : `its condition ${check.name} is not for us to try`
}

async function readTables(session: Session): Promise<ReadonlySet<number>> {
  const { rows } = await session.query(
    `SELECT json_agg(oid::int8)::text AS oids FROM pg_class WHERE relkind IN ('r', 'p')`,
  )
  return new Set(JSON.parse(String(rows[0]?.oids ?? '[]')) as number[])
}

async function withRows(session: Session, tables: readonly Table[]): Promise<ReadonlySet<number>> {
  const found = new Set<number>()
  const large = await withPages(session, tables)
  for (let from = 0; from < large.length; from += atOnce) {
    const some = large.slice(from, from + atOnce)
    const { rows } = await session.query(
      some
        .map(({ oid, name }) => `SELECT ${oid}::int8 AS oid WHERE EXISTS (SELECT FROM ONLY ${name})`)
        .join(' UNION ALL '),
    )
    for (const { oid } of rows) found.add(Number(oid))
  }
  return found
}

/** Others cannot have a row. */
async function withPages(session: Session, tables: readonly Table[]): Promise<readonly Table[]> {
  const { rows } = await session.query(
    'SELECT oid::int8 FROM pg_class WHERE oid = ANY ($1::oid[]) AND pg_relation_size(oid) > 0',
    [tables.map(({ oid }) => oid)],
  )
  const large = new Set(rows.map(({ oid }) => Number(oid)))
  return tables.filter(({ oid }) => large.has(oid))
}
