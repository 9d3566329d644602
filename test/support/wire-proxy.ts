import { createServer, connect as dial, type Socket } from 'node:net'

/** A moment of a conversation: before a request reaches the server, while it works, or after its answer left it. */
export interface Moment {
  /** Of the round trips of the first connection, from 1; or the first one that asks so. */
  readonly place: number | RegExp
  readonly phase: 'before' | 'during' | 'after'
}

/** How long a server has worked on a request that is struck `during` its work, in ms. */
const working = 500

/** What a client asked in one round trip, for people. */
export interface RoundTrip {
  readonly place: number
  readonly asks: string
}

export interface WireProxy {
  readonly port: number
  /** All round trips of the first connection so far. */
  readonly trips: readonly RoundTrip[]
  close(): Promise<void>
}

/** What a strike leads to: the connections are cut, or what was held back passes. */
export type Strike = () => Promise<'cut' | 'pass'>

/**
 * A proxy between a client and a PostgreSQL server that stands still at one moment of the first connection's
 * conversation: `strike` then does what it likes with the client or the server. `hold` comes before a request that is
 * struck `during` its work.
 */
export async function wireProxy(
  serverPort: number,
  moment: Moment | null,
  strike: Strike,
  hold: () => Promise<void> = async () => {},
): Promise<WireProxy> {
  const trips: RoundTrip[] = []
  const sockets = new Set<Socket>()
  const cut = () => {
    for (const socket of sockets) socket.destroy()
  }
  let isCut = false
  const stand = async () => {
    isCut = (await strike()) === 'cut'
    if (isCut) cut()
  }
  let isFirst = true
  const server = createServer(client => {
    const upstream = dial(serverPort, '127.0.0.1')
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      socket.on('error', () => {})
    }
    client.on('close', () => upstream.destroy())
    upstream.on('close', () => client.end())
    if (isCut) return void client.destroy()
    if (isFirst) watched(client, upstream, moment, trips, stand, hold)
    else {
      client.pipe(upstream)
      upstream.pipe(client)
    }
    isFirst = false
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  return {
    port,
    trips,
    close: () =>
      new Promise(resolve => {
        cut()
        server.close(() => resolve())
      }),
  }
}

/** Passes everything on, but for the moment at which it stands still. */
function watched(
  client: Socket,
  upstream: Socket,
  moment: Moment | null,
  trips: RoundTrip[],
  stand: () => Promise<void>,
  hold: () => Promise<void>,
): void {
  const asked = requests(asks => {
    trips.push({ place: trips.length + 1, asks })
  })
  const answered = answers()
  // The first one ends the start of the session, and answers no request.
  let ready = -1
  let isOver = moment === null
  /** Whether this is the moment; it comes once. */
  const comes = (phase: Moment['phase'], reached: number): boolean => {
    if (isOver || moment?.phase !== phase) return false
    const { place } = moment
    isOver =
      typeof place === 'number'
        ? reached >= place
        : trips.slice(0, reached).some(({ asks }) => place.test(asks))
    return isOver
  }
  const pass = (to: Socket, bytes: Buffer) => {
    if (!to.destroyed) to.write(bytes)
  }
  client.on('data', async bytes => {
    asked(bytes)
    if (comes('before', trips.length)) await stand()
    const isWorking = comes('during', trips.length)
    if (isWorking) await hold()
    pass(upstream, bytes)
    if (isWorking) setTimeout(() => void stand(), working)
  })
  upstream.on('data', async bytes => {
    ready += answered(bytes)
    if (comes('after', ready)) await stand()
    pass(client, bytes)
  })
}

/** Follows what a client sends; told at each request that the server answers with ReadyForQuery. */
function requests(told: (asks: string) => void): (bytes: Buffer) => void {
  let rest = Buffer.alloc(0)
  let started = false
  let prepared = ''
  return bytes => {
    rest = Buffer.concat([rest, bytes])
    for (;;) {
      const head = started ? 1 : 0
      if (rest.length < head + 4) return
      const length = rest.readInt32BE(head) + head
      if (rest.length < length) return
      const type = started ? String.fromCharCode(rest[0] as number) : ''
      const body = rest.subarray(head + 4, length)
      if (type === 'P') prepared = body.toString('utf8').split('\0')[1] ?? ''
      if (type === 'Q') told(shortened(body.toString('utf8')))
      if (type === 'S') told(shortened(prepared))
      started = true
      rest = rest.subarray(length)
    }
  }
}

/** A transaction is one message, and begins with what makes its session fresh. */
const longest = 2000

function shortened(sql: string): string {
  return sql.replaceAll('\0', '').replace(/\s+/g, ' ').trim().slice(0, longest)
}

/** Follows what a server sends; counts ReadyForQuery. */
function answers(): (bytes: Buffer) => number {
  let rest = Buffer.alloc(0)
  return bytes => {
    rest = Buffer.concat([rest, bytes])
    let ready = 0
    while (rest.length >= 5) {
      const length = rest.readInt32BE(1) + 1
      if (rest.length < length) break
      if (rest[0] === 90) ready++
      rest = rest.subarray(length)
    }
    return ready
  }
}
