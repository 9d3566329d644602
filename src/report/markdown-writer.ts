import { oneLine, visible } from './plain-text.ts'

/**
 * Writes GitHub's Markdown. Only this file can make a piece, and each way to make one escapes the strings
 * that it is given; so text that was not escaped cannot get into a report.
 */
class Piece<Kind extends 'inline' | 'block'> {
  readonly kind: Kind
  readonly #markdown: string
  /** The same for places where Markdown is not read, as in `<summary>`. */
  readonly #html: string

  constructor(kind: Kind, markdown: string, html: string) {
    this.kind = kind
    this.#markdown = markdown
    this.#html = html
  }

  static markdown(piece: Piece<'inline' | 'block'>): string {
    return piece.#markdown
  }

  static html(piece: Piece<'inline'>): string {
    return piece.#html
  }
}

/** Text within a line: a cell, a heading, a paragraph. Never holds a newline or a bare `|`. */
export type Inline = Piece<'inline'>
/** A paragraph, table, fence: stands alone. */
export type Block = Piece<'block'>

const inline = (markdown: string, html = markdown): Inline => new Piece('inline', markdown, html)
const block = (markdown: string): Block => new Piece('block', markdown, '')
const { markdown, html } = Piece

/** Breaks what GitHub links after Markdown was read, when character references no longer help. */
const breaker = '&#8203;'
const reference = (character: string): string => `&#${character.codePointAt(0)};`

/**
 * Prose for Markdown and HTML alike, which is why these are character references and not backslashes.
 * Mentions, issue references, addresses and emoji codes are broken by a zero width space.
 */
function escaped(text: string): string {
  return oneLine(text)
    .replace(/[&<>|`*[\]\\~$]/g, reference)
    .replace(/(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, reference('_'))
    .replace(/^( ?)([-+])/, (_, space: string, sign: string) => space + reference(sign))
    .replace(/^( ?\d+)([.)])/, (_, number: string, sign: string) => number + reference(sign))
    .replace(/(?<!&)#/g, `#${breaker}`)
    .replace(/@/g, `@${breaker}`)
    .replace(/:(?=\S|$)/g, `:${breaker}`)
    .replace(/\b(gh-)(?=\d)/gi, `$1${breaker}`)
    .replace(/\b(www)\./gi, `$1${reference('.')}${breaker}`)
}

/** Made of trusted words; every string put in is escaped. */
export function md(words: TemplateStringsArray, ...values: readonly (Inline | string | number)[]): Inline {
  const as = (read: (piece: Inline) => string): string =>
    words.reduce((sum, word, index) => {
      const value = values[index - 1]
      return sum + (value instanceof Piece ? read(value) : escaped(String(value))) + word
    })
  return inline(as(markdown), as(html))
}

export function joined(pieces: readonly Inline[], separator: Inline): Inline {
  const as = (read: (piece: Inline) => string): string => pieces.map(read).join(read(separator))
  return inline(as(markdown), as(html))
}

/** In backticks where nothing in it could be markup, whatever stands around it; else as an element, escaped. */
export function code(text: string): Inline {
  const line = oneLine(text).trim()
  const element = `<code>${escaped(line)}</code>`
  return inline(line === '' || /[`|\\<>]/.test(line) ? element : `\`${line}\``, element)
}

/** Characters of a path that no column needs to break. */
const shortPlace = 18

/** A file and its line as code that a narrow table column may break after its separators. */
export function place(path: string, line: number): Inline {
  if (path.length <= shortPlace) return code(`${path}:${line}`)
  const breakable = escaped(path).replace(/(?<=.{8}[a-z0-9][-_/])(?=[a-z0-9])/gi, '<wbr>')
  return inline(`<code>${breakable}:${line}</code>`)
}

export function strong(content: Inline): Inline {
  return inline(`**${markdown(content)}**`, `<strong>${html(content)}</strong>`)
}

export function em(content: Inline): Inline {
  return inline(`_${markdown(content)}_`, `<em>${html(content)}</em>`)
}

/** A link to the web; with no address, or with one of another kind, only its words. */
export function link(content: Inline, url: string | null): Inline {
  if (url === null || !/^https?:\/\//i.test(url)) return content
  const encoded = url
    .toWellFormed()
    .replace(/[^\x21-\x7e]|["'()<>[\\\]`|{}^]/gu, encodeURIComponent)
    .replace(/[()']/g, sign => `%${sign.charCodeAt(0).toString(16)}`)
    .replaceAll('&', '&amp;')
  return inline(`[${markdown(content)}](${encoded})`, `<a href="${encoded}">${html(content)}</a>`)
}

export function heading(level: 2 | 3 | 4, content: Inline): Block {
  return block(`${'#'.repeat(level)} ${markdown(content)}`)
}

export function paragraph(content: Inline): Block {
  return block(markdown(content))
}

/** Small print. It overlaps when it wraps inside a table cell: for footers only. */
export function sub(content: Inline): Inline {
  return inline(`<sub>${markdown(content)}</sub>`, `<sub>${html(content)}</sub>`)
}

export function table(head: readonly Inline[], rows: readonly (readonly Inline[])[]): Block {
  const line = (cells: readonly Inline[]): string => `| ${cells.map(markdown).join(' | ')} |`
  return block([line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n'))
}

/** Text as it stands, in a fence that no backticks within it can close. */
export function fence(language: 'sql' | 'diff' | 'text', text: string): Block {
  const body = visible(text).replace(/\n+$/, '')
  const longest = Math.max(2, ...(body.match(/`+/g) ?? []).map(run => run.length))
  const ticks = '`'.repeat(longest + 1)
  return block(`${ticks}${language}\n${body}\n${ticks}`)
}

/** Folded away under its summary. */
export function details(summary: Inline, body: readonly Block[]): Block {
  return block(`<details><summary>${html(summary)}</summary>\n\n${written(body)}\n\n</details>`)
}

/** The report as text. */
export function written(blocks: readonly Block[]): string {
  return blocks.map(markdown).join('\n\n')
}
