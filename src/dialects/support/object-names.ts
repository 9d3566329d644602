/** `public."a.b".c` → `public."a.b"` and `c`; a name without a dot has no parent. */
export function splitLast(name: string): { readonly parent: string; readonly local: string } {
  const start = lastPartOf(name)
  return { parent: name.slice(0, Math.max(0, start - 1)), local: name.slice(start) }
}

/** Where the last part begins. Linear: names are hostile, and may be as long as a file. */
function lastPartOf(name: string): number {
  if (!name.endsWith('"')) {
    const start = Math.max(name.lastIndexOf('.'), name.lastIndexOf('"')) + 1
    return start === name.length ? 0 : start
  }
  let open = name.lastIndexOf('"', name.length - 2)
  while (open > 0 && name[open - 1] === '"') open = name.lastIndexOf('"', open - 2)
  return Math.max(0, open)
}

/** By code unit: the same everywhere, whatever the locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
