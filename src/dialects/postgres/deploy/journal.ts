import type { JournaledMigration, JournaledStatement, RunIdentity, Segment } from '../../../model/deploy.ts'
import type { Journal, MigrationState, Written } from '../../deploy-target.ts'
import { quoteLiteral } from '../parse/names.ts'
import type { Row, Session } from '../session.ts'

/** Where the journal stands: a schema of our own. */
const schema = 'migration_gate'

/** Makes it where it is missing. A later form of the product only adds to it. */
export const createJournal = `
CREATE SCHEMA IF NOT EXISTS ${schema};
CREATE TABLE IF NOT EXISTS ${schema}.run (
  id text PRIMARY KEY, command text NOT NULL, actor text, commit text, environment text, plan_digest text,
  started_at timestamptz NOT NULL DEFAULT pg_catalog.clock_timestamp(), finished_at timestamptz, outcome text, error text
);
CREATE TABLE IF NOT EXISTS ${schema}.migration (
  folder text NOT NULL, id text NOT NULL, state text NOT NULL, direction text NOT NULL, pass integer NOT NULL,
  digest text NOT NULL, checksum text NOT NULL, down text, losses text NOT NULL DEFAULT '[]', run_id text NOT NULL, error text,
  changed_at timestamptz NOT NULL, PRIMARY KEY (folder, id)
);
ALTER TABLE ${schema}.migration ADD COLUMN IF NOT EXISTS kept text;
CREATE TABLE IF NOT EXISTS ${schema}.statement (
  folder text NOT NULL, migration text NOT NULL, pass integer NOT NULL, number integer NOT NULL,
  direction text NOT NULL, class text NOT NULL, checksum text NOT NULL, state text NOT NULL, observation text,
  run_id text NOT NULL, error text, started_at timestamptz NOT NULL, finished_at timestamptz,
  PRIMARY KEY (folder, migration, pass, number)
);
CREATE TABLE IF NOT EXISTS ${schema}.archive (
  id text PRIMARY KEY, folder text NOT NULL, migration text NOT NULL, pass integer NOT NULL, kind text NOT NULL,
  object text NOT NULL, place text NOT NULL, purge text NOT NULL, state text NOT NULL, run_id text NOT NULL,
  kept_at timestamptz NOT NULL, expires_at timestamptz NOT NULL, changed_at timestamptz NOT NULL
);
`

/** Whether there is one, with all that this form of the product writes into it. */
export async function isCurrent(session: Session): Promise<boolean> {
  const { rows } = await session.query(
    `select pg_catalog.to_regclass('${schema}.archive') is not null as found`,
  )
  return rows[0]?.found === true
}

/** Whether there is one. */
async function hasJournal(session: Session): Promise<boolean> {
  const { rows } = await session.query(
    `select pg_catalog.to_regclass('${schema}.statement') is not null as found`,
  )
  return rows[0]?.found === true
}

/** All migrations, and the statements of those that are not through. */
export async function readJournal(session: Session): Promise<Journal> {
  if (!(await hasJournal(session))) return { migrations: [], statements: [] }
  const migrations = await session.query(
    `select m.folder, m.id, m.state, m.direction, m.pass, m.digest, m.checksum, m.down, m.losses,
      pg_catalog.to_jsonb(m) ->> 'kept' as kept, m.run_id, m.error, r.plan_digest,
      pg_catalog.to_char(m.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as changed_at
    from ${schema}.migration m left join ${schema}.run r on r.id = m.run_id order by m.folder, m.id`,
  )
  const statements = await session.query(
    `select s.folder, s.migration as id, s.direction, s.number, s.state, s.checksum, s.observation, s.error
    from ${schema}.statement s
    join ${schema}.migration m on m.folder = s.folder and m.id = s.migration and m.pass = s.pass
    where m.state in ('running', 'failed') order by s.folder, s.migration, s.number`,
  )
  return { migrations: migrations.rows.map(migrationOf), statements: statements.rows.map(statementOf) }
}

function migrationOf(row: Row): JournaledMigration {
  return {
    folder: String(row.folder),
    id: String(row.id),
    state: row.state as JournaledMigration['state'],
    direction: row.direction as JournaledMigration['direction'],
    pass: Number(row.pass),
    digest: String(row.digest),
    checksum: String(row.checksum),
    down: textOrNull(row.down),
    losses: JSON.parse(String(row.losses)),
    kept: typeof row.kept === 'string' ? JSON.parse(row.kept) : null,
    changedAt: String(row.changed_at),
    runId: String(row.run_id),
    planDigest: textOrNull(row.plan_digest),
    error: textOrNull(row.error),
  }
}

function statementOf(row: Row): JournaledStatement {
  return {
    folder: String(row.folder),
    id: String(row.id),
    direction: row.direction as JournaledStatement['direction'],
    number: Number(row.number),
    state: row.state as JournaledStatement['state'],
    checksum: String(row.checksum),
    observation: typeof row.observation === 'string' ? JSON.parse(row.observation) : null,
    error: textOrNull(row.error),
  }
}

function textOrNull(value: unknown): string | null {
  return value === null || value === undefined ? null : String(value)
}

/** The first words on a run. */
export function runBegins({ id, command, actor, commit, environment, planDigest }: RunIdentity): string {
  const values = [id, command, actor, commit, environment, planDigest].map(literal).join(', ')
  return `INSERT INTO ${schema}.run (id, command, actor, commit, environment, plan_digest) VALUES (${values})`
}

/** The last words on a run. */
export function runEnds(id: string, outcome: string, error: string | null): string {
  return `UPDATE ${schema}.run SET finished_at = pg_catalog.clock_timestamp(), outcome = ${literal(outcome)}, error = ${literal(error)} WHERE id = ${literal(id)}`
}

/** What the journal says of a migration from now on. */
export function migrationIs(runId: string, migration: MigrationState, error: string | null): string {
  const { losses, folder, id, state, direction, pass, digest, checksum, down } = migration
  const kept = migration.kept === null ? null : JSON.stringify(migration.kept)
  const back = { down, losses: JSON.stringify(losses), kept }
  const columns = { folder, id, state, direction, pass, digest, checksum, ...back, run_id: runId, error }
  const values = Object.values(columns).map(literal).join(', ')
  const changed = Object.keys(columns)
    .slice(2)
    .map(name => `${name} = EXCLUDED.${name}`)
  return `INSERT INTO ${schema}.migration (${Object.keys(columns).join(', ')}, changed_at)
    VALUES (${values}, pg_catalog.clock_timestamp())
    ON CONFLICT (folder, id) DO UPDATE SET ${changed.join(', ')}, changed_at = EXCLUDED.changed_at`
}

/** What is told of statements. */
export interface StatementWords {
  readonly runId: string
  readonly migration: MigrationState
  readonly kind: Segment['kind'] | 'marked'
  readonly state: JournaledStatement['state']
  readonly observation?: JournaledStatement['observation']
  readonly error?: string | null
}

/** What the journal says of statements from now on; the moment at which they began is kept. */
export function statementsAre(
  statements: readonly { readonly number: number; readonly checksum: string }[],
  { runId, migration, kind, state, observation = null, error = null }: StatementWords,
): string {
  const { folder, id, pass, direction } = migration
  const finished = state === 'running' ? 'NULL' : 'pg_catalog.clock_timestamp()'
  const observed = observation === null ? null : JSON.stringify(observation)
  const rows = statements.map(({ number, checksum }) => {
    const values = [folder, id, pass, number, direction, kind, checksum, state, observed, runId, error]
    return `(${values.map(literal).join(', ')}, pg_catalog.now(), ${finished})`
  })
  return `INSERT INTO ${schema}.statement
    (folder, migration, pass, number, direction, class, checksum, state, observation, run_id, error, started_at, finished_at)
    VALUES ${rows.join(', ')}
    ON CONFLICT (folder, migration, pass, number) DO UPDATE SET state = EXCLUDED.state, run_id = EXCLUDED.run_id,
      observation = coalesce(EXCLUDED.observation, statement.observation), error = EXCLUDED.error, finished_at = EXCLUDED.finished_at`
}

/** A statement with its parameters written into it: it goes to the server in one script with others. */
export function inlined({ sql, parameters }: Written): string {
  return sql.replace(/\$(\d+)/g, (_, place: string) => literal(parameters[Number(place) - 1] ?? null))
}

/** A value as SQL, whatever `standard_conforming_strings` says. */
export function literal(value: string | number | boolean | null): string {
  if (value === null) return 'NULL'
  if (typeof value !== 'string') return String(value)
  return quoteLiteral(value)
}
