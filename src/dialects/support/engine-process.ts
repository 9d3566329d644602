import { fork } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { ShadowGone } from '../../model/errors.ts'
import type { Replied } from './engine-messages.ts'
import type { Program } from './engine-program.ts'

/** Limits of a shadow: times in ms, memory in bytes of resident set. */
export interface Limits {
  readonly statement: number
  readonly check: number
  readonly memory: number
}

/** A child process that holds an engine; it is killed at any limit, and every question after that says why. */
export interface EngineProcess<Question, Answer> {
  /**
   * Asks, and waits no longer than for a statement, or than the rest of the check.
   * @throws ShadowGone where the engine is lost, and what the engine's refusal became.
   */
  ask(question: Question, within?: 'statement' | 'check'): Promise<Answer>
  /** Ends it at once; what waits, and what is asked later, fails with this reason. */
  end(reason: string): void
}

/** How often the child's memory is looked at. A runaway query grows by about 100 MB a second. */
const memoryPollMs = 50

/** Starts the child at once: no environment, Node's permission model, its own files to read and nothing else. */
export function startEngine<Question, Answer, Refusal>(
  { entry, readable }: Program,
  limits: Limits,
  refused: (refusal: Refusal) => Error,
): EngineProcess<Question, Answer> {
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
  child.on('message', (reply: Replied<Answer, Refusal>) => {
    const asked = waiting.get(reply.id)
    if (asked === undefined) return
    waiting.delete(reply.id)
    if (reply.kind === 'answered') asked.resolve(reply.answer)
    else if (reply.kind === 'refused') asked.reject(refused(reply.refusal))
    else {
      const broken = new ShadowGone(`the engine broke: ${reply.message}`)
      asked.reject(broken)
      end(broken.message)
    }
  })

  function ask(question: Question, within: 'statement' | 'check' = 'statement'): Promise<Answer> {
    if (gone !== null) return Promise.reject(gone)
    const id = nextId++
    const left = deadline - Date.now()
    const limit = within === 'check' ? left : Math.min(limits.statement, left)
    const { promise, resolve, reject } = Promise.withResolvers<Answer>()
    waiting.set(id, { resolve, reject })
    const late =
      left <= limit
        ? `the check's ${seconds(limits.check)} in the shadow were used up`
        : `it did not finish within ${seconds(limits.statement)}`
    const timer = setTimeout(() => end(late), Math.max(limit, 0))
    child.send({ id, question })
    return promise.finally(() => clearTimeout(timer))
  }

  return { ask, end }
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
