import { constants } from 'node:sqlite'
import type { Action } from '../session.ts'

/** Settings that reach files, bound or hide what we measure, or open what the sandbox closes. */
const refusedPragmas: ReadonlySet<string> = new Set([
  'data_store_directory',
  'hard_heap_limit',
  'lock_proxy_file',
  'max_page_count',
  'schema_version',
  'soft_heap_limit',
  'temp_store',
  'temp_store_directory',
  'trusted_schema',
  'writable_schema',
])

/** A function of ours, for questions of ours: a value as an SQL literal, a long one as the digest of it. */
export const literalFunction = 'migration_gate_literal'

/** Functions that load code, hand out or take addresses in memory, or that no other engine has. */
const refusedFunctions: ReadonlySet<string> = new Set(['load_extension', 'fts3_tokenizer', literalFunction])

/** Action codes by number; all other constants share their numbers with some of them. */
const codes = new Map(
  Object.entries(constants)
    .filter(([name]) => !/^SQLITE_(?:CHANGESET_.*|OK|DENY|IGNORE|COPY)$/.test(name))
    .map(([name, number]) => [number, name.slice('SQLITE_'.length).toLowerCase()]),
)

/**
 * The engine's authorizer for one statement. Nothing but what is refused here leads to a file:
 * SQLite's own access to files knows nothing of Node's permission model.
 */
export class Sandbox {
  readonly #actions = new Map<string, Action>()
  readonly #whose: 'ours' | 'theirs'
  #phase: 'compiling' | 'executing' | 'closed' = 'compiling'
  #refusal: string | null = null

  /** A question of ours may hold text of theirs: a view's, or a statement that is only to be explained. */
  constructor(whose: 'ours' | 'theirs') {
    this.#whose = whose
  }

  /** What was refused, if anything was. */
  get refusal(): string | null {
    return this.#refusal
  }

  /** What the statement asked leave for when it was compiled, each once. */
  get actions(): readonly Action[] {
    return [...this.#actions.values()]
  }

  /** The statement is compiled: what is asked from now on, the engine asks for inner statements of its own. */
  execute(): void {
    this.#phase = 'executing'
  }

  /** Refuses everything from now on: what is compiled is only looked at. */
  shut(): void {
    this.#phase = 'closed'
  }

  /** To be given to `setAuthorizer`. */
  readonly authorize = (
    number: number,
    first: string | null,
    second: string | null,
    schema: string | null,
    trigger: string | null,
  ): number => {
    if (this.#phase === 'closed') return constants.SQLITE_DENY
    const action = { code: codes.get(number) ?? `action ${number}`, first, second, schema, trigger }
    const refusal = this.#refusalOf(action)
    this.#refusal ??= refusal
    if (refusal !== null) return constants.SQLITE_DENY
    if (this.#whose === 'theirs' && this.#phase === 'compiling')
      this.#actions.set(JSON.stringify(Object.values(action)), action)
    return constants.SQLITE_OK
  }

  #refusalOf({ code, first, second }: Action): string | null {
    switch (code) {
      case 'attach':
        // A plain VACUUM attaches a nameless database of its own while it runs.
        if (this.#phase === 'executing') return first === '' ? null : 'VACUUM INTO'
        return 'ATTACH'
      case 'detach':
        return 'DETACH'
      case 'function':
        return this.#refusesFunction(second?.toLowerCase() ?? '') ? `the function ${second}` : null
      case 'pragma':
        // Without a value it only tells.
        return second !== null && refusedPragmas.has(first?.toLowerCase() ?? '') ? `PRAGMA ${first}` : null
      default:
        return null
    }
  }

  #refusesFunction(name: string): boolean {
    return refusedFunctions.has(name) && !(this.#whose === 'ours' && name === literalFunction)
  }
}
