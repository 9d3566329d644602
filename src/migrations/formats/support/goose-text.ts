import type { NewMigration } from '../../writing.ts'

const noTransaction = '-- +goose NO TRANSACTION'

/** A migration as goose reads it. */
export function gooseText({ up, down, alone }: NewMigration): string {
  return [
    ...(alone ? [noTransaction] : []),
    '-- +goose Up',
    up.trimEnd(),
    ...(down === null ? [] : ['', '-- +goose Down', down.trimEnd()]),
    '',
  ].join('\n')
}

/** The same migration, without a transaction in both directions. */
export function outsideTransaction(text: string): string {
  return /^--\s*\+goose\s+no\s+transaction\b/im.test(text) ? text : `${noTransaction}\n${text}`
}
