/** What a team asks of its own migrations; what is left out is not asked. */
export interface Policy {
  /** Tables that no migration touches: names, with or without schema, in which `*` stands for any letters. */
  readonly 'protected-tables'?: readonly string[] | undefined
  /** What the name of each new object must look like, by its kind: a regular expression for the whole name. */
  readonly naming?: Readonly<Partial<Record<NamedKind, string | undefined>>> | undefined
  /** Columns that every new table has. */
  readonly 'required-columns'?: readonly string[] | undefined
  /** Types that no new column has, as the database spells them, without length: `money`, `json`. */
  readonly 'forbidden-types'?: readonly string[] | undefined
  /** What the name of a table or column must look like before it may be dropped: a regular expression in it. */
  readonly 'drop-marker'?: string | undefined
  readonly 'foreign-keys'?: 'allowed' | 'forbidden' | undefined
  /** Whether names of tables must bear their schema. */
  readonly 'qualified-names'?: boolean | undefined
}

/** Kinds of objects whose names a policy may shape. */
export const namedKinds = [
  'table',
  'column',
  'index',
  'constraint',
  'view',
  'function',
  'sequence',
  'trigger',
  'type',
  'schema',
] as const

export type NamedKind = (typeof namedKinds)[number]
