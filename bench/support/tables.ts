/** A table in markdown; the first column is text, the others are numbers. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return ruled(
    head,
    head.map((_, place) => (place === 0 ? '---' : '--:')),
    rows,
  )
}

/** A table in markdown of nothing but text. */
export function textTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return ruled(
    head,
    head.map(() => '---'),
    rows,
  )
}

function ruled(
  head: readonly string[],
  rule: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(rule), ...rows.map(line)].join('\n')
}

/** With one digit behind the point; empty for nothing. */
export function per100(part: number, whole: number): string {
  return part === 0 || whole === 0 ? '' : ((100 * part) / whole).toFixed(1)
}
