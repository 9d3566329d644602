import { type Document, isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml'
import { UserError } from '../model/errors.ts'

/** A YAML file as plain values, with the lines on which they stand. */
export interface Yaml {
  readonly value: unknown
  /** `path:line` of what the keys lead to, or of the innermost around it; the path alone where neither is known. */
  placeOf(keys: readonly (string | number)[]): string
  /** The line, from 1; `null` where it is not known. */
  lineOf(keys: readonly (string | number)[]): number | null
}

/** Reads a YAML file. Throws `UserError`, with the line, where it is none. */
export function readYaml(text: string, path: string): Yaml {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const fault = document.errors[0]
  if (fault) {
    throw new UserError(`${path}:${lines.linePos(fault.pos[0]).line}: this is not YAML: ${fault.message}`)
  }
  const lineOf: Yaml['lineOf'] = keys => {
    const offset = offsetOf(document, keys)
    return offset === null ? null : lines.linePos(offset).line
  }
  const placeOf: Yaml['placeOf'] = keys => {
    const line = lineOf(keys)
    return line === null ? path : `${path}:${line}`
  }
  return { value: plainValue(document, path), lineOf, placeOf }
}

function plainValue(document: Document, path: string): unknown {
  try {
    return document.toJS()
  } catch (cause) {
    throw new UserError(`${path}: cannot be read: ${cause instanceof Error ? cause.message : cause}`, {
      cause,
    })
  }
}

/** Where in the text the key or entry that a path leads to stands, or the innermost one around it. */
function offsetOf(document: Document, path: readonly (string | number)[]): number | null {
  for (let depth = path.length; depth > 0; depth--) {
    const parent = depth === 1 ? document.contents : document.getIn(path.slice(0, depth - 1), true)
    const offset = startIn(parent, path[depth - 1])
    if (offset !== null) return offset
  }
  return null
}

function startIn(parent: unknown, key: string | number | undefined): number | null {
  if (isSeq(parent) && typeof key === 'number') return rangeOf(parent.items[key])
  if (!isMap(parent)) return null
  return rangeOf(parent.items.map(pair => pair.key).find(it => isScalar(it) && it.value === key))
}

function rangeOf(node: unknown): number | null {
  const range = (node as { readonly range?: readonly number[] | null } | null | undefined)?.range
  return range?.[0] ?? null
}
