import { Stopped, unsafeReasons } from '../model/deploy.ts'
import { deployOptions, ownRun, readDeploy } from './deploy.ts'
import { oneOf, parseOptions, refuseOthers, requireUrl } from './options.ts'
import { plainFormats, put } from './output.ts'
import { usage } from './usage.ts'

/** `migration-gate status`. */
export async function runStatus(args: readonly string[]): Promise<number> {
  const { values } = parseOptions(args)
  if (values.help === true) {
    process.stdout.write(usage)
    return 0
  }
  refuseOthers(values, deployOptions)
  const outputFormat = oneOf('--output-format', values['output-format'] ?? 'text', plainFormats)
  const url = requireUrl(values)
  const [{ status }, { renderStatus, renderStatusJson }, checkout] = await Promise.all([
    import('../commands/status.ts'),
    import('../report/status.ts'),
    readDeploy(process.cwd(), values),
  ])
  try {
    const states = await status({ ...checkout, url, run: ownRun('status', values) })
    await put(values.output, outputFormat === 'json' ? renderStatusJson(states) : renderStatus(states))
    return 0
  } catch (error) {
    if (!(error instanceof Stopped)) throw error
    process.stderr.write(`migration-gate: ${error.reason}: ${error.message}\n`)
    return unsafeReasons.includes(error.reason) ? 2 : 1
  }
}
