import type { Statement } from '../../../model/statement.ts'
import { qualified } from '../parse/names.ts'
import { DatabaseError, type Row, type Session } from '../session.ts'

/** What the engine's own program for a statement does to the tables of the database. */
export interface Program {
  /** It takes the write lock of the database. */
  readonly writes: boolean
  /** Tables that are read from end to end, be it through an index. */
  readonly scans: readonly string[]
  /** Tables whose rows are all written anew where they lie; of a statement that is no UPDATE itself. */
  readonly rewrites: readonly string[]
  /** The one table to which it adds rows, where it does nothing else: no trigger, no row that goes or changes. */
  readonly addsTo: string | null
}

/** One instruction, as EXPLAIN tells it: https://sqlite.org/opcode.html */
interface Instruction {
  readonly opcode: string
  readonly p1: number
  readonly p2: number
  readonly p3: number
  readonly p5: number
}

/** Bit of P5 that makes P2 the number of a register and not of a page. */
const pageInRegister = 0x10

/**
 * Reads the program for a statement without running it: what the engine will do is known before, and exactly.
 * `null` where there is none to read: it does not compile, and running it will say why.
 */
export async function readProgram(
  session: Session,
  { sql, operations }: Pick<Statement, 'sql' | 'operations'>,
): Promise<Program | null> {
  const [tables, instructions] = await Promise.all([tablesByPage(session), explain(session, sql)])
  if (instructions === null) return null
  const program = programOf(instructions, tables)
  // What ADD COLUMN checks, it checks through a virtual table, pragma_quick_check.
  const checked = instructions.some(({ opcode }) => opcode === 'VFilter')
    ? operations.flatMap(operation => (operation.kind === 'add-column' ? [operation.table] : []))
    : []
  return { ...program, scans: [...new Set([...program.scans, ...checked])].sort() }
}

async function explain(session: Session, sql: string): Promise<readonly Instruction[] | null> {
  try {
    return (await session.query(`EXPLAIN ${sql}`)).map(toInstruction)
  } catch (error) {
    if (error instanceof DatabaseError) return null
    throw error
  }
}

function toInstruction({ opcode, p1, p2, p3, p5 }: Row): Instruction {
  return { opcode: String(opcode), p1: Number(p1), p2: Number(p2), p3: Number(p3), p5: Number(p5) }
}

/** The table to which each root page belongs, an index's too. */
async function tablesByPage(session: Session): Promise<ReadonlyMap<number, string>> {
  const rows = await session.query(
    "SELECT rootpage, tbl_name FROM main.sqlite_schema WHERE rootpage > 0 AND substr(tbl_name, 1, 7) <> 'sqlite_'",
  )
  return new Map(
    rows.map(({ rootpage, tbl_name }) => [Number(rootpage), qualified('main', String(tbl_name))]),
  )
}

function programOf(instructions: readonly Instruction[], tables: ReadonlyMap<number, string>): Program {
  /** The table behind each open cursor. Programs of triggers and foreign keys open theirs anew. */
  const cursors = new Map<number, string>()
  const looped = new Set<string>()
  const scans = new Set<string>()
  const rewrites = new Set<string>()
  const opcodes = new Set(instructions.map(({ opcode }) => opcode))
  const changesRows = opcodes.has('ResetCount') || !opcodes.has('ParseSchema')
  for (const { opcode, p1, p2, p3, p5 } of instructions) {
    switch (opcode) {
      case 'OpenRead':
      case 'OpenWrite':
      case 'ReopenIdx': {
        const table = p3 === 0 && (p5 & pageInRegister) === 0 ? tables.get(p2) : undefined
        if (table === undefined) cursors.delete(p1)
        else cursors.set(p1, table)
        break
      }
      case 'OpenEphemeral':
      case 'OpenPseudo':
      case 'OpenAutoindex':
      case 'SorterOpen':
      case 'VOpen':
        cursors.delete(p1)
        break
      case 'Rewind':
      case 'Last':
      case 'Count': {
        const table = cursors.get(p1)
        if (table === undefined) break
        scans.add(table)
        looped.add(`${p1} ${table}`)
        break
      }
      case 'Insert':
      case 'IdxInsert': {
        const table = cursors.get(p1)
        if (table !== undefined && !changesRows && looped.has(`${p1} ${table}`)) rewrites.add(table)
        break
      }
    }
  }
  if (opcodes.has('Vacuum')) for (const table of tables.values()) rewrites.add(table)
  return {
    writes: instructions.some(takesLock),
    scans: [...scans].sort(),
    rewrites: [...rewrites].sort(),
    addsTo: soleTarget(instructions, tables),
  }
}

/** What else than adding rows a program may do: take or change some, run another program, write the schema. */
const otherDeeds: ReadonlySet<string> = new Set([
  'Clear',
  'Delete',
  'Destroy',
  'IdxDelete',
  'ParseSchema',
  'Program',
  'Vacuum',
  'VUpdate',
])

function soleTarget(
  instructions: readonly Instruction[],
  tables: ReadonlyMap<number, string>,
): string | null {
  if (instructions.some(({ opcode }) => otherDeeds.has(opcode))) return null
  const written = new Set(
    instructions.flatMap(({ opcode, p2, p3, p5 }) =>
      opcode === 'OpenWrite' && p3 === 0 && (p5 & pageInRegister) === 0 ? (tables.get(p2) ?? []) : [],
    ),
  )
  const [only, ...more] = written
  return only !== undefined && more.length === 0 ? only : null
}

function takesLock({ opcode, p1, p2 }: Instruction): boolean {
  return opcode === 'Vacuum' || (opcode === 'Transaction' && p1 === 0 && p2 !== 0)
}
