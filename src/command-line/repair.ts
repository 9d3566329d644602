import { UserError } from '../model/errors.ts'
import { deployOptions, exitCode, ownRun, readDeploy, tell, thisMoment } from './deploy.ts'
import { oneOf, parseOptions, refuseOthers, requireUrl } from './options.ts'
import { plainFormats, put } from './output.ts'
import { usage } from './usage.ts'

/** `migration-gate repair`. */
export async function runRepair(args: readonly string[]): Promise<number> {
  const { values } = parseOptions(args)
  if (values.help === true) {
    process.stdout.write(usage)
    return 0
  }
  refuseOthers(values, [...deployOptions, 'environment', 'mark-applied', 'mark-not-applied'])
  const outputFormat = oneOf('--output-format', values['output-format'] ?? 'text', plainFormats)
  const markApplied = values['mark-applied'] ?? []
  const markNotApplied = values['mark-not-applied'] ?? []
  if (markApplied.length + markNotApplied.length === 0)
    throw new UserError('What is true? Say --mark-applied or --mark-not-applied with the id of a migration.')
  const url = requireUrl(values)
  const [{ repair }, { renderDeploy, renderDeployJson }, checkout] = await Promise.all([
    import('../commands/repair.ts'),
    import('../report/deploy.ts'),
    readDeploy(process.cwd(), values),
  ])
  const run = ownRun('repair', values)
  const report = await repair({ ...checkout, url, run, markApplied, markNotApplied, now: thisMoment() }, tell)
  await put(values.output, outputFormat === 'json' ? renderDeployJson(report) : renderDeploy(report))
  return exitCode(report)
}
