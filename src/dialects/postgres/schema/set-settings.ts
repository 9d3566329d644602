import type { SchemaObject } from '../../../model/schema.ts'
import { type Token, tokensOf } from '../parse/lexer.ts'
import { quoteLiteral } from '../parse/names.ts'
import { nameOf, stringOf } from '../parse/token-text.ts'

/**
 * ALTER DATABASE and ALTER ROLE … IN DATABASE that lead from one text of settings (`work_mem = '8MB'`) to another. The
 * database is called otherwise where this runs, and neither statement knows a word for the one it runs in.
 */
export function setSettings(
  { name }: SchemaObject,
  expected: string | undefined,
  now: string | undefined,
): readonly string[] {
  const role = /^of the database for (.*)$/s.exec(name)?.[1]
  const who =
    role === undefined ? 'ALTER DATABASE %I' : `ALTER ROLE ${role.replaceAll('%', '%%')} IN DATABASE %I`
  const [want, have] = [settingsOf(expected), settingsOf(now)]
  const change = (tail: string, values: readonly string[]) => {
    const given = ['current_database()', ...values.map(quoteLiteral)].join(', ')
    return `DO ${quoteLiteral(`BEGIN EXECUTE format(${quoteLiteral(`${who} ${tail}`)}, ${given}); END`)}`
  }
  return [
    ...[...have.keys()].filter(setting => !want.has(setting)).map(setting => change('RESET %I', [setting])),
    ...[...want].flatMap(([setting, value]) => {
      if (have.get(setting) === value || preloads.has(setting)) return []
      const values = listed.has(setting) ? namesIn(value) : [value]
      return [change(`SET %I = ${values.map(() => '%L').join(', ')}`, [setting, ...values])]
    }),
  ]
}

/** The role that settings are for, as the catalog has it; null for those of everybody. */
export function roleOfSettings({ kind, name }: Pick<SchemaObject, 'kind' | 'name'>): string | null {
  const role = kind === 'setting' ? /^of the database for (.*)$/s.exec(name)?.[1] : undefined
  if (role === undefined) return null
  return role.startsWith('"') ? role.slice(1, -1).replaceAll('""', '"') : role
}

/** A library that is not there would end each new session. */
const preloads: ReadonlySet<string> = new Set(['local_preload_libraries', 'session_preload_libraries'])

/** Settings that hold a list of names: SET takes each by itself, and would quote a whole list (`GUC_LIST_QUOTE`). */
const listed: ReadonlySet<string> = new Set(['search_path', 'temp_tablespaces'])

/** Of one whose value nobody hands out there is a stand-in. */
function settingsOf(written = ''): ReadonlyMap<string, string> {
  const settings = new Map<string, string>()
  const text = written.replaceAll(/ =\((?:hidden[^)]*|unknown)\)/g, " = '***'")
  let from = 0
  for (const token of tokensOf(text)) {
    if (token.kind !== 'string') continue
    const name = /^(?:, )?(.*) = $/s.exec(text.slice(from, token.start))?.[1]
    if (name !== undefined) settings.set(name, stringOf(text, token))
    from = token.end
  }
  return settings
}

function namesIn(list: string): readonly string[] {
  return tokensOf(list).flatMap((token: Token) => nameOf(list, token) ?? [])
}
