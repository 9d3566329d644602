import { describe, expect, test } from 'vitest'
import { type SnapshotFacts, snapshotFindings } from '../../src/review/snapshot-findings.ts'

const facts: SnapshotFacts = {
  snapshot: {
    format: 'migration-gate/snapshot@1',
    dialect: 'postgres',
    environment: 'staging',
    takenAt: '2026-01-01T00:00:00Z',
  },
  path: 'staging.json',
  upon: null,
  drift: null,
  config: { drift: 'warn', 'snapshot-max-age': '7d' },
  now: '2026-01-08T00:00:00Z',
  unusable: null,
}

const told = (over: Partial<SnapshotFacts>) =>
  snapshotFindings({ ...facts, ...over }).map(({ rule, severity, message }) => [rule, severity, message])

describe('the age of a snapshot', () => {
  test.each([
    ['2026-01-08T00:00:00Z', '7d', null],
    ['2026-01-08T01:00:00Z', '7d', '7 days'],
    ['2026-01-01T05:00:00Z', '4h', '5 hours'],
    ['2026-01-03T00:00:00Z', '1d', '2 days'],
    ['2026-01-15T00:00:01Z', '2w', '14 days'],
    [null, '1h', null],
  ])('at %s with a limit of %s: %s', (now, limit, age) => {
    const found = told({ now, config: { drift: 'warn', 'snapshot-max-age': limit } })
    expect(found).toEqual(
      age === null
        ? []
        : [
            [
              'stale-snapshot',
              'warning',
              `The snapshot of staging is ${age} old: sizes and schema may be others by now.`,
            ],
          ],
    )
  })
})

describe('drift', () => {
  const change = { action: 'add', object: 'column', name: 'public.users.fax', detail: 'text' } as const

  test('is told once, with its first objects, and blocks where that is asked', () => {
    const drift = { verdict: 'different', changes: Array(5).fill(change), reason: null } as const
    const [[rule, severity, message] = []] = told({ drift })
    expect([rule, severity]).toEqual(['schema-drift', 'warning'])
    expect(message).toBe(
      'staging is not as the migrations build it: has besides column public.users.fax, has besides column public.users.fax, has besides column public.users.fax, 2 more.',
    )
    expect(told({ drift, config: { drift: 'block', 'snapshot-max-age': '7d' } })[0]?.[1]).toBe('error')
  })

  test('of nothing but the order of columns is a notice, and blocks nobody', () => {
    const table = {
      action: 'alter',
      object: 'table',
      name: 'public.users',
      detail: 'columns a, b → b, a',
    } as const
    const drift = { verdict: 'equal-except-order', changes: [table], reason: null } as const
    for (const setting of ['warn', 'block'] as const)
      expect(told({ drift, config: { drift: setting, 'snapshot-max-age': '7d' } })).toEqual([
        [
          'schema-drift',
          'notice',
          'staging is as the migrations build it but for the order of columns: table public.users.',
        ],
      ])
  })

  test('that could not be told is not the same as none', () => {
    expect(told({ drift: { verdict: 'equal', changes: [], reason: null } })).toEqual([])
    expect(told({ drift: { verdict: 'unknown', changes: [], reason: 'nothing was run' } })).toEqual([
      [
        'schema-drift',
        'warning',
        'Whether staging is as the migrations build it could not be told: nothing was run.',
      ],
    ])
  })
})

describe('a snapshot that could not be used', () => {
  const absent = { kind: 'absent', reason: 'there is no branch gate yet' } as const
  const refused = { kind: 'refused', reason: 'commit 1234567 is by mallory' } as const

  test.each([
    ['absent', absent, 'warn', 'notice'],
    ['refused', refused, 'warn', 'warning'],
    ['refused, and drift is not looked for', refused, 'off', 'warning'],
    ['absent, where drift blocks', absent, 'block', 'error'],
    ['refused, where drift blocks', refused, 'block', 'error'],
  ] as const)('%s', (_, unusable, drift, severity) => {
    const found = told({ snapshot: null, unusable, config: { drift, 'snapshot-max-age': '7d' } })
    expect(found).toEqual([
      [
        'unusable-snapshot',
        severity,
        `The snapshot was not used: ${unusable.reason}. All sizes count as unknown, and nothing is compared with the target.`,
      ],
    ])
  })

  test('is not told where nobody names any', () => {
    expect(told({ snapshot: null })).toEqual([])
  })
})
