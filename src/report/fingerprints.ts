import { createHash } from 'node:crypto'
import type { Finding } from '../model/finding.ts'
import type { Review } from '../model/review.ts'
import { statementAt } from './reading.ts'

/**
 * What makes each finding of the review the same one in the next run, as hex: rule, file, the text of the statement
 * without comments and line breaks, and its number among equals. Lines and messages are no part of it, since lines
 * move and a message may tell a size.
 */
export function fingerprintsOf({ migrations, findings }: Review): ReadonlyMap<Finding, string> {
  const byPath = new Map(migrations.map(({ path, statements }) => [path, statements]))
  const textOf = remembered(sql => digest([normalised(sql)]))
  const seen = new Map<string, number>()
  return new Map(
    findings.map(finding => {
      const { rule, path, statement } = finding
      const spoken = statement === null ? null : statementAt(byPath.get(path) ?? [], statement)
      const same = digest([rule, path, textOf(spoken?.sql ?? '')])
      const number = (seen.get(same) ?? 0) + 1
      seen.set(same, number)
      return [finding, digest([same, number])]
    }),
  )
}

/** Strings and quoted names, which stay as they are; and what stands between words, comments included. */
const pieces = /('[^']*(?:'|$)|"[^"]*(?:"|$))|(?:\s+|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$))+/g

function normalised(sql: string): string {
  return sql.replace(pieces, (_, quoted?: string) => quoted ?? ' ').trim()
}

/** A statement may have many findings, and a megabyte of text. */
function remembered(read: (text: string) => string): (text: string) => string {
  const answers = new Map<string, string>()
  return text => {
    const answer = answers.get(text) ?? read(text)
    answers.set(text, answer)
    return answer
  }
}

function digest(parts: readonly (string | number)[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex')
}
