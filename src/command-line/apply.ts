import type { DialectName } from '../dialects/registry.ts'
import type { SourceFile } from '../model/migration.ts'
import { deployOptions, exitCode, ownRun, readDeploy, tell, thisMoment } from './deploy.ts'
import { oneOf, parseOptions, refuseOthers, requireUrl } from './options.ts'
import { plainFormats, put } from './output.ts'
import { ownAcceptance, ownCache, readText } from './settings.ts'
import { usage } from './usage.ts'

/** `migration-gate apply`. */
export async function runApply(args: readonly string[]): Promise<number> {
  const { values } = parseOptions(args)
  if (values.help === true) {
    process.stdout.write(usage)
    return 0
  }
  refuseOthers(values, [...deployOptions, 'environment', 'plan-digest', 'dry-run', 'to', 'snapshot'])
  const outputFormat = oneOf('--output-format', values['output-format'] ?? 'text', plainFormats)
  const directory = process.cwd()
  const url = requireUrl(values)
  const [{ apply }, { renderDeploy, renderDeployJson }, checkout, rehearsed] = await Promise.all([
    import('../commands/apply.ts'),
    import('../report/deploy.ts'),
    readDeploy(directory, values),
    values.snapshot === undefined ? null : readText(directory, values.snapshot),
  ])
  const report = await apply(
    {
      ...checkout,
      url,
      run: ownRun('apply', values),
      requireReviewed: null,
      rehearsal: async () => (rehearsed === null ? null : rehearsedOn(rehearsed, checkout.dialect)),
      dryRun: values['dry-run'] === true,
      to: values.to ?? null,
      acceptance: await ownAcceptance(directory),
      ...(await ownCache()),
      now: thisMoment(),
    },
    tell,
  )
  await put(values.output, outputFormat === 'json' ? renderDeployJson(report) : renderDeploy(report))
  return exitCode(report)
}

/** What has to have run the same before. */
async function rehearsedOn({ path, text }: SourceFile, dialect: DialectName) {
  const { readSnapshot } = await import('../config/snapshot.ts')
  const snapshot = await readSnapshot(text, path, dialect)
  return { name: snapshot.environment ?? path, snapshot }
}
