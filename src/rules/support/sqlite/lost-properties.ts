import type { Chapter } from '../chapters.ts'
import { qualifier } from '../names.ts'
import { withoutComments } from '../sql.ts'
import { operations } from '../traced.ts'
import type { Rebuild } from './rebuilds.ts'

/** What the new table no longer is. */
export interface LostProperty {
  readonly rebuild: Rebuild
  readonly property: 'STRICT' | 'WITHOUT ROWID' | 'AUTOINCREMENT' | 'mark' | 'definition'
  /** Of a mark: before and after, as seen in the shadow. */
  readonly mark: { readonly before: number; readonly after: number } | null
}

/** Properties that the old tables had and the new ones have not, as the engine's catalog tells them. */
export function lostProperties(chapter: Chapter, all: readonly Rebuild[]): readonly LostProperty[] {
  return all.flatMap(rebuild => {
    const properties = [
      ...(isNoLonger(chapter, rebuild.table, 'strict') ? (['STRICT'] as const) : []),
      ...(isNoLonger(chapter, rebuild.table, 'without rowid') ? (['WITHOUT ROWID'] as const) : []),
      ...(losesAutoincrement(chapter, rebuild.table) ? (['AUTOINCREMENT'] as const) : []),
    ].map((property): LostProperty => ({ rebuild, property, mark: null }))
    const mark = chapter.migration.rows?.find(({ table }) => table === rebuild.table)?.lowered ?? null
    if (isCopied(chapter, rebuild)) return [...properties, { rebuild, property: 'definition', mark: null }]
    const isMeant = mark === null || hasOtherKey(chapter, rebuild.table)
    return isMeant ? properties : [...properties, { rebuild, property: 'mark', mark }]
  })
}

/** Made by `CREATE TABLE … AS`, which takes names and little else along, where there was more. */
function isCopied({ migration, steps }: Chapter, { table, next }: Rebuild): boolean {
  const made = steps.find(({ traced }) => operations(traced, 'create-table').some(it => it.table === next))
  const sql = withoutComments(made?.traced.statement.sql ?? '')
  return (
    /^[^(]*\bas\s*(?:\(|select\b|with\b|values\b)/i.test(sql) &&
    migration.changes.some(
      ({ action, object, name }) =>
        qualifier(name) === table && action !== 'add' && (object === 'constraint' || object === 'column'),
    )
  )
}

function isNoLonger({ migration }: Chapter, table: string, property: string): boolean {
  return migration.changes.some(
    ({ action, object, name, detail }) =>
      action === 'alter' &&
      object === 'table' &&
      name === table &&
      detail.split('; ').includes(`no longer ${property}`),
  )
}

function losesAutoincrement(chapter: Chapter, table: string): boolean {
  const isLost = keyChanges(chapter, table).some(part => part === 'no longer autoincrement')
  return isLost && !hasOtherKey(chapter, table)
}

/** A key of another type cannot count up: then that is what the author wanted. */
function hasOtherKey({ migration, context }: Chapter, table: string): boolean {
  const key = [...(context.schemaBefore?.objects.values() ?? [])].find(
    ({ kind, name, attributes }) =>
      kind === 'constraint' && qualifier(name) === table && attributes.autoincrement === 'yes',
  )
  const isGone = migration.changes.some(({ action, name }) => action === 'drop' && name === key?.name)
  return key === undefined || isGone || keyChanges({ migration }, table).includes('no longer rowid')
}

function keyChanges({ migration }: Pick<Chapter, 'migration'>, table: string): readonly string[] {
  return migration.changes
    .filter(
      ({ action, object, name }) =>
        action === 'alter' && object === 'constraint' && qualifier(name) === table,
    )
    .flatMap(({ detail }) => detail.split('; '))
}
