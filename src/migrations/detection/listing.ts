/** A repository as detection sees it. */
export interface Listing {
  /** Every file but those of other people's code, from the root of the repository, with forward slashes. */
  readonly paths: readonly string[]
  /** The beginning of a file; empty where it cannot be read. */
  text(path: string): Promise<string>
}

/** How much of a file detection reads, in bytes: a lock file or a dump says nothing more further down. */
export const headBytes = 128 * 1024

/** Files open at once; the usual limit of a process is 1,024. */
const mostOpen = 64

/** Folders of other people's code: their migrations are not the team's. */
const foreign = new Set(['node_modules', 'vendor', '.git'])

/** A listing that reads each file once, and a few at a time. `read` gives the beginning of a file. */
export function listing(paths: readonly string[], read: (path: string) => Promise<string>): Listing {
  const texts = new Map<string, Promise<string>>()
  const limited = limit(mostOpen, async (path: string) => read(path).catch(() => ''))
  return {
    paths: paths.filter(
      path =>
        !path
          .split('/')
          .slice(0, -1)
          .some(segment => foreign.has(segment)),
    ),
    text: path => {
      const known = texts.get(path)
      if (known !== undefined) return known
      const text = limited(path)
      texts.set(path, text)
      return text
    },
  }
}

/** `task`, at most `width` of it under way. */
function limit<T, R>(width: number, task: (item: T) => Promise<R>): (item: T) => Promise<R> {
  const waiting: (() => void)[] = []
  let running = 0
  return async item => {
    if (running === width) await new Promise<void>(start => waiting.push(start))
    else running++
    try {
      return await task(item)
    } finally {
      const next = waiting.shift()
      if (next === undefined) running--
      else next()
    }
  }
}
