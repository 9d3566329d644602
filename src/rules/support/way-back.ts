/** Only what the database gave; a code of ours says nothing to the reader. */
export function stateOf(code: string): string {
  return /^[0-9A-Z]{5}$/.test(code) ? ` (SQLSTATE ${code})` : ''
}
