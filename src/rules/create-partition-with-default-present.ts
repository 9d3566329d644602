import type { Rule, RuleContext } from './rule.ts'
import { type Step, steps } from './support/chapters.ts'
import { deriveName } from './support/names.ts'
import { defaultPartition, partitionCheck, proofOf } from './support/partition-checks.ts'
import { waitingTables } from './support/sizes.ts'
import { inMigrations } from './support/sql.ts'
import { operations, wasMeasured } from './support/traced.ts'

export const rule: Rule = {
  id: 'create-partition-with-default-present',
  title: 'A new partition has the default partition read while everything waits',
  why: [
    '`CREATE TABLE … PARTITION OF` has to know that the default partition holds no row of the new one. It reads the',
    'default partition from end to end, under an ACCESS EXCLUSIVE lock on it and on the whole partitioned table.',
    '',
    'Where a valid CHECK of the default partition says so already, nothing is read.',
    '`ATTACH PARTITION` of a table made before does not lock the partitioned table that way.',
  ].join('\n'),
  severity: 'error',
  dialects: ['postgres'],
  fix: 'Create the table by itself, prove by a validated CHECK that the default partition has no row of it, and attach it.',
  bad: [
    {
      base: [
        'CREATE TABLE events (id int, day date) PARTITION BY RANGE (day);',
        'CREATE TABLE events_rest PARTITION OF events DEFAULT;',
      ].join('\n'),
      up: "CREATE TABLE events_2026 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');",
    },
    {
      base: [
        'CREATE TABLE orders (id int, "Region" text) PARTITION BY LIST ("Region");',
        'CREATE TABLE "Other Orders" PARTITION OF orders DEFAULT;',
      ].join('\n'),
      up: 'CREATE TABLE "Orders EU" PARTITION OF orders FOR VALUES IN (\'fr\');',
    },
    {
      base: [
        'CREATE SCHEMA log;',
        'CREATE TABLE log.events (id int, day date) PARTITION BY RANGE (day);',
        'CREATE TABLE log.events_rest PARTITION OF log.events DEFAULT;',
      ].join('\n'),
      up: "SET search_path = log;\nCREATE TABLE events_old PARTITION OF events FOR VALUES FROM (MINVALUE) TO ('2020-01-01');",
      note: 'The locks show which table it is.',
    },
  ],
  good: [
    {
      base: [
        'CREATE TABLE events (id int, day date) PARTITION BY RANGE (day);',
        'CREATE TABLE events_rest PARTITION OF events DEFAULT;',
        "ALTER TABLE events_rest ADD CHECK (day IS NULL OR day < '2026-01-01' OR day >= '2027-01-01');",
      ].join('\n'),
      up: "CREATE TABLE events_2026 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');",
      note: 'The CHECK proves it: nothing is read.',
    },
    {
      base: 'CREATE TABLE events (id int, day date) PARTITION BY RANGE (day);',
      up: 'CREATE TABLE events_rest PARTITION OF events DEFAULT;',
    },
    {
      up: [
        'CREATE TABLE events (id int, day date) PARTITION BY RANGE (day);',
        'CREATE TABLE events_rest PARTITION OF events DEFAULT;',
        "CREATE TABLE events_2026 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');",
      ].join('\n'),
      note: 'All of it is as young as the pull request.',
    },
  ],
  *check(context) {
    for (const step of steps(context)) {
      for (const { parent, partition, rest } of made(context, step)) {
        const { named, tables } = waitingTables(context, step, [rest])
        yield {
          migration: step.migration,
          statement: step.traced,
          message: `Reads and writes of ${parent} wait while every row of its default partition ${named} is read.`,
          tables,
          fix: fixFor(context, step, { parent, partition, rest }),
          evidence: step.traced.trace.evidence,
        }
      }
    }
  },
}

interface Made {
  readonly parent: string
  readonly partition: string
  /** The default partition. */
  readonly rest: string
}

function made(context: RuleContext, step: Step): readonly Made[] {
  const { traced } = step
  const { outcome, locks, scans } = traced.trace
  if (outcome === 'failed') return []
  return operations(traced, 'alter-table').flatMap(({ table, detail, partition: named }) => {
    const parent = detail === 'create partition' ? step.liveTable(table) : null
    const rest =
      parent === null ? null : defaultPartition(context.schemaBefore, step.origin(parent) ?? parent)
    if (parent === null || rest === null || step.liveTable(rest) === null || named === undefined) return []
    const isRead = scans.includes(rest) && locks.some(({ relation }) => relation === rest)
    return wasMeasured(traced) && !isRead
      ? []
      : [{ parent, partition: inSchemaOf(context, parent, named), rest }]
  })
}

/** As the schema after the change knows the new partition, whatever search_path made of its name. */
function inSchemaOf({ schemaAfter }: RuleContext, parent: string, named: string): string {
  const last = named.slice(named.indexOf('.'))
  for (const { kind, name, attributes } of schemaAfter?.objects.values() ?? [])
    if (kind === 'table' && attributes['partition of'] === parent && name.endsWith(last)) return name
  return named
}

function fixFor({ schemaAfter }: RuleContext, { traced }: Step, { parent, partition, rest }: Made): string {
  const check = partitionCheck(schemaAfter, parent, partition)
  const bound = schemaAfter?.objects.get(`table ${partition}`)?.attributes['partition bound']
  const isPlain = /\bpartition\s+of\s+[^\s(]+\s+for\s/i.test(traced.statement.sql)
  if (check === null || bound === undefined || !isPlain)
    return `Create the table by itself, add a CHECK that ${rest} holds none of its rows as NOT VALID, validate it in the next migration, and attach the table after that.`
  const own = deriveName([partition], '_bounds')
  const proof = proofOf(rest, check.outside, partition)
  return inMigrations(
    [
      `CREATE TABLE ${partition} (LIKE ${parent} INCLUDING ALL, CONSTRAINT ${own} CHECK (${check.inside}));`,
      proof.add,
    ],
    [proof.validate],
    [
      `ALTER TABLE ${parent} ATTACH PARTITION ${partition} ${bound};`,
      `ALTER TABLE ${partition} DROP CONSTRAINT ${own};`,
      proof.drop,
    ],
  )
}
