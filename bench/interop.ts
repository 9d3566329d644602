/**
 * We beside the team's own tool, on one database: they take turns, and each must find nothing left that the other
 * applied, and run again what failed under the other.
 *
 *     node bench/interop.ts <folder> [--tool <part of a name>]
 *
 * What the folder may hold: dbmate, drizzle-orm with pg, and prisma 6 with @prisma/adapter-pg in its `node_modules`;
 * `goose`, `migrate`, `sqlx` and `diesel` in its `bin`. Markdown on standard output.
 */
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { onGround, type Place } from '../test/support/ring.ts'
import { startServer } from '../test/support/server.ts'
import type { Tool } from './support/interop/tool.ts'
import { toolsIn } from './support/interop/tools.ts'
import { asTheToolWrites, steps, takeTurns, toolFails, weFail } from './support/interop/trials.ts'

const { values, positionals } = parseArgs({
  options: { tool: { type: 'string', default: '' } },
  allowPositionals: true,
})
const [folder] = positionals
if (folder === undefined) {
  process.stderr.write('usage: node bench/interop.ts <folder with the tools> [--tool <part of a name>]\n')
  process.exit(2)
}

const server = await startServer('fsync=off')

/** In a database of its own: `yes`, or what was otherwise. */
async function held({ format }: Tool, trial: (place: Place) => Promise<void>): Promise<string> {
  const shape = { format, files: {} }
  return onGround(server, shape, trial, 'template1').then(
    () => 'yes',
    (error: Error) => `no: ${error.message.trim().replaceAll(/\s*\n\s*/g, ' ')}`,
  )
}

/** Of all the counts of migrations with which one of the two begins. */
async function turns(tool: Tool, first: 'tool' | 'we'): Promise<string> {
  const bad: string[] = []
  for (let count = 0; count <= steps.length; count++) {
    const outcome = await held(tool, place => takeTurns(tool, place, first, count))
    if (outcome !== 'yes') bad.push(`${count}: ${outcome}`)
  }
  return bad.length === 0 ? 'yes' : bad.join('; ')
}

try {
  process.stdout.write('| Tool | It begins | We begin | Alike | It fails | We fail |\n')
  process.stdout.write('| --- | --- | --- | --- | --- | --- |\n')
  for (const tool of toolsIn(resolve(folder)).filter(({ name }) => name.includes(values.tool))) {
    const outcomes = [
      await turns(tool, 'tool'),
      await turns(tool, 'we'),
      await held(tool, place => asTheToolWrites(server, tool, place)),
      await held(tool, place => toolFails(tool, place)),
      await held(tool, place => weFail(tool, place)),
    ]
    process.stdout.write(`| ${[tool.name, ...outcomes].join(' | ')} |\n`)
  }
} finally {
  await server.stop()
}
