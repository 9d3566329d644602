import { deepEqual } from 'node:assert/strict'
import { ask } from '../../../test/support/database-state.ts'
import { deployFolder } from '../../../test/support/deploy-folder.ts'
import { onGround, type Place, type Ring } from '../../../test/support/ring.ts'
import type { Tool } from './tool.ts'

/** Each can run only once. The second has what a checksum could take otherwise. */
export const steps = [
  'CREATE TABLE item (id int);',
  'ALTER TABLE item\r\n  ADD COLUMN note text; -- größer',
  "INSERT INTO item VALUES (1, 'x');",
  "INSERT INTO item VALUES (2, 'y');",
] as const

const [one, two, three, four] = steps
const third = 2
/** It fails before it does anything: not every tool takes back what stood before. */
const failing = [one, two, `SELECT 1 / 0;\n${three}`, four] as const

/** One of the two applies the first so many, the other the rest. @throws where one ran twice or never */
export async function takeTurns(
  tool: Tool,
  place: Place,
  first: 'tool' | 'we',
  count: number,
): Promise<void> {
  const apply = (who: 'tool' | 'we') =>
    who === 'tool' ? tool.apply(place.url, place.folder) : weApply(place)
  tool.write(place.folder, steps.slice(0, count))
  if (count > 0) await apply(first)
  tool.write(place.folder, steps)
  await apply(first === 'tool' ? 'we' : 'tool')
  await requireNothingLeft(tool, place)
}

/**
 * Where the tool's table says that it failed, so that it would stop itself, we stop too, until that is settled by its own
 * command; else we run it again.
 */
export async function toolFails(tool: Tool, place: Place): Promise<void> {
  tool.write(place.folder, failing)
  await requireFailure(tool.apply(place.url, place.folder))
  tool.write(place.folder, steps)
  if (tool.settle !== undefined) {
    await requireFailure(tool.apply(place.url, place.folder))
    const words = await deployFolder(place)
    if (!words.startsWith('interrupted: ')) throw new Error(`it left a failure, and we: ${words}`)
    deepEqual(await ask(place.url, 'SELECT FROM item'), [], 'rows of what failed')
    await tool.settle(place.url, place.folder, third)
  }
  await weApply(place)
  await requireNothingLeft(tool, place)
}

/** What failed under us is pending to the tool. */
export async function weFail(tool: Tool, place: Place): Promise<void> {
  tool.write(place.folder, failing)
  const words = await deployFolder(place)
  if (!words.startsWith('apply-failed: ')) throw new Error(words)
  tool.write(place.folder, steps)
  await tool.apply(place.url, place.folder)
  await requireNothingLeft(tool, place)
}

/** We apply all here, the tool all in another database: the tables that say so are the same. */
export async function asTheToolWrites(server: Ring, tool: Tool, place: Place): Promise<void> {
  tool.write(place.folder, steps)
  await weApply(place)
  const shape = { format: tool.format, files: {} }
  const theirs = await onGround(
    server,
    shape,
    async other => {
      tool.write(other.folder, steps)
      await tool.apply(other.url, other.folder)
      return recordOf(tool, other)
    },
    'template1',
  )
  deepEqual(await recordOf(tool, place), theirs)
}

async function weApply(place: Place): Promise<void> {
  const words = await deployFolder(place)
  if (words !== 'done') throw new Error(words)
}

async function requireFailure(tried: Promise<void>): Promise<void> {
  const held = await tried.then(
    () => true,
    () => false,
  )
  if (held) throw new Error('it applied what cannot run')
}

async function requireNothingLeft(tool: Tool, place: Place): Promise<void> {
  deepEqual(await tool.pending(place.url, place.folder), 0, 'pending to the tool')
  await tool.apply(place.url, place.folder)
  const told: string[] = []
  deepEqual(await deployFolder(place, line => told.push(line)), 'done')
  deepEqual(told, [], 'pending to us')
  deepEqual(await ask(place.url, 'SELECT id, note FROM item ORDER BY id'), [
    { id: 1, note: 'x' },
    { id: 2, note: 'y' },
  ])
}

/** The rows, columns and constraints of the tool's table. */
async function recordOf({ record: { table, varies } }: Tool, { url }: Place) {
  const without = varies.map(column => ` - '${column}'`).join('')
  return {
    rows: await ask(url, `SELECT to_jsonb(t)${without} AS row FROM ${table} t ORDER BY 1`),
    columns: await ask(
      url,
      `SELECT attname, format_type(atttypid, atttypmod) AS type, attnotnull, attidentity,
         pg_get_expr(adbin, adrelid) AS otherwise
       FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
       WHERE attrelid = '${table}'::regclass AND attnum > 0 ORDER BY attnum`,
    ),
    constraints: await ask(
      url,
      `SELECT conname, pg_get_constraintdef(oid) AS definition FROM pg_constraint
       WHERE conrelid = '${table}'::regclass ORDER BY conname`,
    ),
  }
}
