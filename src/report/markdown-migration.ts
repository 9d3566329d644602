import type { ReviewedDown, ReviewedMigration, ReviewedStatement } from '../model/review.ts'
import { differenceBlocks } from './markdown-changes.ts'
import type { Caps, MarkdownContext } from './markdown-context.ts'
import { nameList } from './markdown-findings.ts'
import {
  type Block,
  code,
  details,
  fence,
  type Inline,
  joined,
  link,
  md,
  paragraph,
  strong,
  table,
} from './markdown-writer.ts'
import { cut, excerpt, oneLine } from './plain-text.ts'
import { failureOf, schemaAnswer } from './way-back-words.ts'
import { count, lockStrength, lockWords, shortPath } from './words.ts'

/** Longest statement that the table shows whole; above it the SQL is worth a fence. */
const cellLength = 90

/** One migration, folded: its statements with what each did, and both ways as SQL. */
export function migrationBlock(
  migration: ReviewedMigration,
  context: MarkdownContext,
  caps: Caps,
  withSql: boolean,
): Block {
  const { path, statements, down } = migration
  const summary = md`${code(cut(shortPath(path, context.folders), 120))}: ${count(statements.length, 'statement')}`
  return details(withSql && down.sql.trim() !== '' ? md`${summary}, down` : summary, [
    ...statementBlocks(migration, context, caps),
    ...(withSql ? [...upBlocks(migration, caps), ...downBlocks(down, caps)] : []),
    ...keptBlocks(migration, caps, withSql),
  ])
}

function statementBlocks(
  { path, statements }: ReviewedMigration,
  context: MarkdownContext,
  caps: Caps,
): readonly Block[] {
  if (statements.length === 0) return [paragraph(md`This file holds no statement.`)]
  const showsRows = statements.some(({ rows }) => rows.length > 0)
  const head = [
    ...[md`Line`, md`Statement`, md`Lock`, md`Rewrite`, md`Scan`],
    ...(showsRows ? [md`Rows in the shadow`] : []),
  ]
  const rows = statements
    .slice(0, caps.rows)
    .map(statement => [
      link(md`${statement.line}`, context.fileUrl(path, statement.line)),
      code(cut(statement.sql, cellLength)),
      ...traceCells(statement),
      ...(showsRows ? [touchedRows(statement)] : []),
    ])
  const missing = statements.length - rows.length
  return [
    table(head, rows),
    ...(missing > 0 ? [paragraph(md`… and ${count(missing, 'more statement')}.`)] : []),
  ]
}

/** What was seen; a statement that did not run says why instead of looking harmless. */
function traceCells(statement: ReviewedStatement): readonly [Inline, Inline, Inline] {
  const why = statement.error === null ? md`` : md`: ${cut(statement.error.message, 160)}`
  switch (statement.outcome) {
    case 'ran':
      break
    case 'failed':
      return [md`${strong(md`failed`)}${why}`, md``, md``]
    case 'not-run':
      return [md`not run${why}`, md`?`, md`?`]
    case 'unparsed':
      return [md`${strong(md`not understood`)}${why}`, md`?`, md`?`]
    case 'unverified':
      return [md`${strong(md`not verified`)}${why}`, md`?`, md`?`]
  }
  const names = (of: readonly string[]): Inline => (of.length > 0 ? nameList(of, 3) : md`no`)
  return [locks(statement), names(statement.rewrites), names(statement.scans)]
}

/** `comments` 3 → 0: what became of the synthetic rows. */
function touchedRows({ rows }: ReviewedStatement): Inline {
  return joined(
    rows
      .slice(0, 3)
      .map(({ table, before, after, changed }) =>
        changed
          ? md`${code(table)} other values`
          : md`${code(table)} ${before.toLocaleString('en-US')} → ${after.toLocaleString('en-US')}`,
      ),
    md`<br>`,
  )
}

/** Strongest first, relations of one mode together. */
function locks(statement: ReviewedStatement): Inline {
  if (statement.locks.length === 0) return md`none`
  const byMode = [...Map.groupBy(statement.locks, lock => lock.mode)].sort(
    ([one], [other]) => lockStrength(other) - lockStrength(one),
  )
  return joined(
    byMode.slice(0, 3).map(([mode, held]) => {
      const relations = held.map(({ relation }) => relation)
      return md`${lockWords(mode)} ${nameList(relations, 3)}`
    }),
    md`<br>`,
  )
}

/** The SQL of the up, where the table could not show all of it. */
function upBlocks({ statements }: ReviewedMigration, caps: Caps): readonly Block[] {
  const whole =
    statements.length <= caps.rows && statements.every(({ sql }) => oneLine(sql.trim()).length <= cellLength)
  return whole ? [] : sqlBlocks(md`Up`, statements.map(({ sql }) => `${sql.trim()};`).join('\n\n'), caps)
}

function downBlocks(down: ReviewedDown, caps: Caps): readonly Block[] {
  const proven = schemaAnswer(down)
  const source = down.source === 'generated' ? 'generated' : 'yours'
  const title = md`Down (${source}): ${proven.words}`
  return [
    ...(down.sql.trim() === '' ? [] : sqlBlocks(title, down.sql, caps)),
    ...(failureOf(down.difference) === null ? differenceBlocks(down, caps) : []),
    ...dangerBlocks(down, caps),
    ...keepDataBlocks(down, caps),
  ]
}

/** What an apply keeps of what this drops. */
function keptBlocks({ kept }: ReviewedMigration, caps: Caps, withSql: boolean): readonly Block[] {
  if (kept === null) return []
  const { objects, days, notKept, up, down } = kept
  const names = objects.map(({ name }) => name)
  return [
    ...(names.length === 0 ? [] : [paragraph(md`An apply keeps ${nameList(names, 5)} for ${days} days.`)]),
    ...(up === null || !withSql ? [] : sqlBlocks(md`It is sent as`, up, caps)),
    ...(down === null || !withSql
      ? []
      : sqlBlocks(md`and the down that brings the rows back (both were run)`, down, caps)),
    ...notKept
      .slice(0, caps.rows)
      .map(({ name, reason }) => paragraph(md`Not kept: ${code(name)}, ${reason}`)),
  ]
}

/** What running the down on production would do. */
function dangerBlocks({ findings }: ReviewedDown, caps: Caps): readonly Block[] {
  if (findings.length === 0) return []
  const rows = findings
    .slice(0, caps.rows)
    .map(({ line, message, rule }) => [md`${line}`, md`${cut(message, 300)}`, code(rule)])
  return [
    paragraph(md`What the down itself does on production`),
    table([md`Line`, md`What happens`, md`Rule`], rows),
  ]
}

function keepDataBlocks({ keepData }: ReviewedDown, caps: Caps): readonly Block[] {
  if (keepData === null) return []
  return [
    ...sqlBlocks(md`Instead, with all rows put aside: up`, keepData.up, caps),
    ...sqlBlocks(md`and the down that brings them back (both were run: no row is lost)`, keepData.down, caps),
  ]
}

export function sqlBlocks(title: Inline, sql: string, caps: Caps): readonly Block[] {
  const { text, missing } = excerpt(sql, caps)
  return [
    paragraph(title),
    fence('sql', text),
    ...(missing > 0 ? [paragraph(md`… and ${count(missing, 'more line')}.`)] : []),
  ]
}
