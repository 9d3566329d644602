/*
 * A link to a server on which each direction takes its time, in a thread of its own so that nobody's work slows it.
 */
import { connect, createServer, type Socket } from 'node:net'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'

interface Link {
  readonly port: number
  stop(): Promise<void>
}

interface Wanted {
  readonly to: number
  readonly oneWay: number
}

/** A port of this machine that leads to another, each way late by half of `roundTrip` ms. */
export async function slowLink(to: number, roundTrip: number): Promise<Link> {
  const worker = new Worker(new URL(import.meta.url), { workerData: { to, oneWay: roundTrip / 2 } })
  const port = await new Promise<number>((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
  })
  return { port, stop: async () => void (await worker.terminate()) }
}

function serve({ to, oneWay }: Wanted): void {
  const late = (from: Socket, towards: Socket) => {
    from.on('data', bytes => setTimeout(() => towards.writable && towards.write(bytes), oneWay))
    from.on('end', () => setTimeout(() => towards.end(), oneWay))
    from.on('error', () => towards.destroy())
  }
  const server = createServer({ noDelay: true }, client => {
    const upstream = connect({ port: to, host: '127.0.0.1', noDelay: true })
    late(client, upstream)
    late(upstream, client)
  })
  server.listen(0, '127.0.0.1', () => parentPort?.postMessage((server.address() as { port: number }).port))
}

if (!isMainThread) serve(workerData as Wanted)
