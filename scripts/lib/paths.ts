import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const root = dirname(dirname(import.meta.dirname))

/** An absolute path from one below the root of the repository. */
export function fromRoot(path: string): string {
  return join(root, path)
}

/** The folder of everything that the shadow's child process loads. */
export const binaries = 'dist/shadow/postgres'
export const dataDirectory = `${binaries}/pgdata.tar.zst`
export const dataDirectoryFacts = `${binaries}/pgdata.json`

export interface Package {
  readonly name: string
  readonly version: string
  readonly license: string
}

/** Name, version and licence of the package in a folder below the root. */
export function packageOf(folder: string): Package {
  const { name, version, license } = JSON.parse(readFileSync(fromRoot(`${folder}/package.json`), 'utf8'))
  return { name, version, license: license ?? 'unknown' }
}
