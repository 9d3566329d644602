import { fork } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { ShadowGone } from '../../../model/errors.ts'
import { DatabaseError, type Session } from '../session.ts'
import type { EngineFiles, Reply, Request } from './messages.ts'

/** Limits of a shadow: times in ms, memory in bytes of resident set. */
export interface Limits {
  readonly statement: number
  readonly check: number
  readonly memory: number
}

/** How often the child's memory is looked at. A runaway query grows by about 100 MB a second. */
const memoryPollMs = 50

type Ask = Request extends infer R ? (R extends Request ? Omit<R, 'id'> : never) : never
type Answer = Extract<Reply, { ok: true }>

/** What the engine boots with. */
export interface Boot {
  readonly extensions: readonly string[]
  /** A kept base; `null` is an empty database. */
  readonly image: Uint8Array | null
}

/** Starts the embedded engine in a child process at once, and waits until it has booted and answers. */
export async function openEmbedded(boot: Promise<Boot>, limits: Limits): Promise<Session> {
  const { entry, readable, engine } = locate()
  const child = fork(entry, [], {
    env: {},
    execArgv: [
      '--permission',
      ...readable.map(path => `--allow-fs-read=${path}`),
      '--disable-warning=ExperimentalWarning',
    ],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  const deadline = Date.now() + limits.check
  let gone: ShadowGone | null = null
  let complaint = ''
  let nextId = 1
  const waiting = new Map<number, { resolve: (answer: Answer) => void; reject: (error: Error) => void }>()

  function end(reason: string): void {
    gone ??= new ShadowGone(reason)
    clearInterval(watch)
    child.kill('SIGKILL')
    for (const { reject } of waiting.values()) reject(gone)
    waiting.clear()
  }

  const watch = setInterval(() => {
    const resident = residentBytes(child.pid)
    if (resident > limits.memory) end(`it used more than ${Math.round(limits.memory / 1e6)} MB of memory`)
  }, memoryPollMs)
  watch.unref()

  child.stderr?.on('data', chunk => {
    complaint = (complaint + chunk).slice(-2_000)
  })
  child.on('error', error => end(`the engine did not start: ${error.message}`))
  child.on('exit', (code, signal) => {
    const lastWords = complaint.trim().split('\n').at(-1) ?? ''
    end(`the engine stopped (${signal ?? `exit code ${code}`})${lastWords === '' ? '' : `: ${lastWords}`}`)
  })
  child.on('message', (reply: Reply) => {
    const asked = waiting.get(reply.id)
    if (asked === undefined) return
    waiting.delete(reply.id)
    if (reply.ok) asked.resolve(reply)
    else if (reply.code === '') {
      const broken = new ShadowGone(`the engine broke: ${reply.message}`)
      asked.reject(broken)
      end(broken.message)
    } else asked.reject(new DatabaseError(reply.message, reply.code, reply.position, reply.transaction))
  })

  function ask(request: Ask): Promise<Answer> {
    if (gone !== null) return Promise.reject(gone)
    const id = nextId++
    const left = deadline - Date.now()
    const slow = request.kind === 'boot' && request.image === null
    const limit = slow ? left : Math.min(limits.statement, left)
    return new Promise<Answer>((resolve, reject) => {
      const timer = setTimeout(
        () =>
          end(
            left <= limit
              ? `the check's ${seconds(limits.check)} in the shadow were used up`
              : `it did not finish within ${seconds(limits.statement)}`,
          ),
        Math.max(limit, 0),
      )
      waiting.set(id, {
        resolve: answer => {
          clearTimeout(timer)
          resolve(answer)
        },
        reject: error => {
          clearTimeout(timer)
          reject(error)
        },
      })
      child.send({ id, ...request })
    })
  }

  try {
    const { extensions, image } = await boot
    await ask({ kind: 'boot', engine, extensions, image })
  } catch (error) {
    end('it was not needed')
    throw error
  }
  return {
    kind: 'embedded',
    query: (sql, parameters = []) => ask({ kind: 'query', sql, parameters }),
    script: sql => ask({ kind: 'script', sql }),
    run: async sql => ({ notices: [], ...(await ask({ kind: 'run', sql })) }),
    async image() {
      const { rows } = await ask({ kind: 'image' })
      return rows[0]?.image as Uint8Array
    },
    close: async () => end('it was closed'),
  }
}

function seconds(milliseconds: number): string {
  return `${milliseconds / 1000} s`
}

/** Resident set of a process; 0 where the platform does not tell without a helper process. */
function residentBytes(pid: number | undefined): number {
  try {
    const pages = readFileSync(`/proc/${pid}/statm`, 'latin1').split(' ')[1]
    return Number(pages) * 4096
  } catch {
    return 0
  }
}

/** Set by the build: the folder of the binaries, relative to the bundle. Undeclared when run from source. */
declare const SHADOW_FOLDER: string | undefined

/** The child's program, what it may read, and the engine's files, which source and bundle share. */
function locate(): { entry: string; readable: readonly string[]; engine: EngineFiles } {
  const bundled = typeof SHADOW_FOLDER === 'string'
  const folder = new URL(bundled ? SHADOW_FOLDER : '../../../../dist/shadow/postgres/', import.meta.url)
  const entry = bundled ? new URL('child.js', folder) : new URL('./child.ts', import.meta.url)
  const readable = bundled ? folder : new URL('../../../../', import.meta.url)
  return {
    entry: fileURLToPath(entry),
    readable: [fileURLToPath(readable)],
    engine: {
      dataDirectory: fileURLToPath(new URL('pgdata.tar.zst', folder)),
      extensions: fileURLToPath(new URL('extensions/', folder)),
      facts: fileURLToPath(new URL('pgdata.json', folder)),
    },
  }
}

/** The engine's version, data directory and extensions; a base kept of another one is none of this one's. */
export function embeddedEngine(): string {
  const { version, sha256 } = JSON.parse(readFileSync(locate().engine.facts, 'utf8'))
  return `pglite ${version} ${sha256} ${[...embeddedExtensions()].sort()}`
}

/** Names of the contrib extensions that the embedded engine can load. */
export function embeddedExtensions(): ReadonlySet<string> {
  const suffix = '.tar.gz'
  const files = readdirSync(locate().engine.extensions).filter(file => file.endsWith(suffix))
  return new Set(['plpgsql', ...files.map(file => file.slice(0, -suffix.length))])
}
