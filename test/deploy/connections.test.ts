import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { diff } from '../../src/commands/diff.ts'
import { configSchema } from '../../src/config/config.ts'
import { passwordSchema } from '../../src/config/password.ts'
import { deployment } from '../../src/dialects/postgres/deploy/target.ts'
import { Stopped } from '../../src/model/deploy.ts'
import { formsOf } from '../../src/model/secret.ts'
import { passwordSource } from '../../src/repository/password-source.ts'
import { type Certificates, makeCertificates } from '../support/certificates.ts'
import { ask } from '../support/database-state.ts'
import { requestFor } from '../support/deploy-commands.ts'
import { startServer, type TestServer } from '../support/server.ts'

// How a target is connected to, on a real server with a certificate of its own.

let server: TestServer
let plain: TestServer
let certificates: Certificates

beforeAll(async () => {
  certificates = makeCertificates()
  server = await startServer('fsync=off', ...certificates.settings)
  plain = await startServer('fsync=off')
})
afterAll(async () => {
  await server?.stop()
  await plain?.stop()
})

const { run } = requestFor('', {}, 'status')

/** Whether the session is encrypted; or why there is none. */
async function opened(url: string, password?: () => Promise<string>): Promise<string> {
  try {
    const target = await deployment.open(url, run, { password })
    const [{ ssl } = {}] = await ask(
      server.superuserUrl,
      `SELECT ssl FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE application_name = 'migration-gate status ${run.id.slice(0, 8)}'`,
    )
    await target.close()
    return ssl === true ? 'encrypted' : 'in the clear'
  } catch (error) {
    if (!(error instanceof Stopped)) throw error
    return `${error.reason}: ${error.message}`
  }
}

interface Row {
  readonly name: string
  readonly mode?: string
  readonly authority?: 'authority' | 'stranger'
  readonly host?: string
  readonly more?: Readonly<Record<string, string>>
  readonly to?: 'plain'
  readonly said: RegExp
}

const table: readonly Row[] = [
  {
    name: 'verify-full, the right authority and host',
    mode: 'verify-full',
    authority: 'authority',
    said: /^encrypted$/,
  },
  {
    name: 'verify-full, another authority',
    mode: 'verify-full',
    authority: 'stranger',
    said: /^unsafe-connection: The certificate .* signed by nobody in \/.*stranger\.pem .*sslrootcert=<file>/,
  },
  {
    name: 'verify-full, no authority named',
    mode: 'verify-full',
    said: /^unsafe-connection: .*signed by nobody in the certificates that Node knows/,
  },
  {
    name: 'verify-full, another host',
    mode: 'verify-full',
    authority: 'authority',
    host: '127.0.0.1',
    said: /^unsafe-connection: The certificate of the database at 127\.0\.0\.1:\d+ is for another host/,
  },
  {
    name: 'require proves as verify-full does',
    mode: 'require',
    authority: 'authority',
    host: '127.0.0.1',
    said: /^unsafe-connection: .*another host/,
  },
  { name: 'require without an authority', mode: 'require', said: /^unsafe-connection: .*signed by nobody/ },
  {
    name: 'verify-ca proves the host too',
    mode: 'verify-ca',
    authority: 'authority',
    host: '127.0.0.1',
    said: /^unsafe-connection: .*another host/,
  },
  {
    name: 'prefer proves as well',
    mode: 'prefer',
    authority: 'stranger',
    said: /^unsafe-connection: .*signed by nobody/,
  },
  {
    name: 'the modes of libpq, for who asks for them',
    mode: 'require',
    host: '127.0.0.1',
    more: { uselibpqcompat: 'true' },
    said: /^encrypted$/,
  },
  { name: 'no-verify', mode: 'no-verify', host: '127.0.0.1', said: /^encrypted$/ },
  { name: 'disable', mode: 'disable', said: /^in the clear$/ },
  { name: 'no mode', said: /^in the clear$/ },
  {
    name: 'a server without TLS',
    mode: 'verify-full',
    to: 'plain',
    said: /^unsafe-connection: .*offers no TLS, and sslmode=verify-full asks for it/,
  },
  {
    name: 'a mode that nobody knows',
    mode: 'verify',
    said: /^cannot-connect: sslmode is "verify"\. Allowed/,
  },
  {
    name: 'an authority that is no file',
    mode: 'verify-full',
    more: { sslrootcert: '/nowhere.pem' },
    said: /^cannot-connect: The address of the database at .* cannot be used: .*nowhere\.pem/,
  },
]

describe('TLS', () => {
  test.each(table)('$name', async ({ mode, authority, host = 'localhost', more = {}, to, said }) => {
    const url = new URL(to === 'plain' ? plain.superuserUrl : server.superuserUrl)
    url.hostname = host
    if (mode !== undefined) url.searchParams.set('sslmode', mode)
    if (authority !== undefined) url.searchParams.set('sslrootcert', certificates[authority])
    for (const [name, value] of Object.entries(more)) url.searchParams.set(name, value)
    const answer = await opened(url.href)
    expect(answer).toMatch(said)
    expect(answer).not.toContain('owner-secret')
  })
})

describe('a password that is asked for', () => {
  const strange = 'p@ss/w:rd "ä" %41'

  /** A program that prints what it was given, and counts how often it ran. */
  function program(script: string): string {
    const file = join(mkdtempSync(join(tmpdir(), 'migration-gate-password-')), 'ask')
    writeFileSync(file, `#!/bin/sh\n${script}\n`)
    chmodSync(file, 0o755)
    return file
  }

  async function role(password: string): Promise<string> {
    const name = `strange_${Math.random().toString(16).slice(2)}`
    await ask(plain.superuserUrl, `CREATE ROLE ${name} LOGIN PASSWORD '${password}'`)
    const url = new URL(plain.superuserUrl)
    url.username = name
    url.password = ''
    return url.href
  }

  test('by a command, at each connection anew, with no more of the environment than is named', async () => {
    const url = await role(strange)
    const counter = join(mkdtempSync(join(tmpdir(), 'migration-gate-count-')), 'n')
    const file = program(
      `printf x >> ${counter}; [ -z "$SECRET" ] || exit 9; [ "$AWS_REGION" = eu ] || exit 8; printf '%s\\n' "$1"`,
    )
    const setting = passwordSchema.parse({ 'from-command': [file, strange] })
    const masks: string[] = []
    const variables = { PATH: process.env.PATH, SECRET: 's', AWS_REGION: 'eu' }
    const password = passwordSource(setting, variables, mask => masks.push(mask))
    expect(await opened(url, password)).toBe('in the clear')
    const { readFileSync } = await import('node:fs')
    // The session that works, and the one that looks on.
    expect(readFileSync(counter, 'utf8')).toBe('xx')
    expect(masks).toEqual(
      expect.arrayContaining([strange, encodeURIComponent(strange), btoa('p@ss/w:rd "\xc3\xa4" %41')]),
    )
  })

  test('by a variable', async () => {
    const url = await role(strange)
    const setting = passwordSchema.parse({ 'from-variable': 'TOKEN' })
    expect(await opened(url, passwordSource(setting, { TOKEN: strange }))).toBe('in the clear')
    expect(await opened(url, passwordSource(setting, { TOKEN: 'wrong-token' }))).toMatch(
      /^cannot-connect: .*password authentication failed/,
    )
    await expect(opened(url, passwordSource(setting, {}))).resolves.toMatch(
      /^cannot-connect: The variable TOKEN/,
    )
  })

  test('by a variable, of a database that is compared', async () => {
    const url = await role(strange)
    const side = { kind: 'url', url, name: 'it' } as const
    const password = passwordSource(passwordSchema.parse({ 'from-variable': 'TOKEN' }), { TOKEN: strange })
    const request = { from: side, to: side, directory: '.', config: configSchema.parse({}), takenAt: '' }
    await expect(diff(request)).rejects.toThrow(/cannot be reached/)
    expect(await diff({ ...request, ...(password === undefined ? {} : { password }) })).toMatchObject({
      verdict: 'equal',
    })
  })

  const failing: readonly { readonly name: string; readonly script: string; readonly said: RegExp }[] = [
    { name: 'fails', script: 'echo no token >&2; exit 3', said: /it ended with 3: no token/ },
    { name: 'prints nothing', script: 'true', said: /it printed nothing/ },
    { name: 'prints two lines', script: 'echo a; echo b', said: /more than one line/ },
    { name: 'takes too long', script: 'exec sleep 30', said: /longer than 500 ms/ },
    {
      name: 'tells its secret',
      script: 'echo hush-hush; echo hush-hush >&2; exit 1',
      said: /it ended with 1: \*\*\*\./,
    },
  ]

  test.each(failing)('by a command that $name: said, without what it printed', async ({ script, said }) => {
    const setting = passwordSchema.parse({ 'from-command': [program(script)], timeout: 500 })
    const answer = await opened(plain.superuserUrl, passwordSource(setting, process.env))
    expect(answer).toMatch(/^cannot-connect: The command /)
    expect(answer).toMatch(said)
    expect(answer).not.toContain('hush-hush')
  })

  test('by a command that is not there', async () => {
    const setting = passwordSchema.parse({ 'from-command': ['no-such-program-of-ours'] })
    expect(await opened(plain.superuserUrl, passwordSource(setting, process.env))).toMatch(
      /there is no such program/,
    )
  })

  test.each(['a b+c', 'ä"\\', 'x?y=z&w', '%41%'])('every form of %s is known', secret => {
    const forms = formsOf(secret)
    for (const form of [
      encodeURIComponent(secret),
      Buffer.from(secret).toString('base64'),
      JSON.stringify(secret),
    ])
      expect(forms.some(one => form.includes(one))).toBe(true)
  })
})
