import type { Severity } from '../model/finding.ts'
import type { Rule, RuleContext, RuleMatch } from './rule.ts'
import { texts } from './support/attribution.ts'
import { chapters } from './support/chapters.ts'
import { isUnseen } from './support/constraints/brought.ts'
import { deleteAction } from './support/constraints/foreign-keys.ts'
import { type GoneConstraint, goneConstraints } from './support/constraints/gone.ts'
import { goneUniqueIndexes } from './support/indexes/gone-unique.ts'
import { lastPart, listed } from './support/names.ts'

export const rule: Rule = {
  id: 'drop-constraint',
  title: 'A constraint is gone, and with it what running code relies on',
  why: [
    'Nothing fails when a constraint is dropped; afterwards rows come in that it refused. Code that relies on it breaks:',
    'without the UNIQUE, `INSERT … ON CONFLICT (email)` is an error, and so it is without a unique index, which ORMs make',
    'in its place; without the foreign key, ON DELETE CASCADE no longer happens. Dropping a foreign key takes an ACCESS EXCLUSIVE lock on both tables, the one that it refers to as well.',
    '',
    'A constraint for which the change puts another in its place is no finding, nor a CHECK that says no more than',
    'NOT NULL says by now. A dropped CHECK, or a foreign key without an action, is a notice.',
  ].join('\n'),
  severity: 'warning',
  dialects: ['postgres'],
  fix: 'First deploy code that no longer relies on it. Where it is to change, add the new one in the same migration.',
  bad: [
    {
      base: 'CREATE TABLE users (id int PRIMARY KEY, email text CONSTRAINT one_email UNIQUE);',
      up: 'ALTER TABLE users DROP CONSTRAINT one_email;',
    },
    {
      base: 'CREATE SCHEMA shop;\nCREATE TABLE shop."Customers" (id int PRIMARY KEY);\nCREATE TABLE shop.orders (id int PRIMARY KEY REFERENCES shop."Customers" ON DELETE CASCADE);',
      up: 'SET LOCAL search_path = shop;\nALTER TABLE orders DROP CONSTRAINT orders_id_fkey;',
    },
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, total int CONSTRAINT positive CHECK (total > 0));',
      up: "DO $$ BEGIN EXECUTE format('ALTER TABLE orders DROP CONSTRAINT %I', 'positive'); END $$;",
      note: 'Code is run, so what it does is seen all the same. A notice.',
    },
    {
      base: 'CREATE TABLE "User" (id int PRIMARY KEY, email text);\nCREATE UNIQUE INDEX "User_email_key" ON "User" (lower(email));',
      up: 'DROP INDEX CONCURRENTLY "User_email_key";',
      note: 'A unique index keeps the same promise.',
    },
  ],
  good: [
    {
      base: 'CREATE TABLE users (tenant int, email text, id int PRIMARY KEY);\nCREATE UNIQUE INDEX one_email ON users (tenant, email);\nCREATE UNIQUE INDEX emails ON users (email DESC);',
      up: 'DROP INDEX CONCURRENTLY one_email;',
      note: 'The other index is stricter.',
    },
    {
      base: 'CREATE TABLE users (id int PRIMARY KEY, email text);\nCREATE INDEX emails ON users (email);\nCREATE UNIQUE INDEX ids ON users (id);',
      up: 'DROP INDEX CONCURRENTLY emails;\nDROP INDEX CONCURRENTLY ids;',
      note: 'One was not unique, and the other said what the key says.',
    },
    {
      base: 'CREATE TABLE customers (id int PRIMARY KEY);\nCREATE TABLE orders (id int PRIMARY KEY REFERENCES customers);',
      up: 'ALTER TABLE orders DROP CONSTRAINT orders_id_fkey;\nALTER TABLE orders ADD FOREIGN KEY (id) REFERENCES customers ON DELETE CASCADE NOT VALID;',
      note: 'Another one is put in its place.',
      also: ['constraint-left-not-valid'],
    },
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY, total int NOT NULL CONSTRAINT given CHECK (total IS NOT NULL));',
      up: 'ALTER TABLE orders DROP CONSTRAINT given;',
      note: 'NOT NULL says the same.',
    },
    {
      base: 'CREATE TABLE users (tenant int, email text CONSTRAINT one_email UNIQUE, id int PRIMARY KEY);\nCREATE UNIQUE INDEX emails ON users (email);',
      up: 'ALTER TABLE users DROP CONSTRAINT one_email;',
      note: 'A unique index says the same.',
    },
    {
      up: 'CREATE TABLE users (id int PRIMARY KEY, email text CONSTRAINT one_email UNIQUE);\nALTER TABLE users DROP CONSTRAINT one_email;',
      note: 'The table is new.',
    },
    {
      base: 'CREATE TABLE users (id int PRIMARY KEY);',
      up: 'ALTER TABLE users DROP CONSTRAINT IF EXISTS one_email;',
      note: 'There is none.',
    },
  ],
  *check(context) {
    for (const gone of goneConstraints(context)) {
      if (gone.isReplaced || gone.definition.startsWith('PRIMARY KEY')) continue
      const { message, severity } = consequence(gone)
      yield {
        migration: gone.place.migration,
        statement: gone.place.statement,
        severity,
        message,
        fix: rule.fix,
        evidence: 'measured',
      }
    }
    yield* uniqueIndexes(context)
    yield* unseen(context)
  },
}

function consequence({ object, definition, table, columns }: GoneConstraint): {
  readonly message: string
  readonly severity: Severity
} {
  const name = lastPart(object.name)
  const parent = /\) REFERENCES ((?:"(?:[^"]|"")*"|[^"( ])+)/.exec(definition)?.[1]
  if (definition.startsWith('UNIQUE'))
    return {
      message: withoutUnique(table, columns, name),
      severity: 'warning',
    }
  if (parent === undefined)
    return { message: `${table} takes rows that ${name} refused: ${definition}.`, severity: 'notice' }
  const { action } = deleteAction(definition)
  const isActing = action === 'cascade' || action.startsWith('set ')
  return isActing
    ? {
        message: `Deleting a row of ${parent} leaves those of ${table} that refer to it as they are: ON DELETE ${action.toUpperCase()} goes with ${name}.`,
        severity: 'warning',
      }
    : {
        message: `${table} may refer to rows of ${parent} that are not there without ${name}; both tables are locked while it is dropped.`,
        severity: 'notice',
      }
}

function withoutUnique(table: string, keys: readonly string[], name: string): string {
  return `Two rows of ${table} may have the same ${listed(keys)} without ${name}, and ON CONFLICT (${keys.join(', ')}) in running code fails.`
}

function* uniqueIndexes(context: RuleContext): Generator<RuleMatch> {
  for (const { step, table, shape, name } of goneUniqueIndexes(context))
    yield {
      migration: step.migration,
      statement: step.traced,
      message: withoutUnique(table, shape.keys, lastPart(name)),
      fix: rule.fix,
      evidence: step.traced.trace.evidence,
    }
}

/** By the text, where nothing was run: what it said is not known. */
function* unseen(context: RuleContext): Generator<RuleMatch> {
  const all = chapters(context)
  const added = all.flatMap(chapter => texts(chapter, 'add-constraint')).map(([it]) => it)
  const dropped = all.flatMap(chapter => texts(chapter, 'drop-table')).map(([{ table }]) => table)
  for (const [{ table, constraint }, step] of all.flatMap(chapter => texts(chapter, 'drop-constraint'))) {
    const isReplaced = added.some(
      it => it.table === table && (it.constraint === constraint || it.constraint === null),
    )
    const isOther = dropped.includes(table) || isReplaced || /_(?:pkey|not_null)"?$/.test(constraint)
    if (!isUnseen(step.traced) || isOther || step.liveTable(table) === null) continue
    yield {
      migration: step.migration,
      statement: step.traced,
      severity: 'notice',
      message: `${table} takes rows that ${constraint} refused.`,
      fix: rule.fix,
      evidence: 'inferred',
    }
  }
}
