import { UserError } from '../model/errors.ts'
import { oneOf, parseOptions, refuseOthers, wantsColor } from './options.ts'
import { plainFormats, put } from './output.ts'
import { usage } from './usage.ts'

/** `migration-gate rules`. */
export async function runRules(args: readonly string[]): Promise<number> {
  const { values } = parseOptions(args)
  if (values.help === true) {
    process.stdout.write(usage)
    return 0
  }
  refuseOthers(values, ['dialect', 'output-format', 'output', 'no-color'])
  const outputFormat = oneOf('--output-format', values['output-format'] ?? 'text', plainFormats)
  const [{ listRules }, { renderCatalogue, renderCatalogueJson }, { dialectNames }] = await Promise.all([
    import('../commands/rules.ts'),
    import('../report/catalogue.ts'),
    import('../dialects/registry.ts'),
  ])
  const catalogue = listRules(
    values.dialect === undefined ? null : oneOf('--dialect', values.dialect, dialectNames),
  )
  const color = wantsColor(values)
  await put(
    values.output,
    outputFormat === 'json' ? renderCatalogueJson(catalogue) : renderCatalogue(catalogue, { color }),
  )
  return 0
}

/** `migration-gate explain <rule>`. */
export async function runExplain(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseOptions(args, { words: true })
  if (values.help === true) {
    process.stdout.write(usage)
    return 0
  }
  refuseOthers(values, ['output-format', 'output', 'no-color'])
  const outputFormat = oneOf('--output-format', values['output-format'] ?? 'text', plainFormats)
  const [name, ...others] = positionals
  if (name === undefined || others.length > 0)
    throw new UserError(
      'explain wants one rule: migration-gate explain <rule>. All of them: migration-gate rules',
    )
  const [{ explain }, { renderCatalogueJson }, { renderExplanation }] = await Promise.all([
    import('../commands/explain.ts'),
    import('../report/catalogue.ts'),
    import('../report/explanation.ts'),
  ])
  const rules = explain(name)
  const color = wantsColor(values)
  await put(
    values.output,
    outputFormat === 'json' ? renderCatalogueJson(rules) : renderExplanation(rules, { color }),
  )
  return 0
}
