import { tokensOf } from '../parse/lexer.ts'
import { folded, quoteIdentifier, sameName, unquote } from '../parse/names.ts'
import type { Table } from './catalog.ts'
import type { TablePair } from './table-steps.ts'

/**
 * The rebuild that the manual of ALTER TABLE recommends: create the new table, copy, drop the old one, rename. The
 * tables' renames have been done. Rowids stay, for what refers to them (full-text indexes do), and so does the
 * mark of AUTOINCREMENT, which would fall to the highest rowid in use. `name` is one that nothing bears.
 */
export function rebuild({ from, to, columns }: TablePair, name: string): readonly string[] {
  const [made, table] = [quoteIdentifier(name), quoteIdentifier(to.name)]
  const copied = columns
    .filter(column => column.to.generated === null)
    .map(column => [quoteIdentifier(column.to.name), quoteIdentifier(column.to.name)] as const)
  const all = [...rowidCopy(from, to, columns), ...copied]
  const targets = all.map(([target]) => target).join(', ')
  const sources = all.map(([, source]) => source).join(', ')
  return [
    createAs(to, name),
    ...(all.length === 0 ? [] : [`INSERT INTO ${made} (${targets}) SELECT ${sources} FROM ${table}`]),
    ...(from.autoincrement && to.autoincrement ? keepMark(name, to.name) : []),
    `DROP TABLE ${table}`,
    `ALTER TABLE ${made} RENAME TO ${table}`,
  ]
}

/** A name for the table in the making. */
export function unusedName(table: string, taken: ReadonlySet<string>): string {
  const name = `_new_${table}`
  let unused = name
  for (let turn = 2; taken.has(folded(unused)); turn++) unused = `${name}_${turn}`
  return unused
}

/** The table's own text under another name, also where a CHECK says `users.age`: the rename turns it back. */
function createAs({ sql, name: old, nameStart, nameEnd }: Table, name: string): string {
  const made = quoteIdentifier(name)
  const tokens = tokensOf(sql, nameEnd)
  let text = ''
  let end = nameEnd
  tokens.forEach(({ kind, start, end: tokenEnd }, place) => {
    const dot = tokens[place + 1]
    const qualifies =
      (kind === 'word' || kind === 'quoted') &&
      dot !== undefined &&
      sql.slice(dot.start, dot.end) === '.' &&
      sameName(unquote(sql.slice(start, tokenEnd)), old)
    if (!qualifies) return
    text += sql.slice(end, start) + made
    end = tokenEnd
  })
  return sql.slice(0, nameStart) + made + text + sql.slice(end)
}

type Copy = readonly (readonly [target: string, source: string])[]

/** The rowid where it is no column that is copied anyway. */
function rowidCopy(from: Table, to: Table, columns: TablePair['columns']): Copy {
  if (from.withoutRowid || to.withoutRowid) return []
  // The old table has the new names by now.
  const names = [...from.columns, ...to.columns].map(column => folded(column.name))
  const rowid = ['rowid', '_rowid_', 'oid'].find(name => !names.includes(name))
  if (to.rowid !== null) {
    const isCopied = columns.some(column => sameName(column.to.name, to.rowid ?? ''))
    return isCopied || rowid === undefined ? [] : [[quoteIdentifier(to.rowid), rowid]]
  }
  return rowid === undefined ? [] : [[rowid, rowid]]
}

function keepMark(made: string, table: string): readonly string[] {
  const [name, old] = [made, table].map(text => `'${text.replaceAll("'", "''")}'`)
  return [
    `DELETE FROM sqlite_sequence WHERE name = ${name}`,
    `INSERT INTO sqlite_sequence (name, seq) SELECT ${name}, seq FROM sqlite_sequence WHERE name = ${old}`,
  ]
}
