import type { KeepData } from '../config/apply.ts'
import { splitLast } from '../dialects/support/object-names.ts'
import { dropsData, migrationChecksum, migrationDigest } from '../migrations/digest.ts'
import type { Finding } from '../model/finding.ts'
import type { DownProof, KeptData, ReplayedMigration, TracedStatement } from '../model/replay.ts'
import type { ReviewedDown, ReviewedMigration, ReviewedStatement } from '../model/review.ts'
import type { TableSize } from '../model/size.ts'

/** What is known of a down beside its proof. */
export interface OfDown {
  /** What running it would do. */
  readonly findings: readonly Finding[]
  /** What is known of a table's size in production, by its name. */
  size(table: string): TableSize | null
  /** Whether an apply keeps what it drops, and for how long. */
  readonly keepData: KeepData
}

const nothingKnown: OfDown = { findings: [], size: () => null, keepData: null }

/** The plain value of one migration, as it stands in the Review. */
export function reviewedMigration(replayed: ReplayedMigration, ofDown = nothingKnown): ReviewedMigration {
  const { migration, transaction, statements, changes, down, kept } = replayed
  const up = statements.map(({ statement }) => statement)
  return {
    id: migration.id,
    path: migration.up.path,
    format: migration.format,
    inReview: true,
    checksum: migrationChecksum(migration),
    digest: migrationDigest(migration, transaction, ofDown.keepData !== null && dropsData(up)),
    transaction,
    statements: statements.map(reviewedStatement),
    writeLockMs: writeLockTime(statements),
    changes: [...changes],
    down: reviewedDown(kept?.keeping ? { ...down, keepData: null } : down, ofDown),
    kept: kept === undefined ? null : reviewedKept(kept, ofDown.keepData),
  }
}

/** Of the statements that take SQLite's one write lock, or run while their transaction holds it. */
function writeLockTime(statements: readonly TracedStatement[]): number | null {
  const locked = statements.filter(({ trace, heldBefore }) =>
    [...trace.locks, ...heldBefore].some(({ mode }) => mode === 'RESERVED'),
  )
  const measured = locked.filter(({ trace }) => trace.evidence === 'measured')
  return measured.length === 0
    ? null
    : rounded(measured.reduce((sum, { trace }) => sum + trace.durationMs, 0))
}

/** To a hundredth. */
function rounded(milliseconds: number): number {
  return Math.round(milliseconds * 100) / 100
}

function reviewedStatement({ statement, trace }: TracedStatement): ReviewedStatement {
  return {
    index: statement.index,
    line: statement.line,
    endLine: statement.endLine,
    sql: statement.sql,
    outcome: trace.outcome,
    error: trace.error === null ? null : { ...trace.error },
    durationMs: rounded(trace.durationMs),
    locks: trace.locks.map(lock => ({ ...lock })),
    rewrites: [...trace.rewrites],
    scans: [...trace.scans],
    rowsChanged: trace.rowsChanged,
    rows: trace.rows.map(touched => ({ ...touched })),
    evidence: trace.evidence,
  }
}

function reviewedDown(down: DownProof, { findings, size }: OfDown): ReviewedDown {
  return {
    source: down.source,
    path: down.path,
    sql: withoutBlankEnds(down.sql),
    schema: down.schema,
    restoresSchema: down.schema === 'equal' || down.schema === 'equal-except-order',
    restoresData: down.restoresData,
    losses: [...down.losses],
    lost: down.losses.map(name => ({ name, rows: rowsOf(name, size) })),
    difference: [...down.difference],
    again: down.again.verdict,
    againDifference: [...down.again.difference],
    statements: (down.run?.statements ?? []).map(reviewedStatement),
    findings: findings.map(finding => ({ ...finding })),
    corrected: down.corrected,
    keepData: down.keepData && { ...down.keepData },
  }
}

function reviewedKept(
  { keeping, up, down, notKept }: KeptData,
  keepData: KeepData,
): ReviewedMigration['kept'] {
  if (keeping === null && notKept.length === 0) return null
  return {
    days: keepData?.days ?? 0,
    objects: (keeping?.objects ?? []).map(({ kind, name }) => ({ kind, name })),
    notKept: [...notKept],
    up,
    down,
  }
}

/** Of the table itself, or of the one whose column it is. */
function rowsOf(name: string, size: OfDown['size']): number | null {
  return (size(name) ?? size(splitLast(name).parent))?.rows ?? null
}

/** A section of a file comes with the rest of that file as blank lines. */
function withoutBlankEnds(sql: string): string {
  const text = sql.trimEnd()
  const start = text.lastIndexOf('\n', text.length - text.trimStart().length) + 1
  return text === '' ? '' : text.slice(start) + (sql.length > text.length ? '\n' : '')
}
