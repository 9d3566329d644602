import type { SchemaObject } from '../../../model/schema.ts'

type Attributes = SchemaObject['attributes']

/**
 * How an object of a kind that the planning library does not model is made, from what the catalog said of it. What
 * others stand on comes first.
 */
export const makers: Readonly<Record<string, (name: string, attributes: Attributes) => string>> = {
  cast: (name, { method = '', context }) =>
    `CREATE CAST ${name} ${castMethod(method)}${context === undefined ? '' : ` AS ${context.toUpperCase()}`}`,
  operator: createOperator,
  'operator family': name => `CREATE OPERATOR FAMILY ${name}`,
  'text search parser': (name, { functions = '' }) =>
    `CREATE TEXT SEARCH PARSER ${name} (${roles(['START', 'GETTOKEN', 'END', 'HEADLINE', 'LEXTYPES'], functions)})`,
  'text search template': (name, { functions = '' }) =>
    `CREATE TEXT SEARCH TEMPLATE ${name} (${roles(['INIT', 'LEXIZE'], functions)})`,
  'text search dictionary': (name, { template, options }) =>
    `CREATE TEXT SEARCH DICTIONARY ${name} (TEMPLATE = ${template}${options === undefined ? '' : `, ${options}`})`,
  'text search configuration': (name, { parser }) =>
    `CREATE TEXT SEARCH CONFIGURATION ${name} (PARSER = ${parser})`,
  conversion: createConversion,
  'access method': (name, { type = '', handler = '' }) =>
    `CREATE ACCESS METHOD ${name} TYPE ${type.toUpperCase()} HANDLER ${withoutArguments(handler)}`,
  language: (name, { trusted, handler = '', inline, validator }) =>
    [
      `CREATE ${trusted === undefined ? '' : 'TRUSTED '}LANGUAGE ${name} HANDLER ${withoutArguments(handler)}`,
      ...(inline === undefined ? [] : [`INLINE ${withoutArguments(inline)}`]),
      ...(validator === undefined ? [] : [`VALIDATOR ${withoutArguments(validator)}`]),
    ].join(' '),
  transform: (name, { from, to }) =>
    `CREATE TRANSFORM ${name.replace(/^for /, 'FOR ').replace(/ language (?=(?:"(?:[^"]|"")*"|[^" ]+)$)/, ' LANGUAGE ')} (${[
      ...(from === undefined ? [] : [`FROM SQL WITH FUNCTION ${from}`]),
      ...(to === undefined ? [] : [`TO SQL WITH FUNCTION ${to}`]),
    ].join(', ')})`,
}

function castMethod(method: string): string {
  if (method === 'inout') return 'WITH INOUT'
  return method === 'binary' ? 'WITHOUT FUNCTION' : `WITH FUNCTION ${method}`
}

function createOperator(name: string, attributes: Attributes): string {
  const { function: code = '', commutator, negator, restrict, join, hashes, merges } = attributes
  const [, operator = name, left = 'NONE', right = 'NONE'] = /^(.*)\((.*), (.*)\)$/s.exec(name) ?? []
  const other = (value: string) => `OPERATOR(${value.replace(/\([^()]*\)$/, '')})`
  return `CREATE OPERATOR ${operator} (${[
    `FUNCTION = ${withoutArguments(code)}`,
    ...(left === 'NONE' ? [] : [`LEFTARG = ${left}`]),
    ...(right === 'NONE' ? [] : [`RIGHTARG = ${right}`]),
    ...(commutator === undefined ? [] : [`COMMUTATOR = ${other(commutator)}`]),
    ...(negator === undefined ? [] : [`NEGATOR = ${other(negator)}`]),
    ...(restrict === undefined ? [] : [`RESTRICT = ${withoutArguments(restrict)}`]),
    ...(join === undefined ? [] : [`JOIN = ${withoutArguments(join)}`]),
    ...(hashes === undefined ? [] : ['HASHES']),
    ...(merges === undefined ? [] : ['MERGES']),
  ].join(', ')})`
}

/** `LATIN1 to UTF8 by iso8859_1_to_utf8(integer, …)`. */
function createConversion(name: string, { definition = '', default: isDefault }: Attributes): string {
  const [, from = '', to = '', by = ''] = /^(\S+) to (\S+) by (.*)$/s.exec(definition) ?? []
  const word = isDefault === undefined ? '' : 'DEFAULT '
  return `CREATE ${word}CONVERSION ${name} FOR '${from}' TO '${to}' FROM ${withoutArguments(by)}`
}

/** `f - g` and START, GETTOKEN, END → `START = f, END = g`: the catalog writes `-` for none. */
function roles(words: readonly string[], functions: string): string {
  const names = functions.match(/(?:"(?:[^"]|"")*"|[^" ])+/g) ?? []
  return words
    .flatMap((word, place) => (names[place] === '-' ? [] : [`${word} = ${names[place]}`]))
    .join(', ')
}

/** A function's name: what stands before the parenthesis of its arguments. */
function withoutArguments(routine: string): string {
  return /^(?:"(?:[^"]|"")*"|[^"(])+/.exec(routine)?.[0] ?? routine
}
