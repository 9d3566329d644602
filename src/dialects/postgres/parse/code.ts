import type { DefElem, Node } from 'libpg-query'
import { nodeAs, nodesAs } from './tree.ts'

/** Code that a statement carries in a string. */
export interface Code {
  /** In lower case: `plpgsql`, `sql`, `plpython3u`, … */
  readonly language: string
  readonly body: string
}

/** The body of a DO block, or of a routine that is being created; null where the body is a tree or a file. */
export function codeOf(tree: Node | null): Code | null {
  if (tree === null) return null
  const block = nodeAs(tree, 'DoStmt')
  if (block !== null) return fromOptions(nodesAs(block.args, 'DefElem'), 'plpgsql')
  const routine = nodeAs(tree, 'CreateFunctionStmt')
  return routine === null ? null : fromOptions(nodesAs(routine.options, 'DefElem'), 'sql')
}

/** The language that a routine names; `sql` where it names none. */
export function languageOf(options: readonly Node[] | undefined): string {
  return fromOptions(nodesAs(options, 'DefElem'), 'sql').language
}

function fromOptions(options: readonly DefElem[], otherwise: string): Code {
  const language = textOf(options.find(({ defname }) => defname === 'language')?.arg)
  const body = textOf(options.find(({ defname }) => defname === 'as')?.arg)
  return { language: (language ?? otherwise).toLowerCase(), body: body ?? '' }
}

function textOf(argument: Node | undefined): string | null {
  const list = nodeAs(argument, 'List')
  const text = nodeAs(list === null ? argument : list.items?.[0], 'String')
  return text === null ? null : (text.sval ?? '')
}
