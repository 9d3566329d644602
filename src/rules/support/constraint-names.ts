import type { Operation } from '../../model/operation.ts'
import type { Step } from './chapters.ts'
import { bareName, deriveName, lastPart, qualifier } from './names.ts'
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
  const written = migration.statements.slice(0, migration.statements.indexOf(traced) + 1).flatMap(earlier =>
    operations(earlier, 'add-constraint')
      .filter(it => it.constraint === null && it.table === table && derive(it, table) === base)
      .map(({ definition }) => ({ definition, isOwn: earlier === traced })),
  )
  const own = written.findIndex(({ definition, isOwn }) => isOwn && definition === constraint.definition)
  return Math.max(0, own)
}

/** Names that no text of the migration gave, in the order in which the server numbers them. */
function madeByServer({ migration }: Step, table: string, type: AddConstraint['type']): readonly string[] {
  const written = migration.statements
    .flatMap(traced => operations(traced, 'add-constraint'))
    .map(({ constraint }) => constraint)
  return migration.changes
    .filter(({ action, object }) => action === 'add' && object === 'constraint')
    .filter(({ name, detail }) => qualifier(name) === table && detail.startsWith(keywords[type]))
    .map(({ name }) => lastPart(name))
    .filter(name => !written.includes(name))
    .sort((a, b) => numberOf(a) - numberOf(b))
}

function withoutNumber(name: string): string {
  return bareName(name).replace(/\d+$/, '')
}

function numberOf(name: string): number {
  return Number(/\d*$/.exec(bareName(name))?.[0] ?? 0)
}
