import type { SchemaObject } from '../../../model/schema.ts'
import type { Chapter } from '../chapters.ts'
import { bareName, lastPart, qualifier } from '../names.ts'
import { operations } from '../traced.ts'
import type { Rebuild } from './rebuilds.ts'

/** An index or trigger that went with the old table, and that nothing replaces. */
export interface LostPart {
  readonly rebuild: Rebuild
  readonly object: SchemaObject
  /** The statement that makes it again. */
  readonly sql: string
}

/** Indexes and triggers that stood on the tables, or on views made again, and that no statement drops by name. */
export function lostParts(chapter: Chapter, all: readonly Rebuild[]): readonly LostPart[] {
  const { migration, context } = chapter
  return migration.changes.flatMap(({ action, object: kind, name }): LostPart[] => {
    if (action !== 'drop' || (kind !== 'index' && kind !== 'trigger')) return []
    const object = context.schemaBefore?.objects.get(`${kind} ${name}`)
    const owner = object?.attributes.table ?? ''
    const rebuild = all.find(({ table }) => table === owner) ?? viewMadeAgain(chapter, owner)
    if (object === undefined || rebuild === undefined) return []
    if (isDroppedByName(chapter, name) || isReplaced(chapter, object) || namesGoneColumn(chapter, object))
      return []
    return [{ rebuild, object, sql: statementFor(object) }]
  })
}

/** A view has to go before its table is built anew, and stands again afterwards. */
function viewMadeAgain({ context, migration, steps }: Chapter, view: string): Rebuild | undefined {
  if (context.schemaBefore?.objects.has(`view ${view}`) !== true) return undefined
  if (migration.changes.some(it => it.action === 'drop' && it.object === 'view' && it.name === view))
    return undefined
  const drop = steps.find(({ traced }) => operations(traced, 'drop').some(it => it.name === view))?.traced
  return drop === undefined ? undefined : { table: view, old: view, next: view, drop }
}

function isDroppedByName({ steps }: Chapter, name: string): boolean {
  return steps.some(
    ({ traced }) =>
      operations(traced, 'drop-index').some(({ index }) => index === name) ||
      operations(traced, 'drop').some(drop => drop.name === name),
  )
}

/** Another object does the same: an index or trigger under another name, or the index of a UNIQUE constraint. */
function isReplaced({ migration }: Chapter, object: SchemaObject): boolean {
  return migration.made.some(made => {
    if (made.kind === 'constraint')
      return (
        object.kind === 'index' &&
        qualifier(made.name) === object.attributes.table &&
        serves(meaningOfKey(made), meaningOf(object))
      )
    return (
      made.kind === object.kind &&
      made.attributes.table === object.attributes.table &&
      (object.kind === 'index'
        ? serves(meaningOf(made), meaningOf(object))
        : meaningOf(made) === meaningOf(object))
    )
  })
}

/** The same index, or a longer one that begins with the same columns: `(user_id)` is served by `UNIQUE (user_id, tag_id)`. */
function serves(made: string, lost: string): boolean {
  const [columns, list] = [lost, made].map(meaning => /^(?:UNIQUE )?\((.*)\)$/s.exec(meaning)?.[1])
  const isLonger = columns !== undefined && list?.startsWith(`${columns}, `) === true
  return made === lost || (!lost.startsWith('UNIQUE') && (isLonger || made === `UNIQUE ${lost}`))
}

/** An index without its name: `UNIQUE (email)`, `(lower(email)) WHERE active`. */
function meaningOf({ kind, attributes }: SchemaObject): string {
  const { definition = '' } = attributes
  if (kind !== 'index') return definition
  const name = String.raw`(?:"(?:[^"]|"")*"|\S+)`
  const parts = new RegExp(`^CREATE (UNIQUE )?INDEX ${name} ON ${name} (.*)$`, 's').exec(definition)
  return parts === null ? definition : `${parts[1] ?? ''}${parts[2]}`
}

function meaningOfKey({ attributes }: SchemaObject): string {
  return (attributes.definition ?? '').replace(/^PRIMARY KEY/, 'UNIQUE')
}

/** It cannot stand again: a column that it names went, which is told as such. */
function namesGoneColumn({ migration }: Chapter, { attributes }: SchemaObject): boolean {
  const words = new Set((attributes.definition ?? '').match(/[\w$\u0080-\uffff]+/g))
  return migration.changes.some(
    ({ action, object, name }) =>
      (action === 'drop' || action === 'rename') &&
      object === 'column' &&
      qualifier(name) === attributes.table &&
      words.has(bareName(name)),
  )
}

function statementFor({ kind, name, attributes }: SchemaObject): string {
  const { definition = '' } = attributes
  return kind === 'index' ? definition : `CREATE TRIGGER ${lastPart(name)} ${definition}`
}
