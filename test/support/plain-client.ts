import { ApiError, type GitHub } from '../../src/github/client.ts'

/** GitHub without the pauses that the real client keeps between writes: a second each. */
export function plainClient(url: string): GitHub {
  async function request(method: string, path: string, body?: object): Promise<unknown> {
    const headers = { authorization: 'token t' }
    const response = await fetch(url + path, { method, headers, ...(body && { body: JSON.stringify(body) }) })
    const answer = (await response.json()) as { message?: string }
    if (response.ok) return answer
    throw new ApiError(response.status, `${method} ${path}`, answer.message ?? '', null)
  }
  return {
    get: path => request('GET', path),
    send: request,
    list: async path => (await request('GET', path)) as readonly unknown[],
  }
}
