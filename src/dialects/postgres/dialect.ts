import type { Dialect } from '../dialect.ts'
import { hasOwnTransaction } from './parse/facts.ts'
import { parseStatements } from './parse/parse.ts'
import { compareSchemas, diffSchemas } from './schema/diff.ts'
import { openShadow } from './shadow/open.ts'
import { inferLocks } from './trace/infer-locks.ts'

export const postgres: Dialect = {
  name: 'postgres',
  parse: parseStatements,
  transactionForm: (byFormat, statements) => (hasOwnTransaction(statements) ? 'authored' : byFormat),
  openShadow,
  inferLocks,
  diffSchemas,
  compareSchemas,
}
