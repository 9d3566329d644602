/**
 * The process that holds the engine. SQL under review runs here and nowhere else: in memory, with no environment,
 * behind the sandbox, killed by its parent at any limit.
 */
import { serve } from '../../support/engine-child.ts'
import { Engine, Refused } from './engine.ts'
import type { Answer, Question, Refusal } from './messages.ts'
import { resultCode } from './result-codes.ts'

const engine = new Engine()

function answer(question: Question): Answer {
  switch (question.kind) {
    case 'query':
      return { kind: 'rows', rows: engine.query(question.sql, question.parameters) }
    case 'script':
      engine.script(question.sql)
      return { kind: 'done' }
    case 'run':
      return { kind: 'ran', result: engine.run(question.sql) }
    case 'prepare':
      return { kind: 'prepared', messages: question.queries.map(sql => engine.refusalOf(sql)) }
    case 'stand-in':
      engine.standIn(question.name)
      return { kind: 'done' }
    case 'image':
      return { kind: 'image', image: engine.image() }
    case 'restore':
      engine.restore(question.image)
      return { kind: 'done' }
    case 'reconnect':
      engine.reconnect()
      return { kind: 'done' }
  }
}

/** What neither SQLite nor the sandbox threw means that the engine is broken. */
function refusalOf(cause: unknown): Refusal | null {
  const { inTransaction } = engine
  if (cause instanceof Refused) return { message: cause.message, code: 'refused', inTransaction }
  const { code, errcode, message } = cause as { code?: unknown; errcode?: unknown; message?: unknown }
  if (code !== 'ERR_SQLITE_ERROR') return null
  return { message: String(message), code: resultCode(Number(errcode)), inTransaction }
}

serve(answer, refusalOf)
