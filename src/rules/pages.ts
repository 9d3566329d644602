import { type LeftOut, leftOut } from './left-out.ts'
import type { Rule, RuleExample } from './rule.ts'
import { exampleText } from './support/example-text.ts'

/** The rule pages by path: `docs/rules/<id>.md` and the index. The same rules give the same bytes. */
export function rulePages(rules: readonly Rule[]): ReadonlyMap<string, string> {
  const sorted = [...rules].sort((a, b) => (a.id < b.id ? -1 : 1))
  return new Map([
    ['docs/rules/README.md', index(sorted)],
    ...sorted.map(rule => [`docs/rules/${rule.id}.md`, page(rule)] as const),
  ])
}

const generated = '<!-- Generated from src/rules by scripts/generate.ts. Do not edit. -->'

function index(rules: readonly Rule[]): string {
  const safety = rules.filter(({ preset }) => preset === undefined)
  return lines([
    generated,
    '# Rules',
    '',
    'Each rule is one danger. What was measured in the throwaway database decides first, the text second.',
    '',
    ...table(safety),
    ...presetTable('style', 'Style', rules),
    ...presetTable('policy', 'Policy', rules),
    ...coverage(rules),
    ...left(
      'Known, and left for later',
      'They need what is not read yet.',
      leftOut.filter(it => it.later),
    ),
    ...left(
      'Known, and left out',
      'Each with its reason.',
      leftOut.filter(it => !it.later),
    ),
  ])
}

function table(rules: readonly Rule[]): readonly string[] {
  return [
    '| Rule | Danger | Severity | Dialects |',
    '| --- | --- | --- | --- |',
    ...rules.map(
      ({ id, title, severity, dialects }) =>
        `| [\`${id}\`](${id}.md) | ${cell(title)} | ${severity} | ${dialects.join(', ')} |`,
    ),
  ]
}

/** Rules that speak only where a team asks for them. */
function presetTable(preset: Rule['preset'], title: string, rules: readonly Rule[]): readonly string[] {
  const asked = rules.filter(rule => rule.preset === preset)
  if (asked.length === 0) return []
  const how = `Off, unless the configuration says \`rule-presets: [${preset}]\` or gives one a severity under \`rules\`.`
  return ['', `## ${title}`, '', how, '', ...table(asked)]
}

/** Which rule speaks of a danger that others know under another name. */
function coverage(rules: readonly Rule[]): readonly string[] {
  const names = rules
    .flatMap(({ id, covers = [] }) => covers.map(name => ({ name, id })))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
  if (names.length === 0) return []
  return [
    '',
    '## Under other names',
    '',
    'One fact often has several names. Here is which rule speaks of each.',
    '',
    '| Danger | Rule |',
    '| --- | --- |',
    ...names.map(({ name, id }) => `| ${cell(name)} | [\`${id}\`](${id}.md) |`),
  ]
}

function left(title: string, what: string, all: readonly LeftOut[]): readonly string[] {
  if (all.length === 0) return []
  return [
    '',
    `## ${title}`,
    '',
    what,
    '',
    '| Danger | Why |',
    '| --- | --- |',
    ...all.map(({ name, why }) => `| ${cell(name)} | ${cell(why)} |`),
  ]
}

function page(rule: Rule): string {
  return lines([
    generated,
    `# ${rule.title}`,
    '',
    `\`${rule.id}\` · ${rule.severity} · ${rule.dialects.join(', ')}`,
    '',
    rule.why,
    '',
    '## What to do',
    '',
    rule.fix,
    ...furtherFix(rule),
    ...examples('## Found', rule.bad, rule),
    ...examples('## Not found', rule.good, rule),
    '',
    '[All rules](README.md)',
  ])
}

function furtherFix({ fixGoesFurther }: Rule): readonly string[] {
  return fixGoesFurther === undefined
    ? []
    : ['', `The SQL that is suggested ends in another schema than the migration: ${fixGoesFurther}.`]
}

function examples(title: string, all: readonly RuleExample[], rule: Rule): readonly string[] {
  return all.length === 0 ? [] : ['', title, ...all.flatMap(one => example(one, rule))]
}

function example(one: RuleExample, rule: Rule): readonly string[] {
  const { said, sql } = exampleText(one, rule)
  return ['', ...(said === '' ? [] : [said, '']), '```sql', sql, '```']
}

/** A bar would end the cell. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|')
}

function lines(all: readonly string[]): string {
  return `${all.join('\n')}\n`
}
