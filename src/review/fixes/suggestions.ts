import type { ParsedMigration } from '../../dialects/dialect.ts'
import type { Finding } from '../../model/finding.ts'
import { editOf, type Texts } from './edit.ts'

/** Lines of a file, and what to put in their place. */
export interface Suggestion {
  readonly finding: Finding
  readonly path: string
  /** From 1; both count. */
  readonly startLine: number
  readonly endLine: number
  /** Without its last line break. */
  readonly text: string
}

/** A fix that is whole where it is written into one file; `null` where it takes another migration, or somebody who thinks. */
export function suggestionOf(
  texts: Texts,
  migrations: readonly ParsedMigration[],
  finding: Finding,
): Suggestion | null {
  const edit = editOf(texts, migrations, finding)
  const [file, ...others] = edit?.changed ?? []
  const before = texts.get(finding.path)
  if (edit === null || edit.added.length > 0 || file === undefined || others.length > 0) return null
  if (before === undefined || file.path !== finding.path || file.text === before) return null
  return { finding, path: finding.path, ...changedLines(before.split('\n'), file.text.split('\n')) }
}

/** The smallest run of old lines that is another now; what is only put in stands before the line that it is put before. */
function changedLines(
  before: readonly string[],
  after: readonly string[],
): Pick<Suggestion, 'startLine' | 'endLine' | 'text'> {
  const shorter = Math.min(before.length, after.length)
  let head = 0
  while (head < shorter && before[head] === after[head]) head++
  let tail = 0
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++
  // Only lines that stand can be replaced.
  if (head + tail === before.length) tail--
  return {
    startLine: head + 1,
    endLine: before.length - tail,
    text: after
      .slice(head, after.length - tail)
      .join('\n')
      .replaceAll('\r', ''),
  }
}
