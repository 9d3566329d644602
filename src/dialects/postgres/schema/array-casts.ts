import { type Token, tokensOf } from '../parse/lexer.ts'
import { wordOf } from '../parse/token-text.ts'

/**
 * A definition with each cast of an array constructor pushed down to its elements, as the server does when it reads
 * the cast (`transformArrayExpr` in parse_expr.c). What the server itself put there it prints as a cast of the whole:
 *
 *     (ARRAY['a'::character varying])::text[]   →   ARRAY[('a'::character varying)::text]
 *
 * so a definition that is made of its own text has the second form. Only where each element shows that it is no array
 * itself: of an array the server makes a dimension more, and casts that to the array type.
 */
export function withArrayCastsPushed(text: string): string {
  if (!/ARRAY\[.*\]\)?::/s.test(text)) return text
  const edits = editsOf(text).sort((a, b) => a.at - b.at)
  let result = ''
  let from = 0
  for (const { at, end, put } of edits) {
    result += text.slice(from, at) + put
    from = end
  }
  return result + text.slice(from)
}

/** Where something else is put in place of what stands from `at` to `end`. */
interface Edit {
  readonly at: number
  readonly end: number
  readonly put: string
}

function editsOf(text: string): Edit[] {
  const code = bracketed(text)
  return code.tokens.flatMap((_, place) => castOf(code, place) ?? [])
}

interface Code {
  readonly text: string
  readonly tokens: readonly Token[]
  /** Of an opening bracket the place of the token that closes it. */
  readonly closing: ReadonlyMap<number, number>
  /** Of an opening bracket the places of the commas that stand right inside it. */
  readonly commas: ReadonlyMap<number, readonly number[]>
}

function bracketed(text: string): Code {
  const tokens = tokensOf(text)
  const closing = new Map<number, number>()
  const commas = new Map<number, number[]>()
  const open: number[] = []
  for (const [place, token] of tokens.entries()) {
    if (token.kind !== 'symbol') continue
    const sign = text[token.start]
    if (sign === '(' || sign === '[') {
      open.push(place)
      commas.set(place, [])
    } else if (sign === ')' || sign === ']') {
      const opener = open.pop()
      if (opener !== undefined) closing.set(opener, place)
    } else if (sign === ',') commas.get(open.at(-1) ?? -1)?.push(place)
  }
  return { text, tokens, closing, commas }
}

/** The edits that push down the cast of the array constructor whose `[` stands at this place; null where there is none. */
function castOf(code: Code, bracket: number): readonly Edit[] | null {
  const { text, tokens, closing } = code
  const word = tokens[bracket - 1]
  const last = closing.get(bracket)
  if (!isConstructor(code, bracket) || word === undefined || last === undefined) return null
  // The server puts a parenthesis around what is cast, but where it prints in its pretty form.
  const opening = tokens[bracket - 2]
  const whole = opening !== undefined && closing.get(bracket - 2) === last + 1 && text[opening.start] === '('
  // What is cast then is what a function gives.
  if (
    whole &&
    tokens[bracket - 3]?.end === opening.start &&
    /[\w$"\u0080-\uffff]/.test(text[opening.start - 1] ?? '')
  )
    return null
  const end = tokens[whole ? last + 1 : last]?.end ?? text.length
  const type = new RegExp(`::(${typeName})\\[\\]`, 'y')
  type.lastIndex = end
  const [cast, element] = type.exec(text) ?? []
  const elements = cast === undefined ? null : elementsOf(code, bracket)
  if (cast === undefined || elements === null) return null
  const [before, after] = whole ? ['(', ')'] : ['', '']
  return [
    ...(whole ? [{ at: opening.start, end: opening.end, put: '' }] : []),
    ...elements.flatMap(one => [
      { at: one.start, end: one.start, put: before },
      { at: one.end, end: one.end, put: `${after}::${element}` },
    ]),
    { at: tokens[last]?.end ?? end, end: end + cast.length, put: '' },
  ]
}

/** In a text of the server's `ARRAY` before a bracket is the constructor: a name would stand in quotes. */
function isConstructor({ text, tokens }: Code, bracket: number): boolean {
  return text[tokens[bracket]?.start ?? -1] === '[' && wordOf(text, tokens[bracket - 1]) === 'array'
}

/** The elements, those of inner constructors in their place; null where one of them may be an array, or none is there. */
function elementsOf(code: Code, bracket: number): readonly Span[] | null {
  const { tokens, closing, commas } = code
  const last = closing.get(bracket) ?? bracket
  const ends = [...(commas.get(bracket) ?? []), last]
  const found: Span[] = []
  for (const [place, end] of ends.entries()) {
    const first = place === 0 ? bracket + 1 : (ends[place - 1] ?? 0) + 1
    const [from, to] = [tokens[first], tokens[end - 1]]
    if (from === undefined || to === undefined || end <= first) return null
    const isInner = isConstructor(code, first + 1) && closing.get(first + 1) === end - 1
    const inner = isInner ? elementsOf(code, first + 1) : null
    if (inner !== null) found.push(...inner)
    else if (!isInner && isScalar(code, first, end)) found.push({ start: from.start, end: to.end })
    else return null
  }
  return found
}

interface Span {
  readonly start: number
  readonly end: number
}

/** A number, a truth value, or what is cast to a type that is no array, from one token to before another. */
function isScalar({ text, tokens, closing }: Code, first: number, end: number): boolean {
  const [token, last] = [tokens[first], tokens[end - 1]]
  if (token === undefined || last === undefined) return false
  if (end === first + 1) return token.kind === 'number' || ['true', 'false'].includes(wordOf(text, token))
  const isValue = token.kind === 'string' || token.kind === 'number' || wordOf(text, token) === 'null'
  const valueEnd = isValue ? first : text[token.start] === '(' ? closing.get(first) : undefined
  if (valueEnd === undefined || valueEnd >= end) return false
  return scalarCasts.test(text.slice(tokens[valueEnd]?.end, last.end))
}

/** A name in quotes or without. */
const name = '(?:"(?:[^"]|"")+"|[a-z_][\\w$]*)'
/** A type as `format_type` prints it, without the brackets of an array. */
const typeName = [
  '(?:character varying|bit varying|character|bit|numeric)(?:\\(\\d+(?:,-?\\d+)?\\))?',
  '(?:timestamp|time)(?:\\(\\d\\))? with(?:out)? time zone',
  'double precision',
  'interval(?: [a-z]+(?: to [a-z]+)?)?(?:\\(\\d\\))?',
  `${name}(?:\\.${name})?(?:\\([^()]*\\))?`,
].join('|')
/** The two vectors are arrays that do not look like it. */
const scalarCasts = new RegExp(`^(?:::(?!(?:int2|oid)vector\\b)(?:${typeName}))+$`)
