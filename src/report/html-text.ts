import { oneLine, visible } from './plain-text.ts'

/** Text for a page of HTML, as it stands in an element or in a quoted attribute; nothing in it is markup. */
export function htmlText(text: string): string {
  return htmlLines(oneLine(text))
}

/** The same with its line breaks. */
function htmlLines(text: string): string {
  return visible(text).replace(/[&<>"']/g, sign => `&#${sign.codePointAt(0)};`)
}

const changed = { '+': 'added', '-': 'dropped', '!': 'altered' } as const

/** A block of SQL or of text; of a diff, each line in the colour of its sign. */
export function htmlBlock(language: 'sql' | 'diff' | 'text' | 'suggestion', text: string): string {
  const body = text.replaceAll('\r\n', '\n').replace(/\n+$/, '')
  if (language !== 'diff') return `<pre>${htmlLines(body)}</pre>`
  const lines = body.split('\n').map(line => {
    const sign = line[0]
    return sign === '+' || sign === '-' || sign === '!'
      ? `<span class="${changed[sign]}">${htmlLines(line)}</span>`
      : htmlLines(line)
  })
  return `<pre>${lines.join('\n')}</pre>`
}
