import type { Statement } from '../../../model/statement.ts'
import { mentionedNames } from '../parse/facts.ts'
import { folded } from '../parse/names.ts'
import { type Action, DatabaseError, type Session } from '../session.ts'

/** More than the functions that one statement can miss in good faith. */
const mostRetries = 20

/** Bytes of the longest name that the engine lets a function have. */
const longestName = 255

/**
 * Functions that the application registers with its own connections. The shadow has none of them: what misses one is
 * tried again with a stand-in, so that one function does not cost the rest of a history.
 */
export class StandIns {
  readonly #names = new Set<string>()

  get names(): readonly string[] {
    return [...this.#names]
  }

  async make(engine: Session, name: string): Promise<void> {
    await engine.standIn(name)
    this.#names.add(name)
  }

  /**
   * Why what is measured of a statement is not to be believed; `null` where it is. What its views and triggers call,
   * `actions` tell.
   */
  distrust(statement: Statement, actions: readonly Action[]): string | null {
    if (this.#names.size === 0) return null
    const mentioned = mentionedNames(statement)
    const called = new Set(
      actions.map(({ code, second }) => (code === 'function' ? folded(second ?? '') : '')),
    )
    const name = this.names.find(one => mentioned.has(one) || called.has(one))
    if (name === undefined) return null
    return `it calls ${name}(), which only the application has: in the shadow, its first argument stood in for what it gives`
  }

  /** The same session, but that what misses a function finds a stand-in. */
  over(session: Session): Session {
    const tried = async <T>(work: () => Promise<T>): Promise<T> => {
      for (let retries = 0; ; retries++) {
        try {
          return await work()
        } catch (error) {
          const name = missingFunction(error)
          if (name === null || this.#names.has(name) || retries === mostRetries) throw error
          await this.make(session, name)
        }
      }
    }
    return {
      ...session,
      query: (sql, parameters) => tried(() => session.query(sql, parameters)),
      script: sql => tried(() => session.script(sql)),
      run: sql => tried(() => session.run(sql)),
    }
  }
}

function missingFunction(error: unknown): string | null {
  if (!(error instanceof DatabaseError) || error.code !== 'no-such-function') return null
  const name = /(?:no such|unknown) function: ([^()]+)/.exec(error.message)?.[1]
  return name === undefined || Buffer.byteLength(name) > longestName ? null : folded(name)
}
