import type { Operation } from '../../../../model/operation.ts'
import type { Statement } from '../../../../model/statement.ts'
import { withoutConcurrently } from '../../parse/facts.ts'
import { quoteIdentifier } from '../../parse/names.ts'
import type { Row, Session } from '../../session.ts'
import type { Seeds } from '../fill/seeds.ts'
import { attachDemands } from './attach-demands.ts'
import {
  type At,
  conditionDemand,
  type Demand,
  duplicateDemand,
  isCalled,
  type Lifted,
  orphanDemand,
  required,
} from './demand.ts'
import { domainDemands } from './domain-demands.ts'
import { exclusionDemand } from './exclusion-demand.ts'
import { onTrial, qualifiedNames, trial } from './on-trial.ts'
import { type GivenColumns, parentDemand } from './parent-demand.ts'

/** What stood before the change, and what stood before the migration that is tried. */
type Standing = Pick<Seeds, 'standing' | 'live' | 'standingTables' | 'types'>

/**
 * The demands of a statement on tables that stood before, as the database itself understands them: constraints and
 * indexes are made on trial in the open transaction, read from the catalog, and taken back.
 */
export async function demandsOf(
  session: Session,
  statement: Statement,
  standing: Standing,
  given: GivenColumns,
): Promise<readonly Demand[]> {
  const demands: Demand[] = []
  for (const operation of statement.operations) {
    demands.push(...(await demandsOfOperation(session, statement, operation, standing)))
    demands.push(...(await parentDemand(session, statement.index, operation, standing, given)))
  }
  const open: Demand[] = []
  for (const demand of demands) if (!(await isOfNewColumns(session, demand, standing))) open.push(demand)
  return open
}

/**
 * Columns that came with the change, in a migration before this one, and into which it wrote nothing, are empty in
 * every row: none is an orphan, and no two are alike.
 */
async function isOfNewColumns(session: Session, { on, broken }: Demand, seeds: Standing): Promise<boolean> {
  const stood = seeds.live(on.name)?.columns.map(({ name }) => name)
  if (stood === undefined || (broken.kind !== 'orphan' && broken.kind !== 'duplicate')) return false
  const { columns } = broken
  // Of an expression no column is known here.
  if (columns.length === 0 || columns.some(column => stood.includes(column))) return false
  const holds = columns.map(column => `${quoteIdentifier(column)} IS NOT NULL`).join(' OR ')
  const { rows } = await session.query(`SELECT FROM ONLY ${on.name} WHERE ${holds} LIMIT 1`)
  return rows.length === 0
}

async function demandsOfOperation(
  session: Session,
  statement: Statement,
  operation: Operation,
  standing: Standing,
): Promise<readonly Demand[]> {
  if (operation.kind === 'alter') return domainDemands(session, statement, operation, standing)
  if (operation.kind === 'alter-table') return attachDemands(session, statement, operation, standing)
  if (!('table' in operation)) return []
  const on = standing.standing(operation.table)
  if (on === null) return []
  const { index } = statement
  switch (operation.kind) {
    case 'set-not-null':
      return required({ index, constraint: null, on }, [operation.column])
    case 'create-index':
      if (!operation.unique) return []
      return onTrial(session, [withoutConcurrently(statement)], () =>
        uniqueDemand(session, { index, constraint: null, on }, operation.index),
      )
    case 'add-constraint': {
      const at = { index, constraint: operation.constraint, on }
      const { type, columns } = operation
      if (operation.usingIndex) return type === 'primary-key' ? required(at, columns) : []
      if (type === 'not-null') return required(at, columns)
      if (type === 'unique') return duplicates(at, columns, null)
      if (type === 'primary-key') return [...required(at, columns), ...duplicates(at, columns, null)]
      if (type === 'exclusion') return exclusionDemand(session, at, operation.definition)
      // NOT VALID and its like say when it is checked, not what it asks.
      const definition = operation.definition.replace(/\s+not\s+(?:valid|enforced)\s*$/i, '')
      const sql = `ALTER TABLE ${on.name} ADD CONSTRAINT ${trial} ${definition} NOT VALID`
      return onTrial(session, [sql], () => standingDemand(session, at, trial))
    }
    case 'validate-constraint':
      return standingDemand(
        session,
        { index, constraint: operation.constraint, on },
        operation.constraint,
        true,
      )
    default:
      return []
  }
}

function duplicates(at: At, names: readonly string[], condition: string | null): readonly Demand[] {
  const columns = names.flatMap(name => at.on.columns.find(it => isCalled(it.name, name))?.name ?? [])
  if (columns.length === 0 || columns.length < names.length) return []
  return [duplicateDemand(at, columns.map(quoteIdentifier), columns, condition)]
}

/** What a constraint of the catalog asks; with `stands`, of rows from before it came. */
async function standingDemand(
  session: Session,
  given: At,
  name: string,
  stands = false,
): Promise<readonly Demand[]> {
  await session.script(qualifiedNames)
  const names = (relation: string, numbers: string) => `coalesce((
    SELECT json_agg(a.attname ORDER BY q.place) FROM unnest(${numbers}) WITH ORDINALITY q(number, place)
    JOIN pg_attribute a ON a.attrelid = ${relation} AND a.attnum = q.number), '[]'::json)::text`
  const { rows } = await session.query(
    `SELECT k.contype::text AS kind, quote_ident(k.conname) AS name, pg_get_constraintdef(k.oid) AS definition, pg_get_expr(k.conbin, k.conrelid) AS expression,
      ${names('k.conrelid', 'k.conkey')} AS columns, ${names('k.confrelid', 'k.confkey')} AS "references",
      (SELECT format('%I.%I', n.nspname, p.relname) FROM pg_class p JOIN pg_namespace n ON n.oid = p.relnamespace
        WHERE p.oid = k.confrelid) AS parent
    FROM pg_constraint k WHERE k.conrelid = $1 AND (k.conname = $2 OR quote_ident(k.conname) = $2) AND NOT k.convalidated`,
    [given.on.oid, name],
  )
  const [row] = rows
  if (row === undefined) return []
  const at = stands ? { ...given, lifted: liftedOf(given.on.name, row) } : given
  const columns = JSON.parse(String(row.columns)) as string[]
  if (row.kind === 'n') return required(at, columns)
  if (row.kind === 'c') return [conditionDemand(at, String(row.expression), columns)]
  if (row.kind !== 'f') return []
  return [orphanDemand(at, columns, String(row.parent), JSON.parse(String(row.references)) as string[])]
}

function liftedOf(table: string, { name, definition }: Row): Lifted {
  return {
    name: String(name),
    drop: `ALTER TABLE ${table} DROP CONSTRAINT ${name}`,
    restore: `ALTER TABLE ${table} ADD CONSTRAINT ${name} ${definition}`,
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
