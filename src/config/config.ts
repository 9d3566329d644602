import { z } from 'zod'
import { dialectNames } from '../dialects/registry.ts'
import { formats } from '../migrations/formats/registry.ts'
import { presets } from '../migrations/presets/presets.ts'
import { applySchema } from './apply.ts'
import { policySchema } from './policy.ts'
import { ruleName, rulesSchema } from './rules.ts'
import { file, snapshotPlaceSchema } from './snapshot-place.ts'

const formatNames = formats.map(({ name }) => name) as [string, ...string[]]
const presetNames = Object.keys(presets) as [keyof typeof presets]

/** Paths from the root of the repository. */
const files = z.union([z.string().transform(path => [path]), z.array(z.string())])

/** Without a line break, so that lines keep their numbers. */
const value = z
  .union([z.string(), z.number(), z.boolean()])
  .transform(String)
  .refine(text => !/[\r\n]/.test(text), 'a value must not contain a line break')

const bytes = z.int().min(64 * 1024 * 1024)
const milliseconds = z.int().min(1)

/** `.migration-gate.yml`: every key, its type and its default. */
export const configSchema = z.strictObject({
  dir: z
    .union([z.string(), z.array(z.string()).min(1)])
    .optional()
    .describe('Migration folders, from the root of the repository.'),
  dialect: z.enum(dialectNames).optional().describe('Whose SQL it is; detected where it is left out.'),
  'format-name': z
    .enum(formatNames)
    .optional()
    .describe('The format of the migration folders; detected where it is left out.'),
  'fail-on': z
    .enum(['error', 'warning', 'never'])
    .default('error')
    .describe('The least finding that blocks.'),
  unverifiable: z
    .enum(['block', 'acknowledge'])
    .default('block')
    .describe('What becomes of what could not be verified: it blocks, or it is shown and somebody reads it.'),
  rules: rulesSchema
    .prefault({})
    .describe('How severe the findings of single rules are; `off` turns a rule off.'),
  'rule-presets': z
    .array(z.enum(['style', 'policy']))
    .default([])
    .describe('Rules of taste and of policy, which speak only where they are asked for.'),
  acceptance: z
    .strictObject({
      forbidden: z.array(ruleName).default([]).describe('Rules whose findings nobody can accept.'),
      inline: z
        .boolean()
        .default(true)
        .describe(
          'Whether comments in a migration may accept; else `.migration-gate/accepted.yml` alone does.',
        ),
      'in-forks': z
        .enum(['warnings', 'nothing'])
        .default('warnings')
        .describe('What pull requests from forks may accept: findings that are no errors, or nothing.'),
    })
    .prefault({})
    .describe('Which dangers may be accepted, and how.'),
  'record-writers': z
    .array(z.string().min(1))
    .min(1)
    .default(['github-actions[bot]'])
    .describe('Whose records of a review are believed when it is applied: logins, of bots as `name[bot]`.'),
  policy: policySchema
    .prefault({})
    .describe('What the team asks of its own migrations; each key turns on its rule.'),
  shadow: z
    .string()
    .default('embedded')
    .describe('Where migrations are tried out: `embedded` or `none`; an address only as an input.'),
  comment: z
    .enum(['update', 'off'])
    .default('update')
    .describe('Whether the pull request gets a comment, kept up to date.'),
  suggestions: z
    .enum(['on', 'off'])
    .default('on')
    .describe(
      'Whether fixes are offered between the lines of the pull request, to be taken over with one click.',
    ),
  cache: z
    .enum(['on', 'off'])
    .default('on')
    .describe('Whether the state of the base is kept from one check to the next.'),
  baseline: files
    .default([])
    .describe(
      'SQL files that stand before the first migration: a schema dump, where the folder does not start from nothing.',
    ),
  setup: files
    .default([])
    .describe(
      'SQL files that make what the platform supplies: roles, schemas, functions. Run before all else.',
    ),
  preset: z.enum(presetNames).optional().describe('A platform that supplies part of the schema.'),
  queries: z
    .union([file.transform(path => [path]), z.array(file)])
    .default([])
    .describe(
      'SQL files, or folders of them, with the queries of the application: each is prepared before and after a change, and none is run.',
    ),
  variables: z
    .record(z.string().min(1), value)
    .default({})
    .describe('Values for the placeholders in migrations.'),
  snapshot: snapshotPlaceSchema
    .optional()
    .describe(
      'A snapshot of the database on which the migrations will run, as a file of the base branch or on a branch of its own.',
    ),
  'snapshot-max-age': z
    .string()
    .regex(/^\d+\s*[hdw]$/, 'expected hours, days or weeks, such as "48h", "7d" or "2w"')
    .default('7d')
    .describe('How old the snapshot may be before a check says so: `48h`, `7d`, `2w`.'),
  drift: z
    .enum(['warn', 'block', 'off'])
    .default('warn')
    .describe('What becomes of a target that is not as the migrations build it; `off` does not compare.'),
  'small-table': z
    .strictObject({
      rows: z.int().min(0).default(10_000).describe('Rows, as the server estimates them.'),
      bytes: z.int().min(0).default(10_000_000).describe('Bytes on disk, with indexes.'),
    })
    .prefault({})
    .describe('What a table must stay under for its locks, scans and rewrites to be notices: both.'),
  'server-version': z
    .string('expected a version in quotes, such as "3.40": without them it would be 3.4')
    .regex(/^\d+(?:\.\d+){0,3}$/, 'expected a version such as "3.45"')
    .optional()
    .describe('The oldest version of the database that the migrations must run on: `3.45`, `14.2`.'),
  sqlite: z
    .strictObject({
      'foreign-keys': z
        .boolean()
        .default(true)
        .describe('Whether its connections enforce foreign keys: most drivers turn it on.'),
    })
    .prefault({})
    .describe('How SQLite is used in production.'),
  apply: applySchema.prefault({}).describe('How migrations are applied.'),
  limits: z
    .strictObject({
      statement: milliseconds.default(10_000).describe('Longest run of one statement in the shadow, in ms.'),
      check: milliseconds.default(40_000).describe('Longest work in the shadow for a whole check, in ms.'),
      memory: bytes.default(1_500_000_000).describe('Largest resident memory of the shadow, in bytes.'),
    })
    .prefault({})
    .describe('What the shadow may use.'),
})

export type Config = Readonly<z.infer<typeof configSchema>>
