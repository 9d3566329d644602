import { type CodeReader, type NestedCode, readCode, withNestedCode } from './code-reader.ts'
import {
  copies,
  functionReason,
  holds,
  isHazardousSetting,
  isReadableStart,
  isSystemSchema,
  loads,
  runsText,
  settingReason,
  subscribes,
  systemGrant,
  systemWrite,
  twoPhase,
  unreadable,
  unreadableSetting,
} from './hazard-words.ts'
import { isUnreadable, type Token, tokensOf } from './lexer.ts'

/** What makes code in a string dangerous to measure, as a phrase without its subject; null if nothing is seen. */
export function hazardInCode(language: string, body: string): string | null {
  if (language === 'c' || language === 'internal') return loads
  if (language !== 'plpgsql' && language !== 'sql')
    return `is written in ${language}, which cannot be read beforehand`
  const { codes, tooDeep } = withNestedCode(body)
  if (tooDeep) return unreadable
  for (const [at, code] of codes.entries()) {
    const hazard = hazardInText(code, at === 0 && language === 'sql')
    if (hazard !== null) return hazard
  }
  return null
}

/** Whether a block ends the transaction that it runs in: `COMMIT;` or `ROLLBACK;` as statements of its own. */
export function endsTransaction(body: string): boolean {
  const code = readCode(body)
  for (let at = 0; at < code.length; at++) {
    if (!['commit', 'rollback'].includes(code.word(at)) || !code.startsStatement(at)) continue
    if (code.symbol(at + 1) === ';' || code.word(at + 1) === 'and' || at + 1 === code.length) return true
  }
  return false
}

function hazardInText({ text, isBody }: NestedCode, isSql: boolean): string | null {
  if (isHazardousSetting(text.trim()))
    return `sets ${text.trim().toLowerCase()}, ${settingReason(text.trim())}`
  // What the lexer gives up on, it hides with all that stands behind it.
  if (isBody && tokensOf(text).some(token => isUnreadable(token) || isUnended(text, token))) return unreadable
  const code = readCode(text)
  for (let at = 0; at < code.length; at++) {
    const hazard =
      hazardousName(code, at) ??
      hazardousStatement(code, at) ??
      (isBody && !isSql && code.word(at) === 'execute' ? hazardousExecute(code, at) : null)
    if (hazard !== null) return hazard
  }
  return null
}

function hazardousName(code: CodeReader, at: number): string | null {
  const name = code.name(at)
  if (name === null) return null
  if (code.word(at) === 'uescape') return unreadable
  if (isHazardousSetting(name)) return `sets ${name}, ${settingReason(name)}`
  if (code.symbol(at + 1) !== '(') return null
  const reason = functionReason(name)
  if (reason !== null) return `calls ${name}, ${reason}`
  if (name === 'set_config') return settingCall(code, at + 2)
  // Its text, where it is a literal, is read with all other strings.
  return runsText(name) && code.string(at + 2) === null ? unreadable : null
}

function settingCall(code: CodeReader, at: number): string | null {
  const setting = code.string(at)
  if (setting === null || code.symbol(at + 1) !== ',') return unreadableSetting
  const reason = settingReason(setting)
  return reason === null ? null : `sets ${setting}, ${reason}`
}

function hazardousStatement(code: CodeReader, at: number): string | null {
  const word = code.word(at)
  const next = code.word(at + 1)
  if (word === 'language') {
    const language = next || (code.string(at + 1) ?? '').toLowerCase()
    return language === 'c' || language === 'internal' ? loads : null
  }
  if (word === 'prepare' && next === 'transaction') return twoPhase
  if ((word === 'commit' || word === 'rollback') && next === 'prepared') return twoPhase
  if (word === 'create' && next === 'subscription') return subscribes
  if (word === 'with' && next === 'hold' && code.word(at + 2) === 'for') return holds
  if (writesSystem(code, at)) return systemWrite
  if (!code.startsStatement(at)) return null
  if ((word === 'grant' || word === 'revoke') && namesSystem(code, at)) return systemGrant
  if (word === 'copy' && (code.name(at + 1) !== null || code.symbol(at + 1) === '(')) return copies
  return word === 'load' && code.string(at + 1) !== null ? loads : null
}

/** Whether a string or a quoted name runs to the end of the text because nothing closes it. */
function isUnended(text: string, { kind, start, end }: Token): boolean {
  if (end < text.length || (kind !== 'string' && kind !== 'quoted')) return false
  const written = text.slice(start, end)
  if (written.startsWith('$')) {
    const tag = written.slice(0, written.indexOf('$', 1) + 1)
    return written.length < tag.length * 2 || !written.endsWith(tag)
  }
  // What has its closing mark is read to the same place with a blank behind it; what has none takes the blank in.
  const [again] = tokensOf(`${written} `)
  return again !== undefined && again.end > written.length
}

/** Whether the statement from here on names an object of the server's own schemas, or such a schema. */
function namesSystem(code: CodeReader, from: number): boolean {
  for (let at = from; at < code.length && code.symbol(at) !== ';'; at++) {
    const name = code.name(at)
    if (name !== null && (isSystemSchema(name) || (code.word(at - 1) === 'on' && name.startsWith('pg_'))))
      return true
  }
  return false
}

/** Words between a command and the name of what it changes. */
const between: ReadonlySet<string> = new Set(
  (
    'or replace if exists not only unique temp temporary table view materialized index sequence function procedure ' +
    'trigger type domain schema aggregate operator cast rule policy collation concurrently foreign'
  ).split(' '),
)

function writesSystem(code: CodeReader, at: number): boolean {
  const word = code.word(at)
  const next = code.word(at + 1)
  if (word === 'update') return isSystemName(code, next === 'only' ? at + 2 : at + 1, true)
  if ((word === 'insert' || word === 'merge') && next === 'into') return isSystemName(code, at + 2, true)
  if (word === 'delete' && next === 'from')
    return isSystemName(code, code.word(at + 2) === 'only' ? at + 3 : at + 2, true)
  if (!['truncate', 'alter', 'drop', 'create'].includes(word)) return false
  let target = at + 1
  while (between.has(code.word(target))) target++
  return isSystemName(code, target, word !== 'create')
}

/** `pg_catalog.x`; and `pg_x` alone, which the server looks up in its own catalog first. */
function isSystemName(code: CodeReader, at: number, alsoPlain: boolean): boolean {
  const name = code.name(at)
  if (name === null) return false
  if (code.symbol(at + 1) === '.') return isSystemSchema(name)
  return alsoPlain && name.startsWith('pg_')
}

function hazardousExecute(code: CodeReader, at: number): string | null {
  // GRANT EXECUTE ON …, CREATE TRIGGER … EXECUTE FUNCTION f().
  if (['on', 'function', 'procedure'].includes(code.word(at + 1))) return null
  let first = at + 1
  while (code.symbol(first) === '(') first++
  const builds = code.word(first) === 'format' && code.symbol(first + 1) === '('
  const place = builds ? first + 2 : first
  const literal = code.string(place)
  if (literal === null) return unreadable
  if (isWhole(code, place + 1)) return null
  const start = readCode(literal)
  if (!isReadableStart(start.word(0), start.word(1))) return unreadable
  const joined = builds
    ? isWhole(code, afterParenthesis(code, first + 1)) && formatted(literal)
    : joinedLiterals(code, place)
  return joined === null || joined === false || callsPlaceholder(joined)
    ? unreadable
    : hazardInCode('sql', joined)
}

/** What stands in for a quoted name or value that is put in. */
const placeholder = 'put_in'

/**
 * EXECUTE takes several statements, and what is put in is quoted only where no string or comment is open: no piece
 * may end a statement, or open what another piece closes.
 */
function isPlainPiece(piece: string): boolean {
  return (
    !/[;$\\]|--|\/\*|^[-*/]|[-*/]$/.test(piece) && !tokensOf(piece).some(token => isUnended(piece, token))
  )
}

/** A format of which every placeholder quotes (`%I`, `%L`, `%1$I`, `%%`), filled in; null for any other. */
function formatted(literal: string): string | null {
  const filled = literal
    .replaceAll('%%', ' ')
    .replaceAll(/%(?:\d+\$)?([IL])/g, (_, kind) => (kind === 'I' ? placeholder : `'${placeholder}'`))
  if (filled.includes('%') || !isPlainPiece(filled)) return null
  const inside = tokensOf(filled).some(
    ({ kind, start, end }) =>
      (kind === 'string' || kind === 'quoted') &&
      end - start > placeholder.length + 2 &&
      filled.slice(start, end).includes(placeholder),
  )
  return inside ? null : filled
}

/** Literals and calls of the quoting functions, joined by `||` up to the end of the expression; null for all else. */
function joinedLiterals(code: CodeReader, from: number): string | null {
  let joined = ''
  for (let at = from; at < code.length && code.symbol(at) !== ';'; ) {
    if (['into', 'using', 'loop'].includes(code.word(at))) return joined
    const literal = code.string(at)
    if (literal !== null) {
      if (!isPlainPiece(literal)) return null
      joined += literal
      at += 1
    } else if (/^quote_(?:ident|literal|nullable)$/.test(code.word(at)) && code.symbol(at + 1) === '(') {
      joined += code.word(at) === 'quote_ident' ? placeholder : `'${placeholder}'`
      at = afterParenthesis(code, at + 1)
    } else if (code.symbol(at) === '|' || code.symbol(at) === ')') {
      at += 1
    } else return null
  }
  return joined
}

/** Whether a name that is put in could be that of a function: `DEFAULT %I()`, not `ON %I (a)`. */
function callsPlaceholder(joined: string): boolean {
  const code = readCode(joined)
  for (let at = 0; at < code.length; at++) {
    if (!code.word(at).includes(placeholder) || code.symbol(at + 1) !== '(') continue
    let before = at - 1
    while (code.symbol(before) === '.') before -= 2
    if (!['on', 'references', 'table', 'exists', 'only'].includes(code.word(before))) return true
  }
  return false
}

function afterParenthesis(code: CodeReader, open: number): number {
  let depth = 0
  for (let at = open; at < code.length; at++) {
    if (code.symbol(at) === '(') depth += 1
    if (code.symbol(at) === ')') depth -= 1
    if (depth === 0) return at + 1
  }
  return code.length
}

/** Whether nothing is added to the literal before this place: all of the SQL stands there to be read. */
function isWhole(code: CodeReader, at: number): boolean {
  let after = at
  while (code.symbol(after) === ')') after++
  return (
    after === code.length ||
    code.symbol(after) === ';' ||
    ['into', 'using', 'loop'].includes(code.word(after))
  )
}
