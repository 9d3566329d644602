import { z } from 'zod'

const dialect = z.enum(['postgres', 'sqlite', 'mysql', 'surrealdb'])

/** How many dialects a rule can be for. */
export const allDialects = dialect.options.length

const example = z.object({
  dialect,
  /** SQL that stands in the database before. */
  base: z.string().nullable(),
  /** The migration in review, and its way back. */
  up: z.string(),
  down: z.string().nullable(),
  note: z.string().nullable(),
  /** Other rules that rightly speak too. */
  also: z.array(z.string()),
})

/**
 * What `rules` and `explain` print. The JSON Schema in `schemas/rules.schema.json` is generated from this file.
 */
export const catalogueSchema = z.object({
  format: z.literal('migration-gate/rules@1'),
  rules: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      severity: z.enum(['error', 'warning', 'notice']),
      dialects: z.array(dialect),
      /** Rules of a preset speak only where they are asked for; `null` for all others. */
      preset: z.enum(['style', 'policy']).nullable(),
      /** Other names under which the danger is known. */
      covers: z.array(z.string()),
      /** What happens in production, and why. Markdown. */
      why: z.string(),
      /** What to do instead. Markdown. */
      fix: z.string(),
      /** The page with examples. */
      url: z.string(),
      found: z.array(example),
      notFound: z.array(example),
    }),
  ),
})

export type Catalogue = z.infer<typeof catalogueSchema>
export type CatalogueRule = Catalogue['rules'][number]
