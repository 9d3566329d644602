import type { Migration } from '../model/migration.ts'
import type { Rule, RuleMatch } from './rule.ts'
import { type LateMigration, lateMigrations } from './support/versions.ts'

export const rule: Rule = {
  id: 'out-of-order-version',
  covers: ['non-linear-history'],
  title: 'A migration comes before one that ran already',
  why: [
    'Two branches number their migrations side by side; the one that is merged second then stands before one that',
    'databases have run already. What becomes of it is up to the tool:',
    '',
    '- golang-migrate knows the newest version that ran and nothing else, and Drizzle up to 0.x looks for a later `when`',
    '  in its journal: both pass over it without a word, and only new databases ever get it. An error.',
    '- goose refuses to go on, unless it is told `-allow-missing`. An error.',
    '- All others run it late: old databases get it after the newer ones, new databases before them. A warning.',
    '',
    'It is judged by the files alone, against all that stands on the base branch.',
  ].join('\n'),
  severity: 'error',
  dialects: ['postgres', 'sqlite', 'mysql', 'surrealdb'],
  fix: 'Give the migration a number or a moment behind the newest one of the base branch.',
  bad: [],
  good: [],
  *check(context) {
    for (const late of lateMigrations(context)) {
      const { migration } = late
      yield { migration, statement: null, line: 1, ...told(late), fix: fixFor(late), evidence: 'measured' }
    }
  },
}

function told({ migration: { migration }, newest }: LateMigration): Pick<RuleMatch, 'severity' | 'message'> {
  const tool = migration.format
  switch (migration.whenLate) {
    case 'skipped':
      return {
        message:
          migration.stamp === undefined
            ? `Databases that have run ${newest.id} never get this: ${tool} passes over what comes before the newest version that ran, without a word.`
            : `Databases that have run ${newest.id} never get this: ${tool} passes over what has no later "when" in its journal, without a word.`,
      }
    case 'refused':
      return {
        message: `The deploy stops here: ${tool} refuses what comes before ${newest.id}, where that ran already.`,
      }
    default:
      return {
        severity: 'warning',
        message: `Databases that have run ${newest.id} get this after it, new ones before it: the two may end up different.`,
      }
  }
}

function fixFor({ migration: { migration }, newest }: LateMigration): string {
  if (migration.stamp !== undefined)
    return `Remove ${migration.id} and its entry in the journal, and let drizzle-kit generate it anew on top of ${newest.id}.`
  const name = renumbered(migration, newest)
  return name === null
    ? `Rename it so that it comes after ${newest.id}.`
    : `Rename it to ${name}, so that it comes after ${newest.id}.`
}

/** The next number of a sequence, as wide as it is; `null` where moments are counted. */
function renumbered({ id }: Migration, newest: Migration): string | null {
  const last = /^\d+(?=_)/.exec(newest.id)?.[0]
  if (last === undefined || last.length >= 8 || !/^\d+_/.test(id)) return null
  const next = String(BigInt(last) + 1n).padStart(last.length, '0')
  return id.replace(/^\d+/, next)
}
