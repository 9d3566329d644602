import { z } from 'zod'

const name = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_]*\*?$/, 'expected the name of a variable, such as "AWS_REGION" or "AWS_*"')

/** What a command of the configuration gets of the environment unless more is named. */
const passedOn = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'AWS_*', 'GOOGLE_*', 'CLOUDSDK_*', 'AZURE_*'] as const

/** Where the password of the target comes from, where its address has none. */
export const passwordSchema = z.union([
  z.strictObject({
    'from-variable': name.describe('The variable of the environment that holds it at each new connection.'),
  }),
  z.strictObject({
    'from-command': z
      .array(z.string().min(1))
      .min(1)
      .describe('A program and its arguments, without a shell; it prints the password.'),
    environment: z
      .array(name)
      .default([...passedOn])
      .describe('The variables that it gets, by name, or by how they begin: `AWS_*`. No others.'),
    timeout: z.int().min(1).max(600_000).default(30_000).describe('Longest run of it, in ms.'),
  }),
])

export type PasswordSetting = z.infer<typeof passwordSchema>
