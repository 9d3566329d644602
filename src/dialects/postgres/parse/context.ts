import type { Operation } from '../../../model/operation.ts'
import type { Source } from './source.ts'
import type { NodeKind, NodeOf } from './tree.ts'

/** What reading a statement's tree needs beside the tree. */
export interface Context {
  readonly source: Source
  /** The schema of names without one: `public`, or the schema being made inside CREATE SCHEMA. */
  readonly schema: string
}

/** Readers of statement kinds; one table a theme, joined in operations.ts. */
export type Readers = {
  readonly [Kind in NodeKind]?: (statement: NodeOf<Kind>, context: Context) => readonly Operation[]
}
