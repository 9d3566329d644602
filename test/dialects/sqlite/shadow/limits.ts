import type { Limits } from '../../../../src/dialects/support/engine-process.ts'

export const limits: Limits = { statement: 10_000, check: 600_000, memory: 1_000_000_000 }
