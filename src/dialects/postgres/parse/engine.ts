import { setFlagsFromString } from 'node:v8'
import type { RawStmt } from 'libpg-query'
import createModule, { type PgQueryModule } from 'libpg-query/wasm/libpg-query.js'

/** What PostgreSQL's own parser said to one text. */
export type ParseOutcome =
  | { readonly kind: 'parsed'; readonly statements: readonly RawStmt[] }
  /** `position` counts code points from 0, as the server does. */
  | { readonly kind: 'refused'; readonly message: string; readonly position: number }
  /** The parser itself gave up: the text is too deep or too large for it. */
  | { readonly kind: 'crashed'; readonly message: string }

/** An instance never gives memory back; above this many bytes the next text gets a fresh one. */
const largestHeap = 256 * 1024 * 1024

let current: Promise<PgQueryModule> | null = null

// A budget of executed code below which V8 does not optimise a WASM function. The grammar is one huge function:
// optimising it takes half a second in the background, and Node waits for it at its end, for a parser that runs
// some milliseconds. Far larger inputs still get there.
setFlagsFromString('--wasm-tiering-budget=2000000000')

/**
 * Parses with the server's own grammar (WASM).
 *
 * The instance is ours and not the package's, because a text that is nested too deep overflows the stack inside
 * the WASM code, which leaks its stack pointer: after some 35 of those every parse fails with "memory access out
 * of bounds". So an instance that crashed once is thrown away.
 */
export async function parseText(sql: string): Promise<ParseOutcome> {
  current ??= createModule()
  const held = current
  const module = await held
  try {
    return parseWith(module, sql)
  } catch (error) {
    forget(held)
    return { kind: 'crashed', message: crashMessage(error instanceof Error ? error.message : String(error)) }
  } finally {
    if (module.HEAPU8.length > largestHeap) forget(held)
  }
}

function forget(held: Promise<PgQueryModule>): void {
  if (current === held) current = null
}

function crashMessage(detail: string): string {
  return `the parser gave up: the statement is nested too deep or too large (${detail})`
}

/** Reads libpg_query's PgQueryParseResult {tree, stderr, error} and PgQueryError {message, function, file, line, cursor}. */
function parseWith(module: PgQueryModule, sql: string): ParseOutcome {
  const bytes = module.lengthBytesUTF8(sql) + 1
  const query = module._malloc(bytes)
  if (query === 0) throw new Error('out of memory')
  module.stringToUTF8(sql, query, bytes)
  const result = module._wasm_parse_query_raw(query)
  if (result === 0) throw new Error('out of memory')
  const outcome = readResult(module, result)
  module._wasm_free_parse_result(result)
  module._free(query)
  return outcome
}

function readResult(module: PgQueryModule, result: number): ParseOutcome {
  const error = module.getValue(result + 8, 'i32')
  if (error !== 0) {
    const message = module.UTF8ToString(module.getValue(error, 'i32'))
    // Bison's own stack is full: some thousand open parentheses.
    if (message.startsWith('memory exhausted')) return { kind: 'crashed', message: crashMessage(message) }
    const cursor = module.getValue(error + 16, 'i32')
    return { kind: 'refused', message, position: Math.max(0, cursor - 1) }
  }
  const tree: { stmts?: RawStmt[] } = JSON.parse(module.UTF8ToString(module.getValue(result, 'i32')))
  return { kind: 'parsed', statements: tree.stmts ?? [] }
}
