/**
 * Strikes a deploy at every one of its round trips, runs it again, and compares the database with that of an
 * undisturbed run: schema, rows, the table that counts what ran, the tool's own history, the journal.
 *
 *     node bench/kill-matrix.ts [--blow kill|terminate|cut|stop] [--shape <part of a name>]
 *
 * Markdown on standard output; each point after which something was otherwise on standard error.
 */
import { parseArgs } from 'node:util'
import { type Blow, pointsOf, problemsAt, undisturbed } from '../test/support/kill-matrix.ts'
import { planShapes } from '../test/support/plan-shapes.ts'
import { prepareRing } from '../test/support/ring.ts'
import { startServer } from '../test/support/server.ts'

const { values } = parseArgs({
  options: { blow: { type: 'string' }, shape: { type: 'string', default: '' } },
})
const blows = (['terminate', 'cut', 'stop', 'kill'] as const).filter(
  blow => values.blow === undefined || values.blow === blow,
)
const shapes = planShapes.filter(({ name }) => name.includes(values.shape))

/** Two lanes, but for a server that stops for all. */
const lanesOf = (blow: Blow) => (blow === 'stop' ? 1 : 2)

// What waits for no disk stays in memory, so that a server that stops at once forgets it.
const server = await startServer('fsync=off', 'autovacuum=off', 'wal_writer_delay=10s')
try {
  await prepareRing(server)
  process.stdout.write('| Blow | Plan | Round trips | Points | As undisturbed | Otherwise |\n')
  process.stdout.write('| --- | --- | --: | --: | --: | --: |\n')
  for (const blow of blows)
    for (const shape of shapes) {
      const run = await undisturbed(server, shape)
      const points = pointsOf(run, [blow])
      const problems = await problemsAt(server, shape, points, run.state, lanesOf(blow))
      const counts = [run.trips.length, points.length, points.length - problems.length, problems.length]
      process.stdout.write(`| ${[blow, shape.name, ...counts].join(' | ')} |\n`)
      for (const problem of problems) process.stderr.write(`${shape.name}: ${problem}\n`)
    }
} finally {
  await server.stop()
}
