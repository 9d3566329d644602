/**
 * The test suite of sqldef for SQLite as round trips: up by its reviewed SQL and by our planner, down by our planner.
 * The judge is `sqlite3 <file> .dump` of the system, not our reader.
 *
 *     node bench/sqldef-sqlite.ts <folder of a checkout of sqldef/sqldef>
 *
 * Markdown on standard output; each case that did not come back on standard error.
 */
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parse } from 'yaml'
import { openEmbedded } from '../src/dialects/sqlite/shadow/embedded.ts'
import { falselyEqual, type State, type Trip, tripsOf } from './support/sqlite-trips.ts'
import { table } from './support/tables.ts'

const [checkout] = process.argv.slice(2)
if (checkout === undefined) {
  process.stderr.write('usage: node bench/sqldef-sqlite.ts <folder of a checkout of sqldef/sqldef>\n')
  process.exit(2)
}

const folder = join(resolve(checkout), 'cmd/sqlite3def')
const suites = readdirSync(folder).filter(name => /^tests.*\.yml$/.test(name))
const session = await openEmbedded({ statement: 10_000, check: 600_000, memory: 1_000_000_000 })
const empty = await session.image()
const trips: Trip[] = []
const states: State[] = []
const cases: string[] = []
for (const suite of suites) {
  const read = parse(readFileSync(join(folder, suite), 'utf8')) as Record<
    string,
    Parameters<typeof tripsOf>[2]
  >
  for (const [name, test] of Object.entries(read)) {
    cases.push(name)
    const found = await tripsOf(session, empty, test)
    trips.push(...found.trips.map(trip => ({ ...trip, name: `${name}, ${trip.way}` })))
    states.push(...found.states)
  }
}
await session.close()

for (const trip of trips) {
  const isBack = trip.down === 'equal' && trip.rows !== 'other'
  if (trip.up !== 'equal' || !isBack)
    process.stderr.write(`${trip.name}: up ${trip.up}, down ${trip.down}, rows ${trip.rows} ${trip.why}\n`)
}
const pairs = falselyEqual(states)
for (const pair of pairs.wrong) process.stderr.write(`said to be equal:\n${pair}\n`)

const ways = ['reviewed', 'planned'] as const
const count = (way: Trip['way'], test: (trip: Trip) => boolean) =>
  String(trips.filter(trip => trip.way === way && test(trip)).length)
const row = (title: string, test: (trip: Trip) => boolean) => [title, ...ways.map(way => count(way, test))]
const rows = [
  row('round trips', () => true),
  row('up equal', ({ up }) => up === 'equal'),
  row('up leads elsewhere, as the case has it', ({ up }) => up === 'other'),
  row('up fails on tables with rows: judged on empty ones', ({ withRows }) => !withRows),
  row('up impossible, and said so', ({ up }) => up === 'failed'),
  row('down equal', ({ down }) => down === 'equal'),
  row('down unequal', ({ down }) => down === 'other'),
  row('down failed', ({ down }) => down === 'failed'),
  row('down impossible, and said so', ({ down }) => down === 'impossible'),
  row('rows as before', ({ withRows, rows }) => withRows && rows === 'equal'),
  row('rows gone with what the up drops', ({ rows }) => rows === 'dropped'),
  row('rows otherwise', ({ rows }) => rows === 'other'),
  row('unequal, but our comparison says equal', ({ falselyEqual }) => falselyEqual),
]
const system = spawnSync('sqlite3', ['--version'], { encoding: 'utf8' }).stdout.split(' ')[0]
process.stdout.write(`# Round trips of sqldef's SQLite suite

${new Date().toISOString().slice(0, 10)}, \`node bench/sqldef-sqlite.ts <checkout of sqldef/sqldef>\`, ${cases.length} cases of ${suites.length} files, judged by the text
of \`.dump\` of sqlite3 ${system} (schema, and three rows for each table that takes them), run on SQLite ${process.versions.sqlite}.

Not compared: comments, quotes around names, white space, case outside strings, the order of objects, and the words
GENERATED ALWAYS and VIRTUAL of a generated column, which say what is so without them. A reviewed up leads elsewhere where
the case leaves a drop out on purpose, or where its ALTERs end in another order of columns or without a default.

${table(['', 'reviewed up', 'our up'], rows)}

Each of the ${states.length} schemas against each other, ${pairs.compared} pairs that differ by their text: ${pairs.wrong.length} of them are equal to our comparison.
`)
