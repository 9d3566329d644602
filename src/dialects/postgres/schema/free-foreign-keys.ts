import type { Change } from '../../../model/schema.ts'
import { quoteLiteral } from '../parse/names.ts'
import type { Session } from '../session.ts'
import { attempt } from './attempt.ts'

/**
 * Drops the foreign keys of columns that got a type of another category (a number became a text) inside the
 * caller's open transaction, and gives the statements that did it. The library changes the two ends of such a key
 * back one after the other; between them the key would compare a number with a text, which the server refuses. Gone
 * from what the library sees, it is made again once both ends are back.
 */
export async function freeForeignKeys(
  session: Session,
  changes: readonly Change[],
): Promise<readonly string[]> {
  const retyped = changes
    .filter(({ action, object }) => action === 'alter' && object === 'column')
    .map(({ name, detail }) => ({ name, type: oldType(detail) }))
  if (retyped.length === 0) return []
  const { rows } = await session.query(
    `select distinct pg_catalog.format('ALTER TABLE %I.%I DROP CONSTRAINT %I', n.nspname, c.relname, k.conname) as sql
    from pg_catalog.json_to_recordset(${quoteLiteral(JSON.stringify(retyped))}) as r(name pg_catalog.text, type pg_catalog.text)
      join pg_catalog.pg_type old on pg_catalog.format_type(old.oid, null) operator(pg_catalog.=) r.type,
      pg_catalog.pg_constraint k
      join pg_catalog.pg_class c on c.oid operator(pg_catalog.=) k.conrelid
      join pg_catalog.pg_namespace n on n.oid operator(pg_catalog.=) c.relnamespace,
      pg_catalog.pg_attribute a
      join pg_catalog.pg_class ac on ac.oid operator(pg_catalog.=) a.attrelid
      join pg_catalog.pg_namespace an on an.oid operator(pg_catalog.=) ac.relnamespace
      join pg_catalog.pg_type now on now.oid operator(pg_catalog.=) a.atttypid
    where k.contype operator(pg_catalog.=) 'f' and k.conparentid operator(pg_catalog.=) 0
      and (a.attrelid operator(pg_catalog.=) k.conrelid and a.attnum operator(pg_catalog.=) any (k.conkey)
        or a.attrelid operator(pg_catalog.=) k.confrelid and a.attnum operator(pg_catalog.=) any (k.confkey))
      and pg_catalog.format('%I.%I.%I', an.nspname, ac.relname, a.attname) operator(pg_catalog.=) r.name
      and now.typcategory operator(pg_catalog.<>) old.typcategory
    order by sql`,
  )
  const dropped: string[] = []
  for (const { sql } of rows) if ((await attempt(session, String(sql))) === 'done') dropped.push(String(sql))
  return dropped
}

/** `integer not null → text not null` → `integer`, `character varying(20) → …` → `character varying`. */
function oldType(detail: string): string {
  const [shape = ''] = detail.replace(/^dropped and made again; /, '').split(' → ')
  return shape.replace(/ (?:not null|collate) ?.*$/, '').replace(/\([^)]*\)/, '')
}
