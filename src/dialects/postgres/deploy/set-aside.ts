import type { Statement } from '../../../model/statement.ts'
import type { MigrationState } from '../../deploy-target.ts'

/** A statement as it goes to the server, and for which of the file it is sent. */
export interface Sent {
  readonly sql: string
  readonly statement: Statement
  /** True for what we send beside what the file says. */
  readonly isOurs: boolean
}

const savepoint = 'migration_gate_keep'

/**
 * The statements of a transaction, with what sets aside what they drop. Of a table that is moved the drop itself is run
 * first and taken back: whatever would keep it from running still does.
 */
export function sentOf(
  statements: readonly Statement[],
  { direction, kept }: Pick<MigrationState, 'direction' | 'kept'>,
): readonly Sent[] {
  return statements.flatMap((statement): readonly Sent[] => {
    const step = direction === 'up' ? kept?.steps.find(one => one.statement === statement.index) : undefined
    const own = { sql: statement.sql, statement, isOurs: false }
    const ours = (sql: string) => ({ sql, statement, isOurs: true })
    if (step === undefined) return [own]
    if (step.form === 'before') return [...step.sql.map(ours), own]
    return [
      ours(`SAVEPOINT ${savepoint}`),
      own,
      ours(`ROLLBACK TO SAVEPOINT ${savepoint}`),
      ours(`RELEASE SAVEPOINT ${savepoint}`),
      ...step.sql.map(ours),
    ]
  })
}
