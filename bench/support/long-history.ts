/** A history whose schema grows: a table, its index, a key to the one before, a view and a row, over and over. */
export function growing(migrations: number): readonly string[] {
  return Array.from({ length: migrations }, (_, place) => {
    const table = Math.floor(place / 4) + 1
    const before = Math.max(table - 1, 1)
    switch (place % 4) {
      case 0:
        return `CREATE TABLE t${table} (
  id bigint PRIMARY KEY, name text NOT NULL, amount int DEFAULT 3 CHECK (amount > 0), made_at timestamptz DEFAULT now()
);\n`
      case 1:
        return `ALTER TABLE t${table} ADD COLUMN note text;\nCREATE INDEX t${table}_by_name ON t${table} (name);\n`
      case 2:
        return `ALTER TABLE t${table} ADD COLUMN parent_id bigint REFERENCES t${before} (id);\n`
      default:
        return `CREATE VIEW v${table} AS SELECT id, name FROM t${table};\nINSERT INTO t${table} (id, name) VALUES (1, 'one');\n`
    }
  })
}

/** A history that goes on changing five tables, and leaves them about as large as they were. */
export function steady(migrations: number): readonly string[] {
  const tables = Array.from(
    { length: 5 },
    (_, place) => `CREATE TABLE t${place + 1} (id bigint PRIMARY KEY, name text NOT NULL, state text);\n`,
  )
  const changes = Array.from({ length: migrations - tables.length }, (_, place) => {
    const table = `t${(Math.floor(place / 4) % 5) + 1}`
    switch (place % 4) {
      case 0:
        return `ALTER TABLE ${table} ADD COLUMN step int DEFAULT 1;\nCREATE INDEX ${table}_step ON ${table} (step);\n`
      case 1:
        return `INSERT INTO ${table} (id, name) VALUES (${place}, 'row ${place}');\nUPDATE ${table} SET state = 'seen';\n`
      case 2:
        return `ALTER TABLE ${table} ADD CONSTRAINT ${table}_step_positive CHECK (step > 0);\n`
      default:
        return `ALTER TABLE ${table} DROP COLUMN step;\n`
    }
  })
  return [...tables, ...changes]
}
