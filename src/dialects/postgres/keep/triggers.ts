import type { Schema } from '../../../model/schema.ts'
import { splitLast } from '../../support/object-names.ts'

/** Rows that come back are no new ones: the triggers of users do not fire for them. */
export function disabledTriggers(
  before: Schema,
  table: string,
  statements: readonly string[],
): readonly string[] {
  const has = [...before.objects.values()].some(
    ({ kind, name }) => kind === 'trigger' && splitLast(name).parent === table,
  )
  // A key that is checked at the end would keep the table from being altered until then.
  const isLate = [...before.objects.values()].some(({ attributes }) =>
    /INITIALLY DEFERRED$/i.test(attributes.definition ?? ''),
  )
  const all = isLate ? [...statements, 'SET CONSTRAINTS ALL IMMEDIATE'] : statements
  if (!has) return all
  return [`ALTER TABLE ${table} DISABLE TRIGGER USER`, ...all, `ALTER TABLE ${table} ENABLE TRIGGER USER`]
}
