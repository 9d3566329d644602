/** How people write a dialect in names and manifests. */
const spellings: Readonly<Record<string, string>> = {
  postgres: 'postgres',
  postgresql: 'postgres',
  pg: 'postgres',
  pgsql: 'postgres',
  supabase: 'postgres',
  mysql: 'mysql',
  mariadb: 'mysql',
  singlestore: 'mysql',
  sqlite: 'sqlite',
  sqlite3: 'sqlite',
  sqlcipher: 'sqlite',
  turso: 'sqlite',
  libsql: 'sqlite',
  clickhouse: 'clickhouse',
  cockroach: 'cockroach',
  cockroachdb: 'cockroach',
  crdb: 'cockroach',
  mssql: 'mssql',
  sqlserver: 'mssql',
  h2: 'h2',
  hsqldb: 'hsqldb',
  oracle: 'oracle',
  db2: 'db2',
  spanner: 'spanner',
  cassandra: 'cassandra',
  surrealdb: 'surrealdb',
}

const known = new Map(Object.entries(spellings))

/** The dialect that a word stands for. */
export function dialectSpelled(word: string): string | undefined {
  return known.get(word.toLowerCase())
}
