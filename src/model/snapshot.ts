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

const query = z.strictObject({
  sql: z.string().describe('As the server normalises it: without its values.'),
  calls: z.number().min(0).describe('How often it ran since the counters began.'),
})

const names = 'by their names as SQL spells them, such as public.orders or public."Order Lines"'

const object = z.strictObject({
  kind: z.string(),
  name: z.string().describe('As SQL spells it, qualified.'),
  attributes: z.record(z.string(), z.string()),
})

const snapshotSchemaPart = z.strictObject({
  objects: z.array(object).describe('Every object with what defines it, by kind and name.'),
  columnOrder: z
    .record(z.string(), z.array(z.string()))
    .describe('The columns of each table, in their order.'),
  build: z.array(z.string()).describe('The statements that build it in an empty database, in their order.'),
  redacted: z.boolean().optional().describe('True where texts in bodies and defaults are hidden.'),
})

const historyTable = z.strictObject({
  table: z.string().describe('With its schema, as SQL spells it.'),
  rows: z
    .array(z.record(z.string(), z.string().nullable()))
    .describe('Its rows in the order in which they came, each value as text.'),
})

const sha256 = z.string().regex(/^sha256:[0-9a-f]{64}$/, 'expected sha256: and 64 hex digits')

const drift = z.strictObject({
  migrations: sha256.describe(
    'Which migrations they were: over all that decides what they build, in their order.',
  ),
  verdict: z
    .enum(['equal', 'equal-except-order', 'different'])
    .describe('equal-except-order: the columns of a table stand in another order, and nothing else differs.'),
  changes: z
    .array(
      z.strictObject({
        action: z.enum(['add', 'drop', 'alter', 'rename']),
        object: z.string(),
        name: z.string(),
        detail: z.string(),
      }),
    )
    .describe('add: the target has it, and no migration makes it. drop: the target lacks it.'),
})

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
  schema: snapshotSchemaPart.optional().describe('The objects of the target, and how to build them.'),
  history: z
    .array(historyTable)
    .optional()
    .describe('What the tables of migration tools say: which migrations the target has run.'),
  statistics: z
    .strictObject({
      tables: z
        .record(z.string(), tableStatistics)
        .optional()
        .describe(`Tables, partitions and materialised views, ${names}.`),
      indexes: z.record(z.string(), indexStatistics).optional().describe(`Indexes, ${names}.`),
      queries: z
        .array(query)
        .optional()
        .describe('The queries that the target runs, the most frequent first.'),
      queriesSince: z.iso
        .datetime({ offset: true })
        .optional()
        .describe('When the counters of the queries began.'),
    })
    .optional()
    .describe('How large things are, and what they are asked. Never a row, and never a value of one.'),
  settings: z
    .record(z.string(), z.string())
    .optional()
    .describe('Settings of the target that change what a migration does, as SHOW tells them.'),
  unread: z
    .array(z.strictObject({ object: z.string(), reason: z.string() }))
    .optional()
    .describe('What could not be read, or not be built again.'),
  drift: drift
    .optional()
    .describe(
      'How the target differs from what the migrations build that it has run, where they were at hand.',
    ),
  digest: sha256
    .optional()
    .describe('SHA-256 over all but takenAt. May be left out where the file is written by hand.'),
})

/** A snapshot, checked. */
export type Snapshot = Readonly<z.infer<typeof snapshotSchema>>
/** The objects of a target, and how to build them. */
export type SnapshotSchema = Readonly<z.infer<typeof snapshotSchemaPart>>
/** The table of a migration tool, as the target has it. */
export type HistoryRows = Readonly<z.infer<typeof historyTable>>
/** What could not be read, and why. */
export type Unread = NonNullable<Snapshot['unread']>[number]
