import { z } from 'zod'

/**
 * What GitHub's code scanning wants of a file, and no key besides those that we mean to write:
 * https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support
 */

const level = z.enum(['error', 'warning', 'note'])
const message = z.strictObject({ text: z.string().min(1) })
const description = z.strictObject({ text: z.string().min(1).max(1024) })

const rule = z.strictObject({
  id: z.string().min(1),
  name: z.string().min(1).max(255).optional(),
  shortDescription: description,
  fullDescription: description,
  help: z.strictObject({ text: z.string().min(1), markdown: z.string().min(1).optional() }),
  helpUri: z.url({ protocol: /^https$/ }).optional(),
  defaultConfiguration: z.strictObject({ level, enabled: z.boolean() }).optional(),
  properties: z
    .strictObject({
      tags: z.array(z.string().min(1)).max(20),
      precision: z.enum(['very-high', 'high', 'medium', 'low']).optional(),
    })
    .optional(),
})

/** A relative reference: no scheme, no authority, nothing that is not percent-encoded. */
const relativeUri = z.string().regex(/^[A-Za-z0-9\-._~!'()*%/]+$/)

const region = z
  .strictObject({ startLine: z.int().min(1), startColumn: z.literal(1), endLine: z.int().min(1) })
  .refine(({ startLine, endLine }) => startLine <= endLine)

const location = z.strictObject({
  physicalLocation: z.strictObject({
    artifactLocation: z.strictObject({ uri: relativeUri, uriBaseId: z.literal('%SRCROOT%') }),
    region,
  }),
})

const result = z.strictObject({
  ruleId: z.string().min(1),
  ruleIndex: z.int().min(0),
  level,
  message,
  locations: z.tuple([location]),
  partialFingerprints: z.strictObject({ 'migrationGate/v1': z.string().regex(/^[0-9a-f]{64}$/) }),
  suppressions: z
    .tuple([
      z.strictObject({
        kind: z.enum(['inSource', 'external']),
        status: z.literal('accepted'),
        justification: z.string(),
        location: location.optional(),
      }),
    ])
    .optional(),
  properties: z.strictObject({ evidence: z.enum(['measured', 'inferred']) }),
})

export const sarifSchema = z.strictObject({
  $schema: z.literal('https://json.schemastore.org/sarif-2.1.0.json'),
  version: z.literal('2.1.0'),
  runs: z.tuple([
    z.strictObject({
      tool: z.strictObject({
        driver: z.strictObject({
          name: z.literal('Migration Gate'),
          version: z.string().min(1),
          semanticVersion: z.string().min(1),
          informationUri: z.url(),
          rules: z.array(rule).max(25_000),
        }),
      }),
      invocations: z.tuple([
        z.strictObject({
          executionSuccessful: z.literal(true),
          toolExecutionNotifications: z.array(z.strictObject({ level, message })),
        }),
      ]),
      originalUriBaseIds: z.strictObject({ '%SRCROOT%': z.strictObject({ description }) }),
      columnKind: z.literal('utf16CodeUnits'),
      results: z.array(result).max(25_000),
    }),
  ]),
})
