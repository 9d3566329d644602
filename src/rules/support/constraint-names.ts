import type { Operation } from '../../model/operation.ts'
import type { ReplayedMigration } from '../../model/replay.ts'
import type { Step } from './chapters.ts'
import { writtenNames } from './constraints-by-code.ts'
import { bareName, deriveName, lastPart, qualifier } from './names.ts'
import { remembered } from './remembered.ts'
import { operations } from './traced.ts'

type AddConstraint = Extract<Operation, { kind: 'add-constraint' }>

const endings = {
  check: '_check',
  unique: '_key',
  'primary-key': '_pkey',
  'foreign-key': '_fkey',
  exclusion: '_excl',
  'not-null': '_not_null',
} as const satisfies Record<AddConstraint['type'], string>

const keywords = {
  check: 'CHECK',
  unique: 'UNIQUE',
  'primary-key': 'PRIMARY KEY',
  'foreign-key': 'FOREIGN KEY',
  exclusion: 'EXCLUDE',
  'not-null': 'NOT NULL',
} as const satisfies Record<AddConstraint['type'], string>

/** The constraint's name: its author's, else the one that the server made, else as the server makes them. */
export function constraintName(step: Step, table: string, constraint: AddConstraint): string {
  if (constraint.constraint !== null) return constraint.constraint
  const made = madeByServer(step, table, constraint.type)
  const place = placeAmongAlike(step, constraint)
  const alike = made.filter(name => withoutNumber(name) === bareName(derive(constraint, table)))
  const only = made.length === 1 ? made[0] : undefined
  return alike[place] ?? only ?? derive(constraint, table, place === 0 ? '' : String(place))
}

function derive(constraint: AddConstraint, table: string, number = ''): string {
  return deriveName([table, ...namedColumns(constraint)], `${endings[constraint.type]}${number}`)
}

/** The server names a CHECK after its column where there is one, and a primary key after none. */
function namedColumns({ type, columns }: AddConstraint): readonly string[] {
  if (type === 'primary-key') return []
  return type === 'check' && columns.length !== 1 ? [] : columns
}

/** How many constraints without a name came before it that the server calls the same, up to a number. */
function placeAmongAlike({ migration, traced }: Step, constraint: AddConstraint): number {
  const { table } = constraint
  const base = derive(constraint, table)
  const alike = unnamed(migration).get(nameIn(table, base))
  return alike?.get(traced)?.get(constraint.definition) ?? 0
}

/** How many without a name came before each: by table and what the server calls them, by statement, by text. */
const unnamed = remembered(({ statements }: ReplayedMigration) => {
  const all = statements.flatMap(traced =>
    operations(traced, 'add-constraint')
      .filter(it => it.constraint === null)
      .map(it => ({ traced, definition: it.definition, key: nameIn(it.table, derive(it, it.table)) })),
  )
  const numbered = [...Map.groupBy(all, ({ key }) => key)].map(([key, group]) => {
    const placed = group.map((it, place) => ({ ...it, place })).toReversed()
    const byStatement = [...Map.groupBy(placed, ({ traced }) => traced)].map(
      ([traced, own]) => [traced, new Map(own.map(it => [it.definition, it.place]))] as const,
    )
    return [key, new Map(byStatement)] as const
  })
  return new Map(numbered)
})

function nameIn(table: string, name: string): string {
  return JSON.stringify([table, name])
}

/** Names that no text of the migration gave, in the order in which the server numbers them. */
function madeByServer({ migration }: Step, table: string, type: AddConstraint['type']): readonly string[] {
  const written = writtenNames(migration)
  return migration.changes
    .filter(({ action, object }) => action === 'add' && object === 'constraint')
    .filter(({ name, detail }) => qualifier(name) === table && detail.startsWith(keywords[type]))
    .map(({ name }) => lastPart(name))
    .filter(name => !written.has(name))
    .sort((a, b) => numberOf(a) - numberOf(b))
}

function withoutNumber(name: string): string {
  return bareName(name).replace(/\d+$/, '')
}

function numberOf(name: string): number {
  return Number(/\d*$/.exec(bareName(name))?.[0] ?? 0)
}
