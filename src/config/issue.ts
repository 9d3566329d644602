import { z } from 'zod'
import { nearest } from '../model/nearest.ts'

/** One mistake in a configuration, in words for the person who wrote it. */
export interface ConfigFault {
  /** The keys that lead to it. */
  readonly path: readonly (string | number)[]
  readonly message: string
}

type Issue = z.core.$ZodIssue

/** What an issue means: what was written, and what may be written instead. `whole` names what the keys belong to. */
export function describeIssue(
  schema: z.ZodType,
  issue: Issue,
  input: unknown,
  whole = 'the configuration',
): readonly ConfigFault[] {
  const path = issue.path.map(key => (typeof key === 'symbol' ? String(key) : key))
  const written = valueAt(input, path)
  const quoted = `\`${keyPath(path)}\` is ${show(written)}`
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map(key => ({
        path: [...path, key],
        message: unknownKey(
          key,
          keysOf(schema, path),
          `${path[0]}` === 'rules' ? 'a rule' : `a key of ${whole}`,
        ),
      }))
    case 'invalid_value':
      return [{ path, message: `${quoted}. ${allowed(written, issue.values.map(String))}` }]
    case 'invalid_type':
      return [{ path, message: `${quoted}. Expected ${article(issue.expected)}.` }]
    case 'invalid_union':
      return (
        describeMeant(schema, issue, input, whole) ?? [
          { path, message: `${quoted}. Expected ${unionOf(issue)}.` },
        ]
      )
    case 'too_small':
      return [{ path, message: `${quoted}. Expected at least ${issue.minimum}${unit(issue.origin)}.` }]
    case 'too_big':
      return [{ path, message: `${quoted}. Expected at most ${issue.maximum}${unit(issue.origin)}.` }]
    default:
      return [{ path, message: `${quoted}. ${issue.message}.` }]
  }
}

/** `limits.memory`, `tables["public.orders"].rows`. */
export function keyPath(path: readonly PropertyKey[]): string {
  const steps = path.map(key =>
    /^[\w$-]+$/.test(String(key)) ? `.${String(key)}` : `[${JSON.stringify(key)}]`,
  )
  return steps.join('').replace(/^\./, '')
}

/** A long list helps nobody where a name of it is near. */
function allowed(written: unknown, values: readonly string[]): string {
  const meant = typeof written === 'string' && values.length > 12 ? nearest(written, values) : null
  return meant === null ? `Allowed: ${values.join(', ')}.` : `Did you mean \`${meant}\`?`
}

function unknownKey(key: string, known: readonly string[], what: string): string {
  const meant = nearest(key, known)
  const hint = meant === null ? `Known: ${known.join(', ')}.` : `Did you mean \`${meant}\`?`
  return `${show(key)} is not ${what}. ${hint}`
}

/** The keys that the schema knows at a path. */
function keysOf(schema: z.ZodType, path: readonly (string | number)[]): readonly string[] {
  let at: unknown = schema
  for (const key of path) {
    const object = unwrap(at)
    if (object instanceof z.ZodRecord) at = object.valueType
    else at = object instanceof z.ZodObject ? object.shape[key] : undefined
  }
  const object = unwrap(at)
  return object instanceof z.ZodObject ? Object.keys(object.shape) : []
}

/** What is wrong inside of the one form that was meant; `null` where that cannot be told. */
function describeMeant(
  schema: z.ZodType,
  { path, errors }: Extract<Issue, { code: 'invalid_union' }>,
  input: unknown,
  whole: string,
): readonly ConfigFault[] | null {
  const ofAnotherType = (inner: Issue) => inner.code === 'invalid_type' && inner.path.length === 0
  const [meant, ...others] = errors.filter(form => !form.some(ofAnotherType))
  if (meant === undefined || others.length > 0) return null
  return meant.flatMap(inner =>
    describeIssue(schema, { ...inner, path: [...path, ...inner.path] }, input, whole),
  )
}

function unwrap(schema: unknown): unknown {
  if (schema instanceof z.ZodUnion) return schema.options.find(form => form instanceof z.ZodObject)
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault || schema instanceof z.ZodOptional) {
    return unwrap(schema.unwrap())
  }
  return schema
}

function valueAt(input: unknown, path: readonly (string | number)[]): unknown {
  let at = input
  for (const key of path) {
    if (typeof at !== 'object' || at === null) return undefined
    at = (at as Readonly<Record<string | number, unknown>>)[key]
  }
  return at
}

function show(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'missing')
  // An address may hold a password, and a novel helps nobody.
  if (/:\/\//.test(text)) return '(an address)'
  return `\`${text.length > 60 ? `${text.slice(0, 60)}…` : text}\``
}

function unionOf(issue: Extract<Issue, { code: 'invalid_union' }>): string {
  const types = issue.errors
    .flat()
    .flatMap(inner => (inner.code === 'invalid_type' && inner.path.length === 0 ? [inner.expected] : []))
  return types.length > 0 ? types.map(article).join(' or ') : 'another form'
}

const names: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'true or false',
  int: 'a whole number',
  number: 'a number',
  object: 'keys and values',
  string: 'text',
}

const article = (type: string) => names[type] ?? type

const unit = (origin: string) => (origin === 'array' ? ' entries' : origin === 'string' ? ' characters' : '')
