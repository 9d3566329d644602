import type { Finding } from '../model/finding.ts'

/** A finding on a file as a whole, which no rule found by itself. */
export function aboutFile(
  told: Pick<Finding, 'rule' | 'severity' | 'path' | 'message' | 'fix' | 'evidence'>,
): Finding {
  return { ...told, line: 1, endLine: 1, statement: null, suppressed: null }
}
