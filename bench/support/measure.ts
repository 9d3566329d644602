import { spawnSync } from 'node:child_process'

/** The middle of an odd or even number of values. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? Number.NaN)
    : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}

export interface Command {
  readonly name: string
  readonly program: string
  readonly args: readonly string[]
  readonly cwd: string
}

/** Wall time of whole processes in ms, the commands in turn, so that a busy moment hits all of them. */
export function timeCommands(
  commands: readonly Command[],
  rounds: number,
): ReadonlyMap<string, readonly number[]> {
  const times = new Map(commands.map(({ name }) => [name, [] as number[]]))
  for (let round = 0; round < rounds; round++) {
    for (const { name, program, args, cwd } of commands) {
      const started = performance.now()
      const { error } = spawnSync(program, args, { cwd, stdio: 'ignore', timeout: 120_000 })
      if (error !== undefined) throw error
      times.get(name)?.push(performance.now() - started)
    }
  }
  return times
}

/** A markdown table of medians, least and most. */
export function timesTable(times: ReadonlyMap<string, readonly number[]>): string {
  const rows = [...times].map(([name, values]) => {
    const [least, most] = [Math.min(...values), Math.max(...values)]
    return `| ${name} | ${median(values).toFixed(0)} | ${least.toFixed(0)} | ${most.toFixed(0)} |`
  })
  return ['| | median ms | least | most |', '|---|--:|--:|--:|', ...rows].join('\n')
}
