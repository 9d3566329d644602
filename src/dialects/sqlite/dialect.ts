import type { Dialect } from '../dialect.ts'
import { commentsOf } from './parse/comments.ts'
import { isNoOp, transactionForm } from './parse/facts.ts'
import { relationName } from './parse/names.ts'
import { parseStatements } from './parse/parse.ts'
import { compareSchemas } from './schema/compare.ts'
import { diffSchemas } from './schema/diff.ts'
import { openShadow } from './shadow/open.ts'
import { syntaxError } from './syntax-error.ts'
import { inferLocks } from './trace/infer-locks.ts'
import { standings } from './trace/standings.ts'

export const sqlite: Dialect = {
  name: 'sqlite',
  identity: 'name',
  parse: parseStatements,
  comments: commentsOf,
  transactionForm,
  standings,
  openShadow,
  keptBy: () => `form 1, SQLite ${process.versions.sqlite}`,
  syntaxError,
  inferLocks,
  isNoOp,
  relationName,
  diffSchemas,
  compareSchemas,
  compareWithTarget: compareSchemas,
  compareRebuilt: compareSchemas,
  // The planner leaves nothing out.
  completeDown: () => [],
}
