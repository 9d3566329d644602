import { createHash } from 'node:crypto'
import type { Review } from '../model/review.ts'
import { pageStyle } from './html-style.ts'
import { htmlText } from './html-text.ts'
import { compose } from './markdown.ts'
import type { MarkdownContext } from './markdown-context.ts'
import { writtenPage } from './markdown-writer.ts'
import { verdictOf } from './verdict-words.ts'

/** Nothing is loaded and nothing runs: the page has its style in it, and no script. */
const policy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(pageStyle).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

/** Bytes of the body as Markdown; a browser shows this much at once. */
const pageBudget = 5_000_000

/** The comment as one page that stands alone, with room for all of a change but the wildest. */
export function renderHtml(review: Review, context: MarkdownContext): string {
  const { mood, words } = verdictOf(review)
  const blocks = compose(review, context, {
    limit: context.limit ?? pageBudget,
    measure: text => Buffer.byteLength(text),
    caps: { rows: 5_000, lines: 10_000, length: 1_000_000 },
    whole: true,
  })
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>Migration Gate: ${htmlText(words)}</title>
<style>${pageStyle}</style>
</head>
<body class="${mood}">
${writtenPage(blocks)}
</body>
</html>
`
}
