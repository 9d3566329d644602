import type { Review } from '../model/review.ts'

const products = {
  postgres: 'PostgreSQL',
  sqlite: 'SQLite',
  mysql: 'MySQL',
  surrealdb: 'SurrealDB',
} as const satisfies Record<Review['engine']['dialect'], string>

/** What accepts a danger. */
export const acceptedIn = {
  inline: 'a comment in the migration',
  file: 'the file of accepted dangers',
} as const

/** `1 statement`, `5,000 statements`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString('en-US')} ${number === 1 ? one : many}`
}

/** `embedded PostgreSQL 18.6`; null where nothing was started. */
export function engineWords({ dialect, version, kind }: Review['engine']): string | null {
  switch (kind) {
    case 'none':
      return null
    case 'embedded':
      return `embedded ${products[dialect]} ${version}`.trim()
    case 'server':
      return `${products[dialect]} ${version}`.trim()
  }
}

/**
 * A mode of `pg_locks` as the manual writes it: `AccessExclusiveLock` → `ACCESS EXCLUSIVE`. SQLite's `RESERVED` is
 * what whoever writes has on the whole file.
 */
export function lockWords(mode: string): string {
  if (mode === 'RESERVED') return 'write lock'
  if (!/^([A-Z][a-z]+)+Lock$/.test(mode)) return mode
  return mode
    .slice(0, -'Lock'.length)
    .replace(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .toUpperCase()
}

const strengths = [
  'ACCESS SHARE',
  'ROW SHARE',
  'ROW EXCLUSIVE',
  'SHARE UPDATE EXCLUSIVE',
  'SHARE',
  'SHARE ROW EXCLUSIVE',
  'EXCLUSIVE',
  'ACCESS EXCLUSIVE',
]

/** How strong a lock is, 0 where its name is not known. */
export function lockStrength(mode: string): number {
  return strengths.indexOf(lockWords(mode)) + 1
}

/** A name as people say it: PostgreSQL's default schema is left out. */
export function shortName(name: string): string {
  return name.replace(/^public\.(?=.)/, '')
}

/** Paths below the one folder in review lose it: the report names that folder once. */
export function shortPath(path: string, folders: readonly string[]): string {
  const [folder, ...others] = folders.map(each => each.replace(/\/+$/, ''))
  return others.length === 0 && folder && path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : path
}

/** A full commit as people quote it; a branch stays as it is. */
export function shortRef(ref: string): string {
  return /^[0-9a-f]{40,64}$/.test(ref) ? ref.slice(0, 7) : ref
}

/** `sha256:9b1c44d2…` from the whole digest. */
export function shortDigest(digest: string): string {
  return digest.replace(/^([a-z0-9]+:)?(.{8}).+$/i, '$1$2…')
}
