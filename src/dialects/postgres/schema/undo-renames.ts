import type { Change } from '../../../model/schema.ts'
import { splitLast } from '../../support/object-names.ts'
import type { Session } from '../session.ts'
import { attempt } from './attempt.ts'

/**
 * Renames everything back inside the caller's open transaction and gives the statements that did it. They are
 * tried, not predicted: one that the server refuses (a partition's column follows its parent's) is left out. An
 * object that stands in the way, because the migration made a new one under the old name or swapped two, moves
 * aside first.
 */
export async function undoRenames(session: Session, changes: readonly Change[]): Promise<readonly string[]> {
  const renames = changes.filter(({ action }) => action === 'rename')
  const statements: string[] = []
  const waiting = [...renames].sort((a, b) => depth(a) - depth(b))
  const schemas = new Map(
    renames.filter(({ object }) => object === 'schema').map(change => [oldName(change), change.name]),
  )
  for (let change = waiting.shift(); change !== undefined; change = waiting.shift()) {
    for (const step of steps(change, schemas)) {
      const outcome = await attempt(session, step.sql)
      if (outcome === 'done') statements.push(step.sql)
      if (outcome === 'no schema') {
        const create = `CREATE SCHEMA ${step.schema}`
        if ((await attempt(session, create)) === 'done' && (await attempt(session, step.sql)) === 'done')
          statements.push(create, step.sql)
      }
      if (outcome !== 'occupied') continue
      const aside = {
        ...change,
        name: step.result,
        detail: `was ${withLocal(step.result, asideName(step.result))}`,
      }
      const moves = steps(aside, new Map()).map(({ sql }) => sql)
      if ((await attempt(session, moves.join(';'))) !== 'done') continue
      if ((await attempt(session, step.sql)) !== 'done') continue
      statements.push(...moves, step.sql)
      const blocked = waiting.findIndex(
        ({ object, name }) => object === change.object && name === step.result,
      )
      const other = waiting[blocked]
      if (other !== undefined) waiting[blocked] = { ...other, name: oldName(aside) }
    }
  }
  return statements
}

interface Step {
  readonly sql: string
  /** The name that the object has afterwards. */
  readonly result: string
  readonly schema: string
}

/** `was public.people` → `public.people`. */
function oldName(change: Change): string {
  return change.detail.replace(/^was /, '')
}

/** Parts first, while their table still has the name that the change gives; schemas last. */
function depth({ object }: Change): number {
  if (object in parts || object === 'enum value') return 0
  if (['function', 'procedure', 'aggregate'].includes(object)) return 1
  return object === 'schema' ? 3 : 2
}

const parts: Readonly<Record<string, (relation: string, name: string, to: string) => string>> = {
  column: (relation, name, to) => `ALTER TABLE ${relation} RENAME COLUMN ${name} TO ${to}`,
  constraint: (relation, name, to) => `ALTER TABLE ${relation} RENAME CONSTRAINT ${name} TO ${to}`,
  trigger: (relation, name, to) => `ALTER TRIGGER ${name} ON ${relation} RENAME TO ${to}`,
  rule: (relation, name, to) => `ALTER RULE ${name} ON ${relation} RENAME TO ${to}`,
  policy: (relation, name, to) => `ALTER POLICY ${name} ON ${relation} RENAME TO ${to}`,
}

function steps(change: Change, schemas: ReadonlyMap<string, string>): readonly Step[] {
  const now = splitLast(withoutArguments(change.name))
  const old = splitLast(withoutArguments(oldName(change)))
  const part = parts[change.object]
  const result = (parent: string, local: string) => (parent === '' ? local : `${parent}.${local}`)
  if (part !== undefined)
    return [
      { sql: part(now.parent, now.local, old.local), result: result(now.parent, old.local), schema: '' },
    ]
  if (change.object === 'enum value')
    return [
      {
        sql: `ALTER TYPE ${now.parent} RENAME VALUE ${literal(now.local)} TO ${literal(old.local)}`,
        result: result(now.parent, old.local),
        schema: '',
      },
    ]
  const kind = change.object === 'foreign server' ? 'SERVER' : change.object.toUpperCase()
  const tail = change.name.slice(withoutArguments(change.name).length)
  const schema = schemas.get(old.parent) ?? old.parent
  return [
    ...(now.local === old.local
      ? []
      : [
          {
            sql: `ALTER ${kind} ${change.name} RENAME TO ${old.local}`,
            result: result(now.parent, old.local) + tail,
            schema: '',
          },
        ]),
    ...(now.parent === schema
      ? []
      : [
          {
            sql: `ALTER ${kind} ${result(now.parent, old.local)}${tail} SET SCHEMA ${schema}`,
            result: result(schema, old.local) + tail,
            schema,
          },
        ]),
  ]
}

/** A function without its arguments; an operator class keeps its ` using btree`, which ALTER wants too. */
function withoutArguments(name: string): string {
  return /^(?:"(?:[^"]|"")*"|[^"( ])*/.exec(name)?.[0] ?? name
}

function withLocal(name: string, local: string): string {
  const { parent } = splitLast(withoutArguments(name))
  return (parent === '' ? local : `${parent}.${local}`) + name.slice(withoutArguments(name).length)
}

/** `users` → `users_aside`, within the 63 bytes of a name for any that is not itself at the limit. */
function asideName(name: string): string {
  const { local } = splitLast(withoutArguments(name))
  return local.endsWith('"') ? `${local.slice(0, -1)}_aside"` : `${local}_aside`
}

/** An identifier as a string: `"in progress"` → `'in progress'`. */
function literal(identifier: string): string {
  const value = identifier.startsWith('"') ? identifier.slice(1, -1).replaceAll('""', '"') : identifier
  return `'${value.replaceAll("'", "''")}'`
}
