import type { Rule, RuleContext } from './rule.ts'
import { type Step, steps } from './support/chapters.ts'
import { defaultPartition, partitionCheck, proofOf } from './support/partition-checks.ts'
import { waitingTables } from './support/sizes.ts'
import { inMigrations, oneLine } from './support/sql.ts'
import { operations, wasMeasured } from './support/traced.ts'

export const rule: Rule = {
  id: 'attach-partition-scans',
  title: 'Attaching a partition reads it whole while reads and writes wait',
  why: [
    '`ATTACH PARTITION` has to know that every row of the new partition belongs there, and that no row of the default',
    'partition does. It reads both from end to end, under an ACCESS EXCLUSIVE lock on each; the partitioned table itself',
    'stays open.',
    '',
    'Where a valid CHECK on each says so already, nothing is read.',
  ].join('\n'),
  severity: 'error',
  dialects: ['postgres'],
  fix: 'Prove it first: a CHECK with the bounds of the partition, and its opposite on the default partition, each `NOT VALID` and validated in the next migration.',
  bad: [
    {
      base: [
        'CREATE TABLE events (id int, day date) PARTITION BY RANGE (day);',
        'CREATE TABLE events_2026 (id int, day date);',
      ].join('\n'),
      up: "ALTER TABLE events ATTACH PARTITION events_2026 FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');",
      also: ['fails-on-some-rows', 'missing-down'],
    },
    {
      base: [
        'CREATE SCHEMA shop;',
        'CREATE TABLE shop."Orders" (id int, "Region" text) PARTITION BY LIST ("Region");',
        'CREATE TABLE shop."Other Orders" PARTITION OF shop."Orders" DEFAULT;',
        'CREATE TABLE shop.orders_eu (id int, "Region" text);',
      ].join('\n'),
      up: "ALTER TABLE shop.\"Orders\" ATTACH PARTITION shop.orders_eu FOR VALUES IN ('fr', 'd''e');",
      note: 'The default partition is read as well.',
      also: ['fails-on-some-rows', 'missing-down'],
    },
    {
      base: [
        'CREATE TABLE events (id int, day date) PARTITION BY RANGE (day);',
        'CREATE TABLE events_rest PARTITION OF events DEFAULT;',
      ].join('\n'),
      up: [
        'CREATE TABLE events_2026 (id int, day date);',
        "ALTER TABLE events ATTACH PARTITION events_2026 FOR VALUES FROM ('2026-01-01') TO (MAXVALUE);",
      ].join('\n'),
      note: 'The new table is empty; the default partition is not.',
      also: ['fails-on-some-rows'],
    },
  ],
  good: [
    {
      base: [
        'CREATE TABLE events (id int, day date) PARTITION BY RANGE (day);',
        "CREATE TABLE events_2026 (id int, day date, CHECK (day IS NOT NULL AND day >= '2026-01-01' AND day < '2027-01-01'));",
      ].join('\n'),
      up: "ALTER TABLE events ATTACH PARTITION events_2026 FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');",
      note: 'The CHECK proves it: nothing is read.',
      also: ['missing-down'],
    },
    {
      base: 'CREATE TABLE events (id int, day date) PARTITION BY RANGE (day);',
      up: [
        'CREATE TABLE events_2026 (LIKE events);',
        "ALTER TABLE events ATTACH PARTITION events_2026 FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');",
      ].join('\n'),
      note: 'The partition is new and empty.',
    },
    {
      base: 'CREATE TABLE events (id int, day date) PARTITION BY RANGE (day);',
      up: "CREATE TABLE events_2026 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');",
      note: 'There is no default partition that would be read.',
    },
  ],
  *check(context) {
    for (const step of steps(context)) {
      for (const { parent, partition, read } of attached(context, step)) {
        const { named, tables } = waitingTables(context, step, read)
        yield {
          migration: step.migration,
          statement: step.traced,
          message: `Reads and writes of ${named} wait while every row is read, to see that it belongs ${where(partition, read)}.`,
          tables,
          fix: fixFor(context, step, { parent, partition, read }),
          evidence: step.traced.trace.evidence,
        }
      }
    }
  },
}

interface Attached {
  readonly parent: string
  readonly partition: string
  /** Live tables that are read for it. */
  readonly read: readonly string[]
}

function attached(context: RuleContext, step: Step): readonly Attached[] {
  const { traced } = step
  if (traced.trace.outcome === 'failed') return []
  return operations(traced, 'alter-table').flatMap(({ table, detail, partition: named }) => {
    if (detail !== 'attach partition' || named === undefined) return []
    const { scans, locks } = traced.trace
    const spelled = (text: string) => step.liveTable(text) ?? text
    const [parent, partition] = [spelled(table), spelled(named)]
    const live = (names: readonly string[]) => names.filter(name => step.liveTable(name) !== null)
    const locked = new Set(locks.map(({ relation }) => relation))
    const known = [partition, defaultPartition(context.schemaBefore, parent) ?? partition]
    const read = wasMeasured(traced) ? scans.filter(name => locked.has(name)) : known
    const found = live([...new Set(read)])
    return found.length === 0 ? [] : [{ parent, partition, read: found }]
  })
}

function where(partition: string, read: readonly string[]): string {
  if (!read.includes(partition)) return `nowhere else than there, not in ${partition}`
  return read.length === 1 ? 'there' : 'where it stands'
}

/** The proofs, the author's own statement, and the proofs taken away again. */
function fixFor(context: RuleContext, { traced }: Step, { parent, partition, read }: Attached): string {
  const check = partitionCheck(context.schemaAfter, parent, partition)
  const rest = defaultPartition(context.schemaAfter, parent)
  const isKnown = read.every(name => name === partition || name === rest)
  // A partition that the same change makes is empty; its own statements belong before.
  if (check === null || !isKnown || !read.includes(partition)) return advice(partition, read)
  const proofs = read.map(name => proofOf(name, name === partition ? check.inside : check.outside, partition))
  return inMigrations(
    proofs.map(({ add }) => add),
    proofs.map(({ validate }) => validate),
    [`${oneLine(traced.statement.sql)};`, ...proofs.map(({ drop }) => drop)],
  )
}

function advice(partition: string, read: readonly string[]): string {
  const which = read
    .map(name =>
      name === partition ? `the bounds of the partition to ${name}` : `their opposite to ${name}`,
    )
    .join(' and ')
  return `Add a CHECK with ${which} as NOT VALID, validate it in the next migration, and attach after that.`
}
