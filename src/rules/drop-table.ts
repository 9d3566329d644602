import type { Rule, RuleMatch } from './rule.ts'
import { chapters } from './support/chapters.ts'
import { byStatement, droppedTables, type GoneTogether } from './support/gone.ts'
import { listed } from './support/names.ts'

export const rule: Rule = {
  id: 'drop-table',
  covers: ['create-table-force'],
  title: 'Table dropped',
  why: [
    'All rows are gone for good, and code that still uses the table fails at once.',
    '',
    'A table that is built anew under the same name, with its rows copied over, is not dropped.',
  ].join('\n'),
  severity: 'error',
  dialects: ['postgres', 'sqlite'],
  fix: 'Deploy code that no longer uses the table, keep a copy of rows that may be needed, and drop it in a later release.',
  bad: [
    {
      base: 'CREATE TABLE invoices (id int PRIMARY KEY);',
      up: 'DROP TABLE invoices;',
    },
    {
      base: 'CREATE TABLE invoices (id int PRIMARY KEY);',
      up: 'DROP TABLE invoices;\nCREATE TABLE invoices (id int PRIMARY KEY);',
      note: 'The schema looks the same; the rows are gone.',
    },
    {
      dialect: 'sqlite',
      base: 'CREATE TABLE "Invoices" (id INTEGER PRIMARY KEY);',
      up: 'DROP TABLE invoices;',
      note: 'Names are compared without case.',
    },
    {
      dialect: 'sqlite',
      base: 'CREATE TABLE invoices (id INTEGER PRIMARY KEY);',
      up: 'DROP TABLE invoices;\nCREATE TABLE invoices (id INTEGER PRIMARY KEY, total INTEGER);\nINSERT INTO invoices (id) VALUES (1);',
    },
  ],
  good: [
    {
      base: 'CREATE TABLE invoices (id int PRIMARY KEY);',
      up: 'DROP TABLE IF EXISTS bills;',
      note: 'There is no such table.',
    },
    {
      base: 'CREATE TABLE invoices (id int PRIMARY KEY);',
      up: [
        'CREATE TABLE invoices_new (id int PRIMARY KEY);',
        'INSERT INTO invoices_new SELECT * FROM invoices;',
        'DROP TABLE invoices;',
        'ALTER TABLE invoices_new RENAME TO invoices;',
      ].join('\n'),
      note: 'Built anew with its rows.',
    },
    {
      up: 'CREATE TABLE scratch (id int);\nDROP TABLE scratch;',
      note: 'The table is as young as the pull request.',
    },
    {
      dialect: 'sqlite',
      base: 'CREATE TABLE invoices (id INTEGER PRIMARY KEY);',
      up: 'DROP TABLE IF EXISTS bills;',
    },
  ],
  *check(context) {
    for (const chapter of chapters(context)) {
      for (const gone of byStatement(droppedTables(chapter))) {
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
    message: `${listed(names)} and all ${its} rows are gone, and code that still uses ${it} fails.`,
    fix: `Deploy code that no longer uses ${it}, then drop ${it} in a later release.`,
  }
}

function ofReplaced({ names }: GoneTogether): Pick<RuleMatch, 'message' | 'fix'> {
  const its = names.length > 1 ? 'their names' : 'its name'
  return {
    message: `All rows of ${listed(names)} are gone: what bears ${its} afterwards is made anew.`,
    fix: `Change ${listed(names)} in place, or copy every row over before the drop.`,
  }
}
