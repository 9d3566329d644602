import type { Rule, RuleMatch } from './rule.ts'
import { chapters } from './support/chapters.ts'
import { byStatement, droppedColumns, type GoneTogether } from './support/gone.ts'
import { listed } from './support/names.ts'

export const rule: Rule = {
  id: 'drop-column',
  title: 'Column dropped',
  why: [
    'The values are gone for good, and code that still names the column fails at once.',
    'While a deploy is rolling, old and new code run side by side; many an ORM selects every column that it knows.',
  ].join('\n'),
  severity: 'error',
  dialects: ['postgres', 'sqlite'],
  fix: 'Deploy code that no longer reads or writes the column; drop it in a later release, once its values are not needed.',
  bad: [
    {
      base: 'CREATE TABLE customers (id int PRIMARY KEY, fax text);',
      up: 'ALTER TABLE customers DROP COLUMN fax;',
    },
    {
      base: 'CREATE TABLE customers (id int PRIMARY KEY, fax text, telex text);',
      up: "DO $$ BEGIN EXECUTE 'ALTER TABLE customers DROP fax, DROP telex'; END $$;",
      note: 'Code is run, and the schema afterwards shows what is missing.',
    },
    {
      base: 'CREATE TABLE customers (id int PRIMARY KEY, fax text);',
      up: 'ALTER TABLE customers DROP COLUMN fax;\nALTER TABLE customers ADD COLUMN fax text;',
      note: 'The schema looks the same; the values are gone.',
    },
    {
      dialect: 'sqlite',
      base: 'CREATE TABLE customers (id INTEGER PRIMARY KEY, fax TEXT);',
      up: 'ALTER TABLE customers DROP COLUMN fax;',
      also: ['long-write-lock'],
    },
    {
      dialect: 'sqlite',
      base: 'CREATE TABLE customers (id INTEGER PRIMARY KEY, fax TEXT);',
      up: [
        'CREATE TABLE customers_new (id INTEGER PRIMARY KEY);',
        'INSERT INTO customers_new SELECT id FROM customers;',
        'DROP TABLE customers;',
        'ALTER TABLE customers_new RENAME TO customers;',
      ].join('\n'),
      note: 'The table is built anew without the column.',
      also: ['long-write-lock'],
    },
  ],
  good: [
    {
      base: 'CREATE TABLE customers (id int PRIMARY KEY);',
      up: 'ALTER TABLE customers DROP COLUMN IF EXISTS fax;',
      note: 'There is no such column.',
    },
    {
      base: 'CREATE TABLE customers (id int PRIMARY KEY);',
      up: 'ALTER TABLE customers ADD COLUMN draft text;\nALTER TABLE customers DROP COLUMN draft;',
      note: 'The column is as young as the pull request.',
    },
    {
      dialect: 'sqlite',
      up: 'CREATE TABLE customers (id INTEGER PRIMARY KEY, fax TEXT);\nALTER TABLE customers DROP COLUMN fax;',
    },
  ],
  *check(context) {
    for (const chapter of chapters(context)) {
      for (const gone of byStatement(droppedColumns(chapter))) {
        const { statement, evidence } = gone
        yield {
          migration: chapter.migration,
          statement,
          ...(gone.replaced ? ofReplaced(gone) : ofGone(gone)),
          evidence,
        }
      }
    }
  },
}

function ofGone({ names }: GoneTogether): Pick<RuleMatch, 'message' | 'fix'> {
  const [its, it] = names.length > 1 ? ['their', 'them'] : ['its', 'it']
  return {
    message: `${listed(names)} and ${its} values are gone, and code that still reads ${it} fails.`,
    fix: `Deploy code that no longer uses ${it}, then drop ${it} in a later release.`,
  }
}

function ofReplaced({ names }: GoneTogether): Pick<RuleMatch, 'message' | 'fix'> {
  const [another, its] =
    names.length > 1 ? ['Other columns bear', 'their names'] : ['Another column bears', 'its name']
  return {
    message: `The values of ${listed(names)} are gone. ${another} ${its} afterwards: code that still reads ${names.length > 1 ? 'them' : 'it'} gets other values.`,
    fix: 'Give the new column a name of its own, copy the values, and switch the readers before the old one is dropped.',
  }
}
