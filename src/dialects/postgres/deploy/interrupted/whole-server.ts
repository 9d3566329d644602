import { z } from 'zod'
import { quoteIdentifier } from '../../parse/names.ts'
import { type Ask, catalogWitness } from './catalog-witness.ts'
import { applied, halfApplied, type Judgement, notApplied, type Witness } from './judgement.ts'

/** What CREATE and DROP of it alone outside a transaction leave in its catalog. */
interface Kind {
  readonly word: string
  /** Rows `oid`, `name`, `broken`; `$1` is the name or, where `$2` is not null, `$2` the OID. */
  readonly query: string
  /** What the catalog cannot see where nothing of it was committed. */
  readonly outside: { readonly create: string; readonly drop: string }
}

const byNameOrOid = (name: string) =>
  `case when $2::pg_catalog.oid is null then ${name} = $1::pg_catalog.name else oid = $2::pg_catalog.oid end`

/** `datconnlimit` -2: a DROP DATABASE began and did not end, and nobody can connect (since 15.4, 14.9). */
const database: Kind = {
  word: 'database',
  query: `select oid::pg_catalog.text as oid, datname::pg_catalog.text as name, datconnlimit = -2 as broken
    from pg_catalog.pg_database where ${byNameOrOid('datname')}`,
  outside: { create: '', drop: '' },
}

const tablespace: Kind = {
  word: 'tablespace',
  query: `select oid::pg_catalog.text as oid, spcname::pg_catalog.text as name, false as broken
    from pg_catalog.pg_tablespace where ${byNameOrOid('spcname')}`,
  outside: { create: '; its folder may hold what was begun', drop: '' },
}

const subscription: Kind = {
  word: 'subscription',
  query: `select oid::pg_catalog.text as oid, subname::pg_catalog.text as name, false as broken
    from pg_catalog.pg_subscription where ${byNameOrOid('subname')} and subdbid =
      (select d.oid from pg_catalog.pg_database d where d.datname = pg_catalog.current_database())`,
  outside: {
    create: '; a replication slot may be left at the publisher',
    drop: '; its replication slot at the publisher may be gone',
  },
}

const kinds = { database, tablespace, subscription } as const

const found = z.object({ oid: z.string(), name: z.string(), broken: z.boolean() })
const before = z.object({ stood: found.nullable() })
type Found = z.infer<typeof found>

/** CREATE DATABASE, TABLESPACE, SUBSCRIPTION: its row comes with its commit. */
export function created(kind: keyof typeof kinds, name: string | undefined): Witness {
  const of = kinds[kind]
  return witness(of, name, (stood, now) => {
    if (now === null) return notApplied(`there is no such ${of.word}${of.outside.create}`)
    if (now.oid === stood?.oid)
      return notApplied(`${title(of, now)} stood before: the statement can only fail`)
    if (!now.broken) return applied(`${title(of, now)} is new`)
    const evidence = `${title(of, now)} is new and cannot be connected to`
    return halfApplied(evidence, [dropOf(of, now)], 'run-again')
  })
}

/** DROP DATABASE, TABLESPACE, SUBSCRIPTION: its row goes with its commit. */
export function dropped(kind: keyof typeof kinds, name: string | undefined, ifExists: boolean): Witness {
  const of = kinds[kind]
  return witness(of, name, (stood, _, same) => {
    if (stood === null)
      return ifExists
        ? applied(`there was no such ${of.word}: there was nothing to do`)
        : notApplied(`there was no such ${of.word}: the statement can only fail`)
    if (same === null) return applied(`${title(of, stood)} is gone`)
    if (!same.broken || stood.broken) return notApplied(`${title(of, same)} stands${of.outside.drop}`)
    const evidence = `${title(of, same)} stands and cannot be connected to: its DROP did not end`
    return halfApplied(evidence, [dropOf(of, same)], 'applied')
  })
}

/** `now` bears the name today, `same` is what bore it before. */
function witness(
  kind: Kind,
  name: string | undefined,
  verdict: (stood: Found | null, now: Found | null, same: Found | null) => Judgement,
): Witness {
  return catalogWitness<z.infer<typeof before>>({
    before,
    observe: async ask => ({ stood: await find(ask, kind, name, null) }),
    async judge(ask, { stood }) {
      const same = stood === null ? null : await find(ask, kind, null, stood.oid)
      return verdict(stood, await find(ask, kind, name, null), same)
    },
  })
}

async function find(
  ask: Ask,
  { query }: Kind,
  name: string | null | undefined,
  oid: string | null,
): Promise<Found | null> {
  const [row] = await ask(query, [name ?? null, oid])
  return row === undefined ? null : found.parse(row)
}

function title({ word }: Kind, { name }: Found): string {
  return `${word} ${quoteIdentifier(name)}`
}

function dropOf({ word }: Kind, { name }: Found): string {
  return `DROP ${word.toUpperCase()} ${quoteIdentifier(name)}`
}
