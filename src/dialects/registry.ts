import type { Dialect } from './dialect.ts'

/** Each dialect's own code, its parser and its engine's starter are loaded only where it is asked for. */
const loaders = {
  postgres: async () => (await import('./postgres/dialect.ts')).postgres,
  sqlite: async () => (await import('./sqlite/dialect.ts')).sqlite,
} satisfies Partial<Record<Dialect['name'], () => Promise<Dialect>>>

/** A dialect that can be checked. */
export type DialectName = keyof typeof loaders

export const dialectNames = Object.keys(loaders) as [DialectName, ...DialectName[]]

export function loadDialect(name: DialectName): Promise<Dialect> {
  return loaders[name]()
}

/** Whose database an address is of, by its protocol; `null` for none that is known. */
export function dialectOfUrl(url: string): DialectName | null {
  if (/^postgres(?:ql)?:/.test(url)) return 'postgres'
  return url.startsWith('file:') ? 'sqlite' : null
}
