import type { AlterTableCmd, AlterTableStmt, Node } from 'libpg-query'
import type { Operation } from '../../../model/operation.ts'
import { addColumn } from './column-operations.ts'
import { constraintOperation } from './constraint-operations.ts'
import type { Context } from './context.ts'
import { objectWord } from './object-words.ts'
import { nodeAs, nodesAs, relationName } from './tree.ts'
import { typeText } from './type-text.ts'

type ChangeType = Extract<Operation, { kind: 'change-column-type' }>

/** Subcommands whose words are not simply their enum's. */
const details: Readonly<Record<string, string>> = {
  AT_ChangeOwner: 'owner to',
  AT_DropCluster: 'set without cluster',
  AT_DropOids: 'set without oids',
  AT_SetUnLogged: 'set unlogged',
  AT_SetTableSpace: 'set tablespace',
  AT_SetRelOptions: 'set options',
  AT_ResetRelOptions: 'reset options',
  AT_SetOptions: 'set column options',
  AT_ResetOptions: 'reset column options',
  AT_AddInherit: 'inherit',
  AT_DropInherit: 'no inherit',
  AT_AddOf: 'of type',
  AT_DropOf: 'not of type',
  AT_GenericOptions: 'foreign options',
  AT_AlterColumnGenericOptions: 'foreign column options',
}

/** Objects that ALTER of their own kind works on; all else that this statement alters is a table. */
const otherObjects: ReadonlySet<string> = new Set([
  'OBJECT_INDEX',
  'OBJECT_VIEW',
  'OBJECT_MATVIEW',
  'OBJECT_SEQUENCE',
  'OBJECT_FOREIGN_TABLE',
  'OBJECT_TYPE',
])

/** One ALTER TABLE: an operation for each subcommand. */
export function alterTable(statement: AlterTableStmt, context: Context): readonly Operation[] {
  const table = relationName(statement.relation, context.schema)
  const object = statement.objtype ?? 'OBJECT_TABLE'
  if (otherObjects.has(object)) return [{ kind: 'alter', object: objectWord(object), name: table }]
  return nodesAs(statement.cmds, 'AlterTableCmd').flatMap(command => subcommand(table, command, context))
}

function subcommand(table: string, command: AlterTableCmd, context: Context): readonly Operation[] {
  const column = command.name ?? ''
  switch (command.subtype) {
    case 'AT_AddColumn': {
      const definition = nodeAs(command.def, 'ColumnDef')
      return definition === null ? [] : addColumn(table, definition, context)
    }
    case 'AT_DropColumn':
      return [{ kind: 'drop-column', table, column, cascade: command.behavior === 'DROP_CASCADE' }]
    case 'AT_AlterColumnType': {
      const definition = nodeAs(command.def, 'ColumnDef')
      const type = typeText(definition?.typeName)
      return [{ kind: 'change-column-type', table, column, type, ...usingOf(definition?.raw_default) }]
    }
    case 'AT_SetNotNull':
      return [{ kind: 'set-not-null', table, column }]
    case 'AT_DropNotNull':
      return [{ kind: 'drop-not-null', table, column }]
    case 'AT_ColumnDefault':
      return [{ kind: command.def === undefined ? 'drop-default' : 'set-default', table, column }]
    case 'AT_AddConstraint': {
      const constraint = nodeAs(command.def, 'Constraint')
      const operation = constraint && constraintOperation(table, constraint, null, context)
      return [operation ?? { kind: 'alter-table', table, detail: 'add constraint' }]
    }
    case 'AT_ValidateConstraint':
      return [{ kind: 'validate-constraint', table, constraint: column }]
    case 'AT_DropConstraint': {
      const cascade = command.behavior === 'DROP_CASCADE'
      return [{ kind: 'drop-constraint', table, constraint: column, cascade }]
    }
    case 'AT_AttachPartition':
    case 'AT_DetachPartition':
      return [partitionOperation(table, command, context)]
    default:
      return [{ kind: 'alter-table', table, detail: detailOf(command.subtype ?? '') }]
  }
}

function usingOf(expression: Node | undefined): Pick<ChangeType, 'using'> {
  if (expression === undefined) return {}
  let inner: Node | undefined = expression
  for (let cast = nodeAs(inner, 'TypeCast'); cast !== null; cast = nodeAs(inner, 'TypeCast')) inner = cast.arg
  return { using: nodeAs(inner, 'ColumnRef') === null ? 'expression' : 'cast' }
}

/** `AT_EnableRowSecurity` → `enable row security`. */
function detailOf(subtype: string): string {
  return (
    details[subtype] ??
    subtype
      .slice(3)
      .replaceAll(/(?<!^)([A-Z])/g, ' $1')
      .replace('Trig', 'Trigger')
      .toLowerCase()
  )
}

function partitionOperation(table: string, { subtype, def }: AlterTableCmd, { schema }: Context): Operation {
  const command = nodeAs(def, 'PartitionCmd')
  const partition = relationName(command?.name, schema)
  const detail = subtype === 'AT_AttachPartition' ? 'attach partition' : 'detach partition'
  const how = command?.concurrent === true ? ' concurrently' : ''
  return { kind: 'alter-table', table, detail: `${detail}${how}`, partition }
}
