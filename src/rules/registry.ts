// Generated from the files of this folder by `npm run fix`. Do not edit.
import { rule as addRequiredColumn } from './add-required-column.ts'
import { rule as columnTypeRewrite } from './column-type-rewrite.ts'
import { rule as concurrentlyInTransaction } from './concurrently-in-transaction.ts'
import { rule as couldNotVerify } from './could-not-verify.ts'
import { rule as downDoesNotRestore } from './down-does-not-restore.ts'
import { rule as dropColumn } from './drop-column.ts'
import { rule as dropTable } from './drop-table.ts'
import { rule as editedAppliedMigration } from './edited-applied-migration.ts'
import { rule as foreignKeyValidatesExistingRows } from './foreign-key-validates-existing-rows.ts'
import { rule as indexNotConcurrent } from './index-not-concurrent.ts'
import { rule as renameColumn } from './rename-column.ts'
import type { Rule } from './rule.ts'
import { rule as setNotNullScan } from './set-not-null-scan.ts'
import { rule as statementFailed } from './statement-failed.ts'
import { rule as unparsedStatement } from './unparsed-statement.ts'

export const rules: readonly Rule[] = [
  addRequiredColumn,
  columnTypeRewrite,
  concurrentlyInTransaction,
  couldNotVerify,
  downDoesNotRestore,
  dropColumn,
  dropTable,
  editedAppliedMigration,
  foreignKeyValidatesExistingRows,
  indexNotConcurrent,
  renameColumn,
  setNotNullScan,
  statementFailed,
  unparsedStatement,
]
