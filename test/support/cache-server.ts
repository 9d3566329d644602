import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface CacheFault {
  /** Matches `METHOD /path`. */
  readonly request: RegExp
  readonly status?: number
  readonly body?: string
  /** The connection is cut instead of an answer. */
  readonly cut?: boolean
}

export interface CacheServer {
  readonly url: string
  /** `METHOD /path`, in the order of their arrival. */
  readonly requests: readonly string[]
  /** Finished entries by version and key. */
  readonly entries: ReadonlyMap<string, Buffer>
  faults: readonly CacheFault[]
  close(): Promise<void>
}

const service = '/twirp/github.actions.results.api.v1.CacheService/'

/**
 * GitHub's cache service, second version, on a free port: keys are found by their beginning, an entry is
 * written once, and its bytes travel by signed addresses that know no token.
 */
export async function startCacheServer(token: string): Promise<CacheServer> {
  const requests: string[] = []
  const entries = new Map<string, Buffer>()
  const reserved = new Map<string, Buffer | null>()
  const state: { faults: readonly CacheFault[] } = { faults: [] }
  let url = ''

  /** As Azure's addresses go behind a bare IP: account, container, blob. */
  function addressOf(id: string): string {
    return `${url}/account/blobs/${Buffer.from(id).toString('hex')}?sig=1`
  }

  function answer(method: string, asked: Record<string, string> & { restore_keys?: string[] }): unknown {
    const id = `${asked.version} ${asked.key}`
    if (method === 'CreateCacheEntry') {
      if (reserved.has(id)) return { ok: false, message: 'cache entry already exists' }
      reserved.set(id, null)
      return { ok: true, signed_upload_url: addressOf(id) }
    }
    if (method === 'FinalizeCacheEntryUpload') {
      const bytes = reserved.get(id)
      if (!bytes || String(bytes.length) !== asked.size_bytes) return { ok: false }
      entries.set(id, bytes)
      return { ok: true, entry_id: String(entries.size) }
    }
    for (const key of [asked.key, ...(asked.restore_keys ?? [])]) {
      const found = [...entries.keys()].find(id => id.startsWith(`${asked.version} ${key}`))
      if (found === undefined) continue
      const matched_key = found.slice(found.indexOf(' ') + 1)
      return {
        ok: true,
        signed_download_url: addressOf(found),
        matched_key,
      }
    }
    return {}
  }

  const server = createServer(async (request, response) => {
    const at = new URL(request.url ?? '/', url)
    const line = `${request.method} ${at.pathname}`
    requests.push(line)
    const body = await bytesOf(request)
    const fault = state.faults.find(fault => fault.request.test(line))
    if (fault?.cut) return request.socket.destroy()
    if (fault) return response.writeHead(fault.status ?? 200).end(fault.body ?? '')
    if (at.pathname.startsWith(service)) {
      const authorized = request.headers.authorization === `Bearer ${token}`
      if (request.method !== 'POST' || !authorized)
        return response.writeHead(401).end('{"code":"unauthenticated"}')
      const result = answer(at.pathname.slice(service.length), JSON.parse(body.toString()))
      return response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(result))
    }
    const id = Buffer.from(at.pathname.slice(at.pathname.lastIndexOf('/') + 1), 'hex').toString()
    // Azure refuses a signed address that comes with a token of another kind.
    if (request.headers.authorization !== undefined) return response.writeHead(403).end()
    if (request.method === 'PUT') {
      if (request.headers['x-ms-blob-type'] !== 'BlockBlob') return response.writeHead(400).end()
      reserved.set(id, body)
      return response.writeHead(201).end()
    }
    const bytes = entries.get(id)
    return bytes === undefined
      ? response.writeHead(404).end()
      : response.writeHead(200, { 'content-length': bytes.length }).end(bytes)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return Object.assign(state, {
    url,
    requests,
    entries,
    close: () =>
      new Promise<void>(resolve => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  })
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}
