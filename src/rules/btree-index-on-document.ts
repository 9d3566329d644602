import type { Rule } from './rule.ts'
import { columnOf } from './support/indexes/definitions.ts'
import { makerOf, newIndexes } from './support/indexes/made.ts'

export const rule: Rule = {
  id: 'btree-index-on-document',
  preset: 'style',
  covers: ['index-type-hints'],
  title: 'B-tree index of whole documents',
  why: [
    'A B-tree finds a value of `jsonb`, `tsvector` or an array only where all of it is equal; no query for a key, a word or',
    'an element uses it. And a value of more than about 2,700 bytes does not fit: from then on an INSERT of such a row',
    'fails.',
  ].join('\n'),
  severity: 'notice',
  dialects: ['postgres'],
  fix: "Say `USING gin`, or index the one expression that queries look for: `((data ->> 'status'))`.",
  bad: [
    {
      base: 'CREATE TABLE events (id int PRIMARY KEY, "Data" jsonb);',
      up: 'CREATE INDEX CONCURRENTLY events_data ON events ("Data");',
    },
    {
      up: 'CREATE TABLE events (id int PRIMARY KEY, tags text[]);\nCREATE INDEX events_tags ON events (tags);',
    },
  ],
  good: [
    {
      base: 'CREATE TABLE events (id int PRIMARY KEY, data jsonb);',
      up: 'CREATE INDEX CONCURRENTLY events_data ON events USING gin (data);',
    },
    {
      base: 'CREATE TABLE events (id int PRIMARY KEY, data jsonb);',
      up: "CREATE INDEX CONCURRENTLY events_status ON events ((data ->> 'status'));",
    },
  ],
  *check(context) {
    for (const index of newIndexes(context)) {
      if (index.method !== 'btree' || index.constraint !== null) continue
      const column = index.keys.map(columnOf).find(key => {
        const type = context.schemaAfter?.objects.get(`column ${index.table}.${key}`)?.attributes.type ?? ''
        return key !== null && /^(?:jsonb|tsvector)$|\[\]$/.test(type)
      })
      const maker = column === undefined ? null : makerOf(context, index)
      if (maker === null) continue
      yield {
        migration: maker.migration,
        statement: maker.step?.traced ?? null,
        message: `${index.name} finds ${index.table}.${column} only where all of it is equal, and a long value does not fit into it.`,
        fix: rule.fix.replaceAll('`', ''),
        evidence: 'measured',
      }
    }
  },
}
