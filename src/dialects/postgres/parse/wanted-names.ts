import type { Node, RangeVar } from 'libpg-query'
import type { Statement } from '../../../model/statement.ts'
import { nodeAs, nodesAs, stringsOf, treeOf, walk } from './tree.ts'

/** A role, a schema or a database that a statement cannot do without, or makes. */
export interface Owner {
  readonly kind: 'role' | 'schema' | 'database'
  /** As the catalog holds it, unquoted. */
  readonly name: string
}

/**
 * The roles, schemas and databases that must stand before the statement runs, each once: those it gives rights or
 * objects to or takes them from, the schemas that it puts something into, the database that it sets something for. A schema that it only looks into is not among
 * them: there the missing thing is the relation. What it drops is none, nor what belongs to the server itself.
 */
export function wantedOwners(statement: Statement): readonly Owner[] {
  const tree = treeOf(statement)
  if (tree === null || nodeAs(tree, 'DropRoleStmt') !== null) return []
  const wanted = [
    ...rolesIn(tree).map(name => ({ kind: 'role', name }) as const),
    ...schemasIn(tree).map(name => ({ kind: 'schema', name }) as const),
    ...databasesIn(tree).map(name => ({ kind: 'database', name }) as const),
  ].filter(({ name }) => !isServers(name))
  return [...new Map(wanted.map(owner => [`${owner.kind} ${owner.name}`, owner])).values()]
}

/** What the statement itself makes. */
export function madeOwner(statement: Statement): Owner | null {
  const tree = treeOf(statement) ?? undefined
  const role = nodeAs(tree, 'CreateRoleStmt')?.role
  if (role !== undefined) return { kind: 'role', name: role }
  const database = nodeAs(tree, 'CreatedbStmt')?.dbname
  if (database !== undefined) return { kind: 'database', name: database }
  const schema = nodeAs(tree, 'CreateSchemaStmt')
  const name = schema?.schemaname ?? schema?.authrole?.rolename
  return name === undefined ? null : { kind: 'schema', name }
}

/** Names that the server keeps for itself: nobody can make such a role or schema. */
function isServers(name: string): boolean {
  return name === '' || name.startsWith('pg_') || ['public', 'none', 'information_schema'].includes(name)
}

function rolesIn(tree: Node): readonly string[] {
  const roles: string[] = []
  walk(tree, ({ fields }) => {
    if (fields.roletype === 'ROLESPEC_CSTRING') roles.push(String(fields.rolename ?? ''))
  })
  const granted = nodesAs(nodeAs(tree, 'GrantRoleStmt')?.granted_roles, 'AccessPriv')
  roles.push(...granted.map(({ priv_name }) => priv_name ?? ''))
  const set = nodeAs(tree, 'VariableSetStmt')
  if (set?.name === 'role' || set?.name === 'session_authorization') roles.push(...constants(set.args))
  return roles
}

function schemasIn(tree: Node): readonly string[] {
  return [...homesOf(tree), ...namedSchemas(tree)].filter(name => name !== undefined)
}

/** Schemas into which the statement puts something. */
function homesOf(tree: Node): readonly (string | undefined)[] {
  const relations: readonly (RangeVar | undefined)[] = [
    nodeAs(tree, 'CreateStmt')?.relation,
    nodeAs(tree, 'CreateForeignTableStmt')?.base?.relation,
    nodeAs(tree, 'CreateTableAsStmt')?.into?.rel,
    nodeAs(tree, 'ViewStmt')?.view,
    nodeAs(tree, 'CreateSeqStmt')?.sequence,
    nodeAs(tree, 'CompositeTypeStmt')?.typevar,
  ]
  const names = [
    nodeAs(tree, 'CreateFunctionStmt')?.funcname,
    nodeAs(tree, 'CreateEnumStmt')?.typeName,
    nodeAs(tree, 'CreateRangeStmt')?.typeName,
    nodeAs(tree, 'CreateDomainStmt')?.domainname,
    nodeAs(tree, 'DefineStmt')?.defnames,
    nodeAs(tree, 'CreateOpClassStmt')?.opclassname,
    nodeAs(tree, 'CreateOpFamilyStmt')?.opfamilyname,
    nodeAs(tree, 'CreateStatsStmt')?.defnames,
  ]
  return [...relations.map(relation => relation?.schemaname), ...names.map(name => stringsOf(name).at(-2))]
}

/** Schemas that the statement names as such. */
function namedSchemas(tree: Node): readonly (string | undefined)[] {
  const extension = optionOf(nodeAs(tree, 'CreateExtensionStmt')?.options, 'schema')
  const defaults = optionOf(nodeAs(tree, 'AlterDefaultPrivilegesStmt')?.options, 'schemas')
  const grant = nodeAs(tree, 'GrantStmt')
  const onSchema = grant?.objtype === 'OBJECT_SCHEMA' || grant?.targtype === 'ACL_TARGET_ALL_IN_SCHEMA'
  const owned = nodeAs(tree, 'AlterOwnerStmt')
  const comment = nodeAs(tree, 'CommentStmt')
  const set = nodeAs(tree, 'VariableSetStmt')
  const path = set?.name === 'search_path' ? constants(set.args) : []
  return [
    nodeAs(extension, 'String')?.sval,
    ...stringsOf(nodeAs(defaults, 'List')?.items),
    ...(onSchema ? stringsOf(grant?.objects) : []),
    ...(nodeAs(tree, 'AlterObjectSchemaStmt') === null
      ? []
      : [nodeAs(tree, 'AlterObjectSchemaStmt')?.newschema]),
    owned?.objectType === 'OBJECT_SCHEMA' ? nodeAs(owned.object, 'String')?.sval : undefined,
    comment?.objtype === 'OBJECT_SCHEMA' ? nodeAs(comment.object, 'String')?.sval : undefined,
    // With one schema on the path all that follows goes there; of several, some may well be missing.
    ...(path.length === 1 && path[0] !== '$user' ? path : []),
  ]
}

/** Databases that the statement names, and does not make or drop. */
function databasesIn(tree: Node): readonly string[] {
  const grant = nodeAs(tree, 'GrantStmt')
  const owned = nodeAs(tree, 'AlterOwnerStmt')
  const comment = nodeAs(tree, 'CommentStmt')
  return [
    nodeAs(tree, 'AlterDatabaseSetStmt')?.dbname,
    nodeAs(tree, 'AlterDatabaseStmt')?.dbname,
    nodeAs(tree, 'AlterRoleSetStmt')?.database,
    ...(grant?.objtype === 'OBJECT_DATABASE' ? stringsOf(grant.objects) : []),
    owned?.objectType === 'OBJECT_DATABASE' ? nodeAs(owned.object, 'String')?.sval : undefined,
    comment?.objtype === 'OBJECT_DATABASE' ? nodeAs(comment.object, 'String')?.sval : undefined,
  ].filter(name => name !== undefined)
}

function optionOf(options: readonly Node[] | undefined, name: string): Node | undefined {
  return nodesAs(options, 'DefElem').find(({ defname }) => defname === name)?.arg
}

function constants(args: readonly Node[] | undefined): readonly string[] {
  return nodesAs(args, 'A_Const').map(({ sval }) => sval?.sval ?? '')
}
