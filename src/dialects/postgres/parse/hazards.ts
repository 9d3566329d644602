import type { CreateFunctionStmt, Node, RangeVar } from 'libpg-query'
import type { Statement } from '../../../model/statement.ts'
import { codeOf, languageOf } from './code.ts'
import { endsTransaction, hazardInCode } from './code-hazards.ts'
import * as words from './hazard-words.ts'
import { nameInSchema } from './names.ts'
import { changesSystem, grantsSystem } from './system-targets.ts'
import { nodeAs, stringsOf, treeOf, type Visited, walk } from './tree.ts'

/**
 * Why running the statement could falsify or kill the measurement; null if it can run.
 * Decided by the text, including code held in strings. A routine that could is harmless until something calls it:
 * see {@link definesHazard}.
 */
export function evidenceHazard(statement: Statement): string | null {
  const tree = treeOf(statement)
  if (tree === null) return null
  const routine = nodeAs(tree, 'CreateFunctionStmt')
  const hazard =
    (routine === null ? hazardInTree(tree) : nativeRoutine(routine)) ??
    (changesSystem(statement, tree) ? words.systemWrite : null) ??
    (grantsSystem(statement) ? words.systemGrant : null)
  return hazard === null ? null : `it ${hazard}`
}

const breaking: readonly string[] = [
  words.copies,
  words.twoPhase,
  words.loads,
  words.subscribes,
  words.systemWrite,
]

/**
 * The hazard, where it breaks the engine or its catalogs. The others are of no matter where nothing is measured:
 * in the base, and in the proof of a down.
 */
export function breaksShadow(statement: Statement): string | null {
  const hazard = evidenceHazard(statement)
  return hazard !== null && breaking.some(reason => hazard.endsWith(reason)) ? hazard : null
}

/** Whether a hazard is that of a write to the catalogs: the real database has survived those of its history. */
export function writesCatalog(hazard: string): boolean {
  return hazard.endsWith(words.systemWrite)
}

/** Whether a hazard can only hide what a statement does: it may run, and what is measured of it is not believed. */
export function onlyBlinds(hazard: string): boolean {
  // From there on the server would split and read other statements than we did.
  if (/ sets (?:standard_conforming_strings|backslash_quote),/.test(hazard)) return false
  return (
    hazard.endsWith(words.unreadable) || hazard.endsWith(words.unreadableSetting) || / sets /.test(hazard)
  )
}

/**
 * A routine whose body has such a hazard, so that callers can distrust what mentions its name.
 * `reason` is a phrase that reads behind the name.
 */
export function definesHazard(
  statement: Statement,
): { readonly name: string; readonly reason: string } | null {
  const tree = treeOf(statement)
  const routine = nodeAs(tree ?? undefined, 'CreateFunctionStmt')
  if (tree === null || routine === null) return null
  const reason = hazardInRoutine(tree, routine)
  return reason === null ? null : { name: nameInSchema(stringsOf(routine.funcname), 'public'), reason }
}

function hazardInRoutine(tree: Node, routine: CreateFunctionStmt): string | null {
  if (routine.sql_body !== undefined) return hazardInTree(tree)
  const code = codeOf(tree)
  if (code === null) return null
  const hazard = hazardInCode(code.language, code.body) ?? hazardInTree(tree)
  return hazard ?? (routine.is_procedure === true && endsTransaction(code.body) ? words.ownCommit : null)
}

function nativeRoutine(routine: CreateFunctionStmt): string | null {
  return ['c', 'internal'].includes(languageOf(routine.options)) ? words.loads : null
}

function hazardInTree(tree: Node): string | null {
  let found: string | null = null
  walk(tree, visited => {
    found ??= hazardOf(visited)
    return found === null
  })
  return found
}

/** `CURSOR_OPT_HOLD` of the server's `parsenodes.h`. */
const withHold = 0x20

function hazardOf({ key, fields }: Visited): string | null {
  switch (key) {
    case 'FuncCall':
    case 'funccall':
      return hazardousCall(fields)
    case 'VariableSetStmt':
    case 'setstmt':
      return hazardousSetting(String(fields.name ?? ''))
    case 'InsertStmt':
    case 'UpdateStmt':
    case 'DeleteStmt':
    case 'MergeStmt':
      return isSystemRelation(fields.relation as RangeVar | undefined) ? words.systemWrite : null
    case 'CopyStmt':
      return words.copies
    case 'DeclareCursorStmt':
      return (Number(fields.options ?? 0) & withHold) === 0 ? null : words.holds
    case 'LoadStmt':
      return words.loads
    case 'CreateSubscriptionStmt':
      return words.subscribes
    case 'TransactionStmt':
      return /PREPARE/.test(String(fields.kind)) ? words.twoPhase : null
    case 'DoStmt': {
      const code = codeOf({ DoStmt: fields })
      return code === null ? null : hazardInCode(code.language, code.body)
    }
    default:
      return null
  }
}

function hazardousSetting(name: string): string | null {
  const reason = words.settingReason(name)
  return reason === null ? null : `sets ${name.toLowerCase()}, ${reason}`
}

function hazardousCall(fields: Readonly<Record<string, unknown>>): string | null {
  const name = stringsOf(fields.funcname as Node[] | undefined).at(-1) ?? ''
  const reason = words.functionReason(name)
  if (reason !== null) return `calls ${name}, ${reason}`
  if (name !== 'set_config' && !words.runsText(name)) return null
  const literal = nodeAs((fields.args as Node[] | undefined)?.[0], 'A_Const')?.sval
  if (literal === undefined) return name === 'set_config' ? words.unreadableSetting : words.unreadable
  const text = literal.sval ?? ''
  return name === 'set_config' ? hazardousSetting(text) : hazardInCode('sql', text)
}

function isSystemRelation(relation: RangeVar | undefined): boolean {
  const { schemaname, relname = '' } = relation ?? {}
  return schemaname === undefined ? relname.startsWith('pg_') : words.isSystemSchema(schemaname)
}
