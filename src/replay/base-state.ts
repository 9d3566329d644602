import { createHash, hash } from 'node:crypto'
import { z } from 'zod'
import type { BaseProblem, Dialect, KeptShadow } from '../dialects/dialect.ts'
import type { Migration } from '../model/migration.ts'

/** A base after its replay: what the shadow gave away, and what the report says of it. */
export interface BaseState {
  readonly shadow: KeptShadow
  readonly problems: readonly BaseProblem[]
}

const problemSchema = z.strictObject({
  path: z.string(),
  line: z.int(),
  code: z.string(),
  message: z.string(),
})

const headerSchema = z.strictObject({
  format: z.literal('migration-gate/base-state@1'),
  key: z.string(),
  problems: z.array(problemSchema),
  facts: z.unknown(),
})

/** Longest header that is looked for, in bytes: far more than the names of a large schema. */
const longestHeader = 64 * 1024 * 1024

/**
 * One key for each beginning of a base, the shortest first: `keys[i]` stands for the steps up to and with `i`, so a
 * base that only grew finds what was kept of it before. Another version of the engine, or of this program (`build`),
 * has other keys.
 */
export function baseKeys(
  dialect: Dialect,
  build: string,
  settings: unknown,
  base: readonly Migration[],
): readonly string[] {
  let key = sha256(
    JSON.stringify(['migration-gate/base-state@1', build, dialect.name, dialect.keptBy(), settings]),
  )
  return base.map(migration => {
    key = sha256(JSON.stringify([key, migration]))
    return key
  })
}

/** A line with the digest of all that follows, a line of JSON, and the engine's bytes. */
export function encodeBase(key: string, { shadow, problems }: BaseState): Uint8Array {
  const header = { format: 'migration-gate/base-state@1', key, problems, facts: shadow.facts }
  const body = Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), shadow.image])
  return Buffer.concat([Buffer.from(`${hash('sha256', body)}\n`), body])
}

/** What was kept under this key; `null` where it is damaged, cut off, of another form or of another key. */
export function decodeBase(key: string, bytes: Uint8Array): BaseState | null {
  const [digest, body] = splitLine(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), 64)
  if (digest === null || digest !== createHash('sha256').update(body).digest('hex')) return null
  const [line, image] = splitLine(body, longestHeader)
  const header = headerSchema.safeParse(line === null ? null : parsed(line)).data
  if (header === undefined || header.key !== key) return null
  return { shadow: { facts: header.facts, image }, problems: header.problems }
}

function splitLine(bytes: Buffer, longest: number): [line: string | null, rest: Buffer] {
  const end = bytes.subarray(0, longest + 1).indexOf('\n')
  return end < 0 ? [null, bytes] : [bytes.toString('utf8', 0, end), bytes.subarray(end + 1)]
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function sha256(text: string): string {
  return hash('sha256', text)
}
