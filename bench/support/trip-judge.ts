import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Session } from '../../src/dialects/postgres/session.ts'
import type { TripServer } from './trip-server.ts'

const start = promisify(execFile)

/** A database in the words of `pg_dump`: one text an object, sorted. */
export type Testimony = readonly string[]

/** Tells what stands in the database of a session. */
export type Judge = (session: Session) => Promise<Testimony>

/** `pg_dump --schema-only --create`, and the roles where users made any. */
export function judgeOf(server: TripServer): Judge {
  const run = async (program: string, more: readonly string[]) => {
    const parameters = ['-h', server.folder, '-U', 'postgres', ...more]
    return (await start(join(server.programs, program), parameters, { maxBuffer: 2 ** 28 })).stdout
  }
  return async session => {
    const { rows } = await session.query('select from pg_catalog.pg_roles where oid >= 16384')
    const [schema, roles] = await Promise.all([
      run('pg_dump', ['--schema-only', '--create', 'trip']),
      rows.length === 0 ? '' : run('pg_dumpall', ['--roles-only']),
    ])
    return testimonyOf(schema, roles)
  }
}

/** Cuts a dump into its objects. Their order says how to make them, not what they are. */
export function testimonyOf(schema: string, roles: string): Testimony {
  const objects = schema
    .split(/^--\n(?=-- (?:Data for )?Name: )/m)
    .slice(1)
    .map(text => plain(text.replace(/^--\n-- PostgreSQL database dump complete[\s\S]*/m, '')))
  return [...objects, ...roles.split('\n').filter(line => /^(?:CREATE|ALTER|GRANT) /.test(line))].sort()
}

/** Without what belongs to the dump, and not to the object; in order, where order says nothing. */
function plain(text: string): string {
  const lines = text.split('\n').filter(line => !/^(?:--|SET |\\)/.test(line) && line !== '')
  const isRights = lines.every(line => /^(?:GRANT|REVOKE|ALTER DEFAULT PRIVILEGES) .*;$/.test(line))
  return (isRights ? lines.sort() : lines)
    .join('\n')
    .replace(/(?<= WHEN TAG IN \().*(?=\))/, tags => tags.split(', ').sort().join(', '))
}

/** Whether two dumps say the same; or the same but for the order of columns in a CREATE TABLE. */
export function compareTestimonies(a: Testimony, b: Testimony): 'equal' | 'except order' | 'unequal' {
  if (same(a, b)) return 'equal'
  return same(a.map(unordered).sort(), b.map(unordered).sort()) ? 'except order' : 'unequal'
}

function same(a: Testimony, b: Testimony): boolean {
  return a.length === b.length && a.every((text, place) => text === b[place])
}

function unordered(text: string): string {
  if (!/^CREATE (?:UNLOGGED |FOREIGN )?TABLE /.test(text)) return text
  return text
    .split('\n')
    .map(line => line.replace(/,$/, ''))
    .sort()
    .join('\n')
}

/** Objects that only one of two dumps has: with `<` those of the first. */
export function differenceOf(a: Testimony, b: Testimony): string {
  const [left, right] = [new Set(a), new Set(b)]
  return [
    ...a.filter(text => !right.has(text)).map(text => `< ${text}`),
    ...b.filter(text => !left.has(text)).map(text => `> ${text}`),
  ].join('\n')
}
