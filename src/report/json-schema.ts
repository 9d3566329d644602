import { z } from 'zod'
import { reviewSchema } from '../model/review.ts'

/** JSON Schema (draft 2020-12) of the JSON report, made from the type that the code uses. */
export function reviewJsonSchema(): object {
  return z.toJSONSchema(reviewSchema)
}
