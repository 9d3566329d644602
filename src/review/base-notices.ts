import type { BaseNotice, BaseProblem } from '../dialects/dialect.ts'
import { wantedPreset } from '../migrations/presets/wanted.ts'
import type { Migration } from '../model/migration.ts'
import type { Review } from '../model/review.ts'
import { baselineAdvice } from '../rules/support/baseline-advice.ts'

type Notice = Review['baseNotices'][number]

/** What the first relation that is missing may be missing from: so many files from the beginning. */
const firstFiles = 3

/** There is no such relation: an SQLSTATE, and SQLite's word. */
const undefinedTable: ReadonlySet<string> = new Set(['42P01', 'no-such-table'])

/**
 * What a reader must know of the ground on which the change was tried: that the folder does not start from nothing,
 * said once, then what was made or left out so that the base could be replayed.
 */
export function baseNotices(
  given: readonly BaseNotice[],
  problems: readonly BaseProblem[],
  base: readonly Migration[],
  codeSteps: readonly string[],
): readonly Notice[] {
  return [...noEmptyStart(problems, base), ...given.map(told), ...codeSteps.map(codeStep)]
}

function noEmptyStart(problems: readonly BaseProblem[], base: readonly Migration[]): readonly Notice[] {
  const beginning = new Set(base.slice(0, firstFiles).map(({ up }) => up.path))
  const first = problems.find(
    ({ path, code, message }) =>
      (undefinedTable.has(code) && beginning.has(path)) || wantedPreset([message]) !== null,
  )
  if (first === undefined) return []
  const { path, line } = first
  const failed = `${problems.length} ${problems.length === 1 ? 'statement' : 'statements'} of the base could not be replayed`
  const message = `this folder does not start from an empty database: ${failed}, first: ${first.message}. ${baselineAdvice(problems.map(({ message }) => message))}`
  return [{ kind: 'no-empty-start', name: '', path, line, message }]
}

function told(notice: BaseNotice): Notice {
  const { kind, name, path, line } = notice
  return { kind, name, path, line, message: messageOf(notice) }
}

function messageOf({ kind, name }: BaseNotice): string {
  switch (kind) {
    case 'extension':
      return `the engine has no extension ${name}: it was left out`
    case 'function':
      return `the function ${name} is the application's own: its first argument stood in for what it gives`
    case 'empty-table':
      return `no row could be made for ${name}: what becomes of its rows is told from the schema alone`
    case 'database':
      return `the database ${name} is taken for the one that the migrations are for: its name is not known here`
    case 'role':
    case 'schema':
      return `${kind} ${name} is made by no migration before it is used: it was made for the replay`
  }
}

function codeStep(path: string): Notice {
  const message = 'a step in a programming language: it was not replayed'
  return { kind: 'code-step', name: path, path, line: 1, message }
}
