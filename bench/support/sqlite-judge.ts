import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Session } from '../../src/dialects/sqlite/session.ts'

/** What a database is in the words of a program that shares nothing with this one. */
export interface Testimony {
  /** Each CREATE of its `.dump`, in one line, sorted. */
  readonly schema: string
  /** Each INSERT of it, sorted. */
  readonly rows: string
}

/**
 * Asks the `sqlite3` of the system to dump the database. Its words are made comparable a little: comments, quotes
 * around names, white space and the case outside strings are taken away, and statements are sorted.
 */
export async function testimony(session: Session): Promise<Testimony> {
  const folder = mkdtempSync(join(tmpdir(), 'sqlite-judge-'))
  try {
    const file = join(folder, 'database')
    writeFileSync(file, await session.image())
    const { status, stdout, stderr } = spawnSync('sqlite3', [file, '.dump'], { encoding: 'utf8' })
    if (status !== 0) throw new Error(stderr)
    const statements = statementsOf(stdout)
    const rows = statements.filter(statement => /^insert /i.test(statement))
    const creates = statements.filter(statement => /^create /i.test(statement))
    return { schema: creates.map(plain).sort().join('\n'), rows: rows.map(plain).sort().join('\n') }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** The program ends each statement with a semicolon at the end of a line; one of a trigger goes on up to its END. */
function statementsOf(dump: string): readonly string[] {
  const statements: string[] = []
  let open = ''
  for (const line of dump.split('\n')) {
    open += open === '' ? line : `\n${line}`
    const isTrigger = /^create trigger/i.test(open)
    const isWhole = isTrigger ? /\bend\s*;$/i.test(open) : open.endsWith(';')
    if (!isWhole) continue
    statements.push(open)
    open = ''
  }
  return statements
}

function plain(statement: string): string {
  const pieces =
    statement.match(
      /'(?:[^']|'')*'|--[^\n]*|\/\*[\s\S]*?\*\/|"(?:[^"]|"")*"|`[^`]*`|\[[^\]]*\]|[^'"`[/-]+|./g,
    ) ?? []
  return (
    pieces
      .map(piece => {
        if (piece.startsWith('--') || piece.startsWith('/*')) return ' '
        if (piece.startsWith("'"))
          return /^'\w*'$/.test(piece) && isName(statement, piece) ? piece.slice(1, -1) : piece
        return (/^["`[]/.test(piece) ? piece.slice(1, -1) : piece).toLowerCase()
      })
      .join('')
      .replaceAll(/\s+/g, ' ')
      // What the program says where a name is quoted.
      .replace(/^create table if not exists /, 'create table ')
      .replaceAll(/ ?([(),;=<>]) ?/g, '$1')
      // Words that say what is so without them.
      .replaceAll(' generated always as(', ' as(')
      .replaceAll(/\)virtual(?=[,)])/g, ')')
      .trim()
  )
}

/** `CREATE TABLE 'name' ('column' …`: a string where only a name can stand. */
function isName(statement: string, piece: string): boolean {
  return /^create table/i.test(statement) && new RegExp(`(?:table |[(,]\\s*)${piece}`, 'i').test(statement)
}
