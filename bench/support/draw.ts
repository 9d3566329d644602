import { createHash } from 'node:crypto'

/** What can be drawn: something of one migration of a history. */
interface Lot {
  readonly history: string
  readonly migration: { readonly id: string }
}

/** The same seed draws the same ones, whatever the order in which they are listed. */
export function drawn<One extends Lot>(all: readonly One[], size: number, seed: string): readonly One[] {
  const number = ({ history, migration }: Lot) =>
    createHash('sha256').update(`${seed} ${history} ${migration.id}`).digest('hex')
  return all
    .map(one => ({ one, number: number(one) }))
    .toSorted((a, b) => (a.number < b.number ? -1 : 1))
    .slice(0, size)
    .map(({ one }) => one)
}
