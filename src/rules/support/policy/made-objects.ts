import type { Operation } from '../../../model/operation.ts'
import type { TracedStatement } from '../../../model/replay.ts'
import type { Chapter, Step } from '../chapters.ts'
import { qualifier } from '../names.ts'
import { runsHiddenCode } from '../opaque.ts'

/** Something that a migration makes. */
export interface MadeObject {
  /** As the schema calls it: `table`, `column`, `index`, `constraint`, … */
  readonly kind: string
  /** Schema-qualified; a column bears its table's name before its own. */
  readonly name: string
  /** Of a column, as the catalog or the text spells it. */
  readonly type: string | null
  /** Of a constraint or an index. */
  readonly definition: string
  /** The statement that made it; `null` where none is known to have. */
  readonly statement: TracedStatement | null
  readonly evidence: 'measured' | 'inferred'
}

/** All that a migration makes: by the schema where every statement ran, which code cannot hide from, else by the text. */
export function madeObjects(chapter: Chapter): readonly MadeObject[] {
  const { migration, steps, complete, context } = chapter
  if (!complete || context.schemaAfter === null) return steps.flatMap(byText)
  return migration.made.map(({ kind, name, attributes }) => ({
    kind,
    name,
    type: attributes.type ?? null,
    definition: attributes.definition ?? '',
    statement: makerOf(steps, kind, name),
    evidence: 'measured',
  }))
}

function makerOf(steps: readonly Step[], kind: string, name: string): TracedStatement | null {
  const owner = ['column', 'constraint', 'trigger'].includes(kind) ? qualifier(name) : name
  const says = (test: (operation: Operation) => boolean) =>
    steps.find(({ traced }) => traced.trace.outcome !== 'failed' && traced.statement.operations.some(test))
  const maker =
    says(operation => makes(operation, kind, name)) ??
    says(
      it => it.kind === 'add-constraint' && kind === 'constraint' && !it.constraint && it.table === owner,
    ) ??
    says(({ kind: verb, ...operation }) =>
      verb === 'create-table' ? 'table' in operation && operation.table === owner : false,
    ) ??
    steps.find(runsHiddenCode)
  return maker?.traced ?? null
}

function makes(operation: Operation, kind: string, name: string): boolean {
  switch (operation.kind) {
    case 'create-table':
      return kind === 'table' && operation.table === name
    case 'add-column':
      return kind === 'column' && `${operation.table}.${operation.column}` === name
    case 'rename-column':
      return kind === 'column' && `${operation.table}.${operation.to}` === name
    case 'create-index':
      return kind === 'index' && operation.index === name
    case 'add-constraint':
      return kind === 'constraint' && `${operation.table}.${operation.constraint}` === name
    case 'rename-table':
      return kind === 'table' && operation.to === name
    case 'create':
      return operation.name === name.replace(/\(.*$/s, '')
    default:
      return false
  }
}

function byText({ traced }: Step): readonly MadeObject[] {
  if (traced.trace.outcome === 'failed') return []
  const rest = { statement: traced, evidence: 'inferred' as const }
  const plain = { type: null, definition: '', ...rest }
  return traced.statement.operations.flatMap((operation): MadeObject[] => {
    switch (operation.kind) {
      case 'create-table':
        return [{ kind: 'table', name: operation.table, ...plain }]
      case 'add-column':
        return [
          { ...plain, kind: 'column', name: `${operation.table}.${operation.column}`, type: operation.type },
        ]
      case 'create-index':
        return operation.index === null ? [] : [{ kind: 'index', name: operation.index, ...plain }]
      case 'add-constraint':
        return [
          {
            ...plain,
            kind: 'constraint',
            name: `${operation.table}.${operation.constraint ?? ''}`,
            definition: operation.definition,
          },
        ]
      case 'create':
        return [{ kind: operation.object, name: operation.name, ...plain }]
      default:
        return []
    }
  })
}
