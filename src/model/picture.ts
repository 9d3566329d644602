import { z } from 'zod'

/** What became of a part; `null` where it stands as it stood. */
const change = z.enum(['add', 'drop', 'alter', 'rename']).nullable()

const column = z.object({
  /** Without its table, as SQL spells it. */
  name: z.string(),
  type: z.string(),
  keys: z.array(z.enum(['primary', 'foreign', 'unique'])),
  change,
  /** The old type or name, or what else changed in it. */
  was: z.string().nullable(),
})

const table = z.object({
  /** Of one that is gone, the name that it had. */
  name: z.string(),
  change,
  /** The old name of a renamed one. */
  was: z.string().nullable(),
  columns: z.array(column),
  hiddenColumns: z.int().min(0),
})

/** The tables that a change touches, and their neighbours by foreign keys. */
export const pictureSchema = z.object({
  tables: z.array(table),
  relations: z.array(
    z.object({
      /** The table with the foreign key, and its columns. */
      child: z.string(),
      columns: z.array(z.string()),
      parent: z.string(),
      change,
      /** At most one child for each parent. */
      one: z.boolean(),
      /** A child may have no parent. */
      optional: z.boolean(),
    }),
  ),
  hiddenTables: z.int().min(0),
})

export type Picture = z.infer<typeof pictureSchema>
export type PictureTable = Picture['tables'][number]
export type PictureColumn = PictureTable['columns'][number]
export type PictureChange = z.infer<typeof change>
