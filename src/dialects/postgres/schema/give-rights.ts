import type { SchemaObject } from '../../../model/schema.ts'

/**
 * GRANT and REVOKE that lead from one text of rights to another (`reader: SELECT; PUBLIC: no EXECUTE`), for what the
 * planning library does not model. What the owner has of his own is left alone, and so is the right to grant on.
 */
export function giveRights(
  { kind, name }: SchemaObject,
  expected: string | undefined,
  now: string | undefined,
): readonly string[] {
  const on = kind === 'parameter' ? `PARAMETER ${name}` : /^on (?!column )(.*)$/s.exec(name)?.[1]
  if (on === undefined) return []
  const [want, have] = [rightsOf(expected), rightsOf(now)]
  const roles = new Set([...want.keys(), ...have.keys()])
  roles.delete('OWNER')
  return [...roles].flatMap(role => {
    const [should, has] = [want.get(role) ?? none, have.get(role) ?? none]
    const grant = [...plain(should)].filter(right => !has.has(right))
    const back = [...has].filter(right => right.startsWith('no ') && !should.has(right)).map(positive)
    const revoke = [...plain(has)].filter(right => !should.has(right))
    const away = [...should].filter(right => right.startsWith('no ') && !has.has(right)).map(positive)
    return [
      ...[...grant, ...back].map(right => `GRANT ${right} ON ${on} TO ${role}`),
      ...[...revoke, ...away].map(right => `REVOKE ${right} ON ${on} FROM ${role}`),
    ]
  })
}

const none: ReadonlySet<string> = new Set()

/** Rights by role, of a text such as `reader: SELECT; PUBLIC: no EXECUTE`. */
export function rightsOf(text = ''): ReadonlyMap<string, ReadonlySet<string>> {
  const entries = text.match(/(?:"(?:[^"]|"")*"|[^";])+/g) ?? []
  return new Map(
    entries.flatMap(entry => {
      const [, role = '', rights = ''] = /^\s*("(?:[^"]|"")*"|[^":]+): (.*)$/s.exec(entry) ?? []
      return role === '' ? [] : [[role, new Set(rights.split(', '))] as const]
    }),
  )
}

function plain(rights: ReadonlySet<string>): readonly string[] {
  return [...rights].filter(right => !right.startsWith('no ') && !right.endsWith(' with grant option'))
}

function positive(right: string): string {
  return right.replace(/^no /, '')
}
