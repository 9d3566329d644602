import type { Operation } from '../../model/operation.ts'
import type { TracedStatement } from '../../model/replay.ts'

/** The operations of one kind. */
export function operations<Kind extends Operation['kind']>(
  traced: TracedStatement,
  kind: Kind,
): readonly Extract<Operation, { kind: Kind }>[] {
  return traced.statement.operations.filter(
    (operation): operation is Extract<Operation, { kind: Kind }> => operation.kind === kind,
  )
}

/** True for a statement whose text does not tell what it does: DO, CALL, SELECT of a function. */
export function isOpaque(traced: TracedStatement): boolean {
  return traced.statement.operations.every(({ kind }) => kind === 'run-code' || kind === 'other')
}

/** True where running the statement showed what it does. */
export function wasMeasured(traced: TracedStatement): boolean {
  return traced.trace.outcome === 'ran' && traced.trace.evidence === 'measured'
}

/** The old name in a rename's detail: `was public.people` → `public.people`. */
export function oldName(detail: string): string {
  return detail.replace(/^was\s+/, '')
}
