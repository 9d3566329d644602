import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Limits, startEngine } from '../../support/engine-process.ts'
import { engineFolder, engineProgram } from '../../support/engine-program.ts'
import { DatabaseError, type Session } from '../session.ts'
import type { Answer, EngineFiles, Question, Refusal } from './messages.ts'

/** What the engine boots with. */
export interface Boot {
  readonly extensions: readonly string[]
  /** A kept base; `null` is an empty database. */
  readonly image: Uint8Array | null
}

/** Starts the embedded engine in a child process at once, and waits until it has booted and answers. */
export async function openEmbedded(boot: Promise<Boot>, limits: Limits): Promise<Session> {
  const { ask, end } = startEngine<Question, Answer, Refusal>(
    engineProgram('postgres'),
    limits,
    ({ message, code, position, transaction }) => new DatabaseError(message, code, position, transaction),
  )
  try {
    const { extensions, image } = await boot
    const question = { kind: 'boot', engine: engineFiles(), extensions, image } as const
    await ask(question, image === null ? 'check' : 'statement')
  } catch (error) {
    end('it was not needed')
    throw error
  }
  return {
    kind: 'embedded',
    query: (sql, parameters = []) => ask({ kind: 'query', sql, parameters }),
    script: sql => ask({ kind: 'script', sql }),
    run: async sql => ({ notices: [], ...(await ask({ kind: 'run', sql })) }),
    async parseOnly(queries) {
      const { rows } = await ask({ kind: 'parse', queries })
      return rows.map(({ message }) => message as string | null)
    },
    async image() {
      const { rows } = await ask({ kind: 'image' })
      return rows[0]?.image as Uint8Array
    },
    close: async () => end('it was closed'),
  }
}

/** The engine's files, which source and bundle share. */
function engineFiles(): EngineFiles {
  const folder = engineFolder('postgres')
  return {
    dataDirectory: fileURLToPath(new URL('pgdata.tar.zst', folder)),
    extensions: fileURLToPath(new URL('extensions/', folder)),
    facts: fileURLToPath(new URL('pgdata.json', folder)),
  }
}

/** The engine's version, data directory and extensions; a base kept of another one is none of this one's. */
export function embeddedEngine(): string {
  const { version, sha256 } = JSON.parse(readFileSync(engineFiles().facts, 'utf8'))
  return `pglite ${version} ${sha256} ${[...embeddedExtensions()].sort()}`
}

/** Names of the contrib extensions that the embedded engine can load. */
export function embeddedExtensions(): ReadonlySet<string> {
  const suffix = '.tar.gz'
  const files = readdirSync(engineFiles().extensions).filter(file => file.endsWith(suffix))
  return new Set(['plpgsql', ...files.map(file => file.slice(0, -suffix.length))])
}
