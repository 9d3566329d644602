import { z } from 'zod'
import { dialectNames } from '../dialects/registry.ts'
import { formats } from '../migrations/formats/registry.ts'
import { presets } from '../migrations/presets/presets.ts'
import { policySchema } from './policy.ts'
import { ruleName, rulesSchema } from './rules.ts'

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

/** From the root of the repository, with forward slashes and no `./`. */
const file = z
  .string()
  .refine(isInside, 'expected a file inside the repository, from its root')
  .transform(path => steps(path).join('/'))

function isInside(path: string): boolean {
  return !/^(?:[/\\]|[A-Za-z]:)/.test(path) && !path.split(/[/\\]/).includes('..') && steps(path).length > 0
}

function steps(path: string): readonly string[] {
  return path.split(/[/\\]/).filter(step => step !== '' && step !== '.')
}

/** `.migration-gate.yml`: every key, its type and its default. */
export const configSchema = z.strictObject({
  /** Migration folders, from the root of the repository. */
  dir: z.union([z.string(), z.array(z.string()).min(1)]).optional(),
  /** Whose SQL it is; detected where it is left out. */
  dialect: z.enum(dialectNames).optional(),
  /** The format of the migration folders; detected where it is left out. */
  'format-name': z.enum(formatNames).optional(),
  'fail-on': z.enum(['error', 'warning', 'never']).default('error'),
  unverifiable: z.enum(['block', 'acknowledge']).default('block'),
  /** How severe the findings of single rules are; `off` turns a rule off. */
  rules: rulesSchema.prefault({}),
  /** Rules of taste and of policy, which speak only where they are asked for. */
  'rule-presets': z.array(z.enum(['style', 'policy'])).default([]),
  /** Which dangers may be accepted, and how. */
  acceptance: z
    .strictObject({
      /** Rules whose findings nobody can accept. */
      forbidden: z.array(ruleName).default([]),
      /** Whether comments in a migration may accept; else `.migration-gate/accepted.yml` alone does. */
      inline: z.boolean().default(true),
      /** What pull requests from forks may accept: findings that are no errors, or nothing. */
      'in-forks': z.enum(['warnings', 'nothing']).default('warnings'),
    })
    .prefault({}),
  /** What the team asks of its own migrations; each key turns on its rule. */
  policy: policySchema.prefault({}),
  shadow: z.string().default('embedded'),
  /** Whether the pull request gets a comment, kept up to date. */
  comment: z.enum(['update', 'off']).default('update'),
  /** Whether the state of the base is kept from one check to the next. */
  cache: z.enum(['on', 'off']).default('on'),
  /** SQL files that stand before the first migration: a schema dump, where the folder does not start from nothing. */
  baseline: files.default([]),
  /** SQL files that make what the platform supplies: roles, schemas, functions. Run before all else. */
  setup: files.default([]),
  /** A platform that supplies part of the schema. */
  preset: z.enum(presetNames).optional(),
  /** Values for the placeholders in migrations. */
  variables: z.record(z.string().min(1), value).default({}),
  /** A snapshot of the database on which the migrations will run: how large its tables are. */
  snapshot: file.optional(),
  /** What a table must stay under for its locks, scans and rewrites to be notices: both. */
  'small-table': z
    .strictObject({
      /** Rows, as the server estimates them. */
      rows: z.int().min(0).default(10_000),
      /** Bytes on disk, with indexes. */
      bytes: z.int().min(0).default(10_000_000),
    })
    .prefault({}),
  /** The oldest version of the database that the migrations must run on: `3.45`, `14.2`. */
  'server-version': z
    .string('expected a version in quotes, such as "3.40": without them it would be 3.4')
    .regex(/^\d+(?:\.\d+){0,3}$/, 'expected a version such as "3.45"')
    .optional(),
  /** How SQLite is used in production. */
  sqlite: z
    .strictObject({
      /** Whether its connections enforce foreign keys: most drivers turn it on. */
      'foreign-keys': z.boolean().default(true),
    })
    .prefault({}),
  limits: z
    .strictObject({
      /** Longest run of one statement in the shadow, in ms. */
      statement: milliseconds.default(10_000),
      /** Longest work in the shadow for a whole check, in ms. */
      check: milliseconds.default(40_000),
      /** Largest resident memory of the shadow, in bytes. */
      memory: bytes.default(1_500_000_000),
    })
    .prefault({}),
})

export type Config = Readonly<z.infer<typeof configSchema>>
