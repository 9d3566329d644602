import { compareText } from '../../support/object-names.ts'

/** `privileges` of catalog.ts, as JSON. `default` is missing where every right counts. */
interface Rights {
  readonly acl: readonly string[]
  readonly default?: readonly string[]
  readonly owner: string
}

export type RawAttributes = Readonly<
  Record<string, string | number | boolean | null | readonly string[] | Rights>
>

/** Attributes as text. Options are sorted, because their order means nothing; what is null is left out. */
export function attributesOf(raw: RawAttributes): Record<string, string> {
  const attributes: Record<string, string> = {}
  for (const [name, value] of Object.entries(raw)) {
    const text =
      value === null
        ? null
        : isList(value)
          ? [...value].sort().join(', ')
          : typeof value === 'object'
            ? rightsText(value)
            : String(value)
    if (text !== null) attributes[name] = text
  }
  return attributes
}

function isList(value: object | string | number | boolean): value is readonly string[] {
  return Array.isArray(value)
}

/**
 * Rights as text, as far as they differ from what an object has without any GRANT or REVOKE; null where they do
 * not. So no ACL and the same rights written out are one, and a server that knows one right more reads alike.
 * The owner is called OWNER: a change of owner is one difference, not many.
 */
function rightsText({ acl, default: usual = [], owner }: Rights): string | null {
  const given = rightsByRole(acl, owner)
  const expected = rightsByRole(usual, owner)
  const entries = [...new Set([...given.keys(), ...expected.keys()])].sort(compareText).flatMap(role => {
    const [has, should] = [given.get(role) ?? none, expected.get(role) ?? none]
    const more = [...has].filter(right => !should.has(right))
    const fewer = [...should].filter(right => !has.has(right)).map(right => `no ${right}`)
    return more.length + fewer.length === 0
      ? []
      : [`${role}: ${[...more.sort(), ...fewer.sort()].join(', ')}`]
  })
  return entries.length === 0 ? null : entries.join('; ')
}

const none: ReadonlySet<string> = new Set()

/** Who granted is left out: no object differs in use by it. */
function rightsByRole(acl: readonly string[], owner: string): ReadonlyMap<string, ReadonlySet<string>> {
  const byRole = new Map<string, Set<string>>()
  for (const item of acl) {
    const [, grantee = '', letters = ''] = /^((?:"(?:[^"]|"")*"|[^"=])*)=([a-zA-Z*]*)\//.exec(item) ?? []
    const name = grantee.startsWith('"') ? grantee.slice(1, -1).replaceAll('""', '"') : grantee
    const role = name === '' ? 'PUBLIC' : name === owner ? 'OWNER' : grantee
    const rights = byRole.get(role) ?? new Set()
    for (const [, letter = '', grantable] of letters.matchAll(/([a-zA-Z])(\*?)/g))
      rights.add(`${rightNames[letter] ?? letter}${grantable === '' ? '' : ' with grant option'}`)
    byRole.set(role, rights)
  }
  return byRole
}

/** PostgreSQL's manual, table "ACL Privilege Abbreviations". */
const rightNames: Readonly<Record<string, string>> = {
  r: 'SELECT',
  a: 'INSERT',
  w: 'UPDATE',
  d: 'DELETE',
  D: 'TRUNCATE',
  x: 'REFERENCES',
  t: 'TRIGGER',
  C: 'CREATE',
  c: 'CONNECT',
  T: 'TEMPORARY',
  X: 'EXECUTE',
  U: 'USAGE',
  s: 'SET',
  A: 'ALTER SYSTEM',
  m: 'MAINTAIN',
}
