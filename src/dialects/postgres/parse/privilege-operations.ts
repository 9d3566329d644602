import type { GrantStmt, Node } from 'libpg-query'
import type { Operation } from '../../../model/operation.ts'
import type { Context, Readers } from './context.ts'
import { quoteIdentifier } from './names.ts'
import { objectName } from './object-words.ts'
import { nodeAs, nodesAs } from './tree.ts'

/** Roles and what they may do. */
export const privilegeReaders: Readers = {
  GrantStmt: (statement, { schema }) => grant(statement, schema),
  AlterDefaultPrivilegesStmt: ({ options }) => {
    const schemas = nodesAs(options, 'DefElem').find(({ defname }) => defname === 'schemas')
    const names = rolesOf(nodeAs(schemas?.arg, 'List')?.items)
    return (names.length === 0 ? ['all'] : names).map(name => ({
      kind: 'alter',
      object: 'default-privilege',
      name,
    }))
  },
  GrantRoleStmt: ({ granted_roles, is_grant, behavior }) =>
    nodesAs(granted_roles, 'AccessPriv').map(({ priv_name }) =>
      given('role-membership', quoteIdentifier(priv_name ?? ''), is_grant ?? false, behavior),
    ),
  CreateRoleStmt: ({ role }) => [{ kind: 'create', object: 'role', name: quoteIdentifier(role ?? '') }],
  AlterRoleStmt: ({ role }) => [
    { kind: 'alter', object: 'role', name: quoteIdentifier(role?.rolename ?? 'all') },
  ],
  AlterRoleSetStmt: ({ role }) => [
    { kind: 'alter', object: 'role', name: quoteIdentifier(role?.rolename ?? 'all') },
  ],
  DropRoleStmt: ({ roles }) =>
    rolesOf(roles).map(name => ({ kind: 'drop', object: 'role', name, cascade: false })),
  DropOwnedStmt: ({ roles, behavior }) =>
    rolesOf(roles).map(name => ({
      kind: 'drop',
      object: 'owned-objects',
      name,
      cascade: behavior === 'DROP_CASCADE',
    })),
  ReassignOwnedStmt: ({ roles }) =>
    rolesOf(roles).map(name => ({ kind: 'alter', object: 'owned-objects', name })),
}

function grant(statement: GrantStmt, schema: Context['schema']): readonly Operation[] {
  const { objects, objtype, targtype, is_grant, behavior } = statement
  return (objects ?? []).map(object => {
    const name =
      targtype === 'ACL_TARGET_ALL_IN_SCHEMA'
        ? `${objectName('OBJECT_SCHEMA', object, schema)}.*`
        : objectName(objtype, object, schema)
    return given('privilege', name, is_grant ?? false, behavior)
  })
}

function given(object: string, name: string, isGrant: boolean, behavior: string | undefined): Operation {
  if (isGrant) return { kind: 'create', object, name }
  return { kind: 'drop', object, name, cascade: behavior === 'DROP_CASCADE' }
}

function rolesOf(roles: readonly Node[] | undefined): readonly string[] {
  return (roles ?? []).map(role => objectName('OBJECT_ROLE', role, ''))
}
