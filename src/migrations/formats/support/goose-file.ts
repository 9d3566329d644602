import { onlyParts, type Part } from './mask.ts'

/** What goose makes of one file. */
export interface GooseFile {
  /** `null` where there is no such directive. */
  readonly up: GooseSection | null
  readonly down: GooseSection | null
  readonly noTransaction: boolean
  /** Why goose would not run it; `null` where it would. */
  readonly problem: string | null
}

export interface GooseSection {
  /** In its place in the file, with all else blanked. */
  readonly text: string
  /** Lines, from 1, behind which a string ends that goose sends: with a semicolon, or before a StatementEnd. */
  readonly cuts: readonly number[]
}

type Direction = 'up' | 'down'

const directives = [
  'up',
  'down',
  'statementbegin',
  'statementend',
  'no transaction',
  'envsub on',
  'envsub off',
]

/** Reads a file line by line, as goose does. Of one that it refuses, as much is read as can be. */
export function readGooseFile(text: string): GooseFile {
  const parts: Record<Direction, Part[]> = { up: [], down: [] }
  const found = { up: false, down: false }
  let direction: Direction | null = null
  let insideStatement = false
  let noTransaction = false
  const cuts: Record<Direction, number[]> = { up: [], down: [] }
  let substitutes = false
  /** A statement has begun and not ended. */
  let open = false
  let problem: string | null = null

  function complain(number: number, what: string): void {
    problem ??= `${what} (line ${number})`
  }
  function endString(line: number): void {
    if (direction !== null) cuts[direction].push(line)
    open = false
  }
  function closeStatement(): void {
    const inDirection = direction === null ? [] : parts[direction]
    const last = inDirection.pop()
    if (last !== undefined) inDirection.push({ ...last, closes: true })
  }
  function turn(to: Direction, number: number): void {
    if (to === 'up' && found.up) complain(number, 'a second "-- +goose Up"')
    if (to === 'down' && (direction !== 'up' || insideStatement))
      complain(number, 'a "-- +goose Down" that no Up stands before')
    if (open) complain(number, 'a statement above that does not end with a semicolon')
    direction = to
    found[to] = true
    open = false
    insideStatement = false
  }
  function obey(directive: string, number: number): void {
    switch (directive) {
      case 'up':
      case 'down':
        turn(directive, number)
        break
      case 'statementbegin':
        if (direction === null || insideStatement) complain(number, 'a StatementBegin out of place')
        insideStatement = true
        break
      case 'statementend':
        if (!insideStatement) complain(number, 'a StatementEnd without StatementBegin')
        insideStatement = false
        closeStatement()
        endString(number - 1)
        break
      case 'no transaction':
        noTransaction = true
        break
      case 'envsub on':
      case 'envsub off':
        substitutes = directive === 'envsub on'
        break
    }
  }
  function take({ start, end, content, number }: Line): void {
    if (direction === null) {
      if (content.trim() !== '' && !isRemark(content)) complain(number, 'text before "-- +goose Up"')
      return
    }
    const last = parts[direction].at(-1)
    if (last?.end === start) parts[direction][parts[direction].length - 1] = { start: last.start, end }
    else parts[direction].push({ start, end })
    if (!open && (content.trim() === '' || isRemark(content))) {
      // goose leaves the line out; the server would read on behind the carriage return.
      if (content.trimEnd().includes('\r')) complain(number, 'a carriage return inside a remark')
      return
    }
    if (substitutes && content.includes('$'))
      complain(number, 'a "$" under ENVSUB, for which only the machine that runs goose knows the value')
    open = true
    if (!insideStatement && endsWithSemicolon(content)) endString(number)
  }

  if (text.startsWith('\ufeff')) complain(1, 'a byte order mark in front')
  let number = 0
  for (const line of linesOf(text)) {
    number = line.number
    const directive = directiveIn(line.content)
    if (directive === null) take(line)
    else if (directives.includes(directive)) obey(directive, number)
    else complain(number, `the directive "${line.content.trim()}", which goose does not know`)
  }
  if (!found.up) complain(1, 'no "-- +goose Up"')
  if (insideStatement) complain(number, 'no StatementEnd')
  else if (open) complain(number, 'a statement that does not end with a semicolon')
  return {
    up: found.up ? { text: onlyParts(text, parts.up), cuts: cuts.up } : null,
    down: found.down ? { text: onlyParts(text, parts.down), cuts: cuts.down } : null,
    noTransaction,
    problem,
  }
}

interface Line extends Part {
  /** Without the line break. */
  readonly content: string
  /** From 1. */
  readonly number: number
}

/** The first line without a byte order mark, which was complained of. */
function withoutMark(line: string, start: number): string {
  return (start === 0 ? line.replace(/^\ufeff/, '') : line).replace(/\r$/, '')
}

function* linesOf(text: string): Generator<Line> {
  let number = 0
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', start)
    const end = newline < 0 ? text.length : newline + 1
    number++
    yield { start, end, content: withoutMark(text.slice(start, newline < 0 ? end : newline), start), number }
    start = end
  }
}

/** Of what is white space to Go: U+0085 is, and a byte order mark is not. */
const notBlank = /[^\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/

function isRemark(line: string): boolean {
  return line.startsWith('--', Math.max(0, line.search(notBlank)))
}

/** In lower case; `null` on any other line. A blank in front is an error to goose, so no directive has one. */
function directiveIn(line: string): string | null {
  if (!isRemark(line) || !line.includes('+goose')) return null
  if (line.search(notBlank) > 0) return ''
  return line.replaceAll('--', '').replace('+goose', '').trim().toLowerCase()
}

/** Whether the last word before a remark ends the statement. */
function endsWithSemicolon(line: string): boolean {
  const words = line.split(/\s+/)
  const remark = words.findIndex(word => word.startsWith('--'))
  const last = words.slice(0, remark < 0 ? undefined : remark).findLast(word => word !== '')
  return last?.endsWith(';') === true
}
