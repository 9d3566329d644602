import { expect, test } from 'vitest'
import type { BatchProof, DownProof } from '../../src/model/replay.ts'
import { judge } from '../../src/rules/judge.ts'
import { contextOf, type Sketch } from './context.ts'

const back: BatchProof = { verdict: 'equal', difference: [], failure: null }
const leftBehind: DownProof['difference'] = [{ action: 'add', object: 'table', name: 'public.a', detail: '' }]
const notBack: BatchProof = { verdict: 'unequal', difference: leftBehind, failure: null }
const stops: BatchProof = {
  verdict: 'unequal',
  difference: [],
  failure: { place: 0, code: '42P01', message: 'no such table', line: 7 },
}
const wrong = { source: 'authored', schema: 'unequal', difference: leftBehind } as const
const right = { source: 'authored', schema: 'equal', line: 3 } as const
const generated = { source: 'generated', schema: 'equal' } as const
const untried = {
  source: 'authored',
  schema: 'unverified',
  failure: { code: 'outside-transaction', message: 'VACUUM', line: 2 },
} as const

interface Row {
  readonly title: string
  readonly batch: BatchProof
  readonly downs: readonly NonNullable<Sketch['down']>[]
  readonly state?: Sketch['state']
  /** `severity file:line`, of the rules about authored downs. */
  readonly findings: readonly string[]
}

const rows: readonly Row[] = [
  {
    title: 'a step that does not lead back alone, while all do',
    batch: back,
    downs: [wrong, right],
    findings: ['notice 1:1'],
  },
  {
    title: 'a step that could not be tried, while all lead back',
    batch: back,
    downs: [untried, right],
    findings: ['notice 1:2'],
  },
  {
    title: 'a down of an old migration is not part of what leads back',
    batch: back,
    downs: [wrong],
    state: 'down-changed',
    findings: ['error 1:1'],
  },
  {
    title: 'a step that does not lead back, and all do not',
    batch: notBack,
    downs: [wrong, right],
    findings: ['error 1:1'],
  },
  {
    title: 'each leads back alone, all together do not',
    batch: notBack,
    downs: [right, right],
    findings: ['error 1:3'],
  },
  { title: 'all together stop in one of them', batch: stops, downs: [right, right], findings: ['error 1:7'] },
  {
    title: 'all together stop in a generated one',
    batch: stops,
    downs: [generated, right],
    findings: ['notice 1:1'],
  },
  { title: 'a lone one is not told twice', batch: notBack, downs: [wrong], findings: ['error 1:1'] },
  {
    title: 'another order of columns is none of it',
    batch: { ...back, verdict: 'equal-except-order' },
    downs: [{ ...right, schema: 'equal-except-order' }, right],
    findings: [],
  },
]

test.each(rows)('$title', async ({ batch, downs, state = 'added', findings }) => {
  const sketches = downs.map(down => ({ sql: 'SELECT 1;', down, state, changes: ['add table public.a'] }))
  const context = { ...(await contextOf(['public.orders'], ...sketches)), batchDown: batch }
  const found = judge(context).filter(({ rule }) => /^(?:down-does-not-restore|could-not-verify)$/.test(rule))
  expect(found.map(({ severity, path, line }) => `${severity} ${/000(\d)/.exec(path)?.[1]}:${line}`)).toEqual(
    findings,
  )
})

test('an empty section of a file is told where it stands', async () => {
  const down = {
    source: 'authored-empty',
    schema: 'unequal',
    line: 9,
    path: 'migrations/0001_change.sql',
  } as const
  const context = await contextOf(['public.orders'], {
    sql: 'SELECT 1;',
    changes: ['add table public.a'],
    down,
  })
  expect(judge(context)).toMatchObject([
    { rule: 'down-does-not-restore', severity: 'warning', path: 'migrations/0001_change.sql', line: 9 },
  ])
})
