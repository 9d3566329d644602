import type { AlterSubscriptionStmt } from 'libpg-query'
import { z } from 'zod'
import { quoteIdentifier } from '../../parse/names.ts'
import { stringsOf } from '../../parse/tree.ts'
import { type Ask, catalogWitness } from './catalog-witness.ts'
import { applied, notApplied, repeatable, type Witness } from './judgement.ts'

/** ADD and DROP PUBLICATION fail a second time, and commit the list with the refresh; all else may run again. */
export function alterSubscription(statement: AlterSubscriptionStmt): Witness {
  if (statement.kind === 'ALTER_SUBSCRIPTION_ADD_PUBLICATION') return publications(statement, true)
  if (statement.kind === 'ALTER_SUBSCRIPTION_DROP_PUBLICATION') return publications(statement, false)
  return repeatable('the subscription is brought to the same state again')
}

function publications({ subname = '', publication }: AlterSubscriptionStmt, added: boolean): Witness {
  const named = stringsOf(publication)
  return catalogWitness({
    before: z.object({ publications: z.array(z.string()).nullable() }),
    observe: async ask => ({ publications: await publicationsOf(ask, subname) }),
    async judge(ask, { publications: were }) {
      const now = await publicationsOf(ask, subname)
      if (were === null || now === null) return notApplied('there is no such subscription')
      const evidence = `subscription ${quoteIdentifier(subname)} reads ${now.map(quoteIdentifier).join(', ')}`
      const wanted = (all: readonly string[]) => named.every(one => all.includes(one) === added)
      return wanted(now) && !wanted(were) ? applied(evidence) : notApplied(evidence)
    },
  })
}

async function publicationsOf(ask: Ask, subscription: string): Promise<string[] | null> {
  const [row] = await ask(
    `select s.subpublications as publications from pg_catalog.pg_subscription s
    where s.subname = $1::pg_catalog.name and s.subdbid =
      (select d.oid from pg_catalog.pg_database d where d.datname = pg_catalog.current_database())`,
    [subscription],
  )
  return row === undefined ? null : (row.publications as string[])
}
