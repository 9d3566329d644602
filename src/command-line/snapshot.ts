import type { Snapshot } from '../model/snapshot.ts'
import { count } from '../report/words.ts'
import { thisMoment } from './deploy.ts'
import { parseOptions, refuseOthers, requireUrl } from './options.ts'
import { put } from './output.ts'
import { ownPassword } from './password.ts'
import { readSettings } from './settings.ts'
import { usage } from './usage.ts'

/** `migration-gate snapshot`. */
export async function runSnapshot(args: readonly string[]): Promise<number> {
  const { values } = parseOptions(args)
  if (values.help === true) {
    process.stdout.write(usage)
    return 0
  }
  refuseOthers(values, [
    ...['url', 'environment', 'redact', 'output'],
    ...['dir', 'dialect', 'format-name', 'config', 'no-color'],
  ])
  const [{ checkoutBeside }, { limitsOf, takeSnapshot }, { recordDrift }, { renderSnapshot }] =
    await Promise.all([
      import('../commands/checkout.ts'),
      import('../commands/snapshot.ts'),
      import('../commands/record-drift.ts'),
      import('../report/snapshot.ts'),
    ])
  const settings = await readSettings(process.cwd(), values)
  const url = requireUrl(values)
  const checkout = await checkoutBeside(process.cwd(), settings, values.dir)
  const taken = await takeSnapshot({
    url,
    environment: values.environment ?? null,
    redact: values.redact === true,
    takenAt: thisMoment(),
    limits: limitsOf(settings),
    ...(await ownPassword(process.cwd(), settings.apply.password, values)),
  })
  const snapshot = checkout === null ? taken : await recordDrift(taken, checkout)
  await put(values.output, renderSnapshot(snapshot))
  if (values.output !== undefined) process.stderr.write(`migration-gate: ${told(snapshot, values.output)}\n`)
  return 0
}

function told({ schema, drift, unread = [], serverVersion }: Snapshot, path: string): string {
  const objects = `${schema?.objects.length ?? 0} objects of version ${serverVersion}${toldDrift(drift)}`
  const missing = unread.map(({ object, reason }) => `\n  not in it: ${object}: ${reason}`).join('')
  return `wrote ${JSON.stringify(path)}: ${objects}${missing}`
}

function toldDrift(drift: Snapshot['drift']): string {
  if (drift === undefined) return ''
  const { verdict, changes } = drift
  switch (verdict) {
    case 'equal':
      return ', as its migrations build it'
    case 'equal-except-order':
      return ', as its migrations build it but for the order of columns'
    case 'different':
      return `, ${count(changes.length, 'difference')} from what its migrations build`
  }
}
