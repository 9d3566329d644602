import type { ReportingDescriptor } from 'sarif'
import type { Review } from '../model/review.ts'
import type { Rule } from '../rules/rule.ts'
import { cut } from './plain-text.ts'
import { sarifLevel } from './sarif-result.ts'

/** What the file says of the tool that wrote it. */
export interface SarifTool {
  readonly version: string
  readonly homepage: string
  readonly rules: readonly Rule[]
  readonly ruleUrl: (rule: string) => string
}

/** Longest description that GitHub shows, in characters. */
const longestDescription = 1_024

/** The rules that were asked, and those that a finding names though nobody knows them. */
export function sarifRules(review: Review, tool: SarifTool): ReportingDescriptor[] {
  const asked = tool.rules.filter(({ dialects }) => dialects.includes(review.engine.dialect))
  const known = new Set(asked.map(({ id }) => id))
  const others = [...new Set(review.findings.map(({ rule }) => rule))].filter(id => !known.has(id))
  return [
    ...asked.map(rule => descriptor(rule, tool.ruleUrl(rule.id), precisionOf(review, rule))),
    ...others.map(unknown),
  ]
}

function descriptor(rule: Rule, url: string, precision: Precision | null): ReportingDescriptor {
  const { id, title, why, fix, severity, dialects, preset } = rule
  return {
    id,
    // A name must differ from the id (SARIF 2.1.0, 3.49.7); of one word it does not.
    ...(id.includes('-') ? { name: pascalCase(id) } : {}),
    shortDescription: { text: cut(plain(title), longestDescription) },
    fullDescription: { text: cut(plain(why), longestDescription) },
    help: {
      text: `${plain(why)}\n\nWhat to do: ${plain(fix)}\n\nMore: ${url}`,
      markdown: `${why}\n\n**What to do**\n\n${fix}\n\n[More, with examples](${url})`,
    },
    helpUri: url,
    defaultConfiguration: { level: sarifLevel[severity], enabled: preset === undefined },
    properties: {
      tags: ['sql', 'migration', ...dialects, ...(preset === undefined ? [] : [preset])],
      ...(precision === null ? {} : { precision }),
    },
  }
}

/** GitHub wants words for every rule. */
function unknown(id: string): ReportingDescriptor {
  const text = cut(id, 200) || 'unnamed'
  return { id, shortDescription: { text }, fullDescription: { text }, help: { text } }
}

type Precision = 'very-high' | 'high'

/** How far to trust what the rule found here: what was measured is seldom wrong. */
function precisionOf({ findings }: Review, { id }: Rule): Precision | null {
  const found = findings.filter(({ rule }) => rule === id)
  if (found.length === 0) return null
  return found.every(({ evidence }) => evidence === 'measured') ? 'very-high' : 'high'
}

/** Our Markdown has code in it, and nothing else. */
function plain(markdown: string): string {
  return markdown.replaceAll('`', '')
}

/** `set-not-null-scan` → `SetNotNullScan`. */
function pascalCase(id: string): string {
  return id.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase())
}
