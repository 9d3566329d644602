import type { Schema, SchemaObject } from '../../../model/schema.ts'
import { beginning, lineChange, oneLine, textChange } from '../../support/difference.ts'
import { splitLast } from '../../support/object-names.ts'
import type { Renames } from './renames.ts'

type Attributes = SchemaObject['attributes']

/** What was added or dropped with its parts, in a few words; empty where the name says it all. */
export function describe(object: SchemaObject, parts: readonly SchemaObject[], schema: Schema): string {
  const { kind, name, attributes } = object
  switch (kind) {
    case 'table':
    case 'foreign table':
    case 'view':
    case 'materialized view':
      return describeRelation(object, parts)
    case 'enum value':
      return clip(`of ${schema.objects.get(`type ${splitLast(name).parent}`)?.attributes.labels}`)
    case 'column':
    case 'view column':
      return clip(columnText(attributes))
    case 'constraint':
      return clip(attributes.definition ?? '')
    case 'index':
      return clip(indexText(attributes))
    case 'policy':
      return clip(
        ['for', 'to', 'using', 'check']
          .flatMap(name => (attributes[name] === undefined ? [] : [`${name} ${attributes[name]}`]))
          .join(' '),
      )
    case 'type':
      return clip(attributes.labels ?? attributes.attributes ?? '')
    case 'domain':
      return clip(attributes.base ?? '')
    case 'extension':
      return `version ${attributes.version} in ${attributes.schema}`
    case 'statistics':
      return clip(`on ${attributes.table}`)
    case 'privileges':
    case 'parameter':
    case 'large objects':
      return clip(attributes.privileges ?? '')
    case 'property':
      return clip(
        Object.entries(attributes)
          .map(([key, value]) => `${key} ${value}`)
          .join(', '),
      )
    default:
      return ''
  }
}

/** A table with all that came or went with it: `6 columns, 1 index, references public.orders`. */
function describeRelation(object: SchemaObject, parts: readonly SchemaObject[]): string {
  const count = (kind: string, plural: string) => {
    const n = parts.filter(part => part.kind === kind).length
    return n === 0 ? [] : [n === 1 ? `1 ${kind}` : `${n} ${plural}`]
  }
  const partition = object.attributes['partition of']
  const referenced = parts.flatMap(part =>
    part.kind === 'constraint'
      ? (/ REFERENCES ((?:"(?:[^"]|"")*"|[^"( ])+)/.exec(part.attributes.definition ?? '')?.[1] ?? [])
      : [],
  )
  return clip(
    [
      ...(partition === undefined ? [] : [`partition of ${partition}`]),
      ...(object.attributes.columns === undefined ? [] : [object.attributes.columns]),
      ...count('column', 'columns'),
      ...count('index', 'indexes'),
      ...count('trigger', 'triggers'),
      ...count('rule', 'rules'),
      ...count('policy', 'policies'),
      ...(referenced.length === 0 ? [] : [`references ${[...new Set(referenced)].sort().join(', ')}`]),
    ].join(', '),
  )
}

/**
 * What changed, attribute by attribute: `bigint → bigint not null`, `default 3 → no default`, `now not valid`.
 * Each part is short by itself, so that none hides the next.
 */
export function describeChange(
  kind: string,
  before: Attributes,
  after: Attributes,
  differing: readonly string[],
  renames: Renames,
): string {
  const shape = kind === 'column' ? differing.filter(name => shapeNames.has(name)) : []
  const comesOrGoes = (before.identity === undefined) !== (after.identity === undefined)
  const rest = differing.filter(
    name => !shape.includes(name) && !(comesOrGoes && name.startsWith('identity ')),
  )
  return oneLine(
    [
      ...(shape.length > 0 ? [`${typeText(before)} → ${typeText(after)}`] : []),
      ...rest.map(name =>
        name === 'definition'
          ? definitionChange(kind, before, after, renames)
          : attributeChange(name, before[name], after[name]),
      ),
    ].join('; '),
  )
}

const shapeNames: ReadonlySet<string> = new Set(['type', 'collation', 'not null'])

/** Attributes that name another object. */
const ties: ReadonlySet<string> = new Set(['partition of', 'inherits', 'attached to', 'of', 'owned by'])

function attributeChange(name: string, before: string | undefined, after: string | undefined): string {
  if (name.endsWith('privileges')) return clip(rightsChange(name, before, after))
  if (name === 'enabled')
    return after === 'no' ? 'now disabled' : `now enabled${after === undefined ? '' : ` ${after}`}`
  if (after === 'yes' && before === undefined) return `now ${name}`
  if (before === 'yes' && after === undefined) return `no longer ${name}`
  if (ties.has(name) && before === undefined) return `now ${name} ${after}`
  if (ties.has(name) && after === undefined) return `no longer ${name} ${before}`
  if (before === undefined)
    return `no ${name} → ${name} ${beginning(withoutDigests(after ?? '', after ?? '')[1])}`
  if (after === undefined) return `${name} ${beginning(withoutDigests(before, before)[0])} → no ${name}`
  return `${name} ${textChange(...withoutDigests(before, after))}`
}

/** A password that changed is another; its digest is of this process alone, and no report's business. */
function withoutDigests(before: string, after: string): [string, string] {
  const digest = /\(hidden ([0-9a-f]{8})\)/g
  return [
    before.replace(digest, '(hidden)'),
    after.replace(digest, text => (before.includes(text) ? '(hidden)' : '(another)')),
  ]
}

/** Kinds whose text is a program or a query, in lines. */
const inLines: ReadonlySet<string> = new Set(['view', 'materialized view', 'function', 'procedure'])

function definitionChange(kind: string, before: Attributes, after: Attributes, renames: Renames): string {
  const [old, now] = [definitionText(kind, before), definitionText(kind, after)]
  if (old === `${now} NOT VALID`) return 'now validated'
  if (now === `${old} NOT VALID`) return 'now not valid'
  return inLines.has(kind) ? lineChange(old, now, renames.sameText) : textChange(old, now)
}

/** Without what the line says already: what kind of object it is, and its name. */
function definitionText(kind: string, attributes: Attributes): string {
  const { definition = '' } = attributes
  if (kind === 'index') return indexText(attributes)
  if (kind === 'trigger')
    return definition.replace(/^CREATE (?:CONSTRAINT )?TRIGGER (?:"(?:[^"]|"")*"|\S+) /, '')
  return kind === 'rule' ? definition.replace(/^CREATE RULE (?:"(?:[^"]|"")*"|\S+) AS\s+/, '') : definition
}

/** `privileges: + reader: SELECT`; the defaults have no text. */
function rightsChange(name: string, before = '', after = ''): string {
  const [old, now] = [before.split('; '), after.split('; ')].map(list =>
    list.filter(entry => entry !== ''),
  ) as [string[], string[]]
  const lost = old.filter(entry => !now.includes(entry)).map(entry => `- ${entry}`)
  const won = now.filter(entry => !old.includes(entry)).map(entry => `+ ${entry}`)
  return `${name} ${[...lost, ...won].join(', ')}`
}

function typeText(attributes: Attributes): string {
  const { type = '', collation } = attributes
  const notNull = attributes['not null']
  return [
    type,
    ...(collation === undefined ? [] : [`collate ${collation}`]),
    ...(notNull === undefined ? [] : notNull === 'yes' ? ['not null'] : [`not null ${notNull}`]),
  ].join(' ')
}

function columnText(attributes: Attributes): string {
  const { default: value, generated, identity } = attributes
  return [
    typeText(attributes),
    ...(value === undefined ? [] : [`default ${value}`]),
    ...(generated === undefined ? [] : [`generated ${generated}`]),
    ...(identity === undefined ? [] : [`identity ${identity}`]),
  ].join(' ')
}

function indexText({ definition = '' }: Attributes): string {
  const [, unique = '', on = definition] = /^CREATE (UNIQUE )?INDEX .*? (ON .*)$/s.exec(definition) ?? []
  return `${unique.toLowerCase()}${on.replace(/^ON /, 'on ').replace(' USING ', ' using ')}`
}

/** One line, short enough for a table. */
function clip(text: string): string {
  const line = oneLine(text)
  return line.length <= 200 ? line : `${line.slice(0, 199)}…`
}
