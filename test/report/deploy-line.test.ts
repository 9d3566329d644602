import { expect, test } from 'vitest'
import { failureReasons } from '../../src/model/deploy.ts'
import type { DeployedMigration, DeployReport } from '../../src/model/deploy-report.ts'
import { deployLine } from '../../src/report/deploy-line.ts'

const migration = (id: string, state: DeployedMigration['state']): DeployedMigration => ({
  id,
  path: `db/${id}.sql`,
  digest: '',
  state,
  durationMs: 1,
  retries: 0,
  segments: [],
  failure: null,
})

const report: DeployReport = {
  format: 'migration-gate/apply@1',
  command: 'apply',
  outcome: 'done',
  failureReason: null,
  message: '',
  environment: 'stag_ing*',
  runId: '',
  serverVersion: null,
  planDigest: null,
  migrations: [migration('0001_a', 'applied'), migration('0002_b', 'applied')],
  recovered: [],
  difference: [],
  notes: [],
  snapshot: null,
}
const line = (of: Partial<DeployReport>) => deployLine({ ...report, ...of }, 'https://run', '2026-11-22')

test('what was applied where and when', () => {
  expect(line({})).toBe('🚀 **stag_ing&#42;**: 2 applied · [2026-11-22](https://run)')
  expect(line({ command: 'rollback', migrations: [migration('0001_a', 'reverted')] })).toContain(
    ': 1 taken back',
  )
})

test('what failed, where, and what now', () => {
  const failure = { code: '42P01', message: 'secret', line: 3, partsApplied: 0 }
  const failed = { ...migration('0002_`b', 'failed'), failure } satisfies DeployedMigration
  const migrations = [migration('0001_a', 'applied'), failed, migration('0003_c', 'not-run')]
  const told = line({ outcome: 'failed', failureReason: 'apply-failed', migrations })
  expect(told).toMatch(
    /: stopped, `apply-failed`; 1 of 3 applied, <code>0002&#95;&#96;b<\/code> failed at line 3\. What was applied stays/,
  )
  expect(told).not.toContain('secret')
  // What was committed and perhaps forgotten stands before it, and is not what failed.
  const [, ...others] = migrations
  const forgotten = { ...migration('0001_a', 'interrupted'), failure: { ...failure, line: null } }
  expect(
    line({ outcome: 'failed', failureReason: 'interrupted', migrations: [forgotten, ...others] }),
  ).toContain('; 0 of 3 applied, <code>0002')
})

test.each(failureReasons)('%s says what now', failureReason => {
  const told = line({ outcome: 'failed', failureReason })
  expect(told).toMatch(/applied\. [A-Z].{20,}\. ·/)
  expect(told.split('\n')).toHaveLength(1)
})
