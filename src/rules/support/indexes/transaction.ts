import type { Step } from '../chapters.ts'
import { operations } from '../traced.ts'

/** The statements that are in one transaction with it, itself among them. */
export function transactionOf(around: readonly Step[], step: Step): readonly Step[] {
  const all = around.filter(({ migration }) => migration === step.migration)
  const place = all.indexOf(step)
  const ends = ({ traced }: Step) =>
    !traced.inTransaction ||
    operations(traced, 'transaction').some(({ verb }) => verb === 'commit' || verb === 'rollback')
  if (ends(step)) return [step]
  const from = all.slice(0, place).findLastIndex(ends) + 1
  const end = all.slice(place).findIndex(ends)
  return all.slice(from, end === -1 ? all.length : place + end)
}
