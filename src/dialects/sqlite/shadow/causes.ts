import type { DatabaseError } from '../session.ts'

/** Why a statement failed, in a word; the engine calls most mistakes `SQLITE_ERROR`, and tells them apart in its message only. */
const causes: readonly [cause: string, message: RegExp][] = [
  ['syntax-error', /^(?:near ".*": syntax error$|incomplete input$|unrecognized token: )/s],
  ['no-such-table', /\bno such table: /],
  ['no-such-column', /\bno such column: |\bhas no column named |^unknown column "/],
  ['no-such-function', /\bno such function: |^unknown function: /],
  ['no-such-module', /\bno such module: |\b(?:no such|unknown) tokenizer: /],
  ['no-such-collation', /\bno such collation sequence: /],
  ['already-exists', /\balready exists$|^there is already another table or index |^duplicate column name: /],
  ['no-such-object', /\bno such (?:index|view|trigger): |\bunable to identify the object to be reindexed$/],
]

/** The engine's word, or a finer one of ours where it has none. */
export function causeOf(code: string, message: string): string {
  if (code !== 'SQLITE_ERROR' && code !== 'SQLITE_ERROR_MISSING_COLLSEQ') return code
  return causes.find(([, pattern]) => pattern.test(message))?.[0] ?? code
}

/** Causes that an incomplete base can be at the bottom of. */
export const missingObject: ReadonlySet<string> = new Set([
  'no-such-table',
  'no-such-column',
  'no-such-object',
])

/** What applications bring themselves: the shadow has nothing but the engine. */
const brought: Readonly<Record<string, string>> = {
  'no-such-function': 'functions',
  'no-such-module': 'modules and tokenizers',
  'no-such-collation': 'collations',
}

/** Why a failure tells nothing about the statement: it needs what only the application brings; `null` where it does not. */
export function broughtByApplication(error: DatabaseError): string | null {
  const what = brought[error.code]
  return what === undefined ? null : `${error.message}: the shadow has none of the application's own ${what}`
}
