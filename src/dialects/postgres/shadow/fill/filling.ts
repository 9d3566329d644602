import type { Session } from '../../session.ts'
import type { Facts, Table } from './facts.ts'
import { type Given, givenBy, insertion, insertSolved, type Recipe } from './insert-rows.ts'
import { insertTogether } from './insert-together.ts'
import type { Relevant } from './relevant.ts'

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

/** Gives rows to the tables that one migration can touch, parents first, and knows what their rows can point to. */
export class Filling {
  readonly #session: Session
  readonly #facts: Facts
  readonly #roots: Roots
  /** Tables with synthetic rows, by OID; it grows. */
  readonly #seeded: Map<number, Table>
  /** Names of what has rows, for foreign keys, by OID. */
  readonly #parents = new Map<number, string>()
  /** The rows that tables were given, where they are known. */
  readonly #given = new Map<number, Given>()

  constructor(session: Session, facts: Facts, roots: Roots, seeded: Map<number, Table>) {
    this.#session = session
    this.#facts = facts
    this.#roots = roots
    this.#seeded = seeded
  }

  /** What rows of a table are made from. */
  recipe(table: Table): Recipe {
    return { table, types: this.#facts.types, parents: this.#parents, given: this.#given, solved: [] }
  }

  /** Gives rows to all that have none, until the `deadline` (ms since the epoch), and says which took none, and why. */
  async fill(filled: ReadonlySet<number>, deadline: number): Promise<readonly Unfilled[]> {
    await this.#session.script('SET CONSTRAINTS ALL IMMEDIATE')
    const unfilled = new Map<Table, string>()
    let waiting: readonly Table[] = this.#facts.tables
    // Where a cycle had a table come before what it references, it comes again.
    for (let turns = 0; turns < mostTurns && waiting.length > 0; turns++) {
      const failed = await this.#fillInOrder(waiting, filled, deadline)
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
    deadline: number,
  ): Promise<ReadonlyMap<Table, string>> {
    const failed = new Map<Table, string>()
    const open: Table[] = []
    for (const table of tables) {
      const reason = forbidden(table)
      if (filled.has(table.oid)) this.#add(table, null)
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
      const taken = await this.#fillTogether(some)
      place += taken
      together = Math.min(mostTogether, together * 2)
      const other = some[taken]
      if (other === undefined) continue
      // What has conditions is asked for its values; each failure sends what comes after it once more.
      const inserted = await insertSolved(this.#session, this.recipe(other))
      if (inserted.failure === null) this.#seed(other, inserted.given)
      else failed.set(other, inserted.failure)
      together = Math.max(1, taken)
      place += 1
    }
    return failed
  }

  /** Gives ordinary rows to the first of these tables, up to one that does not take them; says how many that are. */
  async #fillTogether(tables: readonly Table[]): Promise<number> {
    const insertions = tables.map(table => {
      const recipe = this.recipe(table)
      const sql = insertion(recipe)
      // Those that come next may reference it, and are sent again where it took nothing.
      this.#seed(table, givenBy(recipe))
      return sql
    })
    const taken = await insertTogether(this.#session, insertions)
    for (const { oid } of tables.slice(taken)) this.#forget(oid)
    return taken
  }

  #seed(table: Table, given: Given | null): void {
    this.#seeded.set(table.oid, table)
    this.#add(table, given)
  }

  #add({ oid, name }: Table, given: Given | null): void {
    this.#parents.set(oid, name)
    if (given !== null) this.#given.set(oid, given)
    const root = this.#roots.get(oid)
    if (root !== undefined) this.#parents.set(root.oid, root.name)
  }

  #forget(oid: number): void {
    for (const map of [this.#seeded, this.#parents, this.#given]) map.delete(oid)
    const root = this.#roots.get(oid)?.oid
    const stands = [...this.#roots].some(([leaf, it]) => it.oid === root && this.#parents.has(leaf))
    if (root !== undefined && !stands) this.#parents.delete(root)
  }
}

/** Code of users is run by the migrations that call it, and not by us. */
function forbidden({ code, checks }: Table): string | null {
  const [called] = code
  if (called !== undefined) return `each row of it is given to the function ${called}`
  const check = checks.find(({ expression }) => hostile.test(expression))
  return check === undefined ? null : `its condition ${check.name} is not for us to try`
}
