import type { Journal } from '../dialects/deploy-target.ts'
import type { Begun, Deploying } from './deploy.ts'
import { historyRows } from './host-tools.ts'
import type { PlannedMigration } from './plan.ts'
import { nextPass } from './recover.ts'

/** Records migrations as applied, in our journal and in the table of their tool, all in one transaction. */
export async function runsOn(
  { target }: Deploying,
  { tools }: Begun,
  migrations: readonly PlannedMigration[],
  journal: Journal,
): Promise<void> {
  const making = tools.filter(({ isMissing }) => isMissing).flatMap(tool => tool.making)
  if (making.length > 0) await target.write(making)
  await target.mark(
    migrations.map(planned => {
      const { key, digest, checksum, parsed } = planned
      const pass = nextPass(journal, planned)
      return {
        migration: {
          ...key,
          direction: 'up',
          state: 'applied',
          pass,
          digest,
          checksum,
          down: null,
          losses: [],
          kept: null,
        },
        statements: [],
        note: null,
        history: historyRows(tools, parsed.migration, 'up', 0),
      }
    }),
  )
}
