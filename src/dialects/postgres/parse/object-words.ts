import type { Node, RangeVar } from 'libpg-query'
import { dottedName, nameInSchema, quoteIdentifier } from './names.ts'
import { nodeAs, nodesAs, relationName, stringsOf } from './tree.ts'
import { typeText } from './type-text.ts'

const words: Readonly<Record<string, string>> = {
  OBJECT_AMOP: 'operator-family',
  OBJECT_AMPROC: 'operator-family',
  OBJECT_ATTRIBUTE: 'type',
  OBJECT_DEFACL: 'default-privilege',
  OBJECT_DOMCONSTRAINT: 'domain',
  OBJECT_FDW: 'foreign-data-wrapper',
  OBJECT_FOREIGN_SERVER: 'server',
  OBJECT_LARGEOBJECT: 'large-object',
  OBJECT_MATVIEW: 'materialized-view',
  OBJECT_OPCLASS: 'operator-class',
  OBJECT_OPFAMILY: 'operator-family',
  OBJECT_PARAMETER_ACL: 'parameter',
  OBJECT_STATISTIC_EXT: 'statistics',
  OBJECT_TABCONSTRAINT: 'constraint',
  OBJECT_TSCONFIGURATION: 'text-search-configuration',
  OBJECT_TSDICTIONARY: 'text-search-dictionary',
  OBJECT_TSPARSER: 'text-search-parser',
  OBJECT_TSTEMPLATE: 'text-search-template',
}

/** `OBJECT_EVENT_TRIGGER` → `event-trigger`. */
export function objectWord(type: string | undefined): string {
  const name = type ?? 'OBJECT_UNKNOWN'
  return words[name] ?? name.slice('OBJECT_'.length).toLowerCase().replaceAll('_', '-')
}

/** Objects that live on a table or type: their name follows that one's. */
const owned: ReadonlySet<string> = new Set([
  'OBJECT_TRIGGER',
  'OBJECT_POLICY',
  'OBJECT_RULE',
  'OBJECT_TABCONSTRAINT',
  'OBJECT_COLUMN',
  'OBJECT_ATTRIBUTE',
])

/** Objects that live in no schema. */
const global: ReadonlySet<string> = new Set([
  'OBJECT_ACCESS_METHOD',
  'OBJECT_DATABASE',
  'OBJECT_EVENT_TRIGGER',
  'OBJECT_EXTENSION',
  'OBJECT_FDW',
  'OBJECT_FOREIGN_SERVER',
  'OBJECT_LANGUAGE',
  'OBJECT_PARAMETER_ACL',
  'OBJECT_PUBLICATION',
  'OBJECT_ROLE',
  'OBJECT_SCHEMA',
  'OBJECT_SUBSCRIPTION',
  'OBJECT_TABLESPACE',
])

/** The name of what a DROP, COMMENT, ALTER … OWNER and the like point at. */
export function objectName(type: string | undefined, node: Node | undefined, schema: string): string {
  const list = nodeAs(node, 'List')
  if (list !== null) return listName(type ?? '', list.items ?? [], schema)
  const routine = nodeAs(node, 'ObjectWithArgs')
  if (routine !== null) return typedName(type, stringsOf(routine.objname), schema)
  const text = nodeAs(node, 'String')
  if (text !== null) return quoteIdentifier(text.sval ?? '')
  const typeName = nodeAs(node, 'TypeName')
  if (typeName !== null) return nameInSchema(stringsOf(typeName.names), schema)
  const relation = nodeAs(node, 'RangeVar')
  if (relation !== null) return relationName(relation, schema)
  const role = nodeAs(node, 'RoleSpec')
  return quoteIdentifier(role?.rolename ?? objectWord(type))
}

/** Where a statement names a relation apart from the rest: ALTER TRIGGER x ON y, ALTER VIEW y. */
export function relationOrObjectName(
  type: string | undefined,
  relation: RangeVar | undefined,
  object: Node | undefined,
  member: string | undefined,
  schema: string,
): string {
  if (relation === undefined) return objectName(type, object, schema)
  const table = relationName(relation, schema)
  return member === undefined ? table : `${table}.${quoteIdentifier(member)}`
}

function listName(type: string, items: readonly Node[], schema: string): string {
  const types = nodesAs(items, 'TypeName')
  if (type === 'OBJECT_CAST') return types.map(typeText).join(' AS ')
  const parts = stringsOf(items)
  const [first] = types
  if (first !== undefined) return [nameInSchema(stringsOf(first.names), schema), dottedName(parts)].join('.')
  if (type === 'OBJECT_OPCLASS' || type === 'OBJECT_OPFAMILY') return nameInSchema(parts.slice(1), schema)
  if (owned.has(type)) {
    const owner = nameInSchema(parts.slice(0, -1), schema)
    return `${owner}.${quoteIdentifier(parts.at(-1) ?? '')}`
  }
  return typedName(type, parts, schema)
}

function typedName(type: string | undefined, parts: readonly string[], schema: string): string {
  if (type === 'OBJECT_OPERATOR') return `${quoteIdentifier(parts.at(-2) ?? schema)}.${parts.at(-1) ?? ''}`
  return global.has(type ?? '') ? dottedName(parts) : nameInSchema(parts, schema)
}
