import { promisify } from 'node:util'
import { zstdCompress, zstdDecompress } from 'node:zlib'
import { z } from 'zod'
import type { BaseNotice, KeptShadow } from '../../dialect.ts'
import type { Session } from '../session.ts'
import type { Losses } from './lost.ts'

const factsSchema = z.strictObject({
  losses: z.strictObject({
    lost: z.array(z.tuple([z.string(), z.string()])),
    unread: z.string().nullable(),
  }),
  /** Functions that got a stand-in, where they were first missed. */
  notices: z.array(
    z.strictObject({ kind: z.literal('function'), name: z.string(), path: z.string(), line: z.int() }),
  ),
})

/** What belongs to a base beside its bytes. */
export type KeptFacts = z.infer<typeof factsSchema>

/** The facts of a kept base; `null` where they are not of a shape that this version knows. */
export function factsOf({ facts }: KeptShadow): KeptFacts | null {
  return factsSchema.safeParse(facts).data ?? null
}

/** What a shadow gives away of a base that was replayed in it. */
export async function keep(
  session: Session,
  facts: { readonly losses: Losses; readonly notices: readonly BaseNotice[] },
): Promise<KeptShadow> {
  return { facts, image: await promisify(zstdCompress)(await session.image()) }
}

/** The bytes of the database that were kept. */
export function imageIn({ image }: KeptShadow): Promise<Uint8Array> {
  return promisify(zstdDecompress)(image)
}
