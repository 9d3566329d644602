import type { Node, TypeName } from 'libpg-query'
import { dottedName } from './names.ts'
import { nodeAs, stringsOf } from './tree.ts'

/** The parser's inner names of types, as people write them. */
const spoken: Readonly<Record<string, string>> = {
  int2: 'smallint',
  int4: 'integer',
  int8: 'bigint',
  float4: 'real',
  float8: 'double precision',
  bool: 'boolean',
  serial2: 'smallserial',
  serial4: 'serial',
  serial8: 'bigserial',
}

/** Types with a name that is also a keyword: quoting them would change their meaning. */
const unquoted = /^(?:bit|varbit|varchar|numeric|interval|time|timetz|timestamp|timestamptz|json|xml)$/

/** A type in one spelling: `varchar(20)`, `bigint`, `timestamptz(3)`, `public.mood[]`. */
export function typeText(type: TypeName | undefined): string {
  const parts = stringsOf(type?.names)
  const builtIn = parts.length === 2 && parts[0] === 'pg_catalog'
  const name = parts.length === 1 || builtIn ? simpleName(parts.at(-1) ?? '', builtIn) : dottedName(parts)
  const array = '[]'.repeat(type?.arrayBounds?.length ?? 0)
  const reference = type?.pct_type === true ? '%TYPE' : ''
  return `${type?.setof === true ? 'setof ' : ''}${name}${modifiers(type, name)}${array}${reference}`
}

function simpleName(name: string, builtIn: boolean): string {
  if (builtIn && name === 'bpchar') return 'char'
  const known = spoken[name]
  if (known !== undefined) return known
  return builtIn || unquoted.test(name) ? name : dottedName([name])
}

function modifiers(type: TypeName | undefined, name: string): string {
  const values = (type?.typmods ?? []).map(modifier)
  if (values.length === 0) return ''
  // The first modifier of an interval is a bit mask of its fields.
  if (name === 'interval') return values.length > 1 ? `(${values[1]})` : ''
  return `(${values.join(',')})`
}

function modifier(node: Node): string {
  const constant = nodeAs(node, 'A_Const')
  if (constant?.ival !== undefined) return String(constant.ival.ival ?? 0)
  if (constant?.sval !== undefined) return constant.sval.sval ?? ''
  const column = nodeAs(node, 'ColumnRef')
  return column === null ? '?' : dottedName(stringsOf(column.fields))
}
