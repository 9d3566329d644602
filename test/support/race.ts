import { ask, stateOf } from './database-state.ts'
import { startDeploy } from './deploy-process.ts'
import type { PlanShape } from './plan-shapes.ts'
import { onGround, type Ring } from './ring.ts'

/** Something of each kind. An effect that ran twice would be there twice. */
export const raceShape: Pick<PlanShape, 'format' | 'files'> = {
  format: 'plain',
  files: {
    '1_column.sql': "ALTER TABLE item ADD COLUMN note text;\nINSERT INTO effect VALUES ('1');",
    '2_index.sql': 'CREATE INDEX CONCURRENTLY item_note ON item (note);',
    '3_unnamed.sql': 'CREATE INDEX CONCURRENTLY ON item (kind, price);',
    '4_rows.sql': "INSERT INTO effect VALUES ('4');\nUPDATE item SET note = kind WHERE id % 2 = 0;",
    '5_again.sql': "REINDEX INDEX CONCURRENTLY item_price;\nINSERT INTO effect VALUES ('5');",
  },
}

/** How one round went. */
export interface RaceRound {
  /** The last words of each runner. */
  readonly said: readonly string[]
  readonly state: string
  /** Runs in the journal. */
  readonly runs: number
}

/** Eight processes start at once on one database. Every other round some have no patience at all. */
export function raceRound(ring: Ring, round: number): Promise<RaceRound> {
  return onGround(ring, raceShape, async place => {
    const runners = Array.from({ length: 8 }, (_, number) =>
      startDeploy({ ...place, settings: { wait: round % 2 === 1 && number % 2 === 1 ? 0 : 60_000 } }),
    )
    const said = await Promise.all(runners.map(runner => runner.said))
    const [{ n } = {}] = await ask(place.url, 'SELECT count(*)::int AS n FROM migration_gate.run')
    return { said, state: await stateOf(place.url), runs: Number(n) }
  })
}
