import { oneOf, parseOptions, refuseOthers, wantsColor } from './options.ts'
import { plainFormats, put } from './output.ts'
import { readSettings } from './settings.ts'
import { usage } from './usage.ts'

/** `migration-gate detect`. */
export async function runDetect(args: readonly string[]): Promise<number> {
  const { values } = parseOptions(args)
  if (values.help === true) {
    process.stdout.write(usage)
    return 0
  }
  refuseOthers(values, ['dir', 'config', 'output-format', 'output', 'no-color'])
  const outputFormat = oneOf('--output-format', values['output-format'] ?? 'text', plainFormats)
  const [{ detect }, { renderDetection, renderDetectionJson }, { foldersOf }] = await Promise.all([
    import('../commands/detect.ts'),
    import('../report/detection.ts'),
    import('../config/load.ts'),
  ])
  const directory = process.cwd()
  const config = await readSettings(directory, values)
  const detection = await detect({ directory, folders: values.dir ?? foldersOf(config.dir) })
  await put(
    values.output,
    outputFormat === 'json'
      ? renderDetectionJson(detection)
      : renderDetection(detection, { color: wantsColor(values) }),
  )
  return 0
}
