import type { Catalogue, CatalogueRule } from '../model/catalogue.ts'
import { exampleText } from '../rules/support/example-text.ts'
import { type Paint, painter, severityColors } from './style.ts'

/** Rules at length for a terminal: the danger, why it is one, what to do, and what it looks like. */
export function renderExplanation({ rules }: Catalogue, { color }: { readonly color: boolean }): string {
  const paint = painter(color)
  return `${rules.map(rule => explanation(rule, paint)).join('\n\n\n')}\n`
}

function explanation(rule: CatalogueRule, paint: Paint): string {
  const { id, title, severity, dialects, preset, covers, why, fix, found, notFound, url } = rule
  const examples = (all: CatalogueRule['found']) => numbered(all.map(one => example(one, rule, paint)))
  const facts = [
    id,
    paint(severityColors[severity], severity),
    dialects.join(', '),
    ...(preset === null ? [] : [`preset ${preset}: off unless asked for`]),
  ]
  return [
    `${paint('bold', plain(title, paint))}\n${facts.join(' · ')}`,
    ...(covers.length === 0 ? [] : [`Also known as ${covers.join(', ')}`]),
    plain(why, paint),
    section('What to do', [plain(fix, paint)], paint),
    section('Found', examples(found), paint),
    section('Not found', examples(notFound), paint),
    paint('dim', url),
  ]
    .filter(part => part !== '')
    .join('\n\n')
}

function section(title: string, parts: readonly string[], paint: Paint): string {
  return parts.length === 0 ? '' : [paint('bold', title), ...parts.map(part => indented(part))].join('\n\n')
}

function example(one: CatalogueRule['found'][number], rule: CatalogueRule, paint: Paint): string {
  const { said, sql } = exampleText(one, rule)
  const shown = sql
    .split('\n')
    .map(line => (line.startsWith('-- ') ? paint('dim', line) : line))
    .join('\n')
  return said === '' ? shown : `${plain(said, paint)}\n\n${shown}`
}

/** Our Markdown has code in it, and nothing else; without colour its backticks stay. */
function plain(markdown: string, paint: Paint): string {
  return markdown.trim().replace(/`([^`]+)`/g, (whole, code: string) => {
    const painted = paint('cyan', code)
    return painted === code ? whole : painted
  })
}

/** Several of a kind, each with its number before it. */
function numbered(parts: readonly string[]): readonly string[] {
  if (parts.length < 2) return parts
  return parts.map((part, index) => {
    const number = `${index + 1}. `
    return `${number}${part.replace(/\n(?=.)/g, `\n${' '.repeat(number.length)}`)}`
  })
}

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, '  ')
}
