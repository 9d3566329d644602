/**
 * The process that holds the embedded engine. SQL under review runs here and nowhere else: no environment,
 * no file access beyond the engine's own files (Node's permission model), killed by its parent at any limit.
 */
import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { zstdDecompressSync } from 'node:zlib'
import { PGlite, protocol } from '@electric-sql/pglite'
import { serve } from '../../support/engine-child.ts'
import type { RunResult, TransactionStatus } from '../session.ts'
import { imageOf } from './image.ts'
import type { Answer, EngineFiles, Question, Refusal } from './messages.ts'

type BackendMessages = Awaited<ReturnType<PGlite['execProtocol']>>['messages']

/** How many notices of one statement are handed on. */
const mostNotices = 200

let engine: PGlite

async function boot(
  files: EngineFiles,
  extensions: readonly string[],
  image: Uint8Array | null,
): Promise<void> {
  const dataDirectory = zstdDecompressSync(image ?? readFileSync(files.dataDirectory))
  engine = await PGlite.create({
    loadDataDir: new Blob([dataDirectory], { type: 'application/x-tar' }),
    extensions: Object.fromEntries(extensions.map(name => [name, contrib(name, files.extensions)])),
  })
  // PGlite starts with search_path = public; a server starts with "$user", public.
  await engine.exec('RESET ALL')
}

function contrib(name: string, folder: string) {
  const bundlePath = new URL(`${name}.tar.gz`, pathToFileURL(folder))
  return { name, setup: async () => ({ bundlePath }) }
}

/** ReadyForQuery of a lone Sync; an engine that no longer answers it is broken. */
async function transactionStatus(): Promise<TransactionStatus> {
  const { messages } = await engine.execProtocol(protocol.serialize.sync(), { throwOnError: false })
  return statusIn(messages)
}

function statusIn(messages: BackendMessages): TransactionStatus {
  const ready = messages.findLast(message => message.name === 'readyForQuery')
  if (ready === undefined) throw new Error('the engine gave no ReadyForQuery')
  const { status } = ready as unknown as { status: string }
  return status === 'I' ? 'idle' : status === 'T' ? 'open' : 'failed'
}

/** Parse, bind, execute and sync in one go: one statement, no rows kept. */
async function run(sql: string): Promise<RunResult> {
  const { serialize } = protocol
  const request = Buffer.concat([
    serialize.parse({ text: sql }),
    serialize.bind({}),
    serialize.execute({}),
    serialize.sync(),
  ])
  const { messages } = await engine.execProtocol(request, { throwOnError: false })
  const transaction = statusIn(messages)
  const error = messages.find(message => message.name === 'error')
  if (error !== undefined) throw Object.assign(error, { transaction })
  const complete = messages.findLast(message => message.name === 'commandComplete')
  const tag = complete === undefined ? '' : (complete as unknown as { text: string }).text
  const count = Number(/^(?:INSERT \d+|UPDATE|DELETE|MERGE|COPY) (\d+)$/.exec(tag)?.[1] ?? 0)
  const notices = messages.filter(({ name }) => name === 'notice').slice(0, mostNotices)
  return {
    rowsAffected: count,
    transaction,
    notices: notices.map(notice => String((notice as unknown as { message: unknown }).message)),
  }
}

/** Parse alone, which takes one statement, finds what it names, and runs nothing. */
async function parseOnly(sql: string): Promise<string | null> {
  const request = Buffer.concat([protocol.serialize.parse({ text: sql }), protocol.serialize.sync()])
  const { messages } = await engine.execProtocol(request, { throwOnError: false })
  const error = messages.find(message => message.name === 'error')
  return error === undefined ? null : String((error as unknown as { message: unknown }).message)
}

async function parseEach(queries: readonly string[]): Promise<Answer> {
  const rows: Record<string, unknown>[] = []
  for (const sql of queries) rows.push({ message: await parseOnly(sql) })
  return { rows, rowsAffected: 0, transaction: await transactionStatus() }
}

async function answer(question: Question): Promise<Answer> {
  switch (question.kind) {
    case 'boot':
      await boot(question.engine, question.extensions, question.image)
      return { rows: [], rowsAffected: 0, transaction: 'idle' }
    case 'image':
      return { rows: [{ image: await imageOf(engine) }], rowsAffected: 0, transaction: 'idle' }
    case 'query': {
      const result = await engine.query<Record<string, unknown>>(question.sql, [...question.parameters])
      return {
        rows: result.rows,
        rowsAffected: result.affectedRows ?? 0,
        transaction: await transactionStatus(),
      }
    }
    case 'script': {
      const results = await engine.exec(question.sql)
      const rows = results.findLast(result => result.fields.length > 0)?.rows ?? []
      return {
        rows: rows as Record<string, unknown>[],
        rowsAffected: results.at(-1)?.affectedRows ?? 0,
        transaction: await transactionStatus(),
      }
    }
    case 'run':
      return { rows: [], ...(await run(question.sql)) }
    case 'parse':
      return parseEach(question.queries)
  }
}

/** An SQLSTATE is the database's answer; whatever else is thrown means that the engine broke. */
async function refusalOf(cause: unknown): Promise<Refusal | null> {
  const error = cause as {
    message?: unknown
    code?: unknown
    position?: unknown
    transaction?: TransactionStatus
  }
  const { code } = error
  if (typeof code !== 'string' || !/^[0-9A-Z]{5}$/.test(code)) return null
  return {
    message: String(error.message ?? cause),
    code,
    position: Number(error.position ?? 0),
    transaction: error.transaction ?? (await transactionStatus().catch(() => 'failed' as const)),
  }
}

serve(answer, refusalOf)
