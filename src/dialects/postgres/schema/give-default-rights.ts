import type { SchemaObject } from '../../../model/schema.ts'
import { rightsOf } from './give-rights.ts'

const role = '"(?:[^"]|"")*"|[^" ]+'
const objectName = new RegExp(
  `^for (${role})(?: in (${role}))? on (tables|sequences|functions|types|schemas|large objects)$`,
)

/**
 * ALTER DEFAULT PRIVILEGES that lead from one text of rights to another, for each role whose rights differ: all are
 * taken, then given anew. Unlike other rights these are read whole, those of the owner too; no text is no right at
 * all. Null is where nothing is said, and the owner and PUBLIC have what the server gives.
 */
export function giveDefaultRights(
  { name }: SchemaObject,
  expected: string | null | undefined,
  now: string | null | undefined,
): readonly string[] {
  const [, owner, schema, kind] = objectName.exec(name) ?? []
  if (owner === undefined || kind === undefined) return []
  // What is said of one schema comes on top.
  const usual = schema === undefined ? `OWNER: ALL${usualOfPublic[kind] ?? ''}` : ''
  const [want, have] = [
    rightsOf(expected ?? (expected === null ? usual : '')),
    rightsOf(now ?? (now === null ? usual : '')),
  ]
  const head = `ALTER DEFAULT PRIVILEGES FOR ROLE ${owner}${schema === undefined ? '' : ` IN SCHEMA ${schema}`}`
  const on = `ON ${kind.toUpperCase()}`
  return [...new Set([...have.keys(), ...want.keys()])].flatMap(holder => {
    const should = [...(want.get(holder) ?? [])]
    if (should.join() === [...(have.get(holder) ?? [])].join()) return []
    const to = roleName(holder, owner)
    const plain = should.filter(right => !right.endsWith(grantOption)).join(', ')
    const toGrantOn = should
      .filter(right => right.endsWith(grantOption))
      .map(right => right.slice(0, -grantOption.length))
    return [
      `${head} REVOKE ALL ${on} FROM ${to}`,
      ...(plain === '' ? [] : [`${head} GRANT ${plain} ${on} TO ${to}`]),
      ...(toGrantOn.length === 0
        ? []
        : [`${head} GRANT ${toGrantOn.join(', ')} ${on} TO ${to} WITH GRANT OPTION`]),
    ]
  })
}

/** PostgreSQL's manual, table "Summary of Access Privileges". */
const usualOfPublic: Readonly<Record<string, string>> = {
  functions: '; PUBLIC: EXECUTE',
  types: '; PUBLIC: USAGE',
}

const grantOption = ' with grant option'

/** A list of rights quotes only names with signs in them: neither capitals nor reserved words. */
function roleName(holder: string, owner: string): string {
  if (holder === 'OWNER') return owner
  return holder === 'PUBLIC' || holder.startsWith('"') ? holder : `"${holder}"`
}
