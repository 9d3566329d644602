import { z } from 'zod'
import { type RuleId, ruleIds } from '../rules/ids.ts'

/**
 * Rules by which the gate fails closed: what they tell was not seen, or fails. Turned off, the gate would pass what
 * nobody knows. Each finding can be accepted; for the unverified there is `unverifiable`, too.
 */
export const failClosed: ReadonlySet<string> = new Set<RuleId>([
  'could-not-verify',
  'statement-failed',
  'unparsed-statement',
])

const level = z.enum(['off', 'notice', 'warning', 'error'])

function levelOf(id: RuleId): z.ZodOptional<typeof level> {
  if (!failClosed.has(id)) return level.optional()
  return level
    .refine(
      it => it === 'error',
      'it is always an error: by it the gate tells what nobody has seen to be safe',
    )
    .meta({ enum: ['error'] })
    .optional()
}

const levels = Object.fromEntries(ruleIds.map(id => [id, levelOf(id)])) as Record<
  RuleId,
  z.ZodOptional<typeof level>
>

/** How severe the findings of each rule are. */
export const rulesSchema = z.strictObject(levels)

/** The name of a rule. */
export const ruleName = z.enum(ruleIds)
