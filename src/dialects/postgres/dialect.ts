import type { Dialect } from '../dialect.ts'
import { deployment } from './deploy/target.ts'
import { keepDrops } from './keep/keep-drops.ts'
import { commentsOf } from './parse/comments.ts'
import { isNoOp } from './parse/facts.ts'
import { relationName } from './parse/names.ts'
import { parseStatements } from './parse/parse.ts'
import { alikeBut, sameCasts } from './schema/across-versions.ts'
import { completeDown } from './schema/complete.ts'
import { compareSchemas, diffSchemas } from './schema/diff.ts'
import { putAside } from './schema/put-aside.ts'
import { embeddedEngine } from './shadow/embedded.ts'
import { openShadow } from './shadow/open.ts'
import { syntaxError } from './syntax-error.ts'
import { withHiddenTexts } from './target/redact.ts'
import { takeSnapshot } from './target/take-snapshot.ts'
import { inferLocks } from './trace/infer-locks.ts'
import { standings } from './trace/standings.ts'
import { transactionForm } from './trace/transactions.ts'

export const postgres: Dialect = {
  name: 'postgres',
  identity: 'catalog',
  parse: parseStatements,
  comments: commentsOf,
  transactionForm,
  standings,
  openShadow,
  keptBy: () => `form 2, ${embeddedEngine()}`,
  syntaxError,
  inferLocks,
  isNoOp,
  relationName,
  diffSchemas,
  compareSchemas,
  compareWithTarget(built, target, redacted) {
    const [one, other] = redacted ? [withHiddenTexts(built), withHiddenTexts(target)] : [built, target]
    return compareSchemas(...alikeBut(one, other, 'postgres'))
  },
  compareRebuilt(expected, actual) {
    return compareSchemas(...sameCasts(expected, actual))
  },
  completeDown,
  putAside,
  keepDrops,
  takeSnapshot,
  deployment,
}
