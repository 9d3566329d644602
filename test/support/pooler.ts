import { createServer, connect as dial, type Socket } from 'node:net'

/** Which free backend is lent next: the last that came back, as pgbouncer does it, or the one that rested longest. */
export type Lending = 'last' | 'longest'

/**
 * A pooler in transaction mode before a server that asks for clear passwords: each transaction of each client gets
 * whatever backend is free. Clients are let in without a password.
 */
export async function transactionPooler(
  serverUrl: string,
  size: number,
  lending: Lending,
): Promise<{ readonly port: number; close(): Promise<void> }> {
  const free = await Promise.all(Array.from({ length: size }, () => backend(new URL(serverUrl))))
  const all = [...free]
  const clients = new Set<Socket>()
  const waiting: ((lent: Socket) => void)[] = []
  const lend = () =>
    new Promise<Socket>(resolve => {
      const lent = lending === 'last' ? free.pop() : free.shift()
      if (lent === undefined) waiting.push(resolve)
      else resolve(lent)
    })
  const giveBack = (lent: Socket) => {
    lent.removeAllListeners('data')
    const next = waiting.shift()
    if (next === undefined) free.push(lent)
    else next(lent)
  }
  const server = createServer(client => {
    clients.add(client)
    client.on('error', () => {})
    serve(client, lend, giveBack)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as { port: number }).port,
    close: () =>
      new Promise(resolve => {
        for (const socket of [...clients, ...all]) socket.destroy()
        server.close(() => resolve())
      }),
  }
}

/** One client: a backend is his from his first word until the server says that no transaction is open. */
function serve(client: Socket, lend: () => Promise<Socket>, giveBack: (lent: Socket) => void): void {
  let lent: Promise<Socket> | null = null
  const heard = messages(false, (type, bytes) => {
    if (type === '') return void client.write(welcome)
    if (type === 'X') return void client.end()
    if (lent === null) {
      lent = lend().then(socket => {
        socket.on(
          'data',
          messages(true, (kind, answer) => {
            client.write(answer)
            if (kind !== 'Z' || answer.at(-1) !== idle) return
            giveBack(socket)
            lent = null
          }),
        )
        return socket
      })
    }
    void lent.then(socket => socket.write(bytes))
  })
  client.on('data', heard)
}

const idle = 'I'.charCodeAt(0)

function message(type: string, ...body: readonly (Buffer | string)[]): Buffer {
  const text = Buffer.concat(body.map(part => (typeof part === 'string' ? Buffer.from(part) : part)))
  return Buffer.concat([Buffer.from(type), int(text.length + 4), text])
}

function int(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32BE(value)
  return bytes
}

/** AuthenticationOk, a key of the pooler's own, ReadyForQuery. */
const welcome = Buffer.concat([message('R', int(0)), message('K', int(4711), int(4711)), message('Z', 'I')])

/** A session of the pooler's own. */
function backend({ hostname, port, username, password, pathname }: URL): Promise<Socket> {
  const socket = dial(Number(port), hostname)
  const names = `user\0${username}\0database\0${pathname.slice(1)}\0application_name\0pooler\0\0`
  socket.write(Buffer.concat([int(names.length + 8), int(196_608), Buffer.from(names)]))
  return new Promise((resolve, reject) => {
    socket.on('error', reject)
    socket.on(
      'data',
      messages(true, (type, bytes) => {
        if (type === 'E') reject(new Error(bytes.toString()))
        if (type === 'R' && bytes.readInt32BE(5) === 3) socket.write(message('p', `${password}\0`))
        if (type !== 'Z') return
        socket.removeAllListeners('data')
        resolve(socket)
      }),
    )
  })
}

/** Cuts a stream into messages. The first one of a client has no type. */
function messages(typed: boolean, told: (type: string, bytes: Buffer) => void): (bytes: Buffer) => void {
  let rest = Buffer.alloc(0)
  let head = typed ? 1 : 0
  return bytes => {
    rest = Buffer.concat([rest, bytes])
    while (rest.length >= head + 4) {
      const length = rest.readInt32BE(head) + head
      if (rest.length < length) return
      const whole = rest.subarray(0, length)
      rest = rest.subarray(length)
      const type = head === 0 ? '' : String.fromCharCode(whole[0] as number)
      head = 1
      told(type, whole)
    }
  }
}
