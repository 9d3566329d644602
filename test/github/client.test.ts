import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { type GitHub, nextPage, openGitHub, pauseBeforeRetry } from '../../src/github/client.ts'

const cleanups: (() => void)[] = []
afterEach(() => {
  for (const cleanup of cleanups.splice(0)) cleanup()
})

/** A client and the server that answers it. */
async function connected(listener: RequestListener, budget = 10_000, patience = 5000): Promise<GitHub> {
  const server = createServer(listener)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  cleanups.push(() => {
    server.closeAllConnections()
    server.close()
  })
  const apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v3/`
  return openGitHub({ token: 'secret', apiUrl, budget, patience, debug: () => {} })
}

const json = { 'content-type': 'application/json' }

test('asks below the root of the API, with the token', async () => {
  const seen: string[] = []
  const github = await connected((request, response) => {
    seen.push(`${request.method} ${request.url} ${request.headers.authorization}`)
    response.writeHead(200, json).end('{"ok":true}')
  })
  expect(await github.get('/repos/o/r/contents/a%20b%7Bx%7D?ref=1')).toEqual({ ok: true })
  expect(seen).toEqual(['GET /api/v3/repos/o/r/contents/a%20b%7Bx%7D?ref=1 token secret'])
})

const brokenPages = [
  { name: 'a body that is cut off', status: 200, body: '[{"a":1},' },
  { name: 'an object', status: 200, body: '{"message":"hm"}' },
  { name: 'nothing', status: 200, body: '' },
  { name: 'a conflict', status: 409, body: '{"message":"empty"}' },
]
for (const { name, status, body } of brokenPages) {
  test(`a page that is ${name} is an error, not an empty page`, async () => {
    const github = await connected((_, response) => response.writeHead(status, json).end(body))
    await expect(github.list('/x')).rejects.toMatchObject({ name: 'ApiError' })
  })
}

test('a server that never answers costs the time given, and no more', async () => {
  const github = await connected(() => {}, 700, 300)
  const started = Date.now()
  await expect(github.get('/x')).rejects.toMatchObject({ name: 'ApiError', status: 0 })
  expect(Date.now() - started).toBeLessThan(4000)
})

test('a write is not sent again after a fault of the server', async () => {
  let requests = 0
  const github = await connected((_, response) => {
    requests++
    response.writeHead(500, json).end('{"message":"oops"}')
  })
  await expect(github.send('POST', '/x', { body: 'b' })).rejects.toMatchObject({ status: 500 })
  expect(requests).toBe(1)
})

test('a refusal carries what GitHub said', async () => {
  const github = await connected((_, response) =>
    response.writeHead(403, json).end('{"message":"Resource not accessible by integration"}'),
  )
  await expect(github.get('/x?y=1')).rejects.toMatchObject({
    status: 403,
    request: 'GET /x',
    message: 'Resource not accessible by integration',
  })
})

describe('nextPage', () => {
  const api = 'https://api.github.com'
  const rows = [
    { link: undefined, gives: null },
    { link: `<${api}/x?page=3>; rel="last"`, gives: null },
    { link: `<${api}/x?page=1>; rel="prev", <${api}/x?page=3>; rel="next"`, gives: `${api}/x?page=3` },
  ]
  for (const { link, gives } of rows) test(String(link), () => expect(nextPage(link, api)).toBe(gives))

  test('never leads to another host', () => {
    expect(() => nextPage('<https://evil.example/x>; rel="next"', api)).toThrow('another host')
  })
})

describe('pauseBeforeRetry', () => {
  const rows = [
    [429, '3', 3],
    [403, '60', 60],
    [429, null, null],
    [429, 'Wed, 21 Oct 2026 07:28:00 GMT', null],
    [200, '3', null],
    [502, '3', null],
  ] as const
  for (const [status, header, gives] of rows) {
    test(`${status} with ${header}`, () => expect(pauseBeforeRetry(status, header)).toBe(gives))
  }
})
