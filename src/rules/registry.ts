// Generated from the files of this folder by `npm run fix`. Do not edit.
import { rule as accessWidened } from './access-widened.ts'
import { rule as addColumnNotAllowed } from './add-column-not-allowed.ts'
import { rule as addColumnVolatileDefault } from './add-column-volatile-default.ts'
import { rule as addRequiredColumn } from './add-required-column.ts'
import { rule as attachPartitionScans } from './attach-partition-scans.ts'
import { rule as autovacuumDisabled } from './autovacuum-disabled.ts'
import { rule as banChar } from './ban-char.ts'
import { rule as breaksQuery } from './breaks-query.ts'
import { rule as btreeIndexOnDocument } from './btree-index-on-document.ts'
import { rule as checkValidatesExistingRows } from './check-validates-existing-rows.ts'
import { rule as columnTypeRewrite } from './column-type-rewrite.ts'
import { rule as concurrentIndexIfNotExists } from './concurrent-index-if-not-exists.ts'
import { rule as concurrentIndexOnPartitionedParent } from './concurrent-index-on-partitioned-parent.ts'
import { rule as concurrentlyInTransaction } from './concurrently-in-transaction.ts'
import { rule as constraintLeftNotValid } from './constraint-left-not-valid.ts'
import { rule as couldNotVerify } from './could-not-verify.ts'
import { rule as createExtension } from './create-extension.ts'
import { rule as createPartitionWithDefaultPresent } from './create-partition-with-default-present.ts'
import { rule as createThenRewrite } from './create-then-rewrite.ts'
import { rule as creatingEnum } from './creating-enum.ts'
import { rule as cumulativeLockBudget } from './cumulative-lock-budget.ts'
import { rule as databaseLeftBroken } from './database-left-broken.ts'
import { rule as defaultRemovedAfterAdd } from './default-removed-after-add.ts'
import { rule as detachPartitionNotConcurrent } from './detach-partition-not-concurrent.ts'
import { rule as domainConstraint } from './domain-constraint.ts'
import { rule as doubleQuotedStringLiteral } from './double-quoted-string-literal.ts'
import { rule as downDoesNotRestore } from './down-does-not-restore.ts'
import { rule as dropCascade } from './drop-cascade.ts'
import { rule as dropColumn } from './drop-column.ts'
import { rule as dropColumnInIndex } from './drop-column-in-index.ts'
import { rule as dropConstraint } from './drop-constraint.ts'
import { rule as dropDatabase } from './drop-database.ts'
import { rule as dropIndexNotConcurrent } from './drop-index-not-concurrent.ts'
import { rule as dropNeedsMarkerName } from './drop-needs-marker-name.ts'
import { rule as dropNotNull } from './drop-not-null.ts'
import { rule as dropOrRenameReferencedColumn } from './drop-or-rename-referenced-column.ts'
import { rule as dropPrimaryKey } from './drop-primary-key.ts'
import { rule as dropTable } from './drop-table.ts'
import { rule as duplicateVersion } from './duplicate-version.ts'
import { rule as editedAppliedMigration } from './edited-applied-migration.ts'
import { rule as enumValueUnordered } from './enum-value-unordered.ts'
import { rule as enumValueUsedInSameTransaction } from './enum-value-used-in-same-transaction.ts'
import { rule as exclusionConstraint } from './exclusion-constraint.ts'
import { rule as expiredAcceptance } from './expired-acceptance.ts'
import { rule as failsOnSomeRows } from './fails-on-some-rows.ts'
import { rule as forbiddenTypes } from './forbidden-types.ts'
import { rule as foreignKeyCascadeDelete } from './foreign-key-cascade-delete.ts'
import { rule as foreignKeyMissingIndex } from './foreign-key-missing-index.ts'
import { rule as foreignKeyTypeMismatch } from './foreign-key-type-mismatch.ts'
import { rule as foreignKeyValidatesExistingRows } from './foreign-key-validates-existing-rows.ts'
import { rule as foreignKeyWithoutOnDelete } from './foreign-key-without-on-delete.ts'
import { rule as foreignKeysForbidden } from './foreign-keys-forbidden.ts'
import { rule as foreignKeysPragmaInsideTransaction } from './foreign-keys-pragma-inside-transaction.ts'
import { rule as identifierTooLong } from './identifier-too-long.ts'
import { rule as indexNotConcurrent } from './index-not-concurrent.ts'
import { rule as inlineCheckOnNewColumn } from './inline-check-on-new-column.ts'
import { rule as insertWithoutColumns } from './insert-without-columns.ts'
import { rule as invalidAcceptance } from './invalid-acceptance.ts'
import { rule as invalidIndexLeftBehind } from './invalid-index-left-behind.ts'
import { rule as jsonInsteadOfJsonb } from './json-instead-of-jsonb.ts'
import { rule as leftoverNotNullCheck } from './leftover-not-null-check.ts'
import { rule as lockTimeoutKillsConcurrentBuild } from './lock-timeout-kills-concurrent-build.ts'
import { rule as longWorkAfterStrongLock } from './long-work-after-strong-lock.ts'
import { rule as longWriteLock } from './long-write-lock.ts'
import { rule as missingAnalyzeAfterBackfill } from './missing-analyze-after-backfill.ts'
import { rule as missingDown } from './missing-down.ts'
import { rule as missingLockTimeout } from './missing-lock-timeout.ts'
import { rule as namingConvention } from './naming-convention.ts'
import { rule as needsNewerVersion } from './needs-newer-version.ts'
import { rule as nestedOrUnclosedTransaction } from './nested-or-unclosed-transaction.ts'
import { rule as noPrimaryKey } from './no-primary-key.ts'
import { rule as notEnforcedConstraint } from './not-enforced-constraint.ts'
import { rule as notRerunnable } from './not-rerunnable.ts'
import { rule as objectRemoved } from './object-removed.ts'
import { rule as outOfOrderVersion } from './out-of-order-version.ts'
import { rule as pg14ConcurrentIndexCorruption } from './pg14-concurrent-index-corruption.ts'
import { rule as preferBigint } from './prefer-bigint.ts'
import { rule as preferIdentity } from './prefer-identity.ts'
import { rule as preferNumeric } from './prefer-numeric.ts'
import { rule as preferText } from './prefer-text.ts'
import { rule as preferTimestamptz } from './prefer-timestamptz.ts'
import { rule as protectedTables } from './protected-tables.ts'
import { rule as rebuildCascadesDeletes } from './rebuild-cascades-deletes.ts'
import { rule as rebuildLosesConstraints } from './rebuild-loses-constraints.ts'
import { rule as rebuildLosesObjects } from './rebuild-loses-objects.ts'
import { rule as rebuildLosesProperties } from './rebuild-loses-properties.ts'
import { rule as rebuildLosesRows } from './rebuild-loses-rows.ts'
import { rule as redundantIndex } from './redundant-index.ts'
import { rule as refreshMatviewNotConcurrent } from './refresh-matview-not-concurrent.ts'
import { rule as reindexNotConcurrent } from './reindex-not-concurrent.ts'
import { rule as renameBlockedByView } from './rename-blocked-by-view.ts'
import { rule as renameColumn } from './rename-column.ts'
import { rule as renameEnumValue } from './rename-enum-value.ts'
import { rule as renameOriginalFirst } from './rename-original-first.ts'
import { rule as renameTable } from './rename-table.ts'
import { rule as replaceIndexDropFirst } from './replace-index-drop-first.ts'
import { rule as replicaIdentityChange } from './replica-identity-change.ts'
import { rule as requiredColumns } from './required-columns.ts'
import { rule as rlsEnabledWithoutPolicy } from './rls-enabled-without-policy.ts'
import type { Rule } from './rule.ts'
import { rule as savepointInMigration } from './savepoint-in-migration.ts'
import { rule as schemaDrift } from './schema-drift.ts'
import { rule as securityDefinerSearchPath } from './security-definer-search-path.ts'
import { rule as serialValuesNotReset } from './serial-values-not-reset.ts'
import { rule as serverWideStatement } from './server-wide-statement.ts'
import { rule as setNotNullScan } from './set-not-null-scan.ts'
import { rule as setNullOnNotNullColumn } from './set-null-on-not-null-column.ts'
import { rule as staleSnapshot } from './stale-snapshot.ts'
import { rule as statementFailed } from './statement-failed.ts'
import { rule as storageRewrite } from './storage-rewrite.ts'
import { rule as strongLockWork } from './strong-lock-work.ts'
import { rule as tooManyIndexes } from './too-many-indexes.ts'
import { rule as triggerRemoved } from './trigger-removed.ts'
import { rule as truncate } from './truncate.ts'
import { rule as typeAffinityNotEnforced } from './type-affinity-not-enforced.ts'
import { rule as typeChangeDependsOnTimezone } from './type-change-depends-on-timezone.ts'
import { rule as typeChangeRechecksConstraints } from './type-change-rechecks-constraints.ts'
import { rule as typeNarrowing } from './type-narrowing.ts'
import { rule as uniqueConstraintWithoutIndex } from './unique-constraint-without-index.ts'
import { rule as unnamedIndexOrConstraint } from './unnamed-index-or-constraint.ts'
import { rule as unparsedStatement } from './unparsed-statement.ts'
import { rule as unqualifiedName } from './unqualified-name.ts'
import { rule as unusableSnapshot } from './unusable-snapshot.ts'
import { rule as unusedAcceptance } from './unused-acceptance.ts'
import { rule as updateOrDeleteWithoutWhere } from './update-or-delete-without-where.ts'
import { rule as volatileCheckExpression } from './volatile-check-expression.ts'
import { rule as wideIndex } from './wide-index.ts'
import { rule as wideLockWindow } from './wide-lock-window.ts'

export const rules: readonly Rule[] = [
  accessWidened,
  addColumnNotAllowed,
  addColumnVolatileDefault,
  addRequiredColumn,
  attachPartitionScans,
  autovacuumDisabled,
  banChar,
  breaksQuery,
  btreeIndexOnDocument,
  checkValidatesExistingRows,
  columnTypeRewrite,
  concurrentIndexIfNotExists,
  concurrentIndexOnPartitionedParent,
  concurrentlyInTransaction,
  constraintLeftNotValid,
  couldNotVerify,
  createExtension,
  createPartitionWithDefaultPresent,
  createThenRewrite,
  creatingEnum,
  cumulativeLockBudget,
  databaseLeftBroken,
  defaultRemovedAfterAdd,
  detachPartitionNotConcurrent,
  domainConstraint,
  doubleQuotedStringLiteral,
  downDoesNotRestore,
  dropCascade,
  dropColumn,
  dropColumnInIndex,
  dropConstraint,
  dropDatabase,
  dropIndexNotConcurrent,
  dropNeedsMarkerName,
  dropNotNull,
  dropOrRenameReferencedColumn,
  dropPrimaryKey,
  dropTable,
  duplicateVersion,
  editedAppliedMigration,
  enumValueUnordered,
  enumValueUsedInSameTransaction,
  exclusionConstraint,
  expiredAcceptance,
  failsOnSomeRows,
  forbiddenTypes,
  foreignKeyCascadeDelete,
  foreignKeyMissingIndex,
  foreignKeyTypeMismatch,
  foreignKeyValidatesExistingRows,
  foreignKeyWithoutOnDelete,
  foreignKeysForbidden,
  foreignKeysPragmaInsideTransaction,
  identifierTooLong,
  indexNotConcurrent,
  inlineCheckOnNewColumn,
  insertWithoutColumns,
  invalidAcceptance,
  invalidIndexLeftBehind,
  jsonInsteadOfJsonb,
  leftoverNotNullCheck,
  lockTimeoutKillsConcurrentBuild,
  longWorkAfterStrongLock,
  longWriteLock,
  missingAnalyzeAfterBackfill,
  missingDown,
  missingLockTimeout,
  namingConvention,
  needsNewerVersion,
  nestedOrUnclosedTransaction,
  noPrimaryKey,
  notEnforcedConstraint,
  notRerunnable,
  objectRemoved,
  outOfOrderVersion,
  pg14ConcurrentIndexCorruption,
  preferBigint,
  preferIdentity,
  preferNumeric,
  preferText,
  preferTimestamptz,
  protectedTables,
  rebuildCascadesDeletes,
  rebuildLosesConstraints,
  rebuildLosesObjects,
  rebuildLosesProperties,
  rebuildLosesRows,
  redundantIndex,
  refreshMatviewNotConcurrent,
  reindexNotConcurrent,
  renameBlockedByView,
  renameColumn,
  renameEnumValue,
  renameOriginalFirst,
  renameTable,
  replaceIndexDropFirst,
  replicaIdentityChange,
  requiredColumns,
  rlsEnabledWithoutPolicy,
  savepointInMigration,
  schemaDrift,
  securityDefinerSearchPath,
  serialValuesNotReset,
  serverWideStatement,
  setNotNullScan,
  setNullOnNotNullColumn,
  staleSnapshot,
  statementFailed,
  storageRewrite,
  strongLockWork,
  tooManyIndexes,
  triggerRemoved,
  truncate,
  typeAffinityNotEnforced,
  typeChangeDependsOnTimezone,
  typeChangeRechecksConstraints,
  typeNarrowing,
  uniqueConstraintWithoutIndex,
  unnamedIndexOrConstraint,
  unparsedStatement,
  unqualifiedName,
  unusableSnapshot,
  unusedAcceptance,
  updateOrDeleteWithoutWhere,
  volatileCheckExpression,
  wideIndex,
  wideLockWindow,
]
