import { type CatalogQuery, catalog, identity, privileges, type Server } from './catalog.ts'

/** Rights on what is no object of the users' own: parameters, large objects, what the system or an extension made. */
export function rights(server: Server): readonly CatalogQuery[] {
  return [largeObjects, ...(server.version >= 150000 ? [parameter] : []), systemRights]
}

/** `GRANT SET ON PARAMETER`: since 15, the whole server's. */
const parameter: CatalogQuery = {
  kind: `'parameter'`,
  name: 'quote_ident(a.parname)',
  identity: identity('pg_parameter_acl', 'a.oid'),
  attributes: { privileges: privileges('a.paracl', 'p', '10::pg_catalog.oid') },
  from: 'from pg_catalog.pg_parameter_acl a',
  where: 'exists (select from pg_catalog.pg_parameter_acl)',
}

/** Large objects are data, and there may be millions: who may use them is told by owner, not one by one. */
const largeObjects: CatalogQuery = {
  kind: `'large objects'`,
  name: `'of ' || quote_ident(pg_get_userbyid(o.lomowner))`,
  identity: `'pg_largeobject_metadata:' || o.lomowner`,
  attributes: {
    privileges: `string_agg(o.lomacl || ' on ' || o.objects, ', ' order by o.lomacl)`,
  },
  from: `from (select lomowner, lomacl::pg_catalog.text as lomacl,
      count(*) || ' of digest ' || left(md5(string_agg(oid::pg_catalog.text, ',' order by oid)), 8) as objects
    from pg_catalog.pg_largeobject_metadata where lomacl is not null group by lomowner, lomacl::pg_catalog.text) o group by o.lomowner`,
  where: 'exists (select from pg_catalog.pg_largeobject_metadata where lomacl is not null)',
}

/** A catalog whose objects carry rights, as SQL over its alias `o`. */
interface Carrier {
  readonly catalog: string
  readonly acl: string
  readonly owner: string
  /** Letter of `acldefault`. */
  readonly letter: string
  /** What it is called, in the words of GRANT. */
  readonly words: string
  /** Which of those that initdb made. The grants of the information schema came after it had taken its note. */
  readonly system: string
}

const systemSchema = `'pg_catalog'::pg_catalog.regnamespace`

const carriers: readonly Carrier[] = [
  {
    catalog: 'pg_class',
    acl: 'o.relacl',
    owner: 'o.relowner',
    letter: `case o.relkind when 'S' then 's'::"char" else 'r' end`,
    words: `case o.relkind when 'S' then 'sequence ' else 'table ' end || o.oid::pg_catalog.regclass`,
    system: `o.relnamespace = ${systemSchema}`,
  },
  {
    catalog: 'pg_proc',
    acl: 'o.proacl',
    owner: 'o.proowner',
    letter: `'f'`,
    words: `case o.prokind when 'p' then 'procedure ' else 'function ' end || o.oid::pg_catalog.regprocedure`,
    system: `o.pronamespace = ${systemSchema}`,
  },
  {
    catalog: 'pg_type',
    acl: 'o.typacl',
    owner: 'o.typowner',
    letter: `'T'`,
    words: `'type ' || o.oid::pg_catalog.regtype`,
    system: `o.typnamespace = ${systemSchema}`,
  },
  {
    catalog: 'pg_language',
    acl: 'o.lanacl',
    owner: 'o.lanowner',
    letter: `'l'`,
    words: `'language ' || quote_ident(o.lanname)`,
    system: 'true',
  },
  {
    catalog: 'pg_namespace',
    acl: 'o.nspacl',
    owner: 'o.nspowner',
    letter: `'n'`,
    words: `'schema ' || quote_ident(o.nspname)`,
    system: `o.oid = ${systemSchema}`,
  },
]

const ofExtension = (name: string, oid: string) => `exists (select from pg_catalog.pg_depend m
  where m.classid = ${catalog(name)} and m.objid = ${oid} and m.deptype = 'e')`

const rows = [
  ...carriers.map(
    ({
      catalog: name,
      acl,
      owner,
      letter,
      words,
      system,
    }) => `select ${catalog(name)} as class, o.oid, 0 as sub,
      ${acl} as acl, ${letter}::"char" as letter, ${owner} as owner, ${words} as words
    from pg_catalog.${name} o
    where ${acl} is not null and (o.oid < 16384 and ${system} or ${ofExtension(name, 'o.oid')})`,
  ),
  `select ${catalog('pg_class')}, a.attrelid, a.attnum, a.attacl, 'c'::"char", c.relowner,
      'column ' || c.oid::pg_catalog.regclass || '.' || quote_ident(a.attname)
    from pg_catalog.pg_attribute a join pg_catalog.pg_class c on c.oid = a.attrelid
    where a.attacl is not null
      and (c.oid < 16384 and c.relnamespace = ${systemSchema} or ${ofExtension('pg_class', 'c.oid')})`,
].join(' union all ')

const usual = 'coalesce(i.initprivs, acldefault(o.letter, o.owner))'

/** Rights that are others than initdb or the extension gave, on objects that no other query reads. */
const systemRights: CatalogQuery = {
  kind: `'privileges'`,
  name: `'on ' || o.words`,
  identity: `'pg_init_privs:' || o.class || '.' || o.oid || '.' || o.sub`,
  attributes: {
    privileges: `json_build_object('acl', o.acl, 'default', ${usual}, 'owner', pg_get_userbyid(o.owner))`,
  },
  from: `from (${rows}) o left join pg_catalog.pg_init_privs i
      on i.classoid = o.class and i.objoid = o.oid and i.objsubid = o.sub
    where not (o.acl @> ${usual} and ${usual} @> o.acl)`,
  // What carries rights and is not noted as it is: cheaper to ask than the query.
  where: `exists (select o.class, o.oid, o.sub, o.acl::pg_catalog.text from (${rows}) o
    except select classoid, objoid, objsubid, initprivs::pg_catalog.text from pg_catalog.pg_init_privs)`,
}
