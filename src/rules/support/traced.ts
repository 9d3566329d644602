import type { Operation } from '../../model/operation.ts'
import type { ReplayedMigration, TracedStatement } from '../../model/replay.ts'
import { identifier } from './names.ts'

type OfKind<Kind extends Operation['kind']> = Extract<Operation, { kind: Kind }>

/** The operations of one kind, with names as SQL spells them. */
export function operations<Kind extends Operation['kind']>(
  { statement }: TracedStatement,
  kind: Kind,
): readonly OfKind<Kind>[] {
  return statement.operations
    .filter((operation): operation is OfKind<Kind> => operation.kind === kind)
    .map(spelled)
}

/** Columns and constraints come as the catalog holds them; changes and SQL quote them. */
export function spelled<One extends Operation>(operation: One): One {
  return {
    ...operation,
    ...('column' in operation ? { column: identifier(operation.column) } : {}),
    ...('columns' in operation ? { columns: operation.columns.map(identifier) } : {}),
    ...('constraint' in operation && operation.constraint !== null
      ? { constraint: identifier(operation.constraint) }
      : {}),
    ...(operation.kind === 'rename-column' ? { to: identifier(operation.to) } : {}),
  }
}

/** True for a statement whose text does not tell what it does: DO, CALL, SELECT of a function. */
export function isOpaque({ statement }: TracedStatement): boolean {
  return statement.operations.every(({ kind }) => kind === 'run-code' || kind === 'other')
}

/** True where running the statement showed what it does. */
export function wasMeasured({ trace }: TracedStatement): boolean {
  return trace.outcome === 'ran' && trace.evidence === 'measured'
}

/** True where every statement was run, so that the changes tell the whole story. */
export function ranToTheEnd({ statements }: ReplayedMigration): boolean {
  return statements.every(({ trace }) => trace.outcome === 'ran')
}

/** The old name in a rename's detail: `was public.people` → `public.people`. */
export function oldName(detail: string): string {
  return detail.replace(/^was\s+/, '')
}
