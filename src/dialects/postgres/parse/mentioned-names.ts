import type { Node, RangeVar } from 'libpg-query'
import type { Statement } from '../../../model/statement.ts'
import { codeOf } from './code.ts'
import { readCode, withNestedCode } from './code-reader.ts'
import { dottedName, isKeyword, quoteIdentifier } from './names.ts'
import { nodeAs, stringsOf, treeOf, type Visited, walk } from './tree.ts'

/** Types that every database has: to name one says nothing about what a statement needs. */
const builtInTypes: ReadonlySet<string> = new Set(
  (
    'text varchar bpchar char name int2 int4 int8 float4 float8 numeric bool bytea uuid json jsonb xml date time ' +
    'timetz timestamp timestamptz interval inet cidr money bit varbit oid regclass regproc regtype serial bigserial ' +
    'smallserial serial2 serial4 serial8 record void trigger event_trigger tsvector tsquery public pg_catalog plpgsql sql'
  ).split(' '),
)

/** Fields of the tree that hold a name as plain text. */
const nameFields = (
  'relname colname name conname idxname indexname trigname policy_name rulename subname newname extname rolename ' +
  'role schemaname tablespacename servername fdwname pubname dbname newschema catalogname refname'
).split(' ')

const operator = /^[-+*/<>=~!@#%^&|`?]+$/

/** An identifier is never longer, in bytes; what is longer is a text (a function's body). */
const longestName = 63

/**
 * Every relation, column, type, routine and other object that a statement names, each by its last part (quoted
 * where it must be, and plain) and schema-qualified. It names too many rather than too few: words of function
 * bodies and the strings of `nextval('…')` and `'…'::regclass` count.
 */
export function mentionedNames(statement: Statement): ReadonlySet<string> {
  const names = new Set<string>()
  const tree = treeOf(statement)
  if (tree === null) return names
  const add = (parts: readonly string[]) => addName(names, parts)
  walk(tree, visited => addVisited(visited, add))
  const code = codeOf(tree)
  if (code !== null) for (const { text } of withNestedCode(code.body).codes) addCode(text, add)
  return names
}

type Add = (parts: readonly string[]) => void

function addName(names: Set<string>, parts: readonly string[]): void {
  const last = parts.at(-1) ?? ''
  if (operator.test(last)) return
  if (last === '' || last.length > longestName || (parts.length === 1 && builtInTypes.has(last))) return
  if (parts.length === 2 && builtInTypes.has(parts[0] ?? '') && builtInTypes.has(last)) return
  names.add(last)
  names.add(quoteIdentifier(last))
  if (parts.length > 1) names.add(dottedName(parts))
}

function addVisited({ key, fields }: Visited, add: Add): boolean {
  // The body of a routine: its words are added apart.
  if (key === 'DefElem' && fields.defname === 'as') return false
  if (typeof fields.relname === 'string') {
    const { schemaname, relname } = fields as RangeVar
    add([schemaname ?? 'public', relname ?? ''])
  }
  for (const field of nameFields) {
    const value = fields[field]
    if (typeof value === 'string') add([value])
  }
  for (const value of Object.values(fields)) {
    const parts = Array.isArray(value) ? stringsOf(value) : []
    if (Array.isArray(value) && parts.length > 0 && parts.length === value.length) addList(parts, add)
  }
  if (key === 'String' && typeof fields.sval === 'string') add([fields.sval])
  if (key === 'TypeCast' || key === 'FuncCall') addLiteral(key, fields, add)
  return true
}

/** A list of strings is a dotted name, or a list of columns: both readings count. */
function addList(parts: readonly string[], add: Add): void {
  add(parts.length === 1 ? ['public', ...parts] : parts)
  if (parts.length > 2) add(parts.slice(0, -1))
}

/** `'public.users'::regclass`, `nextval('users_id_seq')`. */
function addLiteral(key: string, fields: Readonly<Record<string, unknown>>, add: Add): void {
  const cast = key === 'TypeCast'
  const typeNames = nodeAs({ TypeName: (fields.typeName ?? {}) as object }, 'TypeName')?.names
  const names = cast ? typeNames : (fields.funcname as Node[] | undefined)
  const name = stringsOf(names).at(-1) ?? ''
  if (!(cast ? /^reg/ : /^(?:nextval|setval|currval|to_reg.*|pg_get_serial_sequence)$/).test(name)) return
  const argument = cast ? (fields.arg as Node | undefined) : (fields.args as Node[] | undefined)?.[0]
  const constant = nodeAs(nodeAs(argument, 'TypeCast')?.arg ?? argument, 'A_Const')
  const text = constant?.sval?.sval
  if (text !== undefined) addCode(text, add)
}

/** Names in code, with those that dots join. */
function addCode(text: string, add: Add): void {
  const code = readCode(text)
  for (let at = 0; at < code.length; at++) {
    const name = code.name(at)
    if (name === null || isKeyword(code.word(at))) continue
    add([name])
    const before = code.symbol(at - 1) === '.' ? code.name(at - 2) : null
    if (before !== null) add([before, name])
  }
}
