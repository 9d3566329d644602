import type { SchemaObject } from '../../../model/schema.ts'
import { splitLast } from '../../support/object-names.ts'
import { quoteLiteral } from '../parse/names.ts'
import { giveDefaultRights } from './give-default-rights.ts'
import { giveRights } from './give-rights.ts'
import { changeOptions, mapWords, setIndexStatistics } from './list-attributes.ts'
import { makers } from './make-again.ts'
import { setSettings } from './set-settings.ts'

type Attributes = Readonly<Record<string, string | undefined>>

type Setter = (object: SchemaObject, value: string | undefined, now: string | undefined) => readonly string[]

/** ALTER TABLE is the word for columns of materialised views too. */
const columnStorage: Readonly<Record<string, Setter>> = {
  storage: ({ name }, value) => [alterColumn('TABLE', name, `SET STORAGE ${value ?? 'DEFAULT'}`)],
  compression: ({ name }, value) => [alterColumn('TABLE', name, `SET COMPRESSION ${value ?? 'default'}`)],
  statistics: ({ name }, value) => [alterColumn('TABLE', name, `SET STATISTICS ${value ?? '-1'}`)],
}

function commentOn(word: string): Setter {
  return ({ name }, value) => [`COMMENT ON ${word} ${name} IS ${literalOrNull(value)}`]
}

function dependOn(word: string): Setter {
  return ({ name }, value, now) => [
    ...(now === undefined ? [] : [`ALTER ${word} ${name} NO DEPENDS ON EXTENSION ${now}`]),
    ...(value === undefined ? [] : [`ALTER ${word} ${name} DEPENDS ON EXTENSION ${value}`]),
  ]
}

/** `eqsel(internal, oid, internal, integer)` → `eqsel`. */
function setEstimator(word: string): Setter {
  return ({ name }, value) => [
    `ALTER OPERATOR ${name} SET (${word} = ${value === undefined ? 'NONE' : /^(?:"(?:[^"]|"")*"|[^"(])+/.exec(value)?.[0]})`,
  ]
}

/** Said once, though two of its attributes may differ. */
function remake(object: SchemaObject): readonly string[] {
  const made = makers[object.kind]?.(object.name, object.attributes)
  return made === undefined ? [] : [`DROP ${object.kind.toUpperCase()} ${object.name}`, made]
}

/** How an attribute is set, and what is said where it has none. */
const setters: Readonly<Record<string, Readonly<Record<string, Setter>>>> = {
  column: {
    ...columnStorage,
    options: ({ name }, value, now) => {
      const { parent, local } = splitLast(name)
      return changeOptions(`ALTER TABLE ${parent} ALTER COLUMN ${local}`, value, now)
    },
  },
  'view column': {
    default: ({ name }, value) => [
      alterColumn('VIEW', name, value === undefined ? 'DROP DEFAULT' : `SET DEFAULT ${value}`),
    ],
    comment: ({ name }, value) => [`COMMENT ON COLUMN ${name} IS ${literalOrNull(value)}`],
    ...columnStorage,
  },
  table: {
    'access method': ({ name }, value) => [`ALTER TABLE ${name} SET ACCESS METHOD ${value ?? 'heap'}`],
    'toast options': ({ name }, value, now) => changeOptions(`ALTER TABLE ${name}`, value, now, 'toast.'),
  },
  constraint: {
    clustered: ({ name }, value) => {
      const { parent, local } = splitLast(name)
      return [`ALTER TABLE ${parent} ${value === undefined ? 'SET WITHOUT CLUSTER' : `CLUSTER ON ${local}`}`]
    },
    'index comment': ({ name }, value) => {
      const { parent, local } = splitLast(name)
      return [`COMMENT ON INDEX ${splitLast(parent).parent}.${local} IS ${literalOrNull(value)}`]
    },
  },
  function: { 'depends on extension': dependOn('FUNCTION') },
  procedure: { 'depends on extension': dependOn('PROCEDURE') },
  privileges: { privileges: giveRights },
  parameter: { privileges: giveRights },
  'default privileges': { privileges: giveDefaultRights },
  setting: { values: setSettings },
  'text search configuration': {
    mappings: ({ name }, value, now) => mapWords(name, value, now),
    comment: commentOn('TEXT SEARCH CONFIGURATION'),
  },
  'text search dictionary': {
    options: ({ name }, value) =>
      value === undefined ? [] : [`ALTER TEXT SEARCH DICTIONARY ${name} (${value})`],
    comment: commentOn('TEXT SEARCH DICTIONARY'),
  },
  'text search parser': { comment: commentOn('TEXT SEARCH PARSER') },
  'text search template': { comment: commentOn('TEXT SEARCH TEMPLATE') },
  cast: {
    method: remake,
    context: remake,
    comment: commentOn('CAST'),
  },
  operator: {
    restrict: setEstimator('RESTRICT'),
    join: setEstimator('JOIN'),
    comment: commentOn('OPERATOR'),
  },
  'operator class': { comment: commentOn('OPERATOR CLASS') },
  'operator family': { comment: commentOn('OPERATOR FAMILY') },
  conversion: { comment: commentOn('CONVERSION') },
  'access method': { comment: commentOn('ACCESS METHOD') },
  language: { comment: commentOn('LANGUAGE') },
  role: {
    'connection limit': ({ name }, value) => [`ALTER ROLE ${name} CONNECTION LIMIT ${value ?? '-1'}`],
  },
  // The library makes the sequence of an unlogged table before the table, and by itself.
  sequence: {
    unlogged: ({ name }, value) => [
      `ALTER SEQUENCE ${name} SET ${value === undefined ? 'LOGGED' : 'UNLOGGED'}`,
    ],
  },
  statistics: {
    owner: ({ name }, value) => (value === undefined ? [] : [`ALTER STATISTICS ${name} OWNER TO ${value}`]),
    target: ({ name }, value) => [`ALTER STATISTICS ${name} SET STATISTICS ${value ?? '-1'}`],
    comment: ({ name }, value) => [`COMMENT ON STATISTICS ${name} IS ${literalOrNull(value)}`],
  },
  'materialized view': {
    'depends on extension': dependOn('MATERIALIZED VIEW'),
    'access method': ({ name }, value) => [
      `ALTER MATERIALIZED VIEW ${name} SET ACCESS METHOD ${value ?? 'heap'}`,
    ],
    'not populated': ({ name }, value) => [
      `REFRESH MATERIALIZED VIEW ${name}${value === undefined ? '' : ' WITH NO DATA'}`,
    ],
  },
  index: {
    clustered: ({ name, attributes }, value) => [
      value === undefined
        ? `ALTER TABLE ${attributes.table} SET WITHOUT CLUSTER`
        : `ALTER TABLE ${attributes.table} CLUSTER ON ${splitLast(name).local}`,
    ],
    statistics: ({ name }, value, now) => setIndexStatistics(name, value, now),
    'depends on extension': dependOn('INDEX'),
  },
}

/** What sets the attributes of an object that are others `now` than they were, where the planning library has no word for them. */
export function restore(object: SchemaObject, now: Attributes): readonly string[] {
  const statements = Object.entries(setters[object.kind] ?? {}).flatMap(([name, set]) =>
    object.attributes[name] === now[name] ? [] : set(object, object.attributes[name], now[name]),
  )
  return [...new Set(statements)]
}

function alterColumn(relation: 'TABLE' | 'VIEW', name: string, change: string): string {
  const { parent, local } = splitLast(name)
  return `ALTER ${relation} ${parent} ALTER COLUMN ${local} ${change}`
}

function literalOrNull(value: string | undefined): string {
  return value === undefined ? 'NULL' : quoteLiteral(value)
}
