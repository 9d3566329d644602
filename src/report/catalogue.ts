import { allDialects, type Catalogue, type CatalogueRule, catalogueSchema } from '../model/catalogue.ts'
import { type Paint, painter, severityColors } from './style.ts'
import { count } from './words.ts'

/** The catalogue as JSON for programs. */
export function renderCatalogueJson(catalogue: Catalogue): string {
  return `${JSON.stringify(catalogueSchema.parse(catalogue), null, 2)}\n`
}

/** The catalogue for a terminal: a line for each rule. */
export function renderCatalogue({ rules }: Catalogue, { color }: { readonly color: boolean }): string {
  const paint = painter(color)
  const head = { id: 'rule', severity: 'severity', dialects: 'dialects', title: 'danger' }
  const rows = rules.map(rule => ({ ...rule, dialects: dialectWords(rule) }))
  const widthOf = (column: keyof typeof head) => Math.max(...[head, ...rows].map(row => row[column].length))
  const widths = { id: widthOf('id'), severity: widthOf('severity'), dialects: widthOf('dialects') }
  const line = (row: typeof head, severity: string) =>
    [row.id.padEnd(widths.id), severity, row.dialects.padEnd(widths.dialects), row.title].join('  ')
  return [
    paint('dim', line(head, head.severity.padEnd(widths.severity))),
    ...rows.map(row => {
      const severity = paint(severityColors[row.severity], row.severity.padEnd(widths.severity))
      return `${line(row, severity)}${off(row, paint)}`
    }),
    '',
    `${count(rules.length, 'rule')}. More on one of them: migration-gate explain <rule>`,
    '',
  ].join('\n')
}

function dialectWords({ dialects }: CatalogueRule): string {
  return dialects.length === allDialects ? 'all' : dialects.join(', ')
}

function off({ preset }: Pick<CatalogueRule, 'preset'>, paint: Paint): string {
  return preset === null ? '' : paint('dim', ` (preset ${preset}; off unless asked for)`)
}
