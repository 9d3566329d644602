import type { Config } from '../config/config.ts'
import type { Finding, Severity } from '../model/finding.ts'
import { rules as catalogue } from '../rules/registry.ts'
import type { Rule } from '../rules/rule.ts'

const ranks: readonly Severity[] = ['notice', 'warning', 'error']

/** What the configuration says of rules. */
export type PolicyConfig = Pick<Config, 'rules' | 'rule-presets' | 'policy'>

/**
 * Findings as the configuration weighs them: without those of rules that are turned off, or of a preset that nobody
 * asked for. What a rule itself calls less than usual, as on a small table, does not become more.
 */
export function applyPolicy(
  findings: readonly Finding[],
  config: PolicyConfig,
  rules: readonly Rule[] = catalogue,
): readonly Finding[] {
  const byId = new Map(rules.map(rule => [rule.id, rule]))
  return findings.flatMap(finding => {
    const rule = byId.get(finding.rule)
    const level = rule === undefined ? undefined : levelOf(rule, config)
    if (level === 'off') return []
    if (rule === undefined || level === undefined) return [finding]
    const isLess = rank(finding.severity) < rank(rule.severity)
    const severity = isLess && rank(finding.severity) < rank(level) ? finding.severity : level
    return [{ ...finding, severity }]
  })
}

/** Rules whose findings the configuration leaves out. */
export function silentRules(config: PolicyConfig, rules: readonly Rule[] = catalogue): ReadonlySet<string> {
  return new Set(rules.filter(rule => levelOf(rule, config) === 'off').map(({ id }) => id))
}

/** What the configuration says of a rule; nothing where it keeps its own severity. */
function levelOf({ id, preset }: Rule, config: PolicyConfig): Severity | 'off' | undefined {
  const levels: Readonly<Record<string, Severity | 'off' | undefined>> = config.rules
  return levels[id] ?? (isAsked(preset, config) ? undefined : 'off')
}

/** A rule of policy finds nothing without the setting that it goes by: who gives one asks for it. */
function isAsked(preset: Rule['preset'], config: PolicyConfig): boolean {
  if (preset === undefined || config['rule-presets'].includes(preset)) return true
  return preset === 'policy' && Object.keys(config.policy).length > 0
}

function rank(severity: Severity): number {
  return ranks.indexOf(severity)
}
