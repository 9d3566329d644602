import { htmlBlock, htmlText } from './html-text.ts'
import { oneLine, visible } from './plain-text.ts'

/**
 * Writes GitHub's Markdown, and the same as a page of HTML. Only this file can make a piece, and each way to make one escapes the strings
 * that it is given; so text that was not escaped cannot get into a report.
 */
class Piece<Kind extends 'inline' | 'block'> {
  readonly kind: Kind
  readonly #markdown: string
  /** The same for places where Markdown is not read, as in `<summary>`. */
  readonly #html: string
  /** The same for a page of our own, on which nothing has to be kept from GitHub. Made where it is asked for. */
  readonly #page: () => string

  constructor(kind: Kind, markdown: string, html: string, page: () => string) {
    this.kind = kind
    this.#markdown = markdown
    this.#html = html
    this.#page = page
  }

  static markdown(piece: Piece<'inline' | 'block'>): string {
    return piece.#markdown
  }

  static html(piece: Piece<'inline'>): string {
    return piece.#html
  }

  static page(piece: Piece<'inline' | 'block'>): string {
    return piece.#page()
  }
}

/** Text within a line: a cell, a heading, a paragraph. Never holds a newline or a bare `|`. */
export type Inline = Piece<'inline'>
/** A paragraph, table, fence: stands alone. */
export type Block = Piece<'block'>

const inline = (markdown: string, html: string, page: () => string): Inline =>
  new Piece('inline', markdown, html, page)
const block = (markdown: string, page: () => string): Block => new Piece('block', markdown, '', page)
const { markdown, html, page } = Piece

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
  const as = (read: (piece: Inline) => string, encode: (text: string) => string): string =>
    words.reduce((sum, word, index) => {
      const value = values[index - 1]
      return sum + (value instanceof Piece ? read(value) : encode(String(value))) + word
    })
  return inline(as(markdown, escaped), as(html, escaped), () => as(page, htmlText))
}

export function joined(pieces: readonly Inline[], separator: Inline): Inline {
  const as = (read: (piece: Inline) => string): string => pieces.map(read).join(read(separator))
  return inline(as(markdown), as(html), () => as(page))
}

/** In backticks where nothing in it could be markup, whatever stands around it; else as an element, escaped. */
export function code(text: string): Inline {
  const line = oneLine(text).trim()
  const element = `<code>${escaped(line)}</code>`
  const quoted = line === '' || /[`|\\<>]/.test(line) ? element : `\`${line}\``
  return inline(quoted, element, () => `<code>${htmlText(line)}</code>`)
}

/** Characters of a path that no column needs to break. */
const shortPlace = 18

/** A file and its line as code that a narrow table column may break after its separators. */
export function place(path: string, line: number): Inline {
  if (path.length <= shortPlace) return code(`${path}:${line}`)
  const element = (encode: (text: string) => string): string =>
    `<code>${encode(path).replace(/(?<=.{8}[a-z0-9][-_/])(?=[a-z0-9])/gi, '<wbr>')}:${line}</code>`
  const breakable = element(escaped)
  return inline(breakable, breakable, () => element(htmlText))
}

function tagged(tag: 'strong' | 'em' | 'sub', marked: string | null, content: Inline): Inline {
  const element = (read: (piece: Inline) => string): string => `<${tag}>${read(content)}</${tag}>`
  return inline(marked ?? element(markdown), element(html), () => element(page))
}

export function strong(content: Inline): Inline {
  return tagged('strong', `**${markdown(content)}**`, content)
}

export function em(content: Inline): Inline {
  return tagged('em', `_${markdown(content)}_`, content)
}

/** A link to the web; with no address, or with one of another kind, only its words. */
export function link(content: Inline, url: string | null): Inline {
  if (url === null || !/^https?:\/\//i.test(url)) return content
  const encoded = url
    .toWellFormed()
    .replace(/[^\x21-\x7e]|["'()<>[\\\]`|{}^]/gu, encodeURIComponent)
    .replace(/[()']/g, sign => `%${sign.charCodeAt(0).toString(16)}`)
    .replaceAll('&', '&amp;')
  const element = (read: (piece: Inline) => string): string => `<a href="${encoded}">${read(content)}</a>`
  return inline(`[${markdown(content)}](${encoded})`, element(html), () => element(page))
}

/** The only heading: the third level in a comment, where the first two are too loud. */
export function heading(content: Inline): Block {
  return block(`### ${markdown(content)}`, () => `<h1>${page(content)}</h1>`)
}

export function paragraph(content: Inline): Block {
  return block(markdown(content), () => `<p>${page(content)}</p>`)
}

/** Small print. It overlaps when it wraps inside a table cell: for footers only. */
export function sub(content: Inline): Inline {
  return tagged('sub', null, content)
}

export function table(head: readonly Inline[], rows: readonly (readonly Inline[])[]): Block {
  const line = (cells: readonly Inline[]): string => `| ${cells.map(markdown).join(' | ')} |`
  return block([line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n'), () => {
    const row = (tag: 'th' | 'td', cells: readonly Inline[]): string =>
      `<tr>${cells.map(cell => `<${tag}>${page(cell)}</${tag}>`).join('')}</tr>`
    const body = rows.map(cells => row('td', cells)).join('\n')
    return `<div><table>\n<thead>${row('th', head)}</thead>\n<tbody>\n${body}\n</tbody>\n</table></div>`
  })
}

/** Text as it stands, in a fence that no backticks within it can close. */
export function fence(language: 'sql' | 'diff' | 'text' | 'suggestion', text: string): Block {
  const body = visible(text).replace(/\n+$/, '')
  const longest = Math.max(2, ...(body.match(/`+/g) ?? []).map(run => run.length))
  const ticks = '`'.repeat(longest + 1)
  return block(`${ticks}${language}\n${body}\n${ticks}`, () => htmlBlock(language, text))
}

/** A drawing, in the language of Mermaid, which GitHub draws; a page of our own, where no script runs, has it in words. */
export function drawing(mermaid: string, inWords: readonly Block[]): Block {
  return block(`\`\`\`mermaid\n${visible(mermaid)}\n\`\`\``, () => writtenPage(inWords))
}

/** Folded away under its summary. */
export function details(summary: Inline, body: readonly Block[]): Block {
  return block(
    `<details><summary>${html(summary)}</summary>\n\n${written(body)}\n\n</details>`,
    () => `<details><summary>${page(summary)}</summary>\n${writtenPage(body)}\n</details>`,
  )
}

/** The report as text. */
export function written(blocks: readonly Block[]): string {
  return blocks.map(markdown).join('\n\n')
}

/** The report as HTML, for the body of a page. */
export function writtenPage(blocks: readonly Block[]): string {
  return blocks.map(page).join('\n')
}
