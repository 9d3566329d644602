import type { IndexElem, IndexStmt, Node } from 'libpg-query'
import { z } from 'zod'
import { nodesAs } from '../../parse/tree.ts'
import { type Ask, catalogWitness } from './catalog-witness.ts'
import { type Candidate, candidates, dropOf, isSound } from './indexes.ts'
import { applied, halfApplied, type Judgement, notApplied, unknown, type Witness } from './judgement.ts'
import { isRemains } from './reindex.ts'

/** `stood`: what bore the name, or all indexes of the table where the statement names none. */
const before = z.object({
  table: z.string().nullable(),
  stood: z.array(z.object({ oid: z.string(), name: z.string() })),
})
type Before = z.infer<typeof before>

/**
 * CREATE INDEX CONCURRENTLY commits the empty index first: nothing in the catalog means that it did nothing, a valid
 * index that it is through, an invalid one that it stopped between.
 */
export function createIndex(statement: IndexStmt): Witness {
  return catalogWitness<Before>({
    names: [statement.relation],
    before,
    async observe(ask, [table = null]) {
      const stood = table === null ? [] : await inQuestion(ask, statement, table)
      return { table, stood: stood.map(({ oid, name }) => ({ oid, name })) }
    },
    judge: (ask, known) => judge(ask, statement, known),
  })
}

/** What bears the name in the table's schema; without a name, what stands on the table. */
async function inQuestion(ask: Ask, statement: IndexStmt, table: string): Promise<readonly Candidate[]> {
  if (statement.idxname === undefined) return candidates(ask, 'i.indrelid = $1::pg_catalog.oid', [table])
  return candidates(
    ask,
    `c.relname = $2::pg_catalog.name
      and c.relnamespace = (select t.relnamespace from pg_catalog.pg_class t where t.oid = $1::pg_catalog.oid)`,
    [table, statement.idxname],
  )
}

async function judge(ask: Ask, statement: IndexStmt, { table, stood }: Before): Promise<Judgement> {
  if (table === null) return notApplied('its table was not there')
  const [named] = await ask(
    'select c.oid::pg_catalog.regclass::pg_catalog.text as name from pg_catalog.pg_class c where c.oid = $1::pg_catalog.oid',
    [table],
  )
  if (named === undefined) return unknown('its table is gone since')
  const now = await inQuestion(ask, statement, table)
  const still = now.find(({ oid }) => stood.some(one => one.oid === oid))
  if (still !== undefined && statement.idxname !== undefined) return judgeOld(still, statement)
  const fresh = now.filter(one => !stood.some(({ oid }) => oid === one.oid) && isOwn(one, statement, stood))
  const made = fresh.filter(one => one.table === table && hasShape(one, statement))
  const [only, another] = made
  if (another !== undefined) return unknown(`${list(made)} are new on ${named.name}: which is its own?`)
  if (only !== undefined) return judgeNew(ask, only, table)
  if (fresh.length > 0 && statement.idxname !== undefined)
    return unknown(`${list(fresh)} is new and something else than this statement makes`)
  return notApplied(`no such index stands on ${named.name}`)
}

/** Without a name: one that REINDEX made anew under its old name, or left behind, is none of this statement's. */
function isOwn({ name }: Candidate, { idxname }: IndexStmt, stood: Before['stood']): boolean {
  return idxname !== undefined || !(isRemains(name) || stood.some(one => one.name === name))
}

function judgeOld(old: Candidate, { if_not_exists }: IndexStmt): Judgement {
  if (if_not_exists !== true) return notApplied(`${old.quoted} stood before: the statement can only fail`)
  const state = old.flags !== null && !isSound(old) ? ', INVALID, and IF NOT EXISTS leaves it so' : ''
  return applied(`${old.quoted} stood before${state}: there was nothing to do`)
}

async function judgeNew(ask: Ask, made: Candidate, table: string): Promise<Judgement> {
  if (isSound(made)) return applied(`${made.quoted} is new and valid`)
  const [building] = await ask(
    `select p.pid::pg_catalog.text as pid from pg_catalog.pg_stat_progress_create_index p
    where p.relid = $1::pg_catalog.oid and p.datname = pg_catalog.current_database()`,
    [table],
  )
  if (building !== undefined) return unknown(`process ${building.pid} is building ${made.quoted} just now`)
  return halfApplied(`${made.quoted} is new and INVALID`, [dropOf(made)], 'run-again')
}

/** As far as columns, UNIQUE and WHERE tell; an expression may be any. */
function hasShape(made: Candidate, statement: IndexStmt): boolean {
  const written = [...columns(statement.indexParams), ...columns(statement.indexIncludingParams)]
  return (
    made.unique === (statement.unique === true) &&
    made.partial === (statement.whereClause !== undefined) &&
    made.columns.length === written.length &&
    written.every(({ name }, at) => name === undefined || name === made.columns[at])
  )
}

function columns(elements: readonly Node[] | undefined): readonly IndexElem[] {
  return nodesAs(elements, 'IndexElem')
}

function list(some: readonly Candidate[]): string {
  return some.map(({ quoted }) => quoted).join(', ')
}
