/**
 * Compares paths as people number them: runs of digits by their value, so that `2_` comes before `10_`
 * and `v1.9` before `v1.10`. Equal numbers of unequal length fall back to the text, so the order is total.
 */
export function compareNaturally(a: string, b: string): number {
  const left = chunks(a)
  const right = chunks(b)
  for (let place = 0; place < Math.min(left.length, right.length); place++) {
    const order = compareChunks(left[place] as string, right[place] as string)
    if (order !== 0) return order
  }
  return left.length - right.length || compareText(a, b)
}

function chunks(text: string): string[] {
  return text.match(/\d+|\D+/g) ?? []
}

function compareChunks(a: string, b: string): number {
  if (!isNumber(a) || !isNumber(b)) return compareText(a, b)
  const left = a.replace(/^0+/, '')
  const right = b.replace(/^0+/, '')
  return left.length - right.length || compareText(left, right)
}

function isNumber(chunk: string): boolean {
  return chunk >= '0' && chunk < ':'
}

/** Compares by code units, as tools do that sort names as text. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
