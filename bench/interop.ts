/**
 * We beside the team's own tool, on one database: one of the two applies the first migrations, the other the rest, and
 * each must find nothing left to do.
 *
 *     node bench/interop.ts <folder with dbmate, drizzle-orm and pg in its node_modules>
 *
 * Markdown on standard output. A migration that ran twice, or never, shows in the rows of its table.
 */
import { resolve } from 'node:path'
import { ask } from '../test/support/database-state.ts'
import { deployFolder } from '../test/support/deploy-folder.ts'
import { onGround, type Place } from '../test/support/ring.ts'
import { startServer } from '../test/support/server.ts'
import { steps, type Tool, toolsIn } from './support/interop-tools.ts'

const [folder] = process.argv.slice(2)
if (folder === undefined) {
  process.stderr.write('usage: node bench/interop.ts <folder with dbmate and drizzle-orm>\n')
  process.exit(2)
}

const expected = JSON.stringify([
  { id: 1, note: 'x' },
  { id: 2, note: 'y' },
])

/** Whether all ran once, and nobody has anything left. */
async function trial(tool: Tool, place: Place, first: 'tool' | 'we', count: number): Promise<boolean> {
  const apply = async (who: 'tool' | 'we') => {
    if (who === 'tool') return tool.apply(place.url, place.folder)
    const said = await deployFolder(place)
    if (said !== 'done') throw new Error(said)
  }
  tool.write(place.folder, count)
  if (count > 0) await apply(first)
  tool.write(place.folder, steps.length)
  await apply(first === 'tool' ? 'we' : 'tool')
  const told: string[] = []
  const left = await tool.pending(place.url, place.folder)
  const said = await deployFolder(place, line => told.push(line))
  const rows = JSON.stringify(await ask(place.url, 'SELECT id, note FROM item ORDER BY id'))
  return left === 0 && said === 'done' && told.length === 0 && rows === expected
}

const server = await startServer('fsync=off')
try {
  process.stdout.write('| Tool | Who begins | With how many of 4 | Nothing left, and all ran once |\n')
  process.stdout.write('| --- | --- | --: | --- |\n')
  for (const tool of toolsIn(resolve(folder)))
    for (const first of ['tool', 'we'] as const)
      for (let count = 0; count <= steps.length; count++) {
        const shape = { format: tool.format, files: {} }
        const held = await onGround(
          server,
          shape,
          place => trial(tool, place, first, count),
          'template1',
        ).catch((error: Error) => error.message)
        const who = first === 'tool' ? tool.name : 'we'
        process.stdout.write(
          `| ${tool.name} | ${who} | ${count} | ${held === true ? 'yes' : `no: ${held}`} |\n`,
        )
      }
} finally {
  await server.stop()
}
