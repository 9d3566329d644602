/** One thing in a schema, read from the catalog as text. */
export interface SchemaObject {
  /** `table`, `column`, `index`, `constraint`, `view`, `function`, … */
  readonly kind: string
  /** Schema-qualified, quoted where SQL needs it; a column is `public.users.email`. */
  readonly name: string
  /** Survives a rename within one database (catalog and OID); empty where there is none. */
  readonly identity: string
  /** One attribute a property (`type`, `default`, `definition`, …); order of keys is fixed. */
  readonly attributes: Readonly<Record<string, string>>
}

/** All objects of a database by `kind name`, and the order of columns, which is compared on its own. */
export interface Schema {
  readonly objects: ReadonlyMap<string, SchemaObject>
  readonly columnOrder: ReadonlyMap<string, readonly string[]>
}

/** One difference between two schemas. */
export interface Change {
  readonly action: 'add' | 'drop' | 'alter' | 'rename'
  readonly object: string
  readonly name: string
  /** One line: `bigint → bigint not null`, `was public.people`. */
  readonly detail: string
}

/** Three answers that never blur; order of columns is told apart. */
export interface SchemaComparison {
  readonly verdict: 'equal' | 'equal-except-order' | 'unequal'
  readonly difference: readonly Change[]
}
