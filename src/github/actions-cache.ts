import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { BaseStore } from '../replay/base-store.ts'

/** The cache that the runner offers to a job, as its variables describe it. */
export interface CacheService {
  readonly url: string
  readonly token: string
  readonly reads: boolean
  readonly writes: boolean
}

/** Longest waits for GitHub in ms: an answer, and the bytes. A slower cache is none. */
const patience = { answer: 5_000, download: 15_000, upload: 30_000 }

/** The service takes one key and looks for nine older ones at most. */
const mostKeys = 10

/** More than any base; what is larger was not kept by us. */
const largestState = 256 * 1024 * 1024

const prefix = 'migration-gate-base-'

/** Keeps the entries of other programs, and of other forms of ours, apart. */
const version = createHash('sha256').update('migration-gate base state 1').digest('hex')

/**
 * The runner's cache service; `null` where there is none, or an older one.
 * The variables are those that `@actions/cache` reads, whose second protocol is spoken here.
 */
export function cacheService(variables: Readonly<NodeJS.ProcessEnv>): CacheService | null {
  const { ACTIONS_CACHE_SERVICE_V2, ACTIONS_RESULTS_URL: url, ACTIONS_RUNTIME_TOKEN: token } = variables
  if (!ACTIONS_CACHE_SERVICE_V2 || !token || !url || !URL.canParse(url)) return null
  const mode = variables.ACTIONS_CACHE_MODE?.trim().toLowerCase() ?? ''
  return {
    url,
    token,
    reads: mode !== 'none' && mode !== 'write-only',
    writes: mode !== 'none' && mode !== 'read',
  }
}

/** The states of bases in the cache of the repository. `debug` is told what went wrong; nobody else needs to know. */
export function actionsCache(service: CacheService, debug: (message: string) => void): BaseStore {
  const unlessBroken = async <T>(work: () => Promise<T>): Promise<T | null> => {
    try {
      return await work()
    } catch (error) {
      debug(`The cache of the base: ${error}`)
      return null
    }
  }
  return {
    find: async keys => (service.reads ? await unlessBroken(() => find(service, keys)) : null),
    async keep(key, state) {
      if (service.writes) await unlessBroken(() => keep(service, key, state))
    },
  }
}

const found = z.object({
  ok: z.boolean().optional(),
  signed_download_url: z.url().optional(),
  matched_key: z.string().optional(),
})
const reserved = z.object({ ok: z.boolean().optional(), signed_upload_url: z.url().optional() })
const finished = z.object({ ok: z.boolean().optional() })

async function find(
  service: CacheService,
  keys: readonly string[],
): Promise<{ key: string; state: Uint8Array } | null> {
  const [first, ...older] = keys.slice(0, mostKeys).map(key => prefix + key)
  if (first === undefined) return null
  const asked = { key: first, restore_keys: older, version }
  const { ok, signed_download_url, matched_key } = await ask(
    service,
    'GetCacheEntryDownloadURL',
    asked,
    found,
  )
  // The service takes a key for the beginning of one; what is not wholly ours is none of ours.
  const key = keys.find(key => prefix + key === matched_key)
  if (ok !== true || signed_download_url === undefined || key === undefined) return null
  const response = await fetch(signed_download_url, { signal: AbortSignal.timeout(patience.download) })
  const size = Number(response.headers.get('content-length') ?? Number.NaN)
  if (!response.ok || !(size <= largestState)) {
    await response.body?.cancel()
    throw new Error(`the download was answered with ${response.status}, ${size} bytes`)
  }
  return { key, state: await response.bytes() }
}

async function keep(service: CacheService, key: string, state: Uint8Array): Promise<void> {
  const entry = { key: prefix + key, version }
  const { ok, signed_upload_url } = await ask(service, 'CreateCacheEntry', entry, reserved)
  // Another run was first.
  if (ok !== true || signed_upload_url === undefined) return
  const response = await fetch(signed_upload_url, {
    method: 'PUT',
    // https://learn.microsoft.com/rest/api/storageservices/put-blob
    headers: { 'x-ms-blob-type': 'BlockBlob', 'content-type': 'application/octet-stream' },
    body: state as Uint8Array<ArrayBuffer>,
    signal: AbortSignal.timeout(patience.upload),
  })
  await response.body?.cancel()
  if (!response.ok) throw new Error(`the upload was answered with ${response.status}`)
  await ask(service, 'FinalizeCacheEntryUpload', { ...entry, size_bytes: String(state.length) }, finished)
}

/** One call of the service (Twirp, JSON). Throws where it is not answered as it should be. */
async function ask<T>(
  service: CacheService,
  method: string,
  body: unknown,
  answer: z.ZodType<T>,
): Promise<T> {
  const url = new URL(`/twirp/github.actions.results.api.v1.CacheService/${method}`, service.url)
  const response = await fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${service.token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(patience.answer),
  })
  if (!response.ok) {
    await response.body?.cancel()
    throw new Error(`${method} was answered with ${response.status}`)
  }
  return answer.parse(await response.json())
}
