import type { TracedStatement } from '../model/replay.ts'
import type { Rule } from './rule.ts'
import { madeBy, unseenTargets } from './support/cascades.ts'
import { type Chapter, chapters } from './support/chapters.ts'
import { droppedColumns, droppedTables } from './support/gone.ts'
import { listed } from './support/names.ts'
import { victims } from './support/victims.ts'

export const rule: Rule = {
  id: 'drop-cascade',
  covers: ['drop-schema'],
  title: 'CASCADE drops more than it names',
  why: [
    'With CASCADE, everything that depends on the dropped object goes as well, and whatever depends on that:',
    'views, foreign keys of other tables, policies, defaults, whole columns of a dropped type, all tables of a schema.',
    'PostgreSQL says so in a notice only, and what hangs on an object in production may be more than anyone remembers.',
    '',
    'Told are exactly the objects that were there before and are missing afterwards. Where nothing else went, nothing is told.',
  ].join('\n'),
  severity: 'error',
  dialects: ['postgres'],
  fix: 'Leave CASCADE away, and drop or rebuild each dependent object by its own statement.',
  bad: [
    {
      base: [
        'CREATE TABLE orders (id int PRIMARY KEY);',
        'CREATE TABLE lines (id int PRIMARY KEY, order_id int REFERENCES orders);',
        'CREATE VIEW recent AS SELECT id FROM orders;',
      ].join('\n'),
      up: 'DROP TABLE orders CASCADE;',
      also: ['drop-table', 'missing-down'],
      note: 'Nor is there a way back: the rows of the other table refer to orders that are gone.',
    },
    {
      base: "CREATE TYPE mood AS ENUM ('good', 'bad');\nCREATE TABLE users (id int PRIMARY KEY, mood mood);",
      up: 'DROP TYPE mood CASCADE;',
      note: 'The column goes with its values.',
    },
    {
      base: 'CREATE SCHEMA billing;\nCREATE TABLE billing.invoices (id int PRIMARY KEY);\nCREATE TABLE billing.lines (id int);',
      up: 'DROP SCHEMA billing CASCADE;',
    },
    {
      base: 'CREATE TABLE a (id int CONSTRAINT a_key PRIMARY KEY);\nCREATE TABLE b (a_id int CONSTRAINT b_a REFERENCES a);',
      up: 'ALTER TABLE a DROP CONSTRAINT a_key CASCADE;',
      also: ['drop-primary-key'],
    },
    {
      base: "CREATE SEQUENCE numbers;\nCREATE TABLE bills (id int DEFAULT nextval('numbers'));",
      up: 'DROP SEQUENCE numbers CASCADE;',
      also: ['object-removed'],
      note: 'The column stays and loses its default.',
    },
    {
      base: 'CREATE TABLE a (id int PRIMARY KEY, note text);\nCREATE VIEW notes AS SELECT note FROM a;',
      up: "DO $$ BEGIN EXECUTE 'ALTER TABLE a DROP note CASCADE'; END $$;",
      also: ['drop-column'],
    },
  ],
  good: [
    {
      base: 'CREATE TABLE orders (id int PRIMARY KEY);\nCREATE VIEW recent AS SELECT id FROM orders;',
      up: 'DROP VIEW recent CASCADE;',
      also: ['object-removed'],
      note: 'Nothing depended on it.',
    },
    {
      base: 'CREATE TABLE a (id int);\nCREATE VIEW v AS SELECT id FROM a;\nCREATE VIEW w AS SELECT id FROM v;',
      up: 'DROP VIEW v CASCADE;\nCREATE VIEW v AS SELECT id FROM a WHERE id > 0;\nCREATE VIEW w AS SELECT id FROM v;',
      note: 'What went along is made again.',
    },
    {
      base: 'CREATE TABLE a (id int);\nCREATE VIEW v AS SELECT id FROM a;\nCREATE VIEW w AS SELECT id FROM v;',
      up: 'DROP VIEW w;\nDROP VIEW v CASCADE;',
      also: ['object-removed'],
      note: 'Each is named.',
    },
    {
      up: 'CREATE TABLE a (id int);\nCREATE VIEW v AS SELECT id FROM a;\nDROP TABLE a CASCADE;',
      note: 'All of it is as young as the pull request.',
    },
  ],
  *check(context) {
    const made = new Set<string>()
    for (const chapter of chapters(context)) {
      const { migration } = chapter
      const seen = Map.groupBy(alongside(chapter), ({ statement }) => statement)
      for (const [statement, lost] of seen) {
        yield { migration, statement, message: messageOf(lost), fix: advice, evidence: 'measured' }
      }
      for (const step of chapter.steps) {
        const { traced } = step
        const targets = seen.has(traced) ? [] : unseenTargets(step, made)
        for (const name of madeBy(step)) made.add(name)
        if (targets.length === 0) continue
        yield {
          migration,
          statement: traced,
          message: `CASCADE takes ${listed(targets)} and whatever depends on ${targets.length === 1 ? 'it' : 'them'}; nobody has seen what that is.`,
          fix: advice,
          evidence: 'inferred',
        }
      }
    }
  },
}

const advice =
  'Leave CASCADE away: drop what may go by statements of its own first, and keep or rebuild the rest.'

interface Lost {
  readonly name: string
  readonly statement: TracedStatement | null
  readonly hadRows: boolean
}

function alongside(chapter: Chapter): readonly Lost[] {
  const withRows = [
    ...droppedTables(chapter).map(gone => ({ ...gone, name: `table ${gone.name}` })),
    ...droppedColumns(chapter).map(gone => ({ ...gone, name: `column ${gone.name}` })),
  ].filter(({ byCascade }) => byCascade)
  return [
    ...withRows.map(({ name, statement }) => ({ name, statement, hadRows: true })),
    ...victims(chapter).map(({ name, step }) => ({ name, statement: step.traced, hadRows: false })),
  ]
}

const shown = 12

function messageOf(lost: readonly Lost[]): string {
  const names = lost.slice(0, shown).map(({ name }) => name)
  const rest = lost.length - names.length
  const list = listed(rest === 0 ? names : [...names, `${rest} more`])
  const consequence = lost.some(({ hadRows }) => hadRows)
    ? 'what stood in them is gone for good, and code that uses them fails'
    : 'what relies on them fails or is no longer checked'
  return `CASCADE also drops ${list}: ${consequence}.`
}
