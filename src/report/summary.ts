import type { Review } from '../model/review.ts'
import { asText, compose } from './markdown.ts'
import type { MarkdownContext } from './markdown-context.ts'

/** Bytes; GitHub refuses the whole summary of a step above 1,024 KiB. */
export const summaryBudget = 1_000_000

/** The job summary: the comment, with room for far more of it. `limit` counts bytes. */
export function renderSummary(review: Review, context: MarkdownContext): string {
  return asText(
    compose(review, context, {
      limit: context.limit ?? summaryBudget,
      measure: text => Buffer.byteLength(text),
      caps: { rows: 1_000, lines: 2_000, length: 200_000 },
    }),
  )
}
