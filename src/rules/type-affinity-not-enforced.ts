import type { ReplayedMigration } from '../model/replay.ts'
import type { Schema, SchemaObject } from '../model/schema.ts'
import type { Rule } from './rule.ts'
import { chapters } from './support/chapters.ts'
import { listed, qualifier } from './support/names.ts'
import { operations } from './support/traced.ts'

export const rule: Rule = {
  id: 'type-affinity-not-enforced',
  title: 'The new table does not check what its types promise',
  why: [
    'Without STRICT a type is only a preference: `varchar(3)` holds texts of any length, and any other value. A primary key that',
    'is not `INTEGER PRIMARY KEY` takes NULL, many times, unless it says NOT NULL. Once such values are there, they stay',
    'in the way of every stricter form.',
    '',
    'Told at most once a migration. A length is told only where no table that stands has one either: then it is the',
    'custom of the house.',
  ].join('\n'),
  severity: 'warning',
  dialects: ['sqlite'],
  fix: 'Write STRICT behind the table and `CHECK (length(code) <= 3)` where a length matters; write NOT NULL in a primary key that is not INTEGER.',
  bad: [
    { up: 'CREATE TABLE countries (id INTEGER PRIMARY KEY, code varchar(3) NOT NULL);' },
    {
      up: 'CREATE TABLE sessions (token TEXT PRIMARY KEY, user_id INTEGER);',
      note: 'Any number of sessions may have no token.',
    },
  ],
  good: [
    { up: 'CREATE TABLE sessions (token TEXT PRIMARY KEY NOT NULL, user_id INTEGER);' },
    { up: 'CREATE TABLE sessions (token TEXT PRIMARY KEY, user_id INTEGER) STRICT;' },
    { up: 'CREATE TABLE sessions (token TEXT PRIMARY KEY, user_id INTEGER) WITHOUT ROWID;' },
    {
      base: 'CREATE TABLE countries (id INTEGER PRIMARY KEY, code varchar(3) NOT NULL);',
      up: 'CREATE TABLE cities (id INTEGER PRIMARY KEY, code varchar(10) NOT NULL);',
      note: 'The custom of the house.',
    },
  ],
  *check(context) {
    for (const { migration } of chapters(context)) {
      const lengths = hasLengths(context.schemaBefore) ? [] : columnsWithLength(migration)
      const keys = nullableKeys(migration)
      const [first] = [...keys, ...lengths]
      if (first === undefined) continue
      yield {
        migration,
        statement: madeBy(migration, qualifier(first.name)) ?? null,
        message: `${[...keyWords(keys), ...lengthWords(lengths)].join('; ')}.`,
        fix: rule.fix.replaceAll('`', ''),
        evidence: 'measured',
      }
    }
  },
}

/** More in one line is not read. */
const shown = 3

function keyWords(keys: readonly SchemaObject[]): readonly string[] {
  return keys.length === 0 ? [] : [`NULL goes into the primary key ${namesOf(keys)}`]
}

function lengthWords(columns: readonly SchemaObject[]): readonly string[] {
  if (columns.length === 0) return []
  const type = columns[0]?.attributes.type
  return [
    `${namesOf(columns)} ${columns.length > 1 ? 'take' : 'takes'} any value of any length, whatever ${type} says`,
  ]
}

function namesOf(columns: readonly SchemaObject[]): string {
  const names = columns.slice(0, shown).map(({ name }) => name)
  const more = columns.length - names.length
  return listed(more > 0 ? [...names, `${more} more`] : names)
}

function columnsWithLength(migration: ReplayedMigration): readonly SchemaObject[] {
  return looseTables(migration).flatMap(table => columnsOf(migration.made, table).filter(hasLength))
}

function hasLength({ attributes }: SchemaObject): boolean {
  return /^(?:\w+ )*(?:var|n|nvar)?char(?:acter)?(?: varying)?\s*\(\s*\d+\s*\)/i.test(attributes.type ?? '')
}

function hasLengths(before: Schema | null): boolean {
  return [...(before?.objects.values() ?? [])].some(object => object.kind === 'column' && hasLength(object))
}

function nullableKeys(migration: ReplayedMigration): readonly SchemaObject[] {
  const { made } = migration
  return looseTables(migration)
    .filter(({ attributes }) => attributes['without rowid'] === undefined)
    .flatMap(table => {
      const key = made.find(
        ({ kind, name, attributes }) =>
          kind === 'constraint' &&
          qualifier(name) === table.name &&
          attributes.definition?.startsWith('PRIMARY KEY') === true,
      )
      const list =
        key?.attributes.rowid === 'yes' ? undefined : /\((.*)\)/.exec(key?.attributes.definition ?? '')?.[1]
      const names = new Set(
        list?.split(', ').map(part => `${table.name}.${part.replace(/ (?:COLLATE|DESC|ASC).*$/i, '')}`),
      )
      return columnsOf(made, table).filter(
        ({ name, attributes }) => names.has(name) && attributes['not null'] === undefined,
      )
    })
}

/** New tables that are not STRICT; one that has a new name only is not new. */
function looseTables({ made, changes }: ReplayedMigration): readonly SchemaObject[] {
  const renamed = new Set(changes.flatMap(({ action, name }) => (action === 'rename' ? [name] : [])))
  return made.filter(
    ({ kind, name, attributes }) => kind === 'table' && attributes.strict === undefined && !renamed.has(name),
  )
}

function columnsOf(made: readonly SchemaObject[], table: SchemaObject): readonly SchemaObject[] {
  return made.filter(({ kind, name }) => kind === 'column' && qualifier(name) === table.name)
}

function madeBy({ statements }: ReplayedMigration, table: string) {
  return statements.find(
    traced =>
      operations(traced, 'create-table').some(made => made.table === table) ||
      operations(traced, 'rename-table').some(({ to }) => to === table),
  )
}
