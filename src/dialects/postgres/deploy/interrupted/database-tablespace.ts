import { z } from 'zod'
import { quoteIdentifier } from '../../parse/names.ts'
import { catalogWitness } from './catalog-witness.ts'
import { applied, notApplied, type Witness } from './judgement.ts'

/** ALTER DATABASE … SET TABLESPACE copies the files, and commits the new place at once. */
export function databaseTablespace(database: string | undefined, tablespace: string): Witness {
  return catalogWitness({
    before: z.object({}),
    observe: async () => ({}),
    async judge(ask) {
      const [row] = await ask(
        `select s.spcname = $2::pg_catalog.name as there, s.spcname::pg_catalog.text as place
        from pg_catalog.pg_database d join pg_catalog.pg_tablespace s on s.oid = d.dattablespace
        where d.datname = $1::pg_catalog.name`,
        [database ?? null, tablespace],
      )
      if (row === undefined) return notApplied('there is no such database: the statement can only fail')
      const evidence = `database ${quoteIdentifier(database ?? '')} is in tablespace ${quoteIdentifier(String(row.place))}`
      return row.there === true ? applied(evidence) : notApplied(evidence)
    },
  })
}
