import { z } from 'zod'
import { type Ask, catalogWitness, textOrNull } from './catalog-witness.ts'
import { applied, type Judgement, notApplied, unknown, type Witness } from './judgement.ts'

/** `xid`: with its epoch, as `xid8`. */
const before = z.object({ xid: z.string().nullable() })

/** COMMIT PREPARED and ROLLBACK PREPARED: the server knows how a transaction ended until its number is recycled. */
export function preparedTransaction(gid: string, end: 'committed' | 'aborted'): Witness {
  return catalogWitness<z.infer<typeof before>>({
    before,
    observe: async ask => ({ xid: await waiting(ask, gid) }),
    async judge(ask, { xid }) {
      const name = `prepared transaction ${JSON.stringify(gid)}`
      if (xid === null) return notApplied(`there was no ${name}: the statement can only fail`)
      if ((await waiting(ask, gid)) === xid) return notApplied(`${name} still waits`)
      return judgeEnded(name, await statusOf(ask, xid), end)
    },
  })
}

function judgeEnded(name: string, status: string | null, end: string): Judgement {
  if (status === null) return unknown(`${name} ended so long ago that the server does not know how`)
  return status === end
    ? applied(`${name} is ${status}`)
    : unknown(`${name} was ended by others: it is ${status}`)
}

async function waiting(ask: Ask, gid: string): Promise<string | null> {
  const [row] = await ask(
    `select p.transaction::pg_catalog.text as xid,
      pg_catalog.pg_snapshot_xmax(pg_catalog.pg_current_snapshot())::pg_catalog.text as newest
    from pg_catalog.pg_prepared_xacts p where p.gid = $1 and p.database = pg_catalog.current_database()`,
    [gid],
  )
  return row === undefined ? null : withEpoch(BigInt(String(row.xid)), BigInt(String(row.newest)))
}

/** The catalog gives 32 bits; a running transaction is less than 2^31 behind the newest. */
function withEpoch(xid: bigint, newest: bigint): string {
  const sameEpoch = ((newest >> 32n) << 32n) | xid
  return String(sameEpoch > newest ? sameEpoch - (1n << 32n) : sameEpoch)
}

async function statusOf(ask: Ask, xid: string): Promise<string | null> {
  const [row] = await ask('select pg_catalog.pg_xact_status($1::pg_catalog.xid8) as status', [xid])
  return textOrNull(row?.status)
}
