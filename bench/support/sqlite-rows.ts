import { quoteIdentifier } from '../../src/dialects/sqlite/parse/names.ts'
import type { Catalog } from '../../src/dialects/sqlite/schema/catalog.ts'
import type { Session } from '../../src/dialects/sqlite/session.ts'

/** Three rows for each table that takes them; each column holds the number of its row. */
export async function putRows(session: Session, { tables }: Catalog): Promise<void> {
  for (const { name, columns } of tables) {
    const written = columns.filter(({ generated }) => generated === null)
    const list = written.map(column => quoteIdentifier(column.name)).join(', ')
    for (const row of ['1', '2', '3']) {
      const values = written.map(() => row).join(', ')
      try {
        await session.script(`INSERT INTO ${quoteIdentifier(name)} (${list}) VALUES (${values})`)
      } catch {
        // It stays without this row.
      }
    }
  }
}
