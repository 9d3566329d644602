import { z } from 'zod'
import { UserError } from '../model/errors.ts'
import { isDate } from '../review/acceptance/claim.ts'
import { describeIssue } from './issue.ts'
import { ruleName } from './rules.ts'
import { readYaml, type Yaml } from './yaml.ts'

/** Where accepted dangers stand that no migration file tells of. */
export const acceptedPath = '.migration-gate/accepted.yml'

const entry = z.strictObject({
  migration: z.string().min(1).describe('Id of the migration, as the report names it.'),
  digest: z
    .string()
    .regex(/^sha256:[0-9a-f]{64}$/, 'expected `sha256:` and 64 hex digits')
    .describe('Digest of the migration. It binds the acceptance to this very text, up and down.'),
  rule: ruleName.describe('The rule whose finding is accepted.'),
  reason: z.string().regex(/\S/, 'expected a reason').describe('Why. It is shown in every report.'),
  until: z
    .string()
    .refine(isDate, 'expected a date such as 2030-01-31')
    .meta({ format: 'date' })
    .optional()
    .describe('The last day on which it counts.'),
  line: z.int().min(1).optional().describe('Accepts only what is found on this line.'),
})

/** `.migration-gate/accepted.yml`. */
export const acceptedSchema = z.array(entry)

/** One entry, as far as it can be read. */
export interface AcceptedEntry {
  /** Line in the file, from 1. */
  readonly at: number
  /** What the entry is about, as written; `null` where that cannot be read. */
  readonly migration: string | null
  readonly digest: string | null
  /** The whole entry where nothing but its digest may be wrong, else `null`. */
  readonly accepts: Omit<z.infer<typeof entry>, 'migration' | 'digest'> | null
  /** What is wrong with it, but for the digest. */
  readonly faults: readonly { readonly line: number; readonly message: string }[]
}

/**
 * Reads the file of accepted dangers. What is wrong with an entry is told with that entry: the others still count.
 * Throws `UserError` where it is no list at all.
 */
export function readAccepted(text: string, path: string): readonly AcceptedEntry[] {
  const yaml = readYaml(text, path)
  if (yaml.value === null || yaml.value === undefined) return []
  if (!Array.isArray(yaml.value))
    throw new UserError(`${path}: expected a list of entries, each \`- migration: <id>\` and its other keys.`)
  return yaml.value.map((value: unknown, place) => entryOf(yaml, value, place))
}

function entryOf(yaml: Yaml, value: unknown, place: number): AcceptedEntry {
  const at = yaml.lineOf([place]) ?? 1
  const parsed = entry.safeParse(value)
  const faults = (parsed.error?.issues ?? [])
    .filter(({ path }) => path[0] !== 'digest')
    .flatMap(issue => describeIssue(entry, issue, value, 'an accepted danger'))
    .map(({ path, message }) => ({ line: yaml.lineOf([place, ...path]) ?? at, message }))
  const rest = entry.omit({ migration: true, digest: true }).strip().safeParse(value)
  return {
    at,
    migration: textAt(value, 'migration'),
    digest: textAt(value, 'digest'),
    accepts: faults.length === 0 && rest.success ? rest.data : null,
    faults,
  }
}

function textAt(value: unknown, key: string): string | null {
  const text = (value as Readonly<Record<string, unknown>> | null)?.[key]
  return typeof text === 'string' && text !== '' ? text : null
}
