import { fileURLToPath } from 'node:url'

/** A program for a child process, and the folders that it may read. */
export interface Program {
  readonly entry: string
  readonly readable: readonly string[]
}

/** Set by the build: the folder of the shadows, relative to the bundle. Undeclared when run from source. */
declare const SHADOWS: string | undefined

const root = new URL('../../../', import.meta.url)

/** The folder of a dialect's files in `dist`, which source and bundle share. */
export function engineFolder(dialect: string): URL {
  const shadows =
    typeof SHADOWS === 'string' ? new URL(SHADOWS, import.meta.url) : new URL('dist/shadow/', root)
  return new URL(`${dialect}/`, shadows)
}

/** The child's program of a dialect: its bundle, or its source, which may read the rest of the sources. */
export function engineProgram(dialect: string): Program {
  if (typeof SHADOWS === 'string') {
    const folder = engineFolder(dialect)
    return { entry: fileURLToPath(new URL('child.js', folder)), readable: [fileURLToPath(folder)] }
  }
  const entry = new URL(`../${dialect}/shadow/child.ts`, import.meta.url)
  return { entry: fileURLToPath(entry), readable: [fileURLToPath(root)] }
}
