import { splitLast } from '../dialects/support/object-names.ts'
import type { Operation } from '../model/operation.ts'
import type { Rows, TableRows } from '../model/rows.ts'
import type { Schema, SchemaObject } from '../model/schema.ts'
import type { Statement } from '../model/statement.ts'
import { bare, key, keysThatReach, objectsOf, takesOtherValues } from './value-keeping.ts'

/** A table while statements run, and whose rows it holds. */
interface Holder {
  /** The table that stood before whose rows these are, all of them as they were; `null` of one that has none of these. */
  readonly origin: string | null
  /** It was made on this way, so that nobody saw its columns. */
  readonly isNew: boolean
  /** Its columns that stood before under other names, by their name now. */
  readonly columns: ReadonlyMap<string, string>
}

/**
 * Follows the rows of each table through renames and plain copies, by what the statements say. It gives up at whatever
 * could leave a row out or change a value that synthetic rows do not have.
 */
export class RowCourse {
  readonly #holders: Map<string, Holder>
  readonly #rows: Rows
  readonly #schema: Schema
  #isLost = false

  constructor(schema: Schema, rows: Rows) {
    this.#schema = schema
    this.#rows = new Map([...rows].map(([name, table]) => [key(name), table]))
    const whole = (name: string): Holder => ({ origin: name, isNew: false, columns: new Map() })
    this.#holders = new Map([...this.#rows.keys()].map(name => [name, whole(name)]))
  }

  /** Goes one way, there or back; what it makes is seen at its end, in `after`. */
  follow(statements: readonly Statement[], after: Schema): void {
    for (const { operations, sql } of statements) {
      // A constraint may say that rows that do not meet it are left out.
      const leavesOut = operations.some(({ kind }) => kind === 'create-table') && /\bconflict\b/i.test(sql)
      this.#isLost ||= leavesOut || operations.length === 0 || !operations.every(each => this.#step(each))
      this.#isLost ||= [...this.#holders.keys()].some(name => this.#isHidden(name))
    }
    this.#isLost ||= this.#changesValues(after)
    for (const [name, holder] of this.#holders) this.#holders.set(name, { ...holder, isNew: false })
  }

  /** Whether each table that stood before has its own rows under its own name, and so its columns. */
  get isBack(): boolean {
    return !this.#isLost && [...this.#rows.keys()].every(name => this.#isAtHome(name))
  }

  #isAtHome(name: string): boolean {
    const holder = this.#holders.get(name)
    const old = this.#columnsOf(name)
    return holder?.origin === name && [...holder.columns].every(([now, was]) => now === was || !old.has(was))
  }

  /** A temporary table of the same name is the one that is meant. */
  #isHidden(name: string): boolean {
    return name.startsWith('main.') && this.#holders.has(`temp.${name.slice('main.'.length)}`)
  }

  /** False where the rows cannot be followed any further. */
  #step(operation: Operation): boolean {
    switch (operation.kind) {
      case 'create-table':
        if (!operation.ifNotExists || !this.#holders.has(key(operation.table))) this.#make(operation.table)
        return true
      case 'create':
        if (operation.object === 'virtual table') this.#make(operation.name)
        return !operation.name.startsWith('temp.')
      case 'rename-table':
        return this.#move(key(operation.table), key(operation.to))
      case 'drop-table':
        return this.#drop(key(operation.table))
      case 'rename-column':
        return this.#rename(key(operation.table), bare(operation.column), bare(operation.to))
      case 'drop-column':
        return this.#dropColumn(key(operation.table), bare(operation.column))
      case 'write-rows':
        return this.#write(operation)
      case 'transaction':
        return !operation.verb.startsWith('rollback')
      case 'run-code':
      case 'truncate':
        return false
      default:
        return true
    }
  }

  #make(table: string): void {
    this.#holders.set(key(table), { origin: null, isNew: true, columns: new Map() })
  }

  #move(from: string, to: string): boolean {
    const holder = this.#holders.get(from)
    if (holder === undefined) return false
    this.#holders.delete(from)
    this.#holders.set(to, holder)
    return true
  }

  /** Rows of others may go with it, which only shows where there are some. */
  #drop(table: string): boolean {
    const origin = this.#holders.get(table)?.origin ?? null
    this.#holders.delete(table)
    return origin === null || keysThatReach(this.#schema, origin).every(one => this.#isSeen(one))
  }

  /** Some row points somewhere. */
  #isSeen({ name, attributes: { definition = '' } }: SchemaObject): boolean {
    const columns = this.#columnsOf(key(splitLast(name).parent))
    const [, list = ''] = /^FOREIGN KEY \((.*?)\) REFERENCES/is.exec(definition) ?? []
    return list
      .split(', ')
      .every(column => columns.get(bare(column))?.some(value => value !== 'NULL') === true)
  }

  #rename(table: string, from: string, to: string): boolean {
    const holder = this.#holders.get(table)
    if (holder === undefined) return false
    const columns = new Map(holder.columns)
    const was = columns.get(from) ?? from
    columns.delete(from)
    columns.set(to, was)
    this.#holders.set(table, { ...holder, columns })
    return true
  }

  /** A column that stood before does not come back with its values. */
  #dropColumn(table: string, column: string): boolean {
    const holder = this.#holders.get(table)
    if (holder === undefined) return false
    if (holder.origin === null) return true
    const isOld = this.#columnsOf(holder.origin).has(holder.columns.get(column) ?? column)
    // Where another column bears its name now, this one came on the way.
    const isReplaced = !holder.columns.has(column) && [...holder.columns.values()].includes(column)
    const columns = new Map([...holder.columns].filter(([name]) => name !== column))
    this.#holders.set(table, { ...holder, columns })
    return !isOld || isReplaced
  }

  #write(operation: Extract<Operation, { kind: 'write-rows' }>): boolean {
    const target = this.#holders.get(key(operation.table))
    if (operation.verb !== 'insert' || target?.origin !== null) return false
    if (operation.source === 'values') return true
    if (operation.source !== 'copy' || operation.copied === undefined) return false
    const source = this.#holders.get(key(operation.copied.from))
    if (source === undefined || source.origin === null || source.isNew) return false
    const { columns: copied } = operation.copied
    if (!this.#isToldApart(source, copied && new Set(copied.map(bare)))) return false
    this.#holders.set(key(operation.table), { ...target, origin: source.origin, columns: source.columns })
    return true
  }

  /** Each column is copied to itself by the text, or its values show it. */
  #isToldApart({ origin, columns: renamed }: Holder, copied: ReadonlySet<string> | null): boolean {
    const now = new Map([...renamed].map(([name, was]) => [was, name]))
    const columns = this.#columnsOf(origin ?? '')
    if (copied !== null) return [...columns.keys()].every(name => copied.has(now.get(name) ?? name))
    const values = [...columns.values()].map(each => each.join())
    const areDifferent = new Set(values).size === values.length
    return areDifferent && [...columns.values()].every(each => new Set(each).size > 1)
  }

  #columnsOf(table: string): TableRows['columns'] {
    return new Map([...(this.#rows.get(table)?.columns ?? [])].map(([name, values]) => [bare(name), values]))
  }

  /** Whether a table of other columns or keys holds rows that it may have changed: those seen are only some. */
  #changesValues(after: Schema): boolean {
    const before = objectsOf(this.#schema)
    const now = objectsOf(after)
    return [...this.#holders].some(([name, { origin, columns }]) => {
      if (origin === null) return false
      const places = new Map([...columns].map(([to, was]) => [was, to]))
      const pairs = [...this.#columnsOf(origin).keys()].map(was => [was, places.get(was) ?? was] as const)
      return takesOtherValues({ objects: before, table: origin }, { objects: now, table: name }, pairs)
    })
  }
}
