import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

/** One after the other, the same statement as fast as the server answers: its longest wait, in ms. */
class Traffic {
  longest = 0
  /** Answers so far. */
  count = 0
  #over = false
  readonly #ended: Promise<void>

  constructor(url: string, sql: string) {
    this.#ended = this.#flow(new pg.Client({ connectionString: url }), sql)
  }

  async #flow(client: pg.Client, sql: string): Promise<void> {
    await client.connect()
    while (!this.#over) {
      const started = performance.now()
      await client.query(sql)
      this.longest = Math.max(this.longest, performance.now() - started)
      this.count++
      await sleep(5)
    }
    await client.end()
  }

  stop(): Promise<void> {
    this.#over = true
    return this.#ended
  }
}

/** How long somebody who reads and somebody who writes stood still while a work was done, in ms. */
export interface Stalls {
  readonly reader: number
  readonly writer: number
}

/**
 * A reader and a writer of `item` go on while a session that has touched it rests in its transaction, and `work` wants
 * to change the table. The resting session ends after `rest` ms.
 */
export async function besideTraffic(
  url: string,
  rest: number,
  work: () => Promise<unknown>,
): Promise<Stalls & { readonly holder: number }> {
  const holder = new pg.Client({ connectionString: url, application_name: 'nightly report' })
  await holder.connect()
  const { rows } = await holder.query('SELECT pg_backend_pid() AS pid')
  await holder.query('BEGIN')
  await holder.query("SELECT count(*) FROM item WHERE kind <> 'secret-of-somebody'")
  const reader = new Traffic(url, 'SELECT price FROM item WHERE id = 7')
  const writer = new Traffic(url, 'UPDATE item SET price = price + 1 WHERE id = 8')
  const rested = sleep(rest).then(() => holder.end())
  await work()
  await rested
  await Promise.all([reader.stop(), writer.stop()])
  return { reader: reader.longest, writer: writer.longest, holder: rows[0].pid }
}
