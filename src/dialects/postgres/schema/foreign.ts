import {
  anyIn,
  type CatalogQuery,
  flag,
  identity,
  privileges,
  relation,
  role,
  routine,
  type Server,
  usersOwn,
  withoutSecrets,
} from './catalog.ts'

/** Everything that speaks to other servers: foreign data, publications, subscriptions. */
export function foreign(server: Server): readonly CatalogQuery[] {
  return [
    wrapper(server),
    foreignServer(server),
    userMapping(server),
    publication(server),
    subscription(server),
    connection,
  ]
}

const wrapper = (server: Server): CatalogQuery => ({
  kind: `'foreign data wrapper'`,
  name: 'quote_ident(w.fdwname)',
  identity: identity('pg_foreign_data_wrapper', 'w.oid'),
  attributes: {
    handler: routine('w.fdwhandler'),
    validator: routine('w.fdwvalidator'),
    options: withoutSecrets(server, 'w.fdwoptions'),
    owner: role('w.fdwowner'),
    privileges: privileges('w.fdwacl', 'F', 'w.fdwowner'),
  },
  from: `from pg_catalog.pg_foreign_data_wrapper w where ${usersOwn('pg_foreign_data_wrapper', 'w.oid')}`,
  where: anyIn('pg_foreign_data_wrapper'),
})

const foreignServer = (server: Server): CatalogQuery => ({
  kind: `'foreign server'`,
  name: 'quote_ident(s.srvname)',
  identity: identity('pg_foreign_server', 's.oid'),
  attributes: {
    wrapper:
      '(select quote_ident(w.fdwname) from pg_catalog.pg_foreign_data_wrapper w where w.oid = s.srvfdw)',
    type: 's.srvtype',
    version: 's.srvversion',
    options: withoutSecrets(server, 's.srvoptions'),
    owner: role('s.srvowner'),
    privileges: privileges('s.srvacl', 'S', 's.srvowner'),
  },
  from: `from pg_catalog.pg_foreign_server s where ${usersOwn('pg_foreign_server', 's.oid')}`,
  where: anyIn('pg_foreign_server'),
})

/** The view: the table behind it is for superusers only. */
const userMapping = (server: Server): CatalogQuery => ({
  kind: `'user mapping'`,
  name: `'for ' || case when m.umuser = 0 then 'PUBLIC' else ${role('m.umuser')} end || ' server ' || quote_ident(m.srvname)`,
  identity: identity('pg_user_mapping', 'm.umid'),
  attributes: { options: withoutSecrets(server, 'm.umoptions') },
  from: 'from pg_catalog.pg_user_mappings m',
  where: anyIn('pg_foreign_server'),
})

/** Lists of columns and row filters came with 15; what is sent of generated columns with 18. */
function publication(server: Server): CatalogQuery {
  const filters = server.version >= 150000
  const detail = filters
    ? `|| coalesce(' (' || (select string_agg(quote_ident(a.attname), ', ' order by a.attname)
        from pg_catalog.pg_attribute a where a.attrelid = r.prrelid and a.attnum = any (r.prattrs)) || ')', '')
      || coalesce(' where ' || pg_get_expr(r.prqual, r.prrelid), '')`
    : ''
  return {
    kind: `'publication'`,
    name: 'quote_ident(p.pubname)',
    identity: identity('pg_publication', 'p.oid'),
    attributes: {
      'all tables': flag('p.puballtables'),
      tables: `(select array_agg(${relation('r.prrelid')} ${detail}) from pg_catalog.pg_publication_rel r where r.prpubid = p.oid)`,
      schemas: filters
        ? `(select array_agg(s.pnnspid::pg_catalog.regnamespace::pg_catalog.text)
            from pg_catalog.pg_publication_namespace s where s.pnpubid = p.oid)`
        : 'null',
      publishes: `concat_ws(', ', case when p.pubinsert then 'insert' end, case when p.pubupdate then 'update' end,
        case when p.pubdelete then 'delete' end, case when p.pubtruncate then 'truncate' end)`,
      'via root': flag('p.pubviaroot'),
      'generated columns': server.version >= 180000 ? `nullif(p.pubgencols, 'n')` : 'null',
      owner: role('p.pubowner'),
    },
    from: `from pg_catalog.pg_publication p where ${usersOwn('pg_publication', 'p.oid')}`,
    where: anyIn('pg_publication'),
  }
}

/** Options came one by one: two-phase and the rest with 15, what it sends back and its password with 16, failover with 17. */
function subscription({ version }: Server): CatalogQuery {
  const options = [
    `'synchronous_commit=' || s.subsynccommit`,
    `case when s.subbinary then 'binary' end`,
    `case when s.substream::pg_catalog.text not in ('f', 'false') then 'streaming ' || s.substream::pg_catalog.text end`,
    ...(version >= 150000
      ? [
          `case when s.subtwophasestate <> 'd' then 'two-phase' end`,
          `case when s.subdisableonerr then 'disable on error' end`,
        ]
      : []),
    ...(version >= 160000
      ? [
          `case when not s.subpasswordrequired then 'no password required' end`,
          `case when s.subrunasowner then 'run as owner' end`,
          `'origin ' || s.suborigin`,
        ]
      : []),
    ...(version >= 170000 ? [`case when s.subfailover then 'failover' end`] : []),
  ]
  return {
    kind: `'subscription'`,
    name: 'quote_ident(s.subname)',
    identity: identity('pg_subscription', 's.oid'),
    attributes: {
      publications: 's.subpublications',
      enabled: flag('s.subenabled'),
      slot: 's.subslotname',
      options: `concat_ws(', ', ${options.join(', ')})`,
      owner: role('s.subowner'),
    },
    from: `from pg_catalog.pg_subscription s join pg_catalog.pg_database b on b.oid = s.subdbid
    where b.datname = current_database()`,
    where: anyIn('pg_subscription'),
  }
}

/** Where it connects to, without the password. Only a superuser may read it. */
const connection: CatalogQuery = {
  kind: `''`,
  name: `''`,
  identity: identity('pg_subscription', 's.oid'),
  attributes: {
    connection: `regexp_replace(regexp_replace(s.subconninfo,
      'password\\s*=\\s*(''([^''\\\\]|\\\\.)*''|\\S*)', 'password=(hidden)', 'gi'), '(://[^:@/]*):[^@]*@', '\\1:(hidden)@')`,
  },
  from: `from pg_catalog.pg_subscription s join pg_catalog.pg_database b on b.oid = s.subdbid
    where b.datname = current_database()`,
  where: `${anyIn('pg_subscription')}
    and has_column_privilege('pg_catalog.pg_subscription', 'subconninfo', 'SELECT')`,
}
