import { z } from 'zod'
import { catalogueSchema } from '../model/catalogue.ts'
import { detectionSchema } from '../model/detection.ts'
import { reviewSchema } from '../model/review.ts'
import { snapshotSchema } from '../model/snapshot.ts'

/** JSON Schema (draft 2020-12) of the JSON report, made from the type that the code uses. */
export function reviewJsonSchema(): object {
  return z.toJSONSchema(reviewSchema)
}

/** JSON Schema of what `detect` prints. */
export function detectionJsonSchema(): object {
  return z.toJSONSchema(detectionSchema)
}

/** JSON Schema of a snapshot file. */
export function snapshotJsonSchema(): object {
  return z.toJSONSchema(snapshotSchema)
}

/** JSON Schema of what `rules` and `explain` print. */
export function catalogueJsonSchema(): object {
  return z.toJSONSchema(catalogueSchema)
}
