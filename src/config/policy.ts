import { z } from 'zod'
import { namedKinds } from '../model/policy.ts'

const pattern = z.string().refine(isPattern, 'expected a regular expression')

function isPattern(text: string): boolean {
  try {
    new RegExp(text, 'u')
    return true
  } catch {
    return false
  }
}

const name = z.string().min(1)

/** `policy` in `.migration-gate.yml`: what a team asks of its own migrations. Each key turns on its rule. */
export const policySchema = z.strictObject({
  'protected-tables': z
    .array(name)
    .optional()
    .describe('Tables that no migration touches; `*` stands for any letters.'),
  naming: z
    .strictObject(
      Object.fromEntries(
        namedKinds.map(kind => [
          kind,
          pattern.optional().describe(`What the name of a new ${kind} looks like.`),
        ]),
      ) as Record<(typeof namedKinds)[number], z.ZodOptional<typeof pattern>>,
    )
    .optional()
    .describe('What the whole name of each new object must look like, by its kind: regular expressions.'),
  'required-columns': z.array(name).optional().describe('Columns that every new table has.'),
  'forbidden-types': z
    .array(name)
    .optional()
    .describe('Types that no new column has, as the database spells them, without length.'),
  'drop-marker': pattern
    .optional()
    .describe(
      'What the name of a table or column must have in it before it may be dropped: a regular expression.',
    ),
  'foreign-keys': z.enum(['allowed', 'forbidden']).optional().describe('Whether foreign keys may be made.'),
  'qualified-names': z.boolean().optional().describe('Whether names of tables must bear their schema.'),
})
