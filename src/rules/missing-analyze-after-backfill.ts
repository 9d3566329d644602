import type { Rule } from './rule.ts'
import { type Chapter, chapters, type Step } from './support/chapters.ts'
import { lastPart } from './support/names.ts'
import { wholeWrites } from './support/whole-writes.ts'

export const rule: Rule = {
  id: 'missing-analyze-after-backfill',
  preset: 'style',
  title: 'No ANALYZE after every row was written',
  why: [
    'After a backfill the planner still believes what it knew of the column before, that all of it is NULL, and chooses',
    'its plans by that until autovacuum comes around.',
  ].join('\n'),
  severity: 'notice',
  dialects: ['postgres'],
  fix: 'Run ANALYZE on the table after the backfill.',
  bad: [
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, total int);',
      up: 'UPDATE orders SET total = total * 100;',
      also: ['update-or-delete-without-where'],
    },
  ],
  good: [
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, total int);',
      up: 'UPDATE orders SET total = total * 100;\nANALYZE orders;',
      also: ['update-or-delete-without-where'],
    },
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, total int);',
      up: 'UPDATE orders SET total = 0 WHERE id = 1;',
    },
  ],
  *check(context) {
    const all = chapters(context)
    for (const [place, chapter] of all.entries()) {
      for (const step of chapter.steps) {
        const table = wholeWrites(chapter, step).find(({ verb }) => verb === 'update')?.table
        if (table === undefined || isAnalyzed(all.slice(place), step, table)) continue
        yield {
          migration: chapter.migration,
          statement: step.traced,
          message: `Plans for ${table} follow what stood there before, until it is analyzed.`,
          fix: `Run ANALYZE ${table} after the last batch.`,
          evidence: step.traced.trace.evidence,
        }
      }
    }
  },
}

/** By name or all at once, later in the change. */
function isAnalyzed([own, ...later]: readonly Chapter[], step: Step, table: string): boolean {
  const behind = own?.steps.slice(own.steps.indexOf(step) + 1) ?? []
  return [...behind, ...later.flatMap(({ steps }) => steps)].some(({ traced: { statement } }) => {
    const isAnalyze = /^\s*(?:analy[sz]e\b|vacuum\s*(?:\([^)]*\banaly[sz]e\b|.*\banaly[sz]e\b))/i.test(
      statement.sql,
    )
    return isAnalyze && (statement.sql.includes(lastPart(table)) || /^\s*analy[sz]e\s*$/i.test(statement.sql))
  })
}
