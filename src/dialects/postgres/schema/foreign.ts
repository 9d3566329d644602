import {
  type CatalogQuery,
  comment,
  flag,
  identity,
  notMember,
  options,
  privileges,
  relation,
  role,
  type Server,
} from './catalog.ts'

/** Everything that speaks to other servers: foreign data, publications, subscriptions. */
export function foreign(server: Server): readonly CatalogQuery[] {
  return [wrapper, foreignServer, userMapping, publication(server), subscription]
}

const handler = (oid: string) => `case when ${oid} <> 0 then ${oid}::pg_catalog.regprocedure end`

const wrapper: CatalogQuery = {
  kind: `'foreign data wrapper'`,
  name: 'quote_ident(w.fdwname)',
  identity: identity('pg_foreign_data_wrapper', 'w.oid'),
  attributes: {
    handler: handler('w.fdwhandler'),
    validator: handler('w.fdwvalidator'),
    options: withoutSecrets('w.fdwoptions'),
    owner: role('w.fdwowner'),
    privileges: privileges('w.fdwacl', 'F', 'w.fdwowner'),
    comment: comment('pg_foreign_data_wrapper', 'w.oid'),
  },
  from: `from pg_catalog.pg_foreign_data_wrapper w where ${notMember('pg_foreign_data_wrapper', 'w.oid')}`,
}

const foreignServer: CatalogQuery = {
  kind: `'foreign server'`,
  name: 'quote_ident(s.srvname)',
  identity: identity('pg_foreign_server', 's.oid'),
  attributes: {
    wrapper:
      '(select quote_ident(w.fdwname) from pg_catalog.pg_foreign_data_wrapper w where w.oid = s.srvfdw)',
    type: 's.srvtype',
    version: 's.srvversion',
    options: withoutSecrets('s.srvoptions'),
    owner: role('s.srvowner'),
    privileges: privileges('s.srvacl', 'S', 's.srvowner'),
    comment: comment('pg_foreign_server', 's.oid'),
  },
  from: `from pg_catalog.pg_foreign_server s where ${notMember('pg_foreign_server', 's.oid')}`,
}

const userMapping: CatalogQuery = {
  kind: `'user mapping'`,
  name: `'for ' || case when m.umuser = 0 then 'PUBLIC' else ${role('m.umuser')} end || ' server ' || quote_ident(m.srvname)`,
  identity: identity('pg_user_mapping', 'm.umid'),
  attributes: { options: withoutSecrets('m.umoptions') },
  from: 'from pg_catalog.pg_user_mappings m',
}

/** A schema goes into reports and files: of a password only that there is one. */
function withoutSecrets(array: string): string {
  return `(select string_agg(case when o ~* '^[^=]*(pass|secret|key|token)[^=]*='
    then substring(o from '^[^=]*') || '=(hidden)' else o end, ', ' order by o) from unnest(${array}) o)`
}

/** Lists of columns and row filters came with 15. */
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
      tables: `(select string_agg(${relation('r.prrelid')} ${detail}, ', ' order by ${relation('r.prrelid')})
        from pg_catalog.pg_publication_rel r where r.prpubid = p.oid)`,
      schemas: filters
        ? `(select string_agg(quote_ident(n.nspname), ', ' order by n.nspname) from pg_catalog.pg_publication_namespace s
            join pg_catalog.pg_namespace n on n.oid = s.pnnspid where s.pnpubid = p.oid)`
        : 'null',
      publishes: `concat_ws(', ', case when p.pubinsert then 'insert' end, case when p.pubupdate then 'update' end,
        case when p.pubdelete then 'delete' end, case when p.pubtruncate then 'truncate' end)`,
      'via root': flag('p.pubviaroot'),
      'generated columns': server.version >= 180000 ? `nullif(p.pubgencols, 'n')` : 'null',
      owner: role('p.pubowner'),
      comment: comment('pg_publication', 'p.oid'),
    },
    from: `from pg_catalog.pg_publication p where ${notMember('pg_publication', 'p.oid')}`,
  }
}

/** Without the connection string: it carries a password, and only a superuser may read it. */
const subscription: CatalogQuery = {
  kind: `'subscription'`,
  name: 'quote_ident(s.subname)',
  identity: identity('pg_subscription', 's.oid'),
  attributes: {
    publications: options('s.subpublications'),
    enabled: flag('s.subenabled'),
    slot: 's.subslotname',
    options: `concat_ws(', ', 'synchronous_commit=' || s.subsynccommit, case when s.subbinary then 'binary' end,
      case when s.substream::pg_catalog.text not in ('f', 'false') then 'streaming ' || s.substream::pg_catalog.text end)`,
    owner: role('s.subowner'),
    comment: comment('pg_subscription', 's.oid'),
  },
  from: `from pg_catalog.pg_subscription s join pg_catalog.pg_database b on b.oid = s.subdbid
    where b.datname = current_database()`,
}
