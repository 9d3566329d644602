import { usage } from './command-line/usage.ts'
import { UserError } from './model/errors.ts'
import { homepage, version } from './product.ts'

const commands = [
  'check',
  'apply',
  'status',
  'rollback',
  'baseline',
  'repair',
  'archive',
  'snapshot',
  'diff',
  'detect',
  'rules',
  'explain',
] as const

/** Runs one command and returns the exit code. */
export async function main(args: readonly string[]): Promise<number> {
  try {
    return await run(args)
  } catch (error) {
    if (error instanceof UserError) {
      process.stderr.write(`migration-gate: ${await harmless(error.message)}\n`)
      return 2
    }
    const stack = error instanceof Error ? error.stack : String(error)
    process.stderr.write(
      `migration-gate: a fault of ours. Please report it with these lines:\n${homepage}/issues\n\n${await harmless(stack ?? '')}\n`,
    )
    return 3
  }
}

/** A message may name a stranger's files: none of its lines is a command to a runner, or drives the terminal. */
async function harmless(message: string): Promise<string> {
  const { visible } = await import('./report/plain-text.ts')
  return visible(message)
    .replace(/\n(?=\s*::)/g, ' ')
    .replaceAll('##[', '## [')
}

async function run(args: readonly string[]): Promise<number> {
  const [command, ...rest] = args
  if (command === undefined || command === '--help' || command === '-h' || command === 'help') {
    process.stdout.write(usage)
    return 0
  }
  if (command === '--version') {
    process.stdout.write(`${version()}\n`)
    return 0
  }
  switch (oneOfCommands(command)) {
    case 'check':
      return (await import('./command-line/check.ts')).runCheck(rest)
    case 'apply':
      return (await import('./command-line/apply.ts')).runApply(rest)
    case 'status':
      return (await import('./command-line/status.ts')).runStatus(rest)
    case 'rollback':
      return (await import('./command-line/rollback.ts')).runRollback(rest)
    case 'baseline':
      return (await import('./command-line/baseline.ts')).runBaseline(rest)
    case 'repair':
      return (await import('./command-line/repair.ts')).runRepair(rest)
    case 'archive':
      return (await import('./command-line/archive.ts')).runArchive(rest)
    case 'snapshot':
      return (await import('./command-line/snapshot.ts')).runSnapshot(rest)
    case 'diff':
      return (await import('./command-line/diff.ts')).runDiff(rest)
    case 'detect':
      return (await import('./command-line/detect.ts')).runDetect(rest)
    case 'rules':
      return (await import('./command-line/catalogue.ts')).runRules(rest)
    case 'explain':
      return (await import('./command-line/catalogue.ts')).runExplain(rest)
  }
}

function oneOfCommands(command: string): (typeof commands)[number] {
  const known = commands.find(known => known === command)
  if (known !== undefined) return known
  throw new UserError(`Unknown command "${command}". Known: ${commands.join(', ')}.`)
}
