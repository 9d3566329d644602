import { z } from 'zod'

/**
 * What `detect` found. The JSON Schema in `schemas/detect.schema.json` is generated from this file.
 */
export const detectionSchema = z.object({
  format: z.literal('migration-gate/detect@1'),
  folders: z.array(
    z.object({
      path: z.string(),
      /** A migration format, a tool that is not read yet, or `ambiguous`. */
      layout: z.string(),
      /** `postgres`, `mysql`, `sqlite`, …; null where nothing tells. */
      dialect: z.string().nullable(),
      migrations: z.int().min(0),
      /** One sentence: what was seen. */
      why: z.string(),
    }),
  ),
})

export type Detection = z.infer<typeof detectionSchema>
