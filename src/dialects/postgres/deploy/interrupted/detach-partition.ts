import type { AlterTableStmt } from 'libpg-query'
import { z } from 'zod'
import { nodeAs, nodesAs } from '../../parse/tree.ts'
import { type Ask, catalogWitness } from './catalog-witness.ts'
import { applied, halfApplied, type Judgement, notApplied, unknown, type Witness } from './judgement.ts'

const before = z.object({
  parent: z.string().nullable(),
  partition: z.string().nullable(),
  state: z.enum(['attached', 'pending', 'apart']),
})
type Before = z.infer<typeof before>

/**
 * DETACH PARTITION CONCURRENTLY first commits that the partition is on its way out (`inhdetachpending`), waits for
 * who still uses the parent, and then lets it go.
 */
export function detachPartition(statement: AlterTableStmt): Witness {
  const [command] = nodesAs(statement.cmds, 'AlterTableCmd')
  return catalogWitness<Before>({
    names: [statement.relation, nodeAs(command?.def, 'PartitionCmd')?.name],
    before,
    async observe(ask, [parent = null, partition = null]) {
      return { parent, partition, state: await stateOf(ask, parent, partition) }
    },
    judge: (ask, known) => judge(ask, known, statement.missing_ok === true),
  })
}

async function stateOf(ask: Ask, parent: string | null, partition: string | null): Promise<Before['state']> {
  const [row] = await ask(
    `select h.inhdetachpending as pending from pg_catalog.pg_inherits h
    where h.inhparent = $1::pg_catalog.oid and h.inhrelid = $2::pg_catalog.oid`,
    [parent, partition],
  )
  return row === undefined ? 'apart' : row.pending === true ? 'pending' : 'attached'
}

async function judge(ask: Ask, known: Before, ifExists: boolean): Promise<Judgement> {
  const { parent, partition, state: was } = known
  if (parent === null && ifExists) return applied('its table was not there: there was nothing to do')
  if (parent === null || partition === null || was === 'apart')
    return notApplied('it was no partition of that table: the statement can only fail')
  const [of, one] = [await nameOf(ask, parent), await nameOf(ask, partition)]
  if (of === null || one === null) return unknown('the table or its partition is gone since')
  const now = await stateOf(ask, parent, partition)
  if (now === 'apart') return applied(`${one} is no partition of ${of} any more`)
  if (now === 'attached') return notApplied(`${one} is still a partition of ${of}`)
  if (was === 'pending')
    return notApplied(`${one} was being detached from ${of} before: the statement can only fail`)
  const finish = `ALTER TABLE ${of} DETACH PARTITION ${one} FINALIZE`
  return halfApplied(`${one} is being detached from ${of}, which was not finished`, [finish], 'applied')
}

async function nameOf(ask: Ask, oid: string): Promise<string | null> {
  const [row] = await ask(
    `select pg_catalog.format('%I.%I', n.nspname, c.relname) as name
    from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace where c.oid = $1::pg_catalog.oid`,
    [oid],
  )
  return row === undefined ? null : String(row.name)
}
