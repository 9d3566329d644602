import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compareSchemas } from '../../../../src/dialects/postgres/schema/diff.ts'
import { readSchema } from '../../../../src/dialects/postgres/schema/read.ts'
import type { Session } from '../../../../src/dialects/postgres/session.ts'
import type { Schema } from '../../../../src/model/schema.ts'
import { inProcessSession, schemaAfter } from '../../../support/in-process-session.ts'
import { shop } from './shop.ts'

let session: Session
let schema: Schema
beforeAll(async () => {
  session = await inProcessSession()
  await session.script(shop)
  schema = await schemaAfter(session)
})
afterAll(() => session.close())

const read: readonly { readonly key: string; readonly attributes: Readonly<Record<string, string>> }[] = [
  {
    key: 'table public.users',
    attributes: { owner: 'postgres', privileges: 'reader: SELECT', comment: 'people' },
  },
  {
    key: 'column public.users.id',
    attributes: {
      type: 'bigint',
      'not null': 'yes',
      identity: 'always',
      'identity sequence': 'public.users_id_seq',
      'identity options': 'bigint',
    },
  },
  { key: 'column public.users.email_upper', attributes: { type: 'text', generated: 'stored upper(email)' } },
  {
    key: 'constraint public.users.users_pkey',
    attributes: {
      definition: 'PRIMARY KEY (id)',
      index: 'CREATE UNIQUE INDEX users_pkey ON public.users USING btree (id)',
    },
  },
  {
    key: 'table public.events_2026',
    attributes: {
      'partition of': 'public.events',
      'partition bound': `FOR VALUES FROM ('2026-01-01 00:00:00+00') TO ('2027-01-01 00:00:00+00')`,
      owner: 'postgres',
    },
  },
  {
    key: 'sequence public.orders_id_seq',
    attributes: { options: 'integer', 'owned by': 'public.orders.id', owner: 'postgres' },
  },
  { key: 'type public.mood', attributes: { labels: `'sad', 'fine', 'great'`, owner: 'postgres' } },
  {
    key: 'policy public.orders.own_orders',
    attributes: { for: 'select', to: 'reader', using: 'user_id = 1' },
  },
]

/** Sessions in which the same database reads differently to anyone who does not look out. */
const hostile: readonly string[] = [
  `set local timezone = 'Asia/Tokyo'; set local datestyle = 'German'; set local quote_all_identifiers = on`,
  'set local search_path = evil, pg_catalog',
  'create temp table pg_class (oid int); create temp table pg_attribute (oid int); create type pg_temp.text as enum ()',
  `create schema evil; set local search_path = evil, pg_catalog;
    create function evil.pg_get_constraintdef(oid) returns text language sql as 'select ''CHECK (false)''';
    create function evil.quote_ident(name) returns text language sql as 'select ''x'''; drop schema evil cascade`,
  `create schema evil; set local search_path = evil, pg_catalog;
    create function evil.never(name, name) returns boolean language sql as 'select false';
    create operator evil.= (leftarg = name, rightarg = name, function = evil.never)`,
]

describe('readSchema', () => {
  it.each(read)('$key', ({ key, attributes }) => {
    expect(schema.objects.get(key)?.attributes).toEqual(attributes)
  })

  it('gives the order of columns', () => {
    expect(schema.columnOrder.get('public.users')).toEqual(['id', 'email', 'age', 'feeling', 'email_upper'])
  })

  it.each(hostile)('reads the same after: %s', async script => {
    const { difference } = compareSchemas(schema, await schemaAfter(session, script))
    expect(difference.filter(({ name }) => !name.startsWith('evil'))).toEqual([])
  })

  it('leaves the session as it was', async () => {
    const settings = `select current_setting('search_path') as path, current_setting('timezone') as zone`
    await session.script(`begin; set local search_path = archive, public; set local timezone = 'Asia/Tokyo'`)
    const { rows } = await session.query(settings)
    await readSchema(session)
    expect((await session.query(settings)).rows).toEqual(rows)
    await session.script('rollback')
  })

  it('refuses to run outside a transaction', async () => {
    await expect(readSchema(session)).rejects.toThrow('inside an open transaction')
  })

  it('leaves out what belongs to an extension', () => {
    expect([...schema.objects.keys()].filter(key => key.includes('plpgsql'))).toEqual(['extension plpgsql'])
  })
})
