import type { Snapshot } from '../model/snapshot.ts'

/** One item a line, so that versions of the file can be compared by eye. */
export function renderSnapshot(snapshot: Snapshot): string {
  return `${lines(snapshot, '', 3)}\n`
}

/** JSON that breaks lines down to a depth; what lies deeper stands in one line. */
function lines(value: unknown, indent: string, depth: number): string {
  if (depth === 0 || typeof value !== 'object' || value === null) return JSON.stringify(value)
  const inner = `${indent}  `
  const items = Array.isArray(value)
    ? value.map(item => JSON.stringify(item))
    : Object.entries(value)
        .filter(([, item]) => item !== undefined)
        .map(([key, item]) => `${JSON.stringify(key)}: ${lines(item, inner, depth - 1)}`)
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}']
  return items.length === 0
    ? `${open}${close}`
    : `${open}\n${items.map(item => `${inner}${item}`).join(',\n')}\n${indent}${close}`
}
