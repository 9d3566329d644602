/** `public."a.b".c` → `public."a.b"` and `c`; a name without a dot has no parent. */
export function splitLast(name: string): { readonly parent: string; readonly local: string } {
  const local = /(?:"(?:[^"]|"")*"|[^."]+)$/.exec(name)?.[0] ?? name
  return { parent: name.slice(0, Math.max(0, name.length - local.length - 1)), local }
}

/** By code unit: the same everywhere, whatever the locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
