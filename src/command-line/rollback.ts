import { UserError } from '../model/errors.ts'
import { deployOptions, exitCode, ownRun, readDeploy, tell, thisMoment } from './deploy.ts'
import { type Options, oneOf, parseOptions, refuseOthers, requireUrl } from './options.ts'
import { plainFormats, put } from './output.ts'
import { usage } from './usage.ts'

/** `migration-gate rollback`. */
export async function runRollback(args: readonly string[]): Promise<number> {
  const { values } = parseOptions(args)
  if (values.help === true) {
    process.stdout.write(usage)
    return 0
  }
  refuseOthers(values, [
    ...deployOptions,
    'environment',
    'plan-digest',
    'dry-run',
    'to',
    'steps',
    'accept-loss',
  ])
  const outputFormat = oneOf('--output-format', values['output-format'] ?? 'text', plainFormats)
  const reach = reachOf(values)
  const url = requireUrl(values)
  const [{ rollback }, { renderDeploy, renderDeployJson }, checkout] = await Promise.all([
    import('../commands/rollback.ts'),
    import('../report/deploy.ts'),
    readDeploy(process.cwd(), values),
  ])
  const report = await rollback(
    {
      ...checkout,
      url,
      run: ownRun('rollback', values),
      reach,
      acceptedLosses: new Set(values['accept-loss'] ?? []),
      dryRun: values['dry-run'] === true,
      now: thisMoment(),
    },
    tell,
  )
  await put(values.output, outputFormat === 'json' ? renderDeployJson(report) : renderDeploy(report))
  return exitCode(report)
}

function reachOf({ steps, to }: Options): { readonly steps: number } | { readonly to: string } {
  if (steps !== undefined && to !== undefined) throw new UserError('Say --steps or --to, not both.')
  if (to !== undefined) return { to }
  if (steps === undefined)
    throw new UserError('How far? Say --steps 1, or --to with the last migration that stays.')
  if (!/^[1-9]\d{0,5}$/.test(steps))
    throw new UserError(`--steps is "${steps}". Expected a number from 1 on.`)
  return { steps: Number(steps) }
}
