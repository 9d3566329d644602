import type { Row, RunResult, Value } from '../session.ts'

/** What the parent asks of the child that holds the engine. */
export type Question =
  | { readonly kind: 'query'; readonly sql: string; readonly parameters: readonly Value[] }
  | { readonly kind: 'script'; readonly sql: string }
  | { readonly kind: 'run'; readonly sql: string }
  | { readonly kind: 'prepare'; readonly queries: readonly string[] }
  | { readonly kind: 'stand-in'; readonly name: string }
  | { readonly kind: 'image' }
  | { readonly kind: 'restore'; readonly image: Uint8Array }
  | { readonly kind: 'reconnect' }

export type Answer =
  | { readonly kind: 'rows'; readonly rows: readonly Row[] }
  | { readonly kind: 'ran'; readonly result: RunResult }
  | { readonly kind: 'prepared'; readonly messages: readonly (string | null)[] }
  | { readonly kind: 'image'; readonly image: Uint8Array }
  | { readonly kind: 'done' }

/** What becomes a `DatabaseError` in the parent. */
export interface Refusal {
  readonly message: string
  readonly code: string
  readonly inTransaction: boolean
}
