import type { Statement } from './statement.ts'

/**
 * What a migration drops and an apply sets aside, so that its way back brings the rows again. All of it is SQL of the
 * dialect, ready to be sent; it was run in the throwaway database before.
 */
export interface Keeping {
  readonly objects: readonly KeptObject[]
  readonly steps: readonly KeepStep[]
  /** The way back of the schema alone; nothing of it reads what was kept. */
  readonly down: string
  /** What the way back must do once the rows stand again, such as SET NOT NULL. */
  readonly finish: readonly string[]
  /** How long it is kept, in days. */
  readonly days: number
}

/** A table or column that is kept. */
export interface KeptObject {
  /** Names it in the archive: the tag of its migration, and its number there. */
  readonly id: string
  readonly kind: 'table' | 'column'
  /** As it was called, in its schema. */
  readonly name: string
  /** The table in which it stands now, in its schema. */
  readonly place: string
  /** The statement that drops it: its place in the file, from 0. */
  readonly statement: number
  /** Brings its rows back behind the way back of the schema, and takes away what kept them. */
  readonly restore: readonly string[]
  /** Takes away what keeps them. */
  readonly purge: readonly string[]
}

/** What is sent with a statement of the migration. */
export interface KeepStep {
  /** Its place in the file, from 0. */
  readonly statement: number
  /**
   * `before`: then the statement runs as it is written. `instead`: the statement is tried first, and taken back, so that
   * what would keep it from running still does.
   */
  readonly form: 'before' | 'instead'
  readonly sql: readonly string[]
}

/** What a migration takes away and nothing keeps, and why. */
export interface NotKept {
  readonly name: string
  readonly reason: string
}

/** What is asked of a dialect that is to keep what a migration drops. */
export interface KeepRequest {
  /** The way back of the schema as it was proven, or as it failed only for want of the rows; `null` where there is none. */
  readonly down: string | null
  /** 12 hex digits, another for each run of each migration. */
  readonly tag: string
  readonly days: number
  /** The statements of the migrations behind it in the same change: what they drop must not be needed by what is kept. */
  readonly later: readonly Statement[]
  /** Whether a relation stood before the change: what the change itself brought needs no keeping. */
  isLive(table: string): boolean
  /** Whether a copy of all rows would hold the lock for too long. */
  isTooLarge(table: string): boolean
}

/** Set aside or not: what is known before it is tried. */
export interface PlannedKeeping {
  /** `null` where nothing can be kept. */
  readonly keeping: Keeping | null
  readonly notKept: readonly NotKept[]
}

/** The way back that brings these again; without any it leads to the same schema. */
export function bringsBack({ down, finish }: Keeping, restored: readonly KeptObject[]): string {
  const rows = restored.toReversed().flatMap(({ restore }) => restore)
  return down + [...rows, ...finish].map(sql => `${sql};\n`).join('')
}
