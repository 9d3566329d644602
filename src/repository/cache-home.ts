import { posix, win32 } from 'node:path'

/** What a machine says about where caches are. */
export interface Machine {
  readonly platform: NodeJS.Platform
  readonly variables: Readonly<NodeJS.ProcessEnv>
  /** The user's home folder. */
  readonly home: string
}

/**
 * The folder in which the platform wants this program's cache; `null` where it names none.
 * https://specifications.freedesktop.org/basedir-spec/latest/ takes only absolute paths.
 */
export function cacheHome({ platform, variables, home }: Machine): string | null {
  const { join, isAbsolute } = platform === 'win32' ? win32 : posix
  const named = platform === 'win32' ? variables.LOCALAPPDATA : variables.XDG_CACHE_HOME
  if (named && isAbsolute(named)) return join(named, name)
  if (platform === 'win32' || !isAbsolute(home)) return null
  return platform === 'darwin' ? join(home, 'Library/Caches', name) : join(home, '.cache', name)
}

const name = 'migration-gate'
