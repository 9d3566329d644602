import type { Rule, RuleContext } from './rule.ts'
import { type Step, steps } from './support/chapters.ts'
import { defaultPartition } from './support/partition-checks.ts'
import { waitingTables } from './support/sizes.ts'
import { operations, wasMeasured } from './support/traced.ts'

export const rule: Rule = {
  id: 'detach-partition-not-concurrent',
  title: 'Detaching a partition locks the whole partitioned table',
  why: [
    '`DETACH PARTITION` takes an ACCESS EXCLUSIVE lock on the partitioned table: it waits for every running query of any',
    'partition, and whoever comes later waits behind it, until the transaction ends.',
    '',
    '`DETACH PARTITION … CONCURRENTLY` (PostgreSQL 14) lets them work on. It cannot run in a transaction, nor beside a',
    'default partition: where there is one, nothing is told.',
  ].join('\n'),
  severity: 'warning',
  dialects: ['postgres'],
  fix: 'Use `DETACH PARTITION … CONCURRENTLY`, in a migration of its own.',
  fixGoesFurther:
    'PostgreSQL leaves a CHECK of the old bounds on the partition that it detaches concurrently',
  bad: [
    {
      base: [
        'CREATE TABLE events (id int, day date) PARTITION BY RANGE (day);',
        "CREATE TABLE events_2020 PARTITION OF events FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');",
      ].join('\n'),
      up: 'ALTER TABLE events DETACH PARTITION events_2020;',
      also: ['missing-down'],
    },
    {
      base: [
        'CREATE SCHEMA log;',
        'CREATE TABLE log."Events" (id int, day date) PARTITION BY RANGE (day);',
        'CREATE TABLE log."Old Events" PARTITION OF log."Events" FOR VALUES FROM (MINVALUE) TO (\'2021-01-01\');',
      ].join('\n'),
      up: 'ALTER TABLE log."Events" DETACH PARTITION log."Old Events";',
      also: ['missing-down'],
    },
    {
      base: [
        'CREATE TABLE events (id int, day date) PARTITION BY RANGE (day);',
        "CREATE TABLE events_2020 PARTITION OF events FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');",
      ].join('\n'),
      up: 'ALTER TABLE IF EXISTS events DETACH PARTITION events_2020;',
      down: "ALTER TABLE events ATTACH PARTITION events_2020 FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');",
      also: ['attach-partition-scans'],
      note: 'The way back reads the partition under a lock, which is told too.',
    },
  ],
  good: [
    {
      base: [
        'CREATE TABLE events (id int, day date) PARTITION BY RANGE (day);',
        "CREATE TABLE events_2020 PARTITION OF events FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');",
      ].join('\n'),
      up: 'ALTER TABLE events DETACH PARTITION events_2020 CONCURRENTLY;',
      also: ['missing-down'],
    },
    {
      base: [
        'CREATE TABLE events (id int, day date) PARTITION BY RANGE (day);',
        "CREATE TABLE events_2020 PARTITION OF events FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');",
        'CREATE TABLE events_rest PARTITION OF events DEFAULT;',
      ].join('\n'),
      up: 'ALTER TABLE events DETACH PARTITION events_2020;',
      note: 'Beside a default partition the server knows no other form.',
      also: ['missing-down'],
    },
    {
      up: [
        'CREATE TABLE events (id int, day date) PARTITION BY RANGE (day);',
        "CREATE TABLE events_2020 PARTITION OF events FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');",
        'ALTER TABLE events DETACH PARTITION events_2020;',
      ].join('\n'),
      note: 'All of it is as young as the pull request.',
    },
  ],
  *check(context) {
    for (const step of steps(context)) {
      for (const [parent, partition] of detached(context, step)) {
        const { named, tables } = waitingTables(context, step, [parent])
        yield {
          migration: step.migration,
          statement: step.traced,
          message: `Reads and writes of ${named} wait until every running query of it has ended and the transaction is over.`,
          tables,
          fix: `ALTER TABLE ${parent} DETACH PARTITION ${partition} CONCURRENTLY;`,
          evidence: step.traced.trace.evidence,
        }
      }
    }
  },
}

function detached(context: RuleContext, step: Step): readonly (readonly [string, string])[] {
  const { traced } = step
  const { outcome, locks } = traced.trace
  if (outcome === 'failed') return []
  return operations(traced, 'alter-table').flatMap(({ table, detail, partition }) => {
    const parent = detail === 'detach partition' ? step.liveTable(table) : null
    if (parent === null || partition === undefined) return []
    if (defaultPartition(context.schemaBefore, step.origin(parent) ?? parent) !== null) return []
    const isLocked = locks.some(({ relation, mode }) => relation === parent && mode === 'AccessExclusiveLock')
    return wasMeasured(traced) && !isLocked ? [] : [[parent, step.liveTable(partition) ?? partition]]
  })
}
