import type { Node } from 'libpg-query'
import type { Operation } from '../../../model/operation.ts'
import type { Context, Readers } from './context.ts'
import { quoteIdentifier } from './names.ts'
import { objectReaders } from './object-operations.ts'
import { renameReaders } from './rename-operations.ts'
import { rowReaders, writes } from './row-operations.ts'
import { sessionReaders } from './session-operations.ts'
import { sourceOf } from './source.ts'
import { tableReaders } from './table-operations.ts'
import { hasOption, kindOf } from './tree.ts'

const readers: Readers = {
  ...tableReaders,
  ...objectReaders,
  ...renameReaders,
  ...rowReaders,
  ...sessionReaders,
  CreateSchemaStmt: ({ schemaname, authrole, schemaElts }, context) => {
    const schema = schemaname ?? authrole?.rolename ?? ''
    const inside = { ...context, schema }
    return [
      { kind: 'create', object: 'schema', name: quoteIdentifier(schema) },
      ...(schemaElts ?? []).flatMap(element => read(element, inside)),
    ]
  },
  ExplainStmt: ({ query, options }, context) => {
    // EXPLAIN ANALYZE really runs it.
    const runs = hasOption(options, 'analyze')
    return runs && query !== undefined ? read(query, context) : [{ kind: 'other', what: 'explain' }]
  },
  PrepareStmt: ({ query }, context) => {
    const written = query === undefined ? [] : writes(query, context)
    return written.length > 0 ? written : [{ kind: 'other', what: 'prepare' }]
  },
}

/**
 * What a statement does by its text, in words that no dialect owns; at least one operation.
 * `sql` is the text that the tree's locations point into.
 */
export function operationsOf(tree: Node, sql: string): readonly Operation[] {
  return read(tree, { source: sourceOf(sql), schema: 'public' })
}

function read(tree: Node, context: Context): readonly Operation[] {
  const kind = kindOf(tree)
  const reader = readers[kind] as ((fields: unknown, context: Context) => readonly Operation[]) | undefined
  const operations = reader?.((tree as unknown as Record<string, unknown>)[kind], context) ?? []
  return operations.length > 0 ? operations : [{ kind: 'other', what: wordsOf(kind) }]
}

/** `CheckPointStmt` → `check point`. */
function wordsOf(kind: string): string {
  return kind
    .replace(/Stmt$/, '')
    .replaceAll(/(?<!^)([A-Z])/g, ' $1')
    .toLowerCase()
}
