import type { NewMigration } from '../../writing.ts'

/** A migration as dbmate reads it, which refuses one without a section for the way back. */
export function dbmateText({ up, down, alone }: NewMigration): string {
  const option = alone ? ' transaction:false' : ''
  return [
    `-- migrate:up${option}`,
    up.trimEnd(),
    '',
    `-- migrate:down${option}`,
    ...(down === null ? [] : [down.trimEnd()]),
    '',
  ].join('\n')
}

/** The same migration, without a transaction in both directions. */
export function outsideTransaction(text: string): string {
  return text.replace(/^(--\s*migrate:(?:up|down))(?![^\r\n]*transaction:false)/gim, '$1 transaction:false')
}
