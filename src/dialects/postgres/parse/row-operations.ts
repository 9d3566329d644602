import type { InsertStmt, Node } from 'libpg-query'
import type { Operation } from '../../../model/operation.ts'
import { isConstantTrue } from './constant-true.ts'
import type { Context, Readers } from './context.ts'
import { givenColumns } from './insert-values.ts'
import { plainCondition } from './plain-condition.ts'
import type { NodeKind } from './tree.ts'
import { calledFunctions, nodeAs, nodesAs, relationName, walk } from './tree.ts'

/** Statements that read and write rows. Writes inside WITH count as well. */
export const rowReaders: Readers = {
  InsertStmt: (statement, context) => writes({ InsertStmt: statement }, context),
  UpdateStmt: (statement, context) => writes({ UpdateStmt: statement }, context),
  DeleteStmt: (statement, context) => writes({ DeleteStmt: statement }, context),
  MergeStmt: (statement, context) => writes({ MergeStmt: statement }, context),
  SelectStmt: (statement, context) => {
    const select: Node = { SelectStmt: statement }
    const into = statement.intoClause?.rel
    const made: readonly Operation[] =
      into === undefined
        ? []
        : [{ kind: 'create-table', table: relationName(into, context.schema), ifNotExists: false }]
    const done = [
      ...made,
      ...writes(select, context),
      ...setByFunction(statement.targetList ?? []),
      ...code(select),
    ]
    return done.length > 0 ? done : [{ kind: 'other', what: 'select' }]
  },
  CopyStmt: ({ relation, query, is_from }, context) => {
    if (is_from === true)
      return [
        {
          kind: 'write-rows',
          verb: 'copy',
          table: relationName(relation, context.schema),
          columns: [],
          filtered: true,
        },
      ]
    const inner = query === undefined ? [] : [...writes(query, context), ...code(query)]
    return inner.length > 0 ? inner : [{ kind: 'other', what: 'copy to' }]
  },
}

const verbs: Partial<Record<NodeKind, 'insert' | 'update' | 'delete' | 'merge'>> = {
  InsertStmt: 'insert',
  UpdateStmt: 'update',
  DeleteStmt: 'delete',
  MergeStmt: 'merge',
}

/** All writes of a statement, its own one and those in WITH. */
export function writes(statement: Node, { schema }: Context): readonly Operation[] {
  const found: Operation[] = []
  walk(statement, ({ key, fields }) => {
    const verb = verbs[key as NodeKind]
    if (verb === undefined) return
    const { relation, targetList } = fields as {
      relation?: Parameters<typeof relationName>[0]
      targetList?: readonly Node[]
    }
    found.push({
      kind: 'write-rows',
      verb,
      table: relationName(relation, schema),
      columns: verb === 'update' ? nodesAs(targetList, 'ResTarget').map(({ name }) => name ?? '') : [],
      filtered: filtered(verb, fields),
      ...(verb === 'insert' ? given(fields) : {}),
      ...conditionOf(verb, fields, schema),
    })
  })
  return found
}

function given(fields: InsertStmt): { readonly given?: readonly (string | number)[] } {
  const columns = givenColumns(fields)
  return columns.length === 0 ? {} : { given: columns }
}

/** Only what a rule can say something of. */
function conditionOf(
  verb: string,
  fields: Readonly<Record<string, unknown>>,
  schema: string,
): Pick<Extract<Operation, { kind: 'write-rows' }>, 'condition'> {
  if (verb !== 'update' && verb !== 'delete') return {}
  const condition = plainCondition(fields, schema)
  return condition === null ? {} : { condition }
}

function filtered(verb: string, fields: Readonly<Record<string, unknown>>): boolean {
  if (verb === 'insert') return true
  const condition = (verb === 'merge' ? fields.joinCondition : fields.whereClause) as Node | undefined
  return condition !== undefined && !isConstantTrue(condition)
}

/** A query that calls functions runs code that its text does not show. */
function code(query: Node): readonly Operation[] {
  const names = [...new Set(calledFunctions(query).map(parts => parts.join('.')))]
  return names.length === 0 ? [] : [{ kind: 'run-code', what: `select ${names.join(', ')}` }]
}

/** `SELECT set_config('search_path', '', false)`, as pg_dump writes it. */
function setByFunction(targets: readonly Node[]): readonly Operation[] {
  return targets.flatMap((target): readonly Operation[] => {
    const call = nodeAs(nodeAs(target, 'ResTarget')?.val, 'FuncCall')
    const name = nodeAs(call?.funcname?.at(-1), 'String')?.sval
    const [setting, value, local] = (call?.args ?? []).map(argument => nodeAs(argument, 'A_Const'))
    if (name !== 'set_config' || setting?.sval === undefined) return []
    return [
      {
        kind: 'set',
        name: (setting.sval.sval ?? '').toLowerCase(),
        value: value?.sval === undefined ? null : (value.sval.sval ?? ''),
        local: local?.boolval?.boolval === true,
      },
    ]
  })
}
