import type { DeployedMigration, DeployReport } from '../model/deploy-report.ts'

/** A report in which statements and definitions are shown without their literals. */
export function withoutLiterals(report: DeployReport, hide: (sql: string) => string): DeployReport {
  return {
    ...report,
    migrations: report.migrations.map(one => hiddenIn(one, hide)),
    difference: report.difference.map(change => ({ ...change, detail: hide(change.detail) })),
  }
}

function hiddenIn({ keeps, ...rest }: DeployedMigration, hide: (sql: string) => string): DeployedMigration {
  const orNull = (sql: string | null) => (sql === null ? null : hide(sql))
  return {
    ...rest,
    ...(keeps === undefined ? {} : { keeps: { ...keeps, up: orNull(keeps.up), down: orNull(keeps.down) } }),
    segments: rest.segments.map(segment => ({
      ...segment,
      statements: segment.statements.map(statement => ({ ...statement, sql: hide(statement.sql) })),
    })),
  }
}
