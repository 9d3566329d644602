import { type Review, reviewSchema } from '../model/review.ts'

/** The review as JSON for programs: keys in the order of its schema, a newline at the end. */
export function renderJson(review: Review): string {
  return `${JSON.stringify(reviewSchema.parse(review), null, 2)}\n`
}
