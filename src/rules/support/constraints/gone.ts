import type { Schema, SchemaObject } from '../../../model/schema.ts'
import type { RuleContext } from '../../rule.ts'
import { texts } from '../attribution.ts'
import { cascades, isNamedInCode } from '../cascades.ts'
import { chapters } from '../chapters.ts'
import { columnsOf, indexesOf } from '../indexes/definitions.ts'
import { lastPart, qualifier } from '../names.ts'
import { runsHiddenCode } from '../opaque.ts'
import { type Place, placeOf } from './brought.ts'
import { identifiersIn } from './foreign-keys.ts'

/** A constraint of a live table that the change takes away, while the table and its columns stay. */
export interface GoneConstraint {
  readonly object: SchemaObject
  readonly definition: string
  readonly table: string
  /** By their names afterwards. */
  readonly columns: readonly string[]
  /** Something that says as much stands in its place. */
  readonly isReplaced: boolean
  readonly place: Place
}

/** What went along with CASCADE is another rule's, and so is what goes with its table or column. */
export function goneConstraints(context: RuleContext): readonly GoneConstraint[] {
  const known = read.get(context)
  if (known !== undefined) return known
  const found = find(context)
  read.set(context, found)
  return found
}

/** Two rules ask. */
const read = new WeakMap<RuleContext, readonly GoneConstraint[]>()

function find(context: RuleContext): readonly GoneConstraint[] {
  const { schemaBefore, schemaAfter } = context
  if (schemaBefore === null || schemaAfter === null) return []
  const after = new Map([...schemaAfter.objects.values()].map(it => [`${it.kind} ${it.identity}`, it]))
  const now = (it: SchemaObject | undefined) => it && after.get(`${it.kind} ${it.identity}`)
  return [...schemaBefore.objects.values()].flatMap((object): GoneConstraint[] => {
    const { definition, of, inherited } = object.attributes
    if (
      object.kind !== 'constraint' ||
      definition === undefined ||
      of !== undefined ||
      inherited !== undefined
    )
      return []
    if (now(object) !== undefined) return []
    const oldTable = qualifier(object.name)
    const table = now(schemaBefore.objects.get(`table ${oldTable}`))?.name
    const old = columnsNamed(schemaBefore, oldTable, definition)
    const columns = old.map(column => now(column))
    if (table === undefined || columns.includes(undefined)) return []
    const parent = /\) REFERENCES ((?:"(?:[^"]|"")*"|[^"( ])+)/.exec(definition)?.[1]
    if (parent !== undefined && now(schemaBefore.objects.get(`table ${parent}`)) === undefined) return []
    const place = placeOfDrop(context, object, table)
    if (place === null) return []
    const names = columns.map(column => lastPart(column?.name ?? ''))
    const isRetyped = old.some((column, at) => column.attributes.type !== columns[at]?.attributes.type)
    const isReplaced =
      (isRetyped && definition.startsWith('CHECK')) ||
      stands(schemaBefore, schemaAfter, { table, columns: names, definition })
    return [{ object, definition, table, columns: names, isReplaced, place }]
  })
}

/** Columns of the table that the constraint's text names. */
function columnsNamed(schema: Schema, table: string, definition: string): readonly SchemaObject[] {
  const own = /^(?:UNIQUE|PRIMARY KEY|FOREIGN KEY)[^(]*\(((?:"(?:[^"]|"")*"|[^")])*)\)/.exec(definition)?.[1]
  const words =
    own === undefined ? (definition.match(/"(?:[^"]|"")*"|[\w$\u0080-\uffff]+/g) ?? []) : identifiersIn(own)
  return [...new Set(words)].flatMap(word => schema.objects.get(`column ${table}.${word}`) ?? [])
}

interface Promised {
  readonly table: string
  readonly columns: readonly string[]
  readonly definition: string
}

function stands(before: Schema, after: Schema, { table, columns, definition }: Promised): boolean {
  const others = [...after.objects.values()].filter(
    it =>
      it.kind === 'constraint' &&
      qualifier(it.name) === table &&
      wordsOf(it.attributes.definition) === wordsOf(definition),
  )
  switch (wordsOf(definition)) {
    case 'PRIMARY':
      return others.length > 0
    case 'UNIQUE':
      return indexesOf(after).some(
        index =>
          index.table === table &&
          index.unique &&
          !/\bWHERE\b/.test(index.rest) &&
          columnsOf(index).length === index.keys.length &&
          columnsOf(index).every(column => columns.includes(column)),
      )
    case 'FOREIGN':
      return others.some(
        it =>
          columnsNamed(after, table, it.attributes.definition ?? '')
            .map(({ name }) => lastPart(name))
            .join() === columns.join(),
      )
    default: {
      const proven = /^CHECK \(("(?:[^"]|"")*"|[^\s()"]+) IS NOT NULL\)/.exec(definition)?.[1]
      const isNotNull =
        proven !== undefined &&
        after.objects.get(`column ${table}.${columns[0]}`)?.attributes['not null'] !== undefined
      const known = new Set([...before.objects.values()].map(({ identity }) => identity))
      return (
        isNotNull ||
        others.some(
          it =>
            !known.has(it.identity) &&
            columnsNamed(after, table, it.attributes.definition ?? '').some(({ name }) =>
              columns.includes(lastPart(name)),
            ),
        )
      )
    }
  }
}

/** `CHECK`, `UNIQUE`, `PRIMARY`, `FOREIGN`, `EXCLUDE` */
function wordsOf(definition = ''): string {
  return /^\w+/.exec(definition)?.[0] ?? ''
}

/** The statement that drops it by name, or code that does. */
function placeOfDrop(context: RuleContext, { name }: SchemaObject, table: string): Place | null {
  for (const chapter of chapters(context)) {
    const isMeant = (of: string) =>
      lastPart(of) === lastPart(table) || lastPart(of) === lastPart(qualifier(name))
    const written = texts(chapter, 'drop-constraint').find(
      ([it]) => it.constraint === lastPart(name) && isMeant(it.table),
    )
    if (written !== undefined) return placeOf(written[1])
    const isGoneHere = chapter.migration.changes.some(
      it => it.action === 'drop' && it.object === 'constraint' && it.name === name,
    )
    const code = chapter.steps.find(
      step =>
        runsHiddenCode(step) &&
        step.traced.trace.locks.some(
          lock => lock.relation === qualifier(name) && lock.mode === 'AccessExclusiveLock',
        ) &&
        (!cascades(step) || isNamedInCode(step, name)),
    )
    if (isGoneHere && code !== undefined) return placeOf(code)
  }
  return null
}
