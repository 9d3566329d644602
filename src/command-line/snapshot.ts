import type { Snapshot } from '../model/snapshot.ts'
import { parseOptions, refuseOthers, requireUrl } from './options.ts'
import { put } from './output.ts'
import { readSettings } from './settings.ts'
import { usage } from './usage.ts'

/** `migration-gate snapshot`. */
export async function runSnapshot(args: readonly string[]): Promise<number> {
  const { values } = parseOptions(args)
  if (values.help === true) {
    process.stdout.write(usage)
    return 0
  }
  refuseOthers(values, ['url', 'environment', 'redact', 'config', 'output', 'no-color'])
  const [{ limitsOf, takeSnapshot }, { renderSnapshot }] = await Promise.all([
    import('../commands/snapshot.ts'),
    import('../report/snapshot.ts'),
  ])
  const settings = await readSettings(process.cwd(), values)
  const snapshot = await takeSnapshot({
    url: requireUrl(values),
    environment: values.environment ?? null,
    redact: values.redact === true,
    takenAt: new Date().toISOString().replace(/\.\d+Z$/, 'Z'),
    limits: limitsOf(settings),
  })
  await put(values.output, renderSnapshot(snapshot))
  if (values.output !== undefined) process.stderr.write(`migration-gate: ${told(snapshot, values.output)}\n`)
  return 0
}

function told({ schema, unread = [], serverVersion }: Snapshot, path: string): string {
  const objects = `${schema?.objects.length ?? 0} objects of version ${serverVersion}`
  const missing = unread.map(({ object, reason }) => `\n  not in it: ${object}: ${reason}`).join('')
  return `wrote ${JSON.stringify(path)}: ${objects}${missing}`
}
