import type { Rule, RuleMatch } from './rule.ts'
import { type Chapter, chapters, type Step } from './support/chapters.ts'
import { operations } from './support/traced.ts'

export const rule: Rule = {
  id: 'nested-or-unclosed-transaction',
  title: "A COMMIT ends the runner's transaction",
  why: [
    'goose, dbmate, sqlx, Diesel and Drizzle open a transaction around a migration and write into their history table in',
    'the same one, so that both are there or none. A COMMIT in the file ends it before: what follows runs statement by',
    'statement, and the record of the migration stands outside. Where it is stopped in between, the migration was run and',
    'nobody knows.',
    '',
    'PostgreSQL takes a BEGIN inside a transaction, and a COMMIT outside of one, with no more than a warning. SQLite',
    'refuses both: there the COMMIT that the tool sends in the end fails, and the deploy with it.',
    '',
    'A file that begins a transaction and does not end it, or takes back its own work, is told by `could-not-verify`.',
  ].join('\n'),
  severity: 'warning',
  dialects: ['postgres', 'sqlite'],
  fix: 'Remove BEGIN and COMMIT, or tell the tool to open no transaction for this file.',
  bad: [],
  good: [],
  *check(context) {
    for (const chapter of chapters(context)) {
      const { transaction, runner } = chapter.migration.migration
      if (transaction !== 'wrapped' || runner === 'ours') continue
      const commit = chapter.steps.find(({ traced }) => endsTransaction(traced))
      if (commit === undefined) continue
      yield {
        migration: chapter.migration,
        statement: commit.traced,
        ...(context.dialect === 'sqlite' ? inSqlite(chapter) : inPostgres(chapter, commit)),
        fix: fixFor(chapter),
        evidence: 'inferred',
      }
    }
  },
}

function endsTransaction(traced: Step['traced']): boolean {
  return (
    traced.trace.outcome !== 'failed' &&
    operations(traced, 'transaction').some(({ verb }) => verb === 'commit' || verb === 'prepare')
  )
}

function inPostgres({ steps, migration }: Chapter, commit: Step): Pick<RuleMatch, 'severity' | 'message'> {
  const tool = migration.migration.format
  const behind = steps.slice(steps.indexOf(commit) + 1)
  const isLast = behind.every(({ traced }) => operations(traced, 'transaction').length > 0)
  return {
    message: isLast
      ? `COMMIT ends the transaction of ${tool}: its record of the migration stands outside, and where it is stopped in between, the migration runs again.`
      : `COMMIT ends the transaction of ${tool}: where a later statement fails, what ran before stays, and the migration cannot be run again.`,
  }
}

function inSqlite({ migration }: Chapter): Pick<RuleMatch, 'severity' | 'message'> {
  return {
    severity: 'error',
    message: `The deploy fails at its end: COMMIT ends the transaction of ${migration.migration.format}, whose own COMMIT then finds none.`,
  }
}

/** How each tool is told to open no transaction. */
const without: Readonly<Record<string, string>> = {
  goose: '-- +goose NO TRANSACTION',
  dbmate: '-- migrate:up transaction:false',
  sqlx: '-- no-transaction',
  diesel: 'run_in_transaction = false in metadata.toml',
}

function fixFor({ migration: { migration } }: Chapter): string {
  const told = without[migration.format]
  const or = told === undefined ? '' : `; or say ${told}, so that yours is the only one`
  return `Remove BEGIN and COMMIT: ${migration.format} opens a transaction itself${or}.`
}
