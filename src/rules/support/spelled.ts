import * as postgres from '../../dialects/postgres/parse/names.ts'
import * as sqlite from '../../dialects/sqlite/parse/names.ts'
import type { Operation } from '../../model/operation.ts'
import type { ReplayedMigration } from '../../model/replay.ts'
import type { RuleContext } from '../rule.ts'

type Quote = (name: string) => string

const quotes: Readonly<Record<RuleContext['dialect'], Quote>> = {
  postgres: postgres.quoteIdentifier,
  sqlite: sqlite.quoteIdentifier,
  // Neither is checked yet.
  mysql: name => name,
  surrealdb: name => name,
}

/** One identifier as the dialect's SQL spells it; one that is quoted already stays. */
export function identifierIn(dialect: RuleContext['dialect'], name: string): string {
  return /^".*"$/s.test(name) ? name : quotes[dialect](name)
}

/**
 * The context with every name in the operations as SQL spells it: columns and constraints come as the catalog holds
 * them. Where case does not tell names apart, each has the case in which it was made, so that equal names are equal
 * texts.
 */
export function spelledContext(context: RuleContext): RuleContext {
  const quote = (name: string) => identifierIn(context.dialect, name)
  const known = context.dialect === 'sqlite' ? new Spellings(context) : null
  const spell = (operation: Operation) => spelledBy(operation, quote, known)
  return { ...context, migrations: context.migrations.map(it => spelledMigration(it, spell, known)) }
}

function spelledMigration(
  migration: ReplayedMigration,
  spell: (operation: Operation) => Operation,
  known: Spellings | null,
): ReplayedMigration {
  return {
    ...migration,
    statements: migration.statements.map(traced => ({
      ...traced,
      statement: { ...traced.statement, operations: traced.statement.operations.map(spell) },
    })),
    changes:
      known === null
        ? migration.changes
        : migration.changes.map(change => ({ ...change, name: known.of(change.name) })),
  }
}

function spelledBy(operation: Operation, quote: Quote, known: Spellings | null): Operation {
  const name = (text: string) => known?.of(text) ?? text
  const table = 'table' in operation ? name(operation.table) : null
  const column = (text: string) => {
    const spelled = quote(text)
    return table === null || known === null ? spelled : known.column(table, spelled)
  }
  const spelled = {
    ...operation,
    ...(table === null ? {} : { table }),
    ...('column' in operation ? { column: column(operation.column) } : {}),
    ...('columns' in operation ? { columns: operation.columns.map(column) } : {}),
    ...('condition' in operation && operation.condition !== undefined
      ? {
          condition: operation.condition.map(part =>
            part.kind === 'null' ? { ...part, column: column(part.column) } : part,
          ),
        }
      : {}),
    ...('constraint' in operation && operation.constraint !== null
      ? { constraint: quote(operation.constraint) }
      : {}),
    ...('index' in operation && operation.index !== null ? { index: name(operation.index) } : {}),
    ...('references' in operation && operation.references !== null
      ? { references: name(operation.references) }
      : {}),
    ...('defines' in operation && operation.defines !== undefined
      ? { defines: operation.defines.map(it => ({ ...it, column: column(it.column) })) }
      : {}),
    ...('given' in operation && operation.given !== undefined
      ? { given: operation.given.map(it => (typeof it === 'string' ? column(it) : it)) }
      : {}),
    ...(operation.kind === 'rename-column' ? { to: column(operation.to) } : {}),
    ...(operation.kind === 'rename-table' ? { to: name(operation.to) } : {}),
    ...(operation.kind === 'create' || operation.kind === 'drop' ? { name: name(operation.name) } : {}),
  }
  return spelled as Operation
}

/** Names by what they are without case: as the catalog has them, else as they were written first. */
class Spellings {
  readonly #known = new Map<string, string>()

  constructor({ schemaBefore }: RuleContext) {
    for (const { name } of schemaBefore?.objects.values() ?? []) this.of(name)
  }

  of(name: string): string {
    const key = sqlite.folded(name)
    const known = this.#known.get(key) ?? name
    this.#known.set(key, known)
    return known
  }

  column(table: string, column: string): string {
    return this.of(`${table}.${column}`).slice(table.length + 1)
  }
}
