import type { Catalogue, CatalogueRule } from '../model/catalogue.ts'
import type { Rule, RuleExample } from './rule.ts'

/** The rules as plain values, with the address of each one's page. */
export function catalogueOf(rules: readonly Rule[], pageOf: (rule: string) => string): Catalogue {
  return { format: 'migration-gate/rules@1', rules: rules.map(rule => entry(rule, pageOf(rule.id))) }
}

function entry(rule: Rule, url: string): CatalogueRule {
  const { id, title, severity, dialects, preset, covers, why, fix, bad, good } = rule
  return {
    id,
    title,
    severity,
    dialects: [...dialects],
    preset: preset ?? null,
    covers: [...(covers ?? [])],
    why,
    fix,
    url,
    found: bad.map(one => example(one, rule)),
    notFound: good.map(one => example(one, rule)),
  }
}

function example(
  { dialect, base, up, down, note, also }: RuleExample,
  { id, dialects }: Rule,
): CatalogueRule['found'][number] {
  const whose = dialect ?? dialects[0]
  if (whose === undefined) throw new Error(`${id} is for no dialect`)
  return {
    dialect: whose,
    base: base ?? null,
    up,
    down: down ?? null,
    note: note ?? null,
    also: [...(also ?? [])],
  }
}
