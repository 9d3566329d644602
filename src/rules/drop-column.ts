import type { Rule } from './rule.ts'
import { chapters } from './support/chapters.ts'
import { byStatement, droppedColumns } from './support/gone.ts'
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
      for (const { statement, names, evidence } of byStatement(droppedColumns(chapter))) {
        const many = names.length > 1
        yield {
          migration: chapter.migration,
          statement,
          message: `${listed(names)} and ${many ? 'their' : 'its'} values are gone, and code that still reads ${many ? 'them' : 'it'} fails.`,
          fix: `Deploy code that no longer uses ${many ? 'them' : 'it'}, then drop ${many ? 'them' : 'it'} in a later release.`,
          evidence,
        }
      }
    }
  },
}
