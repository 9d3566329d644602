import type { Operation } from '../../../model/operation.ts'
import type { Statement } from '../../../model/statement.ts'
import { splitLast } from '../../support/object-names.ts'
import { mentionedNames } from '../parse/facts.ts'
import { folded, unquote } from '../parse/names.ts'
import type { DatabaseError } from '../session.ts'
import { broughtByApplication, missingObject } from './causes.ts'

/** What a base lost, as plain values. */
export interface Losses {
  /** By name, with the place of the statement that should have built it. */
  readonly lost: readonly (readonly [name: string, place: string])[]
  /** The place of text that could not be read: it may have built anything. */
  readonly unread: string | null
}

interface LostObject {
  readonly name: string
  readonly place: string
}

/**
 * What does not stand as it should, because the statement that should have built, changed or dropped it failed.
 * What touches it later tells nothing about the real database.
 */
export class Lost {
  readonly #lost: Map<string, LostObject>
  #unread: string | null

  constructor({ lost, unread }: Losses = { lost: [], unread: null }) {
    this.#lost = new Map(lost.map(([name, place]) => [folded(name), { name, place }]))
    this.#unread = unread
  }

  /** All that was learned so far; a new one that is given it answers as this one does. */
  losses(): Losses {
    return { lost: [...this.#lost.values()].map(({ name, place }) => [name, place]), unread: this.#unread }
  }

  /** The first that could not build it is the cause. */
  lose(statement: Statement, place: string): void {
    if (statement.syntaxError !== null) this.#unread ??= place
    for (const name of statement.operations.flatMap(shaped))
      if (!this.#lost.has(folded(name))) this.#lost.set(folded(name), { name, place })
  }

  /** The statement ran: what it made or dropped is as it should be. */
  find({ operations }: Statement): void {
    if (this.#lost.size === 0) return
    for (const operation of operations) {
      for (const name of [...built(operation), ...gone(operation)]) {
        const key = folded(name)
        for (const lost of this.#lost.keys())
          if (lost === key || lost.startsWith(`${key}.`)) this.#lost.delete(lost)
      }
    }
  }

  /** Whether it drops something that is missing because of what failed before. */
  drops({ operations }: Statement): boolean {
    return operations.flatMap(gone).some(name => this.#lost.has(folded(name)))
  }

  /** Why what the statement does here is not what it does where the lost objects stand; `null` where it is. */
  distrust({ operations }: Statement): string | null {
    const object = this.#firstOf(operations.flatMap(built))
    if (object !== null) return `it makes ${object.name}, which stands in production: ${notBuilt(object)}`
    const missed = this.#firstOf(operations.flatMap(gone))
    return missed === null ? null : `it meets no ${missed.name}: ${notBuilt(missed)}`
  }

  /** Why a failure is not the statement's own fault; `null` where it is. */
  excuse(statement: Statement, error: DatabaseError): string | null {
    const brought = broughtByApplication(error)
    if (brought !== null) return brought
    const lost = this.#missedBy(statement, error)
    if (lost !== null) return `${error.message}: ${notBuilt(lost)}`
    if (this.#unread === null || !missingObject.has(error.code)) return null
    return `${error.message}: text at ${this.#unread} could not be read, and may have made it`
  }

  #firstOf(names: readonly string[]): LostObject | null {
    const name = names.find(one => this.#lost.has(folded(one)))
    return name === undefined ? null : (this.#lost.get(folded(name)) ?? null)
  }

  /** The lost object that the message names; of a column it may tell the table alone, or not at all. */
  #missedBy(statement: Statement, { message }: DatabaseError): LostObject | null {
    if (this.#lost.size === 0) return null
    const said = mentionedNames({ ...statement, sql: message })
    const all = new Set([...said, ...mentionedNames(statement)])
    const countsColumns = /\bhas \d+ columns but \d+ values were supplied$/.test(message)
    for (const lost of this.#lost.values()) {
      const { table, column } = partsOf(lost.name)
      if (column === null ? said.has(table) : all.has(table) && (countsColumns || said.has(column)))
        return lost
    }
    return null
  }
}

function notBuilt({ name, place }: LostObject): string {
  return `what comes before could not build ${name}${place === '' ? '' : ` (${place})`}`
}

/** `main.users.email` → `users`, `email`; what is no column stands for itself, as `table`. All folded. */
function partsOf(name: string): { readonly table: string; readonly column: string | null } {
  const { parent, local } = splitLast(name)
  const above = splitLast(parent)
  const last = folded(unquote(local))
  return above.parent === ''
    ? { table: last, column: null }
    : { table: folded(unquote(above.local)), column: last }
}

/** Objects that are not there, or still there, where the operation did not happen. */
function shaped(operation: Operation): readonly string[] {
  return [...built(operation), ...gone(operation)]
}

function built(operation: Operation): readonly string[] {
  switch (operation.kind) {
    case 'create-table':
      return [operation.table]
    case 'rename-table':
      return [operation.to]
    case 'add-column':
      return [`${operation.table}.${operation.column}`]
    case 'rename-column':
      return [`${operation.table}.${operation.to}`]
    case 'create-index':
      return operation.index === null ? [] : [operation.index]
    case 'create':
      return [operation.name]
    default:
      return []
  }
}

function gone(operation: Operation): readonly string[] {
  switch (operation.kind) {
    case 'drop-table':
    case 'rename-table':
      return [operation.table]
    case 'drop-column':
    case 'rename-column':
      return [`${operation.table}.${operation.column}`]
    case 'drop-index':
      return [operation.index]
    case 'drop':
      return [operation.name]
    default:
      return []
  }
}
