import { type Limits, startEngine } from '../../support/engine-process.ts'
import { engineProgram } from '../../support/engine-program.ts'
import { DatabaseError, type Session } from '../session.ts'
import { causeOf } from './causes.ts'
import type { Answer, Question, Refusal } from './messages.ts'

/** Starts the engine in a child process, and waits until it answers. */
export async function openEmbedded(limits: Limits): Promise<Session> {
  const { ask, end } = startEngine<Question, Answer, Refusal>(
    engineProgram('sqlite'),
    limits,
    ({ message, code, inTransaction }) => new DatabaseError(message, causeOf(code, message), inTransaction),
  )

  async function answerTo<Kind extends Answer['kind']>(
    kind: Kind,
    question: Question,
  ): Promise<Extract<Answer, { kind: Kind }>> {
    const answer = await ask(question)
    if (answer.kind !== kind) throw new Error(`the engine answered ${answer.kind} where ${kind} was asked`)
    return answer as Extract<Answer, { kind: Kind }>
  }

  const session: Session = {
    async query(sql, parameters = []) {
      return (await answerTo('rows', { kind: 'query', sql, parameters })).rows
    },
    async script(sql) {
      await answerTo('done', { kind: 'script', sql })
    },
    async run(sql) {
      return (await answerTo('ran', { kind: 'run', sql })).result
    },
    async prepare(queries) {
      return (await answerTo('prepared', { kind: 'prepare', queries })).messages
    },
    async standIn(name) {
      await answerTo('done', { kind: 'stand-in', name })
    },
    async image() {
      return (await answerTo('image', { kind: 'image' })).image
    },
    async restore(image) {
      await answerTo('done', { kind: 'restore', image })
    },
    async reconnect() {
      await answerTo('done', { kind: 'reconnect' })
    },
    close: async () => end('it was closed'),
  }
  // Where the machine is busy, a process takes its time to start.
  await ask({ kind: 'query', sql: 'SELECT 1', parameters: [] }, 'check')
  return session
}
