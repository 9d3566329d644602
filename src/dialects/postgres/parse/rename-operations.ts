import type { RenameStmt } from 'libpg-query'
import type { Operation } from '../../../model/operation.ts'
import type { Context, Readers } from './context.ts'
import { nameInSchema, qualifiedName, quoteIdentifier } from './names.ts'
import { objectWord, relationOrObjectName } from './object-words.ts'
import { nodeAs, relationName, stringsOf } from './tree.ts'

/** Statements that change what an object is called, whose it is, or where it lives. */
export const renameReaders: Readers = {
  RenameStmt: rename,
  AlterObjectSchemaStmt: ({ objectType, relation, object, newschema }, { schema }) => {
    const name = relationOrObjectName(objectType, relation, object, undefined, schema)
    if (objectType !== 'OBJECT_TABLE') return [{ kind: 'alter', object: objectWord(objectType), name }]
    const to = qualifiedName(newschema ?? schema, relation?.relname ?? '')
    return [{ kind: 'rename-table', table: name, to }]
  },
  AlterOwnerStmt: ({ objectType, relation, object }, { schema }) => [
    {
      kind: 'alter',
      object: objectWord(objectType),
      name: relationOrObjectName(objectType, relation, object, undefined, schema),
    },
  ],
  AlterObjectDependsStmt: ({ objectType, relation, object }, { schema }) => {
    const member =
      nodeAs(object, 'List') === null ? undefined : stringsOf(nodeAs(object, 'List')?.items).at(-1)
    const name = relationOrObjectName(objectType, relation, object, member, schema)
    return [{ kind: 'alter', object: objectWord(objectType), name }]
  },
  AlterEnumStmt: ({ typeName, oldVal, newVal, newValNeighbor }, { schema }) => {
    const type = nameInSchema(stringsOf(typeName), schema)
    const is = newVal ?? ''
    const enumValue = { type, was: oldVal ?? null, is, placed: newValNeighbor !== undefined }
    if (oldVal !== undefined) return [{ kind: 'alter', object: 'type', name: type, enumValue }]
    return [{ kind: 'alter', object: 'enum-value', name: `${type}.${quoteIdentifier(is)}`, enumValue }]
  },
}

function rename(statement: RenameStmt, { schema }: Context): readonly Operation[] {
  const { renameType, relationType, relation, object, subname, newname } = statement
  if (relation !== undefined && renameType === 'OBJECT_TABLE')
    return [
      {
        kind: 'rename-table',
        table: relationName(relation, schema),
        to: qualifiedName(relation.schemaname ?? schema, newname ?? ''),
      },
    ]
  if (renameType === 'OBJECT_COLUMN' || renameType === 'OBJECT_ATTRIBUTE') {
    const table = relationName(relation, schema)
    if (relationType === 'OBJECT_TABLE')
      return [{ kind: 'rename-column', table, column: subname ?? '', to: newname ?? '' }]
    const owner = renameType === 'OBJECT_ATTRIBUTE' ? 'OBJECT_TYPE' : relationType
    return [{ kind: 'alter', object: objectWord(owner), name: table }]
  }
  if (renameType === 'OBJECT_TABCONSTRAINT')
    return [{ kind: 'alter-table', table: relationName(relation, schema), detail: 'rename constraint' }]
  // Of a role, a schema, a database: the old name stands alone.
  if (relation === undefined && object === undefined)
    return [{ kind: 'alter', object: objectWord(renameType), name: quoteIdentifier(subname ?? '') }]
  const onTable = ['OBJECT_TRIGGER', 'OBJECT_POLICY', 'OBJECT_RULE'].includes(renameType ?? '')
  const member = onTable ? subname : undefined
  return [
    {
      kind: 'alter',
      object: objectWord(renameType),
      name: relationOrObjectName(renameType, relation, object, member, schema),
    },
  ]
}
