/** The known name that is meant, judged by the number of letters to change; `null` where none is near. */
export function nearest(name: string, known: readonly string[]): string | null {
  const ranked = known
    .map(candidate => ({ candidate, distance: editDistance(name.toLowerCase(), candidate) }))
    .sort((one, other) => one.distance - other.distance)
  const best = ranked[0]
  return best !== undefined && best.distance <= Math.max(2, name.length / 3) ? best.candidate : null
}

/** Letters to add, drop or change to come from one word to the other (Levenshtein). */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (let i = 1; i <= from.length; i++) {
    const next = [i]
    for (let j = 1; j <= to.length; j++) {
      const change = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1)
      next[j] = Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1)
    }
    row = next
  }
  return row[to.length] ?? 0
}
