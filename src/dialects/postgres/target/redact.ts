import type { Schema, SchemaObject } from '../../../model/schema.ts'
import type { SnapshotSchema } from '../../../model/snapshot.ts'
import { nextToken, type Token } from '../parse/lexer.ts'

const hidden = "'***'"

/**
 * The same objects with every comment, and every text in the body of a function, a default or a condition, hidden.
 * What is read as something else (`'2026-01-01'::date`, a label of an enum) stays: without it nothing could be built.
 */
export function hideTexts(objects: SnapshotSchema['objects']): SnapshotSchema['objects'] {
  return objects.map(object => ({ ...object, attributes: hideIn(object.attributes) }))
}

/** The same for a schema. */
export function withHiddenTexts(schema: Schema): Schema {
  const objects = [...schema.objects].map(([key, object]): [string, SchemaObject] => [
    key,
    { ...object, attributes: hideIn(object.attributes) },
  ])
  return { ...schema, objects: new Map(objects) }
}

function hideIn(attributes: SchemaObject['attributes']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [
      name,
      /\bcomment$/.test(name) ? '***' : withoutTexts(value),
    ]),
  )
}

/** The same for a statement that builds one of them. */
export function hideTextsIn(sql: string): string {
  const comment = /^(COMMENT ON .* IS )E?'(?:[^']|'')*'$/s.exec(sql)?.[1]
  return comment === undefined ? withoutTexts(sql) : `${comment}${hidden}`
}

/** Hides what is a text for sure: what stands in a body, or is cast to text. */
function withoutTexts(sql: string, isBody = false): string {
  let result = ''
  let from = 0
  for (let token: Token | null = nextToken(sql, 0); token !== null; token = nextToken(sql, token.end)) {
    if (token.kind !== 'string') continue
    const written = sql.slice(token.start, token.end)
    const [, mark = '', body = ''] = /^(\$[^$]*\$)(.*)\1$/s.exec(written) ?? []
    const isText = isBody || isCastToText(sql, token.end)
    const now = mark !== '' ? `${mark}${withoutTexts(body, true)}${mark}` : isText ? hidden : written
    result += sql.slice(from, token.start) + now
    from = token.end
  }
  return result + sql.slice(from)
}

function isCastToText(sql: string, end: number): boolean {
  return /^::(?:text|character varying|bpchar|character)\b/.test(sql.slice(end, end + 24))
}
