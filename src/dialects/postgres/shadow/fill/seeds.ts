import { ShadowGone } from '../../../../model/errors.ts'
import type { ParsedMigration } from '../../../dialect.ts'
import type { HistoryTable } from '../../schema/history-tables.ts'
import { DatabaseError, type Session } from '../../session.ts'
import { deleteRows } from './delete-rows.ts'
import { type Facts, readFacts, type Table } from './facts.ts'
import { Filling, type Unfilled } from './filling.ts'
import { forgetCounts } from './forget-counts.ts'
import type { Recipe } from './insert-rows.ts'
import { quietly } from './quiet.ts'
import { relevantTables } from './relevant.ts'
import { tablesWithRows } from './tables-with-rows.ts'
import { tablesWritten } from './tables-written.ts'

/** The synthetic rows of a shadow: which tables have some, and which of those stood before the change. */
export class Seeds {
  readonly #session: Session
  readonly #historyTables: readonly HistoryTable[]
  /** What is left of the time for making rows, in ms. */
  #left: number
  #facts: Facts = { tables: [], types: new Map() }
  #seeded = new Map<number, Table>()
  #filling: Filling
  /** Tables that stood when the first rows were made, which is before the change. */
  #live: ReadonlySet<number> | null = null
  #unfilled: readonly Unfilled[] = []
  #wereTaken = false
  /** Tables that had rows of their own before the migration that comes next. */
  #ownRows: ReadonlySet<number> = new Set()
  /** Tables whose rows a migration in review made of synthetic ones, by OID. */
  #derived = new Set<number>()

  constructor(session: Session, historyTables: readonly HistoryTable[], longestMs: number) {
    this.#session = session
    this.#historyTables = historyTables
    this.#left = longestMs
    this.#filling = new Filling(session, this.#facts, new Map(), this.#seeded)
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
    return this.#filling.recipe(table)
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
      await forgetCounts(session, this.#seeded.keys())
      await session.script('COMMIT')
      const byOid = new Map(facts.tables.map(table => [table.oid, table]))
      const ordered = relevant.inOrder.flatMap(oid => byOid.get(oid) ?? [])
      this.#facts = { ...facts, tables: ordered }
      this.#filling = new Filling(session, this.#facts, relevant.roots, this.#seeded)
      this.#unfilled = await quietly(session, ordered, async () => {
        const filled = await tablesWithRows(session, ordered)
        this.#ownRows = new Set([...filled].filter(oid => !this.#seeded.has(oid) && !this.#derived.has(oid)))
        return this.#filling.fill(filled, started + Math.max(0, this.#left))
      })
    } catch (error) {
      await this.#giveUp(error)
    } finally {
      this.#left -= Date.now() - started
    }
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

  /** Takes all synthetic rows away again, and what was made of them. Gives what doubt of the rows that stand then remains. */
  async empty(): Promise<string | null> {
    const [derived, oids] = [this.#derived, [...this.#derived, ...this.#seeded.keys()]]
    this.#seeded = new Map()
    this.#derived = new Set()
    this.#wereTaken = true
    if (oids.length === 0) return null
    try {
      const emptied = await deleteRows(this.#session, oids)
      return emptied.some(({ oid }) => derived.has(oid))
        ? 'what earlier migrations of the review made of rows that are none of production was taken away'
        : null
    } catch (error) {
      await this.#giveUp(error)
      return 'rows that are none of production could not be taken away'
    }
  }

  /** Without rows the check goes on as on empty tables. */
  async #giveUp(error: unknown): Promise<void> {
    if (error instanceof ShadowGone || !(error instanceof DatabaseError)) throw error
    await this.#session.script('ROLLBACK')
    this.#unfilled = this.#facts.tables.map(({ name }) => ({ table: name, reason: error.message }))
  }
}

async function readTables(session: Session): Promise<ReadonlySet<number>> {
  const { rows } = await session.query(
    `SELECT json_agg(oid::int8)::text AS oids FROM pg_class WHERE relkind IN ('r', 'p')`,
  )
  return new Set(JSON.parse(String(rows[0]?.oids ?? '[]')) as number[])
}
