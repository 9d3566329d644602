import { expect, test } from 'vitest'
import { judge } from '../../src/rules/judge.ts'
import { rules } from '../../src/rules/registry.ts'
import type { Rule } from '../../src/rules/rule.ts'
import { contextOf, type Sketch } from './context.ts'

/** A behaviour of the rules: SQL with hand-made traces, and all that the whole rule set says of it. */
export interface Row {
  readonly title: string
  /** Relations that stand before; `null` where nothing was run. */
  readonly before: readonly string[] | null
  readonly migrations: readonly Sketch[]
  /** `rule severity evidence file:line-endLine`, with the message and the fix where they matter. */
  readonly findings: readonly (string | readonly [head: string, message: string, fix?: string])[]
}

export const inferredOf = (rule: string, line = '1-1') => `${rule} error inferred 0001_change.sql:${line}`
export const measuredOf = (rule: string, line = '1-1') => `${rule} error measured 0001_change.sql:${line}`

/** As a check has them: rules of a preset only where the row names one. */
function asked(findings: Row['findings']): readonly Rule[] {
  const heads = findings.map(row => (typeof row === 'string' ? row : row[0]))
  return rules.filter(
    ({ id, preset }) => preset === undefined || heads.some(head => head.startsWith(`${id} `)),
  )
}

/** One test a row. */
export function testRows(rows: readonly Row[]): void {
  test.each(rows)('$title', async ({ before, migrations, findings }) => {
    const found = judge(await contextOf(before, ...migrations), asked(findings))
    const told = found.map(({ rule, severity, evidence, path, line, endLine }) => {
      return `${rule} ${severity} ${evidence} ${path.replace('migrations/', '')}:${line}-${endLine}`
    })
    expect(told).toEqual(findings.map(row => (typeof row === 'string' ? row : row[0])))
    for (const [place, row] of findings.entries()) {
      if (typeof row === 'string') continue
      expect(found[place]?.message).toBe(row[1])
      if (row[2] !== undefined) expect(found[place]?.fix).toBe(row[2])
    }
  })
}
