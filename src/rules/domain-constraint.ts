import type { Operation } from '../model/operation.ts'
import type { Rule } from './rule.ts'
import { type Step, steps } from './support/chapters.ts'
import { waitingTables } from './support/sizes.ts'
import { operations, wasMeasured } from './support/traced.ts'

export const rule: Rule = {
  id: 'domain-constraint',
  title: 'A domain checks every table that uses it while writes wait',
  why: [
    'A new CHECK or NOT NULL of a domain is checked in every row of every table that has a column of that domain, all in',
    'one statement. It holds a SHARE lock on each of them until the last row of the last table is read: no row of any of',
    'these tables can be written meanwhile. VALIDATE CONSTRAINT of a domain locks the same way.',
    '',
    'As NOT VALID the CHECK holds for new values from the start, and reads nothing.',
  ].join('\n'),
  severity: 'error',
  dialects: ['postgres'],
  fix: 'Add the CHECK to the domain as `NOT VALID`, which reads nothing. Where old rows must be proven as well, give each table a CHECK of its own as `NOT VALID` and validate that one in the next migration, which lets writes through.',
  bad: [
    {
      base: 'CREATE DOMAIN amount AS numeric;\nCREATE TABLE orders (id int PRIMARY KEY, total amount);\nCREATE TABLE "Order Lines" (id int PRIMARY KEY, price amount);',
      up: 'ALTER DOMAIN amount ADD CONSTRAINT positive CHECK (VALUE > 0);',
      also: ['fails-on-some-rows'],
    },
    {
      base: 'CREATE SCHEMA shop;\nCREATE DOMAIN shop."Amount" AS numeric;\nCREATE TABLE orders (id int PRIMARY KEY, total shop."Amount");',
      up: 'SET LOCAL search_path = shop;\nALTER DOMAIN "Amount" SET NOT NULL;',
    },
    {
      base: 'CREATE DOMAIN amount AS numeric;\nALTER DOMAIN amount ADD CONSTRAINT positive CHECK (VALUE > 0) NOT VALID;\nCREATE TABLE orders (id int PRIMARY KEY, day date, total amount) PARTITION BY RANGE (id);\nCREATE TABLE orders_rest PARTITION OF orders DEFAULT;',
      up: 'ALTER DOMAIN amount VALIDATE CONSTRAINT positive;',
      note: 'The partitions are read.',
      also: ['fails-on-some-rows'],
    },
  ],
  good: [
    {
      base: 'CREATE DOMAIN amount AS numeric;\nCREATE TABLE orders (id int PRIMARY KEY, total amount);',
      up: 'ALTER DOMAIN amount ADD CONSTRAINT positive CHECK (VALUE > 0) NOT VALID;',
    },
    {
      base: 'CREATE DOMAIN amount AS numeric;\nCREATE TABLE orders (id int PRIMARY KEY, total numeric);',
      up: 'ALTER DOMAIN amount ADD CONSTRAINT positive CHECK (VALUE > 0);',
      note: 'No table uses it yet.',
    },
    {
      base: 'CREATE DOMAIN amount AS numeric;',
      up: 'CREATE TABLE orders (id int PRIMARY KEY, total amount);\nALTER DOMAIN amount SET NOT NULL;',
      note: 'The table that uses it is new.',
    },
    {
      base: 'CREATE DOMAIN amount AS numeric NOT NULL;\nCREATE TABLE orders (id int PRIMARY KEY, total amount);',
      up: 'ALTER DOMAIN amount DROP NOT NULL;',
    },
  ],
  *check(context) {
    const made = new Set<string>()
    for (const step of steps(context)) {
      for (const { object, name } of operations(step.traced, 'create'))
        if (object === 'domain') made.add(name)
      const [altered] = operations(step.traced, 'alter').filter(({ checksRows }) => checksRows)
      if (altered === undefined || step.traced.trace.outcome === 'failed') continue
      const checked = checkedTables(step)
      if (checked?.length === 0 || (checked === null && made.has(altered.name))) continue
      const { named, tables } = waitingTables(context, step, checked ?? [])
      yield {
        migration: step.migration,
        statement: step.traced,
        tables,
        message: `Writes to ${checked === null ? `every table that uses ${altered.name}` : named} wait while all their rows are checked.`,
        fix: fixFor(altered),
        evidence: step.traced.trace.evidence,
      }
    }
  },
}

/** Live tables that were read; `null` where nothing was run and nobody knows. */
function checkedTables(step: Step): readonly string[] | null {
  return wasMeasured(step.traced)
    ? step.traced.trace.scans.filter(table => step.liveTable(table) !== null)
    : null
}

function fixFor({ name }: Extract<Operation, { kind: 'alter' }>): string {
  return `Add the CHECK to ${name} as NOT VALID, which reads nothing; where old rows must be proven too, give each table a CHECK of its own as NOT VALID and validate that one in the next migration.`
}
