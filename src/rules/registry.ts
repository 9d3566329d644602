// Generated from the files of this folder by `npm run fix`. Do not edit.
import { rule as addColumnNotAllowed } from './add-column-not-allowed.ts'
import { rule as addColumnVolatileDefault } from './add-column-volatile-default.ts'
import { rule as addRequiredColumn } from './add-required-column.ts'
import { rule as attachPartitionScans } from './attach-partition-scans.ts'
import { rule as checkValidatesExistingRows } from './check-validates-existing-rows.ts'
import { rule as columnTypeRewrite } from './column-type-rewrite.ts'
import { rule as concurrentIndexIfNotExists } from './concurrent-index-if-not-exists.ts'
import { rule as concurrentIndexOnPartitionedParent } from './concurrent-index-on-partitioned-parent.ts'
import { rule as concurrentlyInTransaction } from './concurrently-in-transaction.ts'
import { rule as couldNotVerify } from './could-not-verify.ts'
import { rule as createPartitionWithDefaultPresent } from './create-partition-with-default-present.ts'
import { rule as databaseLeftBroken } from './database-left-broken.ts'
import { rule as defaultRemovedAfterAdd } from './default-removed-after-add.ts'
import { rule as detachPartitionNotConcurrent } from './detach-partition-not-concurrent.ts'
import { rule as doubleQuotedStringLiteral } from './double-quoted-string-literal.ts'
import { rule as downDoesNotRestore } from './down-does-not-restore.ts'
import { rule as dropCascade } from './drop-cascade.ts'
import { rule as dropColumn } from './drop-column.ts'
import { rule as dropIndexNotConcurrent } from './drop-index-not-concurrent.ts'
import { rule as dropOrRenameReferencedColumn } from './drop-or-rename-referenced-column.ts'
import { rule as dropTable } from './drop-table.ts'
import { rule as duplicateVersion } from './duplicate-version.ts'
import { rule as editedAppliedMigration } from './edited-applied-migration.ts'
import { rule as expiredAcceptance } from './expired-acceptance.ts'
import { rule as foreignKeyMissingIndex } from './foreign-key-missing-index.ts'
import { rule as foreignKeyTypeMismatch } from './foreign-key-type-mismatch.ts'
import { rule as foreignKeyValidatesExistingRows } from './foreign-key-validates-existing-rows.ts'
import { rule as foreignKeysPragmaInsideTransaction } from './foreign-keys-pragma-inside-transaction.ts'
import { rule as indexNotConcurrent } from './index-not-concurrent.ts'
import { rule as inlineCheckOnNewColumn } from './inline-check-on-new-column.ts'
import { rule as invalidAcceptance } from './invalid-acceptance.ts'
import { rule as lockTimeoutKillsConcurrentBuild } from './lock-timeout-kills-concurrent-build.ts'
import { rule as longWorkAfterStrongLock } from './long-work-after-strong-lock.ts'
import { rule as longWriteLock } from './long-write-lock.ts'
import { rule as missingDown } from './missing-down.ts'
import { rule as missingLockTimeout } from './missing-lock-timeout.ts'
import { rule as needsNewerVersion } from './needs-newer-version.ts'
import { rule as outOfOrderVersion } from './out-of-order-version.ts'
import { rule as rebuildCascadesDeletes } from './rebuild-cascades-deletes.ts'
import { rule as rebuildLosesConstraints } from './rebuild-loses-constraints.ts'
import { rule as rebuildLosesObjects } from './rebuild-loses-objects.ts'
import { rule as rebuildLosesProperties } from './rebuild-loses-properties.ts'
import { rule as rebuildLosesRows } from './rebuild-loses-rows.ts'
import { rule as reindexNotConcurrent } from './reindex-not-concurrent.ts'
import { rule as renameBlockedByView } from './rename-blocked-by-view.ts'
import { rule as renameColumn } from './rename-column.ts'
import { rule as renameOriginalFirst } from './rename-original-first.ts'
import { rule as renameTable } from './rename-table.ts'
import { rule as replaceIndexDropFirst } from './replace-index-drop-first.ts'
import type { Rule } from './rule.ts'
import { rule as setNotNullScan } from './set-not-null-scan.ts'
import { rule as setNullOnNotNullColumn } from './set-null-on-not-null-column.ts'
import { rule as statementFailed } from './statement-failed.ts'
import { rule as storageRewrite } from './storage-rewrite.ts'
import { rule as strongLockWork } from './strong-lock-work.ts'
import { rule as truncate } from './truncate.ts'
import { rule as typeAffinityNotEnforced } from './type-affinity-not-enforced.ts'
import { rule as uniqueConstraintWithoutIndex } from './unique-constraint-without-index.ts'
import { rule as unparsedStatement } from './unparsed-statement.ts'
import { rule as unusedAcceptance } from './unused-acceptance.ts'
import { rule as updateOrDeleteWithoutWhere } from './update-or-delete-without-where.ts'

export const rules: readonly Rule[] = [
  addColumnNotAllowed,
  addColumnVolatileDefault,
  addRequiredColumn,
  attachPartitionScans,
  checkValidatesExistingRows,
  columnTypeRewrite,
  concurrentIndexIfNotExists,
  concurrentIndexOnPartitionedParent,
  concurrentlyInTransaction,
  couldNotVerify,
  createPartitionWithDefaultPresent,
  databaseLeftBroken,
  defaultRemovedAfterAdd,
  detachPartitionNotConcurrent,
  doubleQuotedStringLiteral,
  downDoesNotRestore,
  dropCascade,
  dropColumn,
  dropIndexNotConcurrent,
  dropOrRenameReferencedColumn,
  dropTable,
  duplicateVersion,
  editedAppliedMigration,
  expiredAcceptance,
  foreignKeyMissingIndex,
  foreignKeyTypeMismatch,
  foreignKeyValidatesExistingRows,
  foreignKeysPragmaInsideTransaction,
  indexNotConcurrent,
  inlineCheckOnNewColumn,
  invalidAcceptance,
  lockTimeoutKillsConcurrentBuild,
  longWorkAfterStrongLock,
  longWriteLock,
  missingDown,
  missingLockTimeout,
  needsNewerVersion,
  outOfOrderVersion,
  rebuildCascadesDeletes,
  rebuildLosesConstraints,
  rebuildLosesObjects,
  rebuildLosesProperties,
  rebuildLosesRows,
  reindexNotConcurrent,
  renameBlockedByView,
  renameColumn,
  renameOriginalFirst,
  renameTable,
  replaceIndexDropFirst,
  setNotNullScan,
  setNullOnNotNullColumn,
  statementFailed,
  storageRewrite,
  strongLockWork,
  truncate,
  typeAffinityNotEnforced,
  uniqueConstraintWithoutIndex,
  unparsedStatement,
  unusedAcceptance,
  updateOrDeleteWithoutWhere,
]
