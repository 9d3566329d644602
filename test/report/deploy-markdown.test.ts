import { expect, test } from 'vitest'
import { failureReasons } from '../../src/model/deploy.ts'
import type { DeployedMigration, DeployReport } from '../../src/model/deploy-report.ts'
import { renderDeployMarkdown } from '../../src/report/deploy-markdown.ts'

const migration = (id: string, state: DeployedMigration['state']): DeployedMigration => ({
  id,
  path: `db/${id}.sql`,
  digest: '',
  state,
  durationMs: 4,
  retries: 0,
  segments: [],
  failure: null,
})

const failure = { code: '22012', message: 'division | by `zero`', line: 3, partsApplied: 0 }

const report: DeployReport = {
  format: 'migration-gate/apply@1',
  command: 'apply',
  outcome: 'failed',
  failureReason: 'apply-failed',
  message: 'db/0002_b.sql:3: division by zero (22012).\nNothing of it took effect.',
  environment: 'staging',
  runId: '',
  serverVersion: null,
  planDigest: 'sha256:e5',
  migrations: [
    migration('0001_a', 'applied'),
    { ...migration('0002_b', 'failed'), failure, retries: 1 },
    migration('0003_c', 'not-run'),
  ],
  recovered: ['0000_z: went on and came to its end'],
  difference: Array.from({ length: 52 }, (_, n) => ({
    action: 'add' as const,
    object: 'index',
    name: `made_${n}`,
    detail: '',
    sources: [],
  })),
  notes: ['no snapshot could be stored'],
  snapshot: null,
}

test('what stopped it, what now, how each one did, and what else there is to know', () => {
  const text = renderDeployMarkdown(report)
  const parts = [
    '### ⛔ Migration Gate apply on **staging**: stopped: `apply-failed`',
    'db/0002_b.sql:&#8203;3: division by zero (22012).\n\nNothing of it took effect.',
    '**What now**: What was applied stays.',
    '| `0001_a` | ✅ applied | 4 ms |  |\n',
    '| `0002_b` | ⛔ failed | 4 ms, 1 more try | line 3: division &#124; by &#96;zero&#96; (22012) |\n',
    '| `0003_c` | ▫️ not run |  |  |\n',
    '**Left by an earlier run**\n\n0000_z: went on',
    '**What differs**\n\n|  | object | name |  |\n',
    'and 2 more\n\n**Not known**\n\nno snapshot could be stored',
    'plan `sha256:e5`',
  ]
  let from = 0
  for (const part of parts) {
    const at = text.indexOf(part, from)
    expect(at, part).toBeGreaterThanOrEqual(from)
    from = at + part.length
  }
})

test('nothing more where all is well', () => {
  const nothing = {
    failureReason: null,
    recovered: [],
    difference: [],
    notes: [],
    migrations: [],
    planDigest: null,
  }
  const text = renderDeployMarkdown({
    ...report,
    ...nothing,
    outcome: 'nothing-to-do',
    message: 'It has run them all.',
  })
  expect(text).toBe('### ✅ Migration Gate apply on **staging**: nothing to do\n\nIt has run them all.\n')
})

test.each(failureReasons)('%s says what now', failureReason => {
  expect(renderDeployMarkdown({ ...report, failureReason })).toMatch(
    /\n\n\*\*What now\*\*: [A-Z].{20,}\.\n\n/,
  )
})
