import { deployOptions, exitCode, ownRun, readDeploy, tell, thisMoment } from './deploy.ts'
import { oneOf, parseOptions, refuseOthers, requireUrl } from './options.ts'
import { plainFormats, put } from './output.ts'
import { usage } from './usage.ts'

/** `migration-gate baseline`. */
export async function runBaseline(args: readonly string[]): Promise<number> {
  const { values } = parseOptions(args)
  if (values.help === true) {
    process.stdout.write(usage)
    return 0
  }
  refuseOthers(values, [...deployOptions, 'environment', 'dry-run', 'to'])
  const outputFormat = oneOf('--output-format', values['output-format'] ?? 'text', plainFormats)
  const url = requireUrl(values)
  const [{ baseline }, { renderDeploy, renderDeployJson }, checkout] = await Promise.all([
    import('../commands/baseline.ts'),
    import('../report/deploy.ts'),
    readDeploy(process.cwd(), values),
  ])
  const report = await baseline(
    {
      ...checkout,
      url,
      run: ownRun('baseline', values),
      to: values.to ?? null,
      dryRun: values['dry-run'] === true,
      now: thisMoment(),
    },
    tell,
  )
  await put(values.output, outputFormat === 'json' ? renderDeployJson(report) : renderDeploy(report))
  return exitCode(report)
}
