/**
 * How long readers and writers of a table stand still while a migration wants it and a long transaction holds it: beside
 * ours, and beside `psql`, without a lock timeout and with ours.
 *
 *     node bench/lock-queue.ts [seconds that the long transaction rests, 10 unless said]
 */
import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { deployFolder } from '../test/support/deploy-folder.ts'
import { onGround, prepareRing } from '../test/support/ring.ts'
import { startServer } from '../test/support/server.ts'
import { besideTraffic } from '../test/support/traffic.ts'

const rest = Number(process.argv[2] ?? 10) * 1000
const lockTimeout = 3_000
const sql = 'ALTER TABLE item ADD COLUMN note text;'
const file = join(tmpdir(), `migration-gate-lock-queue-${process.pid}.sql`)
const run = promisify(execFile)

const shape = { format: 'plain', files: { '1_note.sql': sql } }
const contenders = {
  'ours, lock timeout 3 s': async (place: { url: string; folder: string; format: string }) =>
    deployFolder({ ...place, settings: { 'lock-timeout': lockTimeout, retries: 100 } }),
  psql: ({ url }: { url: string }) => psql(url, ''),
  'psql, lock timeout 3 s': ({ url }: { url: string }) => psql(url, `SET lock_timeout = ${lockTimeout};`),
} as const

async function psql(url: string, before: string): Promise<string> {
  writeFileSync(file, `${before}${sql}\n`)
  try {
    await run('psql', ['-X', '-q', '-v', 'ON_ERROR_STOP=1', '-f', file, url])
    return 'done'
  } catch (error) {
    return /lock timeout/.test(String(error)) ? 'gave up' : String(error)
  }
}

const server = await startServer()
const rows: string[] = []
try {
  await prepareRing(server)
  // What is loaded at the first deploy takes time that is nobody's stall.
  await onGround(server, shape, deployFolder)
  for (const [name, deploy] of Object.entries(contenders)) {
    await onGround(server, shape, async place => {
      let ended = ''
      const { reader, writer } = await besideTraffic(place.url, rest, async () => {
        ended = await deploy(place)
      })
      rows.push(`| ${name} | ${Math.round(reader)} | ${Math.round(writer)} | ${ended} |`)
    })
  }
} finally {
  await server.stop()
}
process.stdout.write(
  `${[
    `${new Date().toISOString().slice(0, 10)}, \`node bench/lock-queue.ts ${rest / 1000}\`, load ${loadavg()[0]?.toFixed(1)}.`,
    '',
    '|  | longest stall of a reader, ms | of a writer, ms | the migration |',
    '| --- | --: | --: | --- |',
    ...rows,
  ].join('\n')}\n`,
)
