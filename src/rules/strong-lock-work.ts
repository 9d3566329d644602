import type { Rule, RuleContext, Told } from './rule.ts'
import { type Step, steps } from './support/chapters.ts'
import { type HeldTable, heldTables } from './support/held-locks.ts'
import { listedShort } from './support/names.ts'
import { runsHiddenCode } from './support/opaque.ts'
import { remembered } from './support/remembered.ts'
import { byTransaction } from './support/same-transaction.ts'
import { waitingTables } from './support/sizes.ts'
import { tablesRead } from './support/tables-read.ts'
import { isOpaque, isStrong, operations, wasMeasured } from './support/traced.ts'
import { placeIn } from './support/transactions.ts'

export const rule: Rule = {
  id: 'strong-lock-work',
  title: 'A table is read or written anew while others are locked out',
  why: [
    'The statement takes a lock that keeps others out of a table, and then reads that table from end to end or writes it',
    'anew. Until it has come to the last row, whoever wants to write there waits, and under ACCESS EXCLUSIVE whoever',
    'wants to read as well.',
    '',
    'This is the principle behind many rules, judged by what was seen alone: it also finds what no text tells, such as a',
    'block of code, a function, a trigger, or the default partition that a new partition has read. It speaks where no',
    'rule with better words does.',
  ].join('\n'),
  severity: 'error',
  dialects: ['postgres'],
  fix: 'Write what the code does as statements of their own, each in its safe form: instant changes first, then what reads rows under a lock that lets others work.',
  bad: [
    {
      base: [
        'CREATE TABLE orders (id int PRIMARY KEY, total int);',
        'CREATE FUNCTION log_tables() RETURNS void LANGUAGE plpgsql AS $$ BEGIN ALTER TABLE orders SET UNLOGGED; END $$;',
      ].join('\n'),
      up: 'SELECT log_tables();',
      note: 'A function that stood before writes the table anew.',
    },
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, total int);',
      up: "DO $$ BEGIN EXECUTE 'REINDEX TABLE orders'; LOCK TABLE orders IN ACCESS EXCLUSIVE MODE; PERFORM count(*) FROM orders; END $$;",
    },
    {
      base: [
        'CREATE DOMAIN money_amount AS numeric;',
        'CREATE TABLE "Order Lines" (id int PRIMARY KEY, amount money_amount);',
      ].join('\n'),
      up: "DO $$ BEGIN EXECUTE 'ALTER DOMAIN money_amount ADD CONSTRAINT positive CHECK (VALUE > 0)'; END $$;",
      note: 'Every table that uses the domain is read.',
    },
  ],
  good: [
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, total int);',
      up: "DO $$ BEGIN EXECUTE 'ALTER TABLE orders ADD COLUMN note text'; END $$;",
      note: 'The lock is strong, and gone at once: nothing is read.',
    },
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, total int);',
      up: 'DO $$ BEGIN UPDATE orders SET total = 0 WHERE id = 1; END $$;',
      note: 'Rows are changed under a lock that lets others work.',
    },
    {
      base: 'CREATE TABLE models (id int PRIMARY KEY);\nINSERT INTO models VALUES (1), (2);',
      up: [
        'CREATE TABLE tiers (id int PRIMARY KEY, model_id int REFERENCES models);',
        'CREATE INDEX tiers_model ON tiers (model_id);',
        'INSERT INTO tiers VALUES (1, 1), (2, 2);',
      ].join('\n'),
      note: 'The new key keeps writers of models out; what it refers to is found by the primary key.',
    },
    {
      up: [
        'CREATE TABLE orders (id int PRIMARY KEY, total int);',
        "DO $$ BEGIN EXECUTE 'ALTER TABLE orders SET UNLOGGED'; END $$;",
      ].join('\n'),
      note: 'The table is new: nobody waits.',
    },
  ],
  speaksLast: true,
  *check(context, told) {
    for (const [{ step, table, isRewritten, mode, held }, ...again] of together(workOf(context, told))) {
      const { named, tables } = waitingTables(context, step, [table])
      const who = mode === 'AccessExclusiveLock' ? 'Reads and writes of' : 'Writes to'
      const since = held === undefined ? '' : `: line ${held.line} keeps it locked`
      yield {
        migration: step.migration,
        statement: step.traced,
        message: `${who} ${named} wait while every row is ${isRewritten ? 'written anew' : 'read'}${since}${alsoAt(again)}.`,
        tables,
        fix:
          held === undefined || isOpaque(step.traced)
            ? rule.fix
            : `Put it into a migration of its own, so that the lock on ${table} is gone before.`,
        evidence: 'measured',
      }
    }
  },
}

function workOf(context: RuleContext, told: readonly Told[]): readonly WorkOfStep[] {
  return steps(context).flatMap(step =>
    workUnderLock(context, step)
      .filter(({ table }) => !isTold(context, step, table, told))
      .map(work => ({ ...work, step, held: heldBy(step, work.table, work.mode) })),
  )
}

/** What meets the lock of one earlier statement is told once; what takes a lock itself, each time. */
function together(all: readonly WorkOfStep[]): readonly (readonly [WorkOfStep, ...WorkOfStep[]])[] {
  const keyOf = ({ step, table, isRewritten, held }: WorkOfStep) =>
    held === undefined ? `own ${placeIn(step)} ${table}` : `${isRewritten} ${held.line} ${table}`
  return byTransaction(all, keyOf) as readonly (readonly [WorkOfStep, ...WorkOfStep[]])[]
}

function alsoAt(again: readonly WorkOfStep[]): string {
  const lines = [...new Set(again.map(({ step }) => String(step.traced.statement.line)))]
  if (lines.length === 0) return ''
  return `; the same at ${lines.length === 1 ? 'line' : 'lines'} ${listedShort(lines)}`
}

interface WorkOfStep extends Work {
  readonly step: Step
  /** The earlier statement whose lock this one only meets. */
  readonly held: HeldTable | undefined
}

/** The earlier statement whose lock this one only meets. */
function heldBy(step: Step, table: string, mode: string): HeldTable | undefined {
  const isHeld = step.traced.heldBefore.some(lock => lock.relation === table && lock.mode === mode)
  return isHeld ? heldTables(step).find(it => it.table === table) : undefined
}

interface Work {
  readonly table: string
  readonly mode: string
  readonly isRewritten: boolean
}

/** Live tables that one statement both locks and reads or writes anew, as seen when it ran. */
function workUnderLock(context: RuleContext, step: Step): readonly Work[] {
  if (!wasMeasured(step.traced)) return []
  const { locks, rewrites } = step.traced.trace
  const read = tablesRead(context, step)
  return locks.filter(isStrong).flatMap(({ relation, mode }) => {
    const isRewritten = rewrites.includes(relation)
    if (!(isRewritten || read.includes(relation))) return []
    if (step.liveTable(relation) === null || !isTable(context, step, relation, mode)) return []
    return [{ table: relation, mode, isRewritten }]
  })
}

/**
 * The index of a table stands among the locks as well: what is built anew there is told of its table. A materialized
 * view has only readers, whom nothing less than ACCESS EXCLUSIVE keeps out (REFRESH … CONCURRENTLY takes EXCLUSIVE), and
 * none before it was filled.
 */
function isTable({ schemaBefore }: RuleContext, { origin }: Step, relation: string, mode: string): boolean {
  const { objects } = schemaBefore ?? {}
  const name = origin(relation)
  if (objects?.has(`table ${name}`) === true) return true
  const view = objects?.get(`materialized view ${name}`)
  return view !== undefined && view.attributes['not populated'] !== 'yes' && mode === 'AccessExclusiveLock'
}

/** A table that is emptied has new storage; a required column without a value fails at the first row. */
const worse: ReadonlySet<string> = new Set(['truncate', 'add-required-column'])

/** What a text says is told whole by the rule that knows it; of code each table is told on its own. */
function isTold(context: RuleContext, step: Step, table: string, told: readonly Told[]): boolean {
  const here = byStatement(told).get(step.traced) ?? []
  if (here.some(({ rule }) => worse.has(rule)) || operations(step.traced, 'truncate').length > 0) return true
  const known = here.flatMap(({ match }) => match.tables ?? [])
  if (!runsHiddenCode(step)) return known.length > 0
  const family = [table, ...ancestors(context, table)].map(name => step.origin(name) ?? name)
  return family.some(name => known.includes(name))
}

const byStatement = remembered((told: readonly Told[]) => Map.groupBy(told, ({ match }) => match.statement))

/** The partitioned tables above a partition, by the schema before the change. */
function ancestors({ schemaBefore }: RuleContext, table: string): readonly string[] {
  const above: string[] = []
  let parent = schemaBefore?.objects.get(`table ${table}`)?.attributes['partition of']
  while (parent !== undefined && !above.includes(parent)) {
    above.push(parent)
    parent = schemaBefore?.objects.get(`table ${parent}`)?.attributes['partition of']
  }
  return above
}
