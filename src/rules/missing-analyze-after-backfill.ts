import type { Rule } from './rule.ts'
import { chapters, type Step, steps } from './support/chapters.ts'
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
    const analyzed = lastAnalyses(steps(context))
    let place = 0
    for (const chapter of chapters(context)) {
      for (const step of chapter.steps) {
        place += 1
        const table = wholeWrites(chapter, step).find(({ verb }) => verb === 'update')?.table
        if (table === undefined || [lastPart(table), everything].some(it => (analyzed.get(it) ?? 0) > place))
          continue
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

/** Stands for an ANALYZE that names no table. */
const everything = ''

/** Where each table is analyzed last, from 1, by the names that stand in the text. */
function lastAnalyses(all: readonly Step[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  for (const [place, { traced }] of all.entries()) {
    const { sql } = traced.statement
    if (!/^\s*(?:analy[sz]e\b|vacuum\s*(?:\([^)]*\banaly[sz]e\b|.*\banaly[sz]e\b))/i.test(sql)) continue
    const names = /^\s*analy[sz]e\s*$/i.test(sql) ? [everything] : (sql.match(identifier) ?? [])
    for (const name of names)
      found.set(name, place + 1).set(name.startsWith('"') ? name : name.toLowerCase(), place + 1)
  }
  return found
}

const identifier = /"(?:[^"]|"")*"|[\w$\u0080-\uffff]+/g
