import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A folder of migrations in a public repository, and the configuration that its team would give. */
export interface History {
  readonly name: string
  readonly repository: string
  /** The commit that was looked at. */
  readonly commit: string
  readonly folder: string
  readonly dialect: 'postgres' | 'sqlite'
  readonly config?: Readonly<Record<string, unknown>>
  /** SQL of a setup that its team would keep beside the migrations, and the repository does not have. */
  readonly setup?: string
}

/** The histories of `bench/histories.json` in one dialect, or those of them that are named. */
export function histories(names: readonly string[], dialect: string = 'postgres'): readonly History[] {
  const text = readFileSync(join(import.meta.dirname, '../histories.json'), 'utf8')
  const all = JSON.parse(text) as readonly History[]
  const unknown = names.filter(name => all.every(history => history.name !== name))
  if (unknown.length > 0) throw new Error(`bench/histories.json has no ${unknown.join(', ')}`)
  return all.filter(history =>
    names.length === 0 ? history.dialect === dialect : names.includes(history.name),
  )
}

/** Where the caller's copy of its repository stands. */
export function checkoutOf(checkouts: string, { repository }: History): string {
  return join(checkouts, repository.replace('/', '+'))
}
