import { createHash } from 'node:crypto'

/** Keys that are not part of what the digest stands for: when it was taken, and the digest itself. */
const leftOut: ReadonlySet<string> = new Set(['takenAt', 'digest'])

/**
 * `sha256:` and 64 hex digits over all that a snapshot says of its target. White space and the order of keys do not
 * count. `snapshot` is plain JSON.
 */
export function snapshotDigest(snapshot: object): string {
  const counted = Object.entries(snapshot).filter(([key]) => !leftOut.has(key))
  const text = canonical(Object.fromEntries(counted))
  return `sha256:${createHash('sha256').update(text, 'utf8').digest('hex')}`
}

/** JSON with sorted keys and no white space: one text for one value. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inner => canonical(inner)).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined)
  const sorted = entries.sort(([one], [other]) => (one < other ? -1 : 1))
  return `{${sorted.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join(',')}}`
}
