import type { Finding } from '../model/finding.ts'
import type { Review } from '../model/review.ts'
import { cut } from './plain-text.ts'
import { openFindings } from './reading.ts'
import { count } from './words.ts'

/** A remark beside a line of the pull request's files. Plain values: whoever emits it escapes it. */
export interface Annotation {
  readonly level: Finding['severity']
  readonly path: string
  readonly line: number
  readonly endLine: number
  readonly title: string
  readonly message: string
}

/**
 * GitHub shows 10 of a level per step, 50 per job, and drops the others in silence. One of the ten is left to the
 * step itself, whose failure or warning is of the same kind.
 */
const mostOfALevel = 9

/** What to write beside the lines of the files, worst first. Accepted findings stay silent. */
export function annotationsOf(review: Review): readonly Annotation[] {
  const byLevel = Map.groupBy(openFindings(review), ({ severity }) => severity)
  return [...byLevel].flatMap(([level, findings]) => {
    if (findings.length <= mostOfALevel) return findings.map(annotation)
    // The last place tells how many there are besides.
    const [first, ...others] = findings.slice(mostOfALevel - 1)
    const shown = findings.slice(0, mostOfALevel - 1).map(annotation)
    return first === undefined ? shown : [...shown, remainder(level, first, others.length + 1)]
  })
}

function annotation({ severity, path, line, endLine, rule, message, fix }: Finding): Annotation {
  const told = cut(message, 500)
  return {
    level: severity,
    path,
    line,
    endLine,
    title: `Migration Gate: ${cut(rule, 80)}`,
    message: fix === null ? told : `${told}\nInstead: ${cut(fix, 500)}`,
  }
}

function remainder(level: Finding['severity'], { path, line, endLine }: Finding, number: number): Annotation {
  return {
    level,
    path,
    line,
    endLine,
    title: `Migration Gate: ${count(number, `more ${level}`)}`,
    message: 'GitHub shows no more of them here; the report has them all.',
  }
}
