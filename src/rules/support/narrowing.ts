/** What the values of a column may lose or break when its type becomes a narrower one. */
export interface Narrowing {
  /** `stops`: a value that does not fit fails the statement. `loses`: it fits after something of it is gone. */
  readonly effect: 'stops' | 'loses'
  /** True where that is so of nearly every value: the time of day of a moment that becomes a date. */
  readonly isSure: boolean
  /** Of the value, as in `a value … is longer than 20 characters`, or of what goes, as in `digits are rounded`. */
  readonly what: string
  /** SQL that is true of the values that are hit; null where no short one tells. */
  readonly condition: ((column: string) => string) | null
  readonly code: string | null
}

interface Type {
  readonly name: string
  readonly modifiers: readonly number[]
}

/**
 * By the two types as `format_type` writes them, a domain as the type that it stands for and an enum as `enum name`. `using` tells how the text makes the values: a cast cuts a text that
 * is too long without a word; what another expression does is its author's own.
 */
export function narrowing(from: string, to: string, using: 'cast' | 'expression' | null): Narrowing | null {
  if (using === 'expression') return null
  const [before, after] = [typeOf(from), typeOf(to)]
  if (isText(before)) return isText(after) ? textLength(before, after, using) : unreadable(to, after)
  return (
    numberRange(before, after) ??
    digits(before, after) ??
    timeOfDay(before, after) ??
    fractions(before, after)
  )
}

function typeOf(text: string): Type {
  const modifiers = /\((-?\d+)(?:,(-?\d+))?\)/.exec(text)?.slice(1) ?? []
  return {
    name: text.replace(/\([^)]*\)/, ''),
    modifiers: modifiers.filter(it => it !== undefined).map(Number),
  }
}

function isText({ name }: Type): boolean {
  return name === 'text' || name === 'character varying' || name === 'character'
}

function textLength(from: Type, to: Type, using: 'cast' | null): Narrowing | null {
  const [old = Number.POSITIVE_INFINITY] = from.modifiers
  const [length] = to.modifiers
  if (length === undefined || length >= old) return null
  const condition = (column: string) => `length(${column}) > ${length}`
  const isSure = false
  if (using === 'cast')
    return {
      effect: 'loses',
      isSure,
      what: `what is longer than ${length} characters is cut off`,
      condition,
      code: null,
    }
  return { effect: 'stops', isSure, what: `is longer than ${length} characters`, condition, code: '22001' }
}

/** Types whose values are not just any text; an enum is named as one. */
const strict =
  /^(?:smallint|integer|bigint|numeric|real|double precision|boolean|uuid|date|jsonb?|inet|cidr|macaddr|interval|money|xml|time.*|enum .*)$/

function unreadable(written: string, { name }: Type): Narrowing | null {
  if (!strict.test(name)) return null
  const type = written.replace(/^enum /, '').replaceAll("'", "''")
  return {
    effect: 'stops',
    isSure: false,
    what: `cannot be read as ${written}`,
    condition: column => `NOT pg_input_is_valid(${column}, '${type}')`,
    code: '22P02',
  }
}

const integers: Readonly<Record<string, readonly [size: number, range: string]>> = {
  smallint: [2, '-32768 AND 32767'],
  integer: [4, '-2147483648 AND 2147483647'],
  bigint: [8, '-9223372036854775808 AND 9223372036854775807'],
}

function numberRange(from: Type, to: Type): Narrowing | null {
  const [old, [size, range] = [0, '']] = [integers[from.name], integers[to.name]]
  if (old === undefined || size === 0 || size >= old[0]) return null
  const condition = (column: string) => `${column} NOT BETWEEN ${range}`
  return { effect: 'stops', isSure: false, what: `does not fit into ${to.name}`, condition, code: '22003' }
}

/** Digits behind the point are rounded; those before it stop the statement. */
function digits(from: Type, to: Type): Narrowing | null {
  const isInexact = from.name === 'real' || from.name === 'double precision'
  const kept = integers[to.name] === undefined ? (to.name === 'numeric' ? to.modifiers : null) : [19, 0]
  if (kept === null || (from.name !== 'numeric' && !isInexact)) return null
  const [precision, scale = 0] = kept
  const [oldPrecision = Number.POSITIVE_INFINITY, oldScale = 0] = from.modifiers
  if (precision === undefined) return null
  if (oldPrecision === Number.POSITIVE_INFINITY || scale < oldScale) {
    const condition = (column: string) =>
      `${column} <> round(${column}${isInexact ? '::numeric' : ''}, ${scale})`
    const what = `digits behind the point are rounded to ${scale}`
    return { effect: 'loses', isSure: false, what, condition, code: null }
  }
  if (precision - scale >= oldPrecision - oldScale) return null
  const condition = (column: string) => `abs(${column}) >= 1e${precision - scale}`
  const what = `has more than ${precision - scale} digits before the point`
  return { effect: 'stops', isSure: false, what, condition, code: '22003' }
}

function timeOfDay(from: Type, to: Type): Narrowing | null {
  if (!/^timestamp/.test(from.name) || !/^(?:date|time(?! *stamp).*)$/.test(to.name)) return null
  const what = to.name === 'date' ? 'the time of day is gone' : 'the date is gone'
  return { effect: 'loses', isSure: true, what, condition: null, code: null }
}

function fractions(from: Type, to: Type): Narrowing | null {
  const [old = 6] = from.modifiers
  const [kept = 6] = to.modifiers
  const isTime = /^time/.test(from.name) && from.name.slice(0, 5) === to.name.slice(0, 5)
  if (!isTime || kept >= old) return null
  const what = `fractions of a second are rounded to ${kept} digits`
  return { effect: 'loses', isSure: false, what, condition: null, code: null }
}
