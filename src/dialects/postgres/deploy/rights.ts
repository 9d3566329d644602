import type { WantedRights } from '../../deploy-target.ts'
import type { Session } from '../session.ts'

/**
 * What of these the role of a session may not, a line each. What does not stand yet is not told of, nor whatever an
 * unqualified name leads to where new tables do not go to `public`.
 */
export async function lackingRights(
  session: Session,
  { altered, dropped, createIn, schemas }: WantedRights,
): Promise<readonly string[]> {
  const tables = [
    ...altered.map(one => ({ ...one, isDrop: false })),
    ...dropped.map(one => ({ ...one, isDrop: true })),
  ]
  const owned = await session.query(
    `select distinct pg_catalog.format('%I.%I', n.nspname, c.relname) as name, pg_catalog.pg_get_userbyid(c.relowner)::pg_catalog.text as owner
    from pg_catalog.json_to_recordset($1::pg_catalog.json) as w (schema pg_catalog.text, name pg_catalog.text, "isDrop" pg_catalog.bool)
    join pg_catalog.pg_namespace n on n.nspname::pg_catalog.text = w.schema
    join pg_catalog.pg_class c on c.relnamespace = n.oid and c.relname::pg_catalog.text = w.name
    where not pg_catalog.pg_has_role(c.relowner, 'USAGE') and not (w."isDrop" and pg_catalog.pg_has_role(n.nspowner, 'USAGE'))
    order by 1`,
    [JSON.stringify(tables)],
  )
  const closed = await session.query(
    `select pg_catalog.format('%I', n.nspname) as name from pg_catalog.pg_namespace n
    where n.nspname::pg_catalog.text = any ($1::pg_catalog.text[]) and not pg_catalog.has_schema_privilege(n.oid, 'CREATE')
      and (n.nspname <> 'public' or pg_catalog.current_schema() = 'public') order by 1`,
    [createIn],
  )
  const missing = await session.query(
    `select pg_catalog.format('%I', pg_catalog.current_database()) as database from pg_catalog.unnest($1::pg_catalog.text[]) as w (name)
    where not pg_catalog.has_database_privilege(pg_catalog.current_database(), 'CREATE')
      and not exists (select from pg_catalog.pg_namespace n where n.nspname::pg_catalog.text = w.name) limit 1`,
    [schemas],
  )
  return [
    ...owned.rows.map(({ name, owner }) => `${name} belongs to ${owner}, and only its owner may alter it`),
    ...closed.rows.map(({ name }) => `it may not create in the schema ${name}`),
    ...missing.rows.map(({ database }) => `it may not create schemas in the database ${database}`),
  ]
}
