import type { Dialect } from './dialect.ts'
import { postgres } from './postgres/dialect.ts'

export const dialects: readonly Dialect[] = [postgres]
