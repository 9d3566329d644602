import pg from 'pg'

/** All that a deploy may change, as lines, but for names and times that differ from run to run. */
export async function stateOf(url: string): Promise<string> {
  const [row] = await ask(url, state)
  const [{ goose } = {}] = await ask(url, `SELECT to_regclass('goose_db_version') IS NOT NULL AS goose`)
  const versions = goose
    ? await ask(url, 'SELECT version_id, is_applied FROM goose_db_version ORDER BY id')
    : []
  return [row?.state, JSON.stringify(versions), ...(await archiveOf(url))].join('\n')
}

/** What the archive says, and the rows that it holds. */
async function archiveOf(url: string): Promise<readonly string[]> {
  const lines: string[] = []
  for (const { kind, object, state, place } of await ask(
    url,
    'SELECT kind, object, state, place FROM migration_gate.archive ORDER BY object, kept_at',
  )) {
    const rows = state === 'kept' ? await ask(url, `SELECT * FROM ${place} ORDER BY 1`) : []
    lines.push(JSON.stringify({ kind, object, state, rows }))
  }
  return lines
}

const inPublic = `= 'public'::regnamespace`

const state = `SELECT jsonb_pretty(jsonb_build_object(
  'columns', (SELECT jsonb_agg(concat_ws(' ', regexp_replace(table_schema, '^migration_gate_archive_[0-9a-f]+', 'archive'),
      table_name, column_name, data_type) ORDER BY table_name, table_schema, ordinal_position)
    FROM information_schema.columns WHERE table_schema NOT IN ('pg_catalog', 'information_schema', 'migration_gate')),
  'indexes', (SELECT jsonb_agg(pg_get_indexdef(indexrelid) || ' ' || indisvalid ORDER BY pg_get_indexdef(indexrelid))
    FROM pg_index JOIN pg_class t ON t.oid = indrelid WHERE t.relnamespace ${inPublic}),
  'constraints', (SELECT jsonb_agg(conname || ' ' || pg_get_constraintdef(oid) ORDER BY conname, conrelid)
    FROM pg_constraint WHERE connamespace ${inPublic}),
  'partitions', (SELECT jsonb_agg(inhrelid::regclass || ' ' || inhdetachpending) FROM pg_inherits
    JOIN pg_class c ON c.oid = inhparent WHERE c.relkind = 'p'),
  'effects', (SELECT jsonb_agg(name ORDER BY name) FROM effect),
  'items', (SELECT md5(string_agg(i::text, ',' ORDER BY i.id)) FROM item i),
  'journal', (SELECT jsonb_agg(jsonb_build_array(m.id, m.state,
      (SELECT jsonb_agg(jsonb_build_array(s.number, s.state) ORDER BY s.number) FROM migration_gate.statement s
        WHERE s.folder = m.folder AND s.migration = m.id AND s.pass = m.pass)) ORDER BY m.id)
    FROM migration_gate.migration m)
)) AS state`

/** What differs, in one line. */
export function differenceOf(expected: string, found: string): string {
  const [one, other] = [expected.split('\n'), found.split('\n')]
  const missing = one.filter(line => !other.includes(line)).map(line => `- ${line.trim()}`)
  const more = other.filter(line => !one.includes(line)).map(line => `+ ${line.trim()}`)
  return [...missing, ...more].join(' ') || 'lines in another number'
}

/** The rows of a query, in a session of its own. */
export async function ask(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query(sql)).rows ?? []
  } finally {
    await client.end()
  }
}
