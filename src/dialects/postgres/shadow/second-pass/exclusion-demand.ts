import type { Session } from '../../session.ts'
import type { At, Demand } from './demand.ts'
import { onTrial, qualifiedNames, trial } from './on-trial.ts'

/** No two rows exclude each other by an exclusion constraint, which is made on trial and read from the catalog. */
export function exclusionDemand(session: Session, at: At, definition: string): Promise<readonly Demand[]> {
  const { name, oid } = at.on
  return onTrial(session, [`ALTER TABLE ${name} ADD CONSTRAINT ${trial} ${definition}`], async () => {
    await session.script(qualifiedNames)
    const { rows } = await session.query(
      `SELECT pg_get_expr(i.indpred, i.indrelid) AS condition,
        (SELECT json_agg(json_build_object('sql', pg_get_indexdef(i.indexrelid, q.place::int, true),
            'operator', format('OPERATOR(%I.%s)', n.nspname, o.oprname)) ORDER BY q.place)
          FROM unnest(k.conexclop) WITH ORDINALITY q(operator, place)
          JOIN pg_operator o ON o.oid = q.operator JOIN pg_namespace n ON n.oid = o.oprnamespace)::text AS keys,
        coalesce((SELECT json_agg(a.attname) FROM pg_attribute a
          WHERE a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)), '[]'::json)::text AS columns
      FROM pg_constraint k JOIN pg_index i ON i.indexrelid = k.conindid WHERE k.conrelid = $1 AND k.conname = $2`,
      [oid, trial],
    )
    const [row] = rows
    if (row === undefined) return []
    const keys = JSON.parse(String(row.keys)) as { readonly sql: string; readonly operator: string }[]
    const condition = row.condition === null ? null : String(row.condition)
    const named = keys.map(({ sql }, place) => `${sql} AS key_${place + 1}`).join(', ')
    const excluding = keys.map(({ operator }, place) => `a.key_${place + 1} ${operator} b.key_${place + 1}`)
    const from = `SELECT tableoid AS part, ctid AS place, ${named} FROM ${name}`
    const seen = condition === null ? from : `${from} WHERE ${condition}`
    const pairs = ['(a.part, a.place) < (b.part, b.place)', ...excluding].join(' AND ')
    return [
      {
        ...at,
        table: name,
        what: `excludes another one by ${keys.map(({ sql }) => sql).join(', ')}`,
        count: `WITH seen AS (${seen}) SELECT count(*) FROM seen a JOIN seen b ON ${pairs}`,
        broken: { kind: 'duplicate', columns: JSON.parse(String(row.columns)) as string[], condition },
      },
    ]
  })
}
