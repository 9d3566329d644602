import { z } from 'zod'

/**
 * A target as it stood at one moment: one file, taken from a database or written by hand.
 * The JSON Schema in `schemas/snapshot.schema.json` is generated from this file.
 */
export const snapshotFormat = 'migration-gate/snapshot@1'

const count = z.int().min(0)

const tableStatistics = z.strictObject({
  rows: z
    .int()
    .min(-1)
    .nullable()
    .optional()
    .describe('Rows, as the server estimates them; null, -1 or left out where it never looked.'),
  bytes: count
    .nullable()
    .optional()
    .describe('Bytes on disk, with the indexes and what is stored beside the table.'),
})

const indexStatistics = z.strictObject({
  bytes: count.nullable().optional().describe('Bytes on disk.'),
  scans: count.nullable().optional().describe('How often the server used it since its counters began.'),
  valid: z.boolean().optional().describe('False for what a failed CREATE INDEX CONCURRENTLY left behind.'),
})

const names = 'by their names as SQL spells them, such as public.orders or public."Order Lines"'

export const snapshotSchema = z.strictObject({
  $schema: z.string().optional().describe('Where editors find this schema.'),
  format: z.literal(snapshotFormat),
  takenAt: z.iso.datetime({ offset: true }).optional(),
  environment: z.string().optional().describe('What the target is called: staging, production.'),
  dialect: z.enum(['postgres', 'sqlite', 'mysql', 'surrealdb']),
  serverVersion: z
    .string()
    .regex(/^\d+(?:\.\d+){0,3}$/, 'expected a version such as "16.4"')
    .optional()
    .describe('The version that the target runs, such as 16.4.'),
  schema: z.unknown().optional().describe('The objects of the target.'),
  history: z.unknown().optional().describe('The migrations that the target has run.'),
  statistics: z
    .strictObject({
      tables: z
        .record(z.string(), tableStatistics)
        .optional()
        .describe(`Tables, partitions and materialised views, ${names}.`),
      indexes: z.record(z.string(), indexStatistics).optional().describe(`Indexes, ${names}.`),
    })
    .optional()
    .describe('How large things are. Never a row, and never a value of one.'),
  settings: z
    .record(z.string(), z.string())
    .optional()
    .describe('Settings of the target that change what a migration does, as SHOW tells them.'),
  unread: z.unknown().optional().describe('What could not be read.'),
  digest: z
    .string()
    .regex(/^sha256:[0-9a-f]{64}$/, 'expected sha256: and 64 hex digits')
    .optional()
    .describe('SHA-256 over all but takenAt. May be left out where the file is written by hand.'),
})

/** A snapshot, checked. */
export type Snapshot = Readonly<z.infer<typeof snapshotSchema>>
