import type { Node, RangeVar } from 'libpg-query'
import type { Statement } from '../../../model/statement.ts'
import { qualifiedName } from './names.ts'

/** The names of the parser's node types. */
export type NodeKind = Node extends infer One ? (One extends One ? keyof One & string : never) : never
/** The fields of one node type. */
export type NodeOf<Kind extends NodeKind> =
  Extract<Node, Record<Kind, unknown>> extends Record<Kind, infer Value> ? Value : never

/** The node's fields if it is of that type, else null. */
export function nodeAs<Kind extends NodeKind>(node: Node | undefined, kind: Kind): NodeOf<Kind> | null {
  if (node === undefined || !(kind in node)) return null
  return (node as unknown as Record<Kind, NodeOf<Kind>>)[kind]
}

/** The nodes of one type in a list; others are left out. */
export function nodesAs<Kind extends NodeKind>(
  nodes: readonly Node[] | undefined,
  kind: Kind,
): readonly NodeOf<Kind>[] {
  return (nodes ?? []).flatMap(node => nodeAs(node, kind) ?? [])
}

/** What kind of node it is: each is an object with that one key. */
export function kindOf(node: Node): NodeKind {
  return Object.keys(node)[0] as NodeKind
}

/** The strings of a list of String nodes, such as a dotted name. */
export function stringsOf(nodes: readonly Node[] | undefined): readonly string[] {
  return nodesAs(nodes, 'String').map(({ sval }) => sval ?? '')
}

/** Whether an option in parentheses is on: `(VERBOSE)`, `(CONCURRENTLY true)`, not `(FULL off)`. */
export function hasOption(options: readonly Node[] | undefined, name: string): boolean {
  const option = nodesAs(options, 'DefElem').findLast(({ defname }) => defname === name)
  if (option === undefined) return false
  // `off` is read as a word or, in some places, as the name of a type.
  const text = nodeAs(option.arg, 'String')?.sval ?? stringsOf(nodeAs(option.arg, 'TypeName')?.names).at(-1)
  const number = nodeAs(option.arg, 'Integer')
  if (number !== null) return (number.ival ?? 0) !== 0
  return text === undefined || !['false', 'off'].includes(text.toLowerCase())
}

export function relationName(relation: RangeVar | undefined, defaultSchema: string): string {
  return qualifiedName(relation?.schemaname ?? defaultSchema, relation?.relname ?? '')
}

/** Any object of a tree: `key` is its node type, or the field that holds it where the type is fixed. */
export interface Visited {
  readonly key: string
  readonly fields: Readonly<Record<string, unknown>>
}

/**
 * Every object of a tree, parents first. Not recursive: a tree may be deeper than the stack.
 * `visit` returns false to keep out of an object.
 */
export function walk(root: unknown, visit: (visited: Visited) => unknown): void {
  const open: { key: string; value: unknown }[] = [{ key: '', value: root }]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { key, value } = next
    if (Array.isArray(value)) {
      for (let at = value.length - 1; at >= 0; at--) open.push({ key, value: value[at] })
    } else if (typeof value === 'object' && value !== null) {
      const fields = value as Readonly<Record<string, unknown>>
      if (visit({ key, fields }) === false) continue
      const names = Object.keys(fields)
      for (let at = names.length - 1; at >= 0; at--) {
        const name = names[at] ?? ''
        const child = fields[name]
        if (typeof child === 'object') open.push({ key: name, value: child })
      }
    }
  }
}

/** Names of the functions that a tree calls: each as its written parts. */
export function calledFunctions(root: unknown): readonly (readonly string[])[] {
  const called: (readonly string[])[] = []
  walk(root, ({ key, fields }) => {
    if (key === 'FuncCall' || key === 'funccall')
      called.push(stringsOf(fields.funcname as Node[] | undefined))
  })
  return called
}

/** A parsed statement's tree; null for one that did not parse. The model holds it as a value of no known type. */
export function treeOf(statement: Statement): Node | null {
  return statement.tree === null ? null : (statement.tree as Node)
}
