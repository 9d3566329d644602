/**
 * What a statement does by its text, in words that no dialect owns.
 * Names are schema-qualified where the text or the dialect's default tells the schema.
 */
export type Operation =
  | {
      readonly kind: 'create-table'
      readonly table: string
      readonly ifNotExists: boolean
      /** The columns that its text defines, in dialects that tell. */
      readonly defines?: readonly {
        readonly column: string
        readonly type: string
        /** As of an added column. */
        readonly values: 'null' | 'default' | 'serial' | 'identity' | 'stored' | 'virtual'
      }[]
      /** It has no rows of its own: its partitions do. */
      readonly partitioned?: true
    }
  | { readonly kind: 'drop-table'; readonly table: string; readonly cascade: boolean }
  | { readonly kind: 'rename-table'; readonly table: string; readonly to: string }
  | {
      readonly kind: 'add-column'
      readonly table: string
      readonly column: string
      readonly type: string
      readonly notNull: boolean
      /** `null` is given for a column without a default; generated and identity columns count as having one. */
      readonly default: string | null
      /** Where the rows get their value from; one that is `virtual` is computed when it is read. */
      readonly values: 'null' | 'default' | 'serial' | 'identity' | 'stored' | 'virtual'
      /** Functions that the default calls, without their schema. */
      readonly calls: readonly string[]
    }
  | {
      readonly kind: 'drop-column'
      readonly table: string
      readonly column: string
      readonly cascade: boolean
    }
  | { readonly kind: 'rename-column'; readonly table: string; readonly column: string; readonly to: string }
  | {
      readonly kind: 'change-column-type'
      readonly table: string
      readonly column: string
      readonly type: string
      /** How the new values are made, where the text says it: by nothing but casts of the old ones, or otherwise. */
      readonly using?: 'cast' | 'expression'
    }
  | { readonly kind: 'set-not-null'; readonly table: string; readonly column: string }
  | { readonly kind: 'drop-not-null'; readonly table: string; readonly column: string }
  | { readonly kind: 'set-default'; readonly table: string; readonly column: string }
  | { readonly kind: 'drop-default'; readonly table: string; readonly column: string }
  | {
      readonly kind: 'add-constraint'
      readonly table: string
      readonly constraint: string | null
      readonly type: 'primary-key' | 'unique' | 'check' | 'foreign-key' | 'exclusion' | 'not-null'
      readonly columns: readonly string[]
      /** The parent of a foreign key. */
      readonly references: string | null
      /** As written, from its own keyword on: `check (total > 0)`, `unique (a) include (b)`. */
      readonly definition: string
      /** False for NOT VALID and NOT ENFORCED: existing rows are not checked now. */
      readonly validated: boolean
      readonly usingIndex: boolean
    }
  | { readonly kind: 'validate-constraint'; readonly table: string; readonly constraint: string }
  | {
      readonly kind: 'drop-constraint'
      readonly table: string
      readonly constraint: string
      readonly cascade: boolean
    }
  | {
      readonly kind: 'create-index'
      readonly table: string
      readonly index: string | null
      readonly columns: readonly string[]
      readonly unique: boolean
      /** Of a partitioned table without its partitions: nothing is built. */
      readonly only: boolean
      readonly concurrently: boolean
      readonly ifNotExists: boolean
    }
  | {
      readonly kind: 'drop-index'
      readonly index: string
      readonly concurrently: boolean
      readonly ifExists: boolean
      readonly cascade: boolean
    }
  | {
      readonly kind: 'reindex'
      /** What the target is; `null` where the text does not tell. */
      readonly scope: 'index' | 'table' | 'schema' | 'database' | 'system' | null
      readonly target: string
      readonly concurrently: boolean
    }
  | {
      readonly kind: 'alter-table'
      readonly table: string
      readonly detail: string
      /** The partition that is made, attached or detached. */
      readonly partition?: string
    }
  | {
      readonly kind: 'lock-table'
      readonly table: string
      /** As `pg_locks.mode` spells it. */
      readonly mode: string
    }
  | {
      /** A materialized view is filled anew. */
      readonly kind: 'refresh-view'
      readonly view: string
      readonly concurrently: boolean
      /** False where it is left empty, so that nobody can read it. */
      readonly filled: boolean
    }
  | {
      readonly kind: 'write-rows'
      readonly verb: 'insert' | 'update' | 'delete' | 'merge' | 'copy'
      readonly table: string
      /** What an UPDATE sets; empty for all other verbs. */
      readonly columns: readonly string[]
      readonly filtered: boolean
      /**
       * What the whole condition of an UPDATE or DELETE comes to, where it is no more than this: `column IS NULL`, or
       * equal columns of this and other tables, all of which must hold; left out where it is anything else.
       */
      readonly condition?: readonly (
        | { readonly kind: 'null'; readonly column: string }
        | { readonly kind: 'join'; readonly table: string }
      )[]
      /**
       * The columns to which an INSERT gives values that are not their default: by name, or by place from 0 where
       * it names none. In dialects that tell.
       */
      readonly given?: readonly (string | number)[]
      /** Where an INSERT has its rows from, in dialects that tell; `copy` is every row of one table as it is. */
      readonly source?: 'values' | 'copy' | 'query'
      /** Of a `copy`. */
      readonly copied?: {
        readonly from: string
        /** Columns that are copied to those of the same name; `null` where the text does not tell which these are. */
        readonly columns: readonly string[] | null
      }
    }
  | { readonly kind: 'truncate'; readonly table: string; readonly cascade: boolean }
  | {
      readonly kind: 'transaction'
      readonly verb: 'begin' | 'commit' | 'rollback' | 'savepoint' | 'release' | 'rollback-to' | 'prepare'
    }
  | { readonly kind: 'set'; readonly name: string; readonly value: string | null; readonly local: boolean }
  | { readonly kind: 'create-extension'; readonly name: string }
  | { readonly kind: 'run-code'; readonly what: string }
  | { readonly kind: 'create'; readonly object: string; readonly name: string }
  | {
      readonly kind: 'alter'
      readonly object: string
      readonly name: string
      /** Of an enum: the value that is added, or that is called otherwise now. */
      readonly enumValue?: {
        readonly type: string
        /** `null` for a new one. */
        readonly was: string | null
        readonly is: string
        /** With BEFORE or AFTER; a new one stands last without. */
        readonly placed: boolean
      }
      /** Of a domain: rows of every table that uses it are read to see that they hold. */
      readonly checksRows?: true
    }
  | { readonly kind: 'drop'; readonly object: string; readonly name: string; readonly cascade: boolean }
  | { readonly kind: 'other'; readonly what: string }
