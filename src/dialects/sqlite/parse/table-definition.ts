import { depthChange, nameOf, partsOf, textOf } from './cursor.ts'
import { type Token, wordOf } from './lexer.ts'

/** One clause of a column or a constraint of a table, with its tokens from its own keyword on. */
export interface Clause {
  readonly kind: ClauseKind
  /** Behind CONSTRAINT; null where it has no name. */
  readonly name: string | null
  readonly tokens: readonly Token[]
}

export type ClauseKind =
  | 'primary-key'
  | 'unique'
  | 'check'
  | 'foreign-key'
  | 'not-null'
  | 'null'
  | 'default'
  | 'collate'
  | 'generated'

export interface ColumnDefinition {
  readonly name: string
  /** As written, which is what the catalog keeps; empty where none is given. */
  readonly type: string
  readonly clauses: readonly Clause[]
}

export interface TableDefinition {
  readonly columns: readonly ColumnDefinition[]
  readonly constraints: readonly Clause[]
}

/** What stands between the parentheses of CREATE TABLE. */
export function tableDefinition(text: string, inside: readonly Token[]): TableDefinition {
  const columns: ColumnDefinition[] = []
  const constraints: Clause[] = []
  for (const part of partsOf(text, inside)) {
    if (startsTableConstraint(text, part[0])) constraints.push(...clausesOf(text, part))
    else columns.push(columnDefinition(text, part))
  }
  return { columns, constraints }
}

/** CONSTRAINT, CHECK, …: reserved words, with which no column's definition can begin. */
export function startsTableConstraint(text: string, first: Token | null | undefined): boolean {
  return ['constraint', 'primary', 'unique', 'check', 'foreign'].includes(wordOf(text, first))
}

/** A column as CREATE TABLE and ADD COLUMN define it. */
export function columnDefinition(text: string, tokens: readonly Token[]): ColumnDefinition {
  const first = tokens.findIndex((_, at) => at > 0 && clauseStart(text, tokens, at) !== null)
  const typeEnd = first === -1 ? tokens.length : first
  return {
    name: nameOf(text, tokens[0]) ?? '',
    type: textOf(text, tokens.slice(1, typeEnd)),
    clauses: clausesOf(text, tokens.slice(typeEnd)),
  }
}

/** Clauses one after the other; SQLite asks for no comma between the constraints of a table either. */
export function clausesOf(text: string, tokens: readonly Token[]): readonly Clause[] {
  const clauses: (Clause & { readonly tokens: Token[] })[] = []
  let name: string | null = null
  let current: Token[] = []
  let depth = 0
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] as Token
    const start = depth === 0 ? clauseStart(text, tokens, at) : null
    depth += depthChange(text, token)
    if (start === 'name') {
      name = nameOf(text, tokens[at + 1])
      current = []
      at++
    } else if (start === null || (start === 'foreign-key' && isParentOf(text, current, token)))
      current.push(token)
    else {
      current = [token]
      clauses.push({ kind: start, name, tokens: current })
      name = null
    }
  }
  return clauses
}

/** REFERENCES behind FOREIGN KEY (…) goes on with that clause. */
function isParentOf(text: string, current: readonly Token[], token: Token): boolean {
  return wordOf(text, token) === 'references' && wordOf(text, current[0]) === 'foreign'
}

/** What clause begins at this token, as far as the words beside it tell; `name` for CONSTRAINT. */
function clauseStart(text: string, tokens: readonly Token[], at: number): ClauseKind | 'name' | null {
  const before = wordOf(text, tokens[at - 1])
  const after = wordOf(text, tokens[at + 1])
  switch (wordOf(text, tokens[at])) {
    case 'constraint':
      return 'name'
    case 'primary':
      return 'primary-key'
    case 'unique':
      return 'unique'
    case 'check':
      return 'check'
    case 'foreign':
    case 'references':
      return 'foreign-key'
    case 'collate':
      return 'collate'
    case 'not':
      return after === 'null' ? 'not-null' : null
    // DEFAULT NULL, ON DELETE SET NULL, ON DELETE SET DEFAULT.
    case 'null':
      return ['not', 'default', 'set'].includes(before) ? null : 'null'
    case 'default':
      return before === 'set' ? null : 'default'
    case 'generated':
      return after === 'always' ? 'generated' : null
    case 'as':
      return before === 'always' && wordOf(text, tokens[at - 2]) === 'generated' ? null : 'generated'
    default:
      return null
  }
}
