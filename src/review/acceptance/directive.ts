/** What a comment says of dangers that its author takes on purpose. */
export interface Directive {
  readonly scope: 'statement' | 'file'
  /** As written, in lower case. */
  readonly rules: readonly string[]
  /** On one line; empty where none was given. */
  readonly reason: string
  /** As written; not looked at yet. */
  readonly until: string | null
  /** Line of the comment on which it begins, from 0. */
  readonly line: number
}

/** A line that is meant for the gate, and that it cannot read. */
export interface Unreadable {
  readonly scope: 'unreadable'
  /** What it begins with, on one line. */
  readonly text: string
  readonly line: number
}

/**
 * The directives of one comment, marks included: `migration-gate: allow <rule>, <rule> because <reason> until <date>`,
 * or `allow-file`. In a block comment one may run over several lines, up to a blank one. Case and spaces do not matter.
 */
export function directivesIn(comment: string): readonly (Directive | Unreadable)[] {
  return comment.startsWith('--') ? fromLines([comment.slice(2)]) : fromLines(blockLines(comment))
}

/** The content of a block comment, without the stars that some write before each line. */
function blockLines(comment: string): readonly string[] {
  return comment
    .slice(2, -2)
    .split('\n')
    .map(line => line.replace(/^\s*\*+/, ''))
}

/** `migration-gate allow` is meant for the gate too; a colon says so whatever follows. */
const opening = /^[ -]*migration-gate(?: ?:| (?=allow\b))/i

function fromLines(lines: readonly string[]): readonly (Directive | Unreadable)[] {
  const found: { readonly line: number; readonly parts: string[] }[] = []
  let open = false
  for (const [line, written] of lines.entries()) {
    const text = written.replace(/\s+/g, ' ')
    const [start] = opening.exec(text) ?? []
    if (start !== undefined) found.push({ line, parts: [text.slice(start.length)] })
    else if (open && text.trim() !== '') found.at(-1)?.parts.push(text)
    open = start !== undefined || (open && text.trim() !== '')
  }
  return found.map(({ line, parts }) => read(parts.join(' ').replace(/ +/g, ' ').trim(), line))
}

function read(text: string, line: number): Directive | Unreadable {
  const verb = /^allow(-file)?(?![\w-])[ :]*/i.exec(text)
  if (verb === null) return { scope: 'unreadable', text, line }
  const rest = text.slice(verb[0].length)
  const because = /(?:^|[ ,])because(?: |$)/i.exec(rest)
  const rules = because === null ? rest : rest.slice(0, because.index)
  const why = because === null ? '' : rest.slice(because.index + because[0].length)
  return {
    scope: verb[1] === undefined ? 'statement' : 'file',
    rules: namesIn(rules),
    line,
    ...reasonIn(why),
  }
}

function namesIn(text: string): readonly string[] {
  const names = text
    .toLowerCase()
    .split(/[ ,]+/)
    .map(name => name.replace(/^[`'"]|[`'"]$/g, ''))
  return [...new Set(names.filter(name => name !== '' && name !== 'and'))]
}

/** `until` with one word behind it at the very end is a date, or meant to be one; else it is prose. */
function reasonIn(why: string): Pick<Directive, 'reason' | 'until'> {
  const until = /(?:^| )until ([^ ]+)$/i.exec(why)
  if (until === null) return { reason: why, until: null }
  const [, date = ''] = until
  return { reason: why.slice(0, until.index).trim(), until: date.replace(/[.,;)]+$/, '') }
}
