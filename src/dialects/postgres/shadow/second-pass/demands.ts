import type { Operation } from '../../../../model/operation.ts'
import type { Statement } from '../../../../model/statement.ts'
import type { RowsInTheWay } from '../../../../model/trace.ts'
import { withoutConcurrently } from '../../parse/facts.ts'
import { quoteIdentifier } from '../../parse/names.ts'
import { DatabaseError, type Session } from '../../session.ts'
import type { Table } from '../fill/facts.ts'

/** What a statement asks of rows that stood before, and what rows are made to see whether it would stop at them. */
export interface Demand extends Omit<RowsInTheWay, 'code'> {
  /** The statement that brings it, by its place in the file. */
  readonly index: number
  /** Whom a later VALIDATE names. */
  readonly constraint: string | null
  readonly on: Table
  /** How a row breaks it. */
  readonly broken:
    | { readonly kind: 'null'; readonly column: string }
    | { readonly kind: 'condition'; readonly expression: string; readonly columns: readonly string[] }
    /** A key that stands nowhere. */
    | { readonly kind: 'orphan'; readonly columns: readonly string[] }
    /** Two rows that hold the same, where `condition` is met. */
    | {
        readonly kind: 'duplicate'
        readonly columns: readonly string[]
        readonly condition: string | null
      }
}

/** The catalog writes out the schema of what is not on the path. */
const qualifiedNames = 'SET LOCAL search_path = pg_catalog, pg_temp'

/** Finds a table that stood before the change, by its name. */
type Standing = (name: string) => Table | null

/**
 * The demands of a statement on tables that stood before, as the database itself understands them: constraints and
 * indexes are made on trial in the open transaction, read from the catalog, and taken back.
 */
export async function demandsOf(
  session: Session,
  statement: Statement,
  standing: Standing,
): Promise<readonly Demand[]> {
  const demands: Demand[] = []
  for (const operation of statement.operations)
    demands.push(...(await demandsOfOperation(session, statement, operation, standing)))
  return demands
}

async function demandsOfOperation(
  session: Session,
  statement: Statement,
  operation: Operation,
  standing: Standing,
): Promise<readonly Demand[]> {
  if (!('table' in operation)) return []
  const on = standing(operation.table)
  if (on === null) return []
  const { index } = statement
  switch (operation.kind) {
    case 'set-not-null':
      return required({ index, constraint: null, on }, [operation.column])
    case 'create-index':
      if (!operation.unique) return []
      return onTrial(session, withoutConcurrently(statement), () =>
        uniqueDemand(session, { index, constraint: null, on }, operation.index),
      )
    case 'add-constraint': {
      const at = { index, constraint: operation.constraint, on }
      const { type, columns } = operation
      if (operation.usingIndex) return type === 'primary-key' ? required(at, columns) : []
      if (type === 'not-null') return required(at, columns)
      if (type === 'unique') return duplicates(at, columns, null)
      if (type === 'primary-key') return [...required(at, columns), ...duplicates(at, columns, null)]
      if (type === 'exclusion') return []
      // NOT VALID and its like say when it is checked, not what it asks.
      const definition = operation.definition.replace(/\s+not\s+(?:valid|enforced)\s*$/i, '')
      const sql = `ALTER TABLE ${on.name} ADD CONSTRAINT migration_gate_trial ${definition} NOT VALID`
      return onTrial(session, sql, () => standingDemand(session, at, 'migration_gate_trial'))
    }
    case 'validate-constraint':
      return standingDemand(session, { index, constraint: operation.constraint, on }, operation.constraint)
    default:
      return []
  }
}

type At = Pick<Demand, 'index' | 'constraint' | 'on'>

function required(at: At, names: readonly string[]): readonly Demand[] {
  return names.flatMap((name): readonly Demand[] => {
    const column = at.on.columns.find(it => isCalled(it.name, name))
    if (column === undefined || column.required) return []
    const written = quoteIdentifier(column.name)
    return [
      {
        ...at,
        table: at.on.name,
        what: `has no ${written}`,
        count: `SELECT count(*) FROM ${at.on.name} WHERE ${written} IS NULL`,
        broken: { kind: 'null', column: column.name },
      },
    ]
  })
}

/** Operations quote names where SQL needs it, or give them bare. */
function isCalled(name: string, written: string): boolean {
  return name === written || quoteIdentifier(name) === written
}

function duplicates(at: At, names: readonly string[], condition: string | null): readonly Demand[] {
  const columns = names.flatMap(name => at.on.columns.find(it => isCalled(it.name, name))?.name ?? [])
  if (columns.length === 0 || columns.length < names.length) return []
  return [duplicateDemand(at, columns.map(quoteIdentifier), columns, condition)]
}

function duplicateDemand(
  at: At,
  keys: readonly string[],
  columns: readonly string[],
  condition: string | null,
): Demand {
  const known = keys.map(key => `${key} IS NOT NULL`)
  const where = [...known, ...(condition === null ? [] : [`(${condition})`])].join(' AND ')
  const groups = `SELECT FROM ${at.on.name} WHERE ${where} GROUP BY ${keys.join(', ')} HAVING count(*) > 1`
  return {
    ...at,
    table: at.on.name,
    what: `has the same ${keys.join(', ')} as another one`,
    count: `SELECT count(*) FROM (${groups}) AS duplicates`,
    broken: { kind: 'duplicate', columns, condition },
  }
}

/** Does something in the open transaction, looks, and takes it back; nothing where it cannot be done. */
async function onTrial(
  session: Session,
  sql: string,
  look: () => Promise<readonly Demand[]>,
): Promise<readonly Demand[]> {
  await session.script('SAVEPOINT migration_gate_trial')
  try {
    await session.run(sql)
    return await look()
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error
    return []
  } finally {
    await session
      .script('ROLLBACK TO SAVEPOINT migration_gate_trial; RELEASE SAVEPOINT migration_gate_trial')
      .catch(() => {})
  }
}

/** What a constraint of the catalog asks. */
async function standingDemand(session: Session, at: At, name: string): Promise<readonly Demand[]> {
  await session.script(qualifiedNames)
  const names = (relation: string, numbers: string) => `coalesce((
    SELECT json_agg(a.attname ORDER BY q.place) FROM unnest(${numbers}) WITH ORDINALITY q(number, place)
    JOIN pg_attribute a ON a.attrelid = ${relation} AND a.attnum = q.number), '[]'::json)::text`
  const { rows } = await session.query(
    `SELECT k.contype::text AS kind, pg_get_expr(k.conbin, k.conrelid) AS expression,
      ${names('k.conrelid', 'k.conkey')} AS columns, ${names('k.confrelid', 'k.confkey')} AS "references",
      (SELECT format('%I.%I', n.nspname, p.relname) FROM pg_class p JOIN pg_namespace n ON n.oid = p.relnamespace
        WHERE p.oid = k.confrelid) AS parent
    FROM pg_constraint k WHERE k.conrelid = $1 AND (k.conname = $2 OR quote_ident(k.conname) = $2) AND NOT k.convalidated`,
    [at.on.oid, name],
  )
  const [row] = rows
  if (row === undefined) return []
  const columns = JSON.parse(String(row.columns)) as string[]
  if (row.kind === 'n') return required(at, columns)
  if (row.kind === 'c') return [conditionDemand(at, String(row.expression), columns)]
  if (row.kind !== 'f') return []
  return [orphanDemand(at, columns, String(row.parent), JSON.parse(String(row.references)) as string[])]
}

function conditionDemand(at: At, expression: string, columns: readonly string[]): Demand {
  return {
    ...at,
    table: at.on.name,
    what: `does not meet ${expression.replace(/^\((.*)\)$/s, '$1')}`,
    count: `SELECT count(*) FROM ${at.on.name} WHERE NOT ${expression.startsWith('(') ? expression : `(${expression})`}`,
    broken: { kind: 'condition', expression, columns },
  }
}

function orphanDemand(
  at: At,
  columns: readonly string[],
  parent: string,
  references: readonly string[],
): Demand {
  const known = columns.map(column => `c.${quoteIdentifier(column)} IS NOT NULL`).join(' AND ')
  const same = columns
    .map((column, place) => `p.${quoteIdentifier(references[place] ?? '')} = c.${quoteIdentifier(column)}`)
    .join(' AND ')
  return {
    ...at,
    table: at.on.name,
    what: `has a ${columns.map(quoteIdentifier).join(', ')} that no row of ${parent} has`,
    count: `SELECT count(*) FROM ${at.on.name} c WHERE ${known} AND NOT EXISTS (SELECT FROM ${parent} p WHERE ${same})`,
    broken: { kind: 'orphan', columns },
  }
}

/** What the unique index that was just made asks; the newest one where it was given no name. */
async function uniqueDemand(session: Session, at: At, index: string | null): Promise<readonly Demand[]> {
  await session.script(qualifiedNames)
  const { rows } = await session.query(
    `SELECT pg_get_expr(i.indpred, i.indrelid) AS condition,
      (SELECT json_agg(pg_get_indexdef(i.indexrelid, place, true) ORDER BY place)
        FROM generate_series(1, i.indnkeyatts) place)::text AS keys,
      coalesce((SELECT json_agg(a.attname) FROM pg_attribute a
        WHERE a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)), '[]'::json)::text AS columns
    FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
    WHERE i.indrelid = $1 AND ($2::text IS NULL OR c.relname = $2 OR quote_ident(c.relname) = $2)
    ORDER BY i.indexrelid DESC LIMIT 1`,
    [at.on.oid, index === null ? null : (index.match(/(?:"(?:[^"]|"")*"|[^".]+)$/)?.[0] ?? index)],
  )
  const [row] = rows
  if (row === undefined) return []
  const keys = JSON.parse(String(row.keys)) as string[]
  const columns = JSON.parse(String(row.columns)) as string[]
  return [duplicateDemand(at, keys, columns, row.condition === null ? null : String(row.condition))]
}
