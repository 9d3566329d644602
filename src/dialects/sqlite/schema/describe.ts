import type { SchemaObject } from '../../../model/schema.ts'
import { beginning, oneLine, textChange } from '../../support/difference.ts'

type Attributes = SchemaObject['attributes']

/** What was added or dropped with its parts, in a few words; empty where the name says it all. */
export function describe({ kind, attributes }: SchemaObject, parts: readonly SchemaObject[]): string {
  switch (kind) {
    case 'table':
    case 'view':
      return describeWhole(parts)
    case 'virtual table':
      return clip(
        `using ${attributes.module}${attributes.arguments === undefined ? '' : `(${attributes.arguments})`}`,
      )
    case 'column':
      return clip(columnText(attributes))
    case 'constraint':
      return clip(attributes.definition ?? '')
    case 'index':
      return clip(indexText(attributes))
    case 'trigger':
      return `on ${attributes.table}`
    default:
      return ''
  }
}

/** A table or view with all that came or went with it: `6 columns, 1 index, references main.orders`. */
function describeWhole(parts: readonly SchemaObject[]): string {
  const count = (kind: string, plural: string) => {
    const n = parts.filter(part => part.kind === kind).length
    return n === 0 ? [] : [n === 1 ? `1 ${kind}` : `${n} ${plural}`]
  }
  const referenced = parts.flatMap(part => {
    if (part.kind !== 'constraint') return []
    const parent = /^FOREIGN KEY .*? REFERENCES ("(?:[^"]|"")*"|[^"( ]+)/.exec(
      part.attributes.definition ?? '',
    )
    return parent === null ? [] : [`main.${parent[1]}`]
  })
  return clip(
    [
      ...count('column', 'columns'),
      ...count('index', 'indexes'),
      ...count('trigger', 'triggers'),
      ...(referenced.length === 0 ? [] : [`references ${[...new Set(referenced)].sort().join(', ')}`]),
    ].join(', '),
  )
}

const shapeNames: ReadonlySet<string> = new Set(['type', 'collation', 'not null'])

/** What changed, attribute by attribute: `INTEGER → INTEGER not null`, `default 3 → no default`, `now strict`. */
export function describeChange(
  kind: string,
  before: Attributes,
  after: Attributes,
  differing: readonly string[],
): string {
  const shape = kind === 'column' ? differing.filter(name => shapeNames.has(name)) : []
  return oneLine(
    [
      ...(shape.length > 0 ? [`${typeText(before)} → ${typeText(after)}`] : []),
      ...differing
        .filter(name => !shape.includes(name))
        .map(name =>
          name === 'definition'
            ? textChange(definitionText(kind, before), definitionText(kind, after))
            : attributeChange(name, before[name], after[name]),
        ),
    ].join('; '),
  )
}

function attributeChange(name: string, before: string | undefined, after: string | undefined): string {
  if (after === 'yes' && before === undefined) return `now ${name}`
  if (before === 'yes' && after === undefined) return `no longer ${name}`
  if (before === undefined) return `no ${name} → ${name} ${beginning(after ?? '')}`
  if (after === undefined) return `${name} ${beginning(before)} → no ${name}`
  return `${name} ${textChange(before, after)}`
}

function definitionText(kind: string, attributes: Attributes): string {
  return kind === 'index' ? indexText(attributes) : (attributes.definition ?? '')
}

function typeText({ type = '', collation, 'not null': notNull }: Attributes): string {
  return [
    type === '' ? 'no type' : type,
    ...(collation === undefined ? [] : [`collate ${collation}`]),
    ...(notNull === undefined ? [] : [notNull.replace(/^yes/, 'not null')]),
  ].join(' ')
}

function columnText(attributes: Attributes): string {
  const { default: value, generated } = attributes
  return [
    typeText(attributes),
    ...(value === undefined ? [] : [`default ${value}`]),
    ...(generated === undefined ? [] : [`generated ${generated}`]),
  ].join(' ')
}

function indexText({ definition = '' }: Attributes): string {
  const [, unique = '', on = definition] =
    /^CREATE (UNIQUE )?INDEX (?:"(?:[^"]|"")*"|\S+) (ON .*)$/s.exec(definition) ?? []
  return `${unique.toLowerCase()}${on.replace(/^ON /, 'on ')}`
}

/** One line, short enough for a table. */
function clip(text: string): string {
  const line = oneLine(text)
  return line.length <= 200 ? line : `${line.slice(0, 199)}…`
}
