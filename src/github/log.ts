import * as core from '@actions/core'

/** Writes a line to the log of the job; the text may be anybody's. */
export function log(text: string): void {
  core.info(logLine(text))
}

/**
 * Text of others as one harmless line: the runner takes a line that begins with `::` for a workflow command,
 * and the older form `##[…]` wherever it stands in a line.
 */
export function logLine(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').replaceAll('##[', '## [')
  return `Migration Gate: ${line}`
}
