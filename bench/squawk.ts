/**
 * Beside squawk on the same files: what each says of them, for somebody to read and judge.
 *
 *     node bench/squawk.ts <folder of checkouts> [--size 50] [--seed 1] [name …]
 *
 * Ours reviews each file as a pull request upon those before it; squawk reads the file. Prints both, file by file.
 */
import { spawnSync } from 'node:child_process'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { casesOf } from './support/alone.ts'
import { drawn } from './support/draw.ts'
import { histories } from './support/history-list.ts'
import { installPeers } from './support/peers.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { size: { type: 'string', default: '50' }, seed: { type: 'string', default: '1' } },
})
const [checkouts, ...names] = positionals
if (checkouts === undefined) {
  process.stderr.write('usage: node bench/squawk.ts <folder of checkouts> [--size n] [--seed n] [name …]\n')
  process.exit(2)
}

const remark = z.object({ line: z.number(), rule_name: z.string() })
const squawk = join(installPeers(), 'squawk')
const all = (await Promise.all(histories(names).map(history => casesOf(resolve(checkouts), history)))).flat()
const tally = new Map<string, number>()
for (const { history, migration, file, review } of drawn(all, Number(values.size), values.seed)) {
  const { findings } = await review()
  const ours = findings.map(({ rule, severity, line, message }) => `${line} ${rule} ${severity}: ${message}`)
  const theirs = remarksOn(file)
  for (const { rule } of findings) count(`ours ${rule}`)
  for (const { rule_name } of theirs) count(`squawk ${rule_name}`)
  process.stdout.write(
    [
      `## ${history} ${migration.id}`,
      ...ours.map(text => `ours   ${text}`),
      ...theirs.map(({ line, rule_name }) => `squawk ${line + 1} ${rule_name}`),
      '',
      '',
    ].join('\n'),
  )
}
process.stdout.write(
  [...tally]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, times]) => `${times} ${name}\n`)
    .join(''),
)
process.exit(0)

function remarksOn(file: string): readonly z.infer<typeof remark>[] {
  const { stdout, error } = spawnSync(squawk, ['--reporter', 'json', file], { encoding: 'utf8' })
  if (error !== undefined) throw error
  return z.array(remark).parse(stdout.trim() === '' ? [] : JSON.parse(stdout))
}

function count(name: string): void {
  tally.set(name, (tally.get(name) ?? 0) + 1)
}
