import type { ColumnType } from './facts.ts'

type Types = ReadonlyMap<number, ColumnType>

/** Types within types are followed so far; one that contains itself has no end. */
const deepest = 8

/** Where keys begin, so that they are not those that a migration itself writes: 1, 2, 3. */
const firstKey = { small: 30_001, ordinary: 900_001 }

/** Whose value it is. */
export interface Place {
  /** Of the column; texts begin with it. */
  readonly name: string
  /** From 0; other rows have other values, as far as the type has as many. */
  readonly row: number
  readonly isKey: boolean
}

/** An ordinary value as the type's input function takes it; `null` for a type that nobody knows. */
export function naturalValue(
  types: Types,
  oid: number,
  modifier: number,
  at: Place,
  depth = 0,
): string | null {
  const type = types.get(oid)
  if (type === undefined || depth > deepest) return null
  const within = (inner: number, innerModifier: number) =>
    naturalValue(types, inner, innerModifier, at, depth + 1)
  switch (type.kind) {
    case 'd':
      return within(type.inner, type.modifier)
    case 'e':
      return type.labels[at.row % type.labels.length] ?? null
    case 'c': {
      const parts = type.attributes.map(attribute => within(attribute.type, attribute.modifier))
      return `(${parts.map(part => (part === null ? '' : inQuotes(part))).join(',')})`
    }
    case 'r': {
      const bound = within(type.inner, -1)
      return bound === null ? 'empty' : `[${inQuotes(bound)},${inQuotes(bound)}]`
    }
    case 'm':
      return `{${within(type.inner, -1) ?? 'empty'}}`
    default:
      break
  }
  if (type.category === 'A') {
    const element = within(type.inner, modifier)
    return element === null ? '{}' : `{${inQuotes(element)}}`
  }
  return ofBuiltIn(type.name, modifier, at) ?? ofCategory(type.category, at)
}

function inQuotes(value: string): string {
  return `"${value.replaceAll(/["\\]/g, '\\$&')}"`
}

function ofBuiltIn(type: string, modifier: number, { name, row, isKey }: Place): string | null {
  const number = row + 1
  const day = `2024-01-${String((row % 28) + 1).padStart(2, '0')}`
  switch (type) {
    case 'int2':
      return String(isKey ? firstKey.small + row : number)
    case 'int4':
    case 'int8':
      return String(isKey ? firstKey.ordinary + row : number)
    case 'numeric':
      return ofNumeric(modifier, isKey ? firstKey.ordinary + row : number)
    case 'float4':
    case 'float8':
    case 'money':
      return `${number}.5`
    case 'bool':
      return row % 2 === 0 ? 'true' : 'false'
    case 'varchar':
    case 'bpchar':
      return toLength(`${name} ${number}`, modifier < 0 ? (type === 'bpchar' ? 1 : 80) : modifier - 4, row)
    case 'char':
      return String.fromCodePoint(97 + (row % 26))
    case 'uuid':
      return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`
    case 'date':
      return day
    case 'timestamp':
      return `${day} 10:20:30.123456`
    case 'timestamptz':
      return `${day} 10:20:30.123456+00`
    case 'time':
      return `10:20:${String((row % 50) + 10)}`
    case 'timetz':
      return `10:20:${String((row % 50) + 10)}+00`
    case 'interval':
      return `${number} days`
    case 'json':
    case 'jsonb':
      return `{"row": ${number}}`
    case 'jsonpath':
      return '$.a'
    case 'xml':
      return `<row>${number}</row>`
    case 'bytea':
      return `\\x${String(number % 100).padStart(2, '0')}`
    case 'inet':
      return `192.0.2.${number % 255}`
    case 'cidr':
      return `192.0.2.${number % 255}/32`
    case 'macaddr':
      return `08:00:2b:01:02:${String(number % 100).padStart(2, '0')}`
    case 'macaddr8':
      return `08:00:2b:01:02:03:04:${String(number % 100).padStart(2, '0')}`
    case 'bit':
    case 'varbit':
      return (number % 256).toString(2).padStart(Math.max(modifier, 1), '0').slice(-Math.max(modifier, 1))
    case 'point':
      return `(${number},${number})`
    case 'line':
      return `{1,${number},1}`
    case 'lseg':
    case 'box':
    case 'path':
    case 'polygon':
      return `((${number},${number}),(${number + 1},${number + 1}))`
    case 'circle':
      return `<(${number},${number}),1>`
    case 'oid':
    case 'xid':
    case 'xid8':
    case 'cid':
      return String(number)
    case 'pg_lsn':
      return `0/${number}`
    case 'regclass':
      return 'pg_class'
    case 'regtype':
      return 'text'
    case 'hstore':
      return `"row"=>"${number}"`
    case 'ltree':
      return `top.row${number}`
    case 'cube':
      return `(${number})`
    case 'vector':
    case 'halfvec':
      return `[${Array.from({ length: Math.max(modifier, 1) }, (_, place) => (place === 0 ? number : 0)).join(',')}]`
    case 'sparsevec':
      return `{1:${number}}/${Math.max(modifier, 1)}`
    case 'geometry':
    case 'geography':
      return `POINT(${number} ${number})`
    default:
      return null
  }
}

/** A type of an extension is at least of a category. */
function ofCategory(category: string, { name, row }: Place): string | null {
  if (category === 'S') return `${name} ${row + 1}`
  if (category === 'N') return String(row + 1)
  // Search vectors and the like read words.
  return category === 'U' ? `row${row + 1}` : null
}

/** Its modifier holds digits and scale; a fraction shows what rounds it. */
function ofNumeric(modifier: number, number: number): string {
  if (modifier < 0) return `${number}.25`
  const digits = ((modifier - 4) >> 16) & 0xffff
  const scale = (modifier - 4) & 0x7ff
  const whole = digits - scale
  const fraction = scale > 0 && scale < 1000 ? '.25' : ''
  return whole <= 0 ? `0${fraction}` : `${number % 10 ** Math.min(whole, 12)}${fraction}`
}

/** Ends with what tells rows apart. */
function toLength(text: string, length: number, row: number): string {
  const end = (row + 1).toString(36)
  return text.length <= length
    ? text
    : `${text.slice(0, Math.max(0, length - end.length))}${end}`.slice(-length)
}
