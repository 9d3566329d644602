import type { Journal } from '../dialects/deploy-target.ts'
import { unfinishedOn } from '../migrations/applied.ts'
import type { Begun, Deploying } from './deploy.ts'
import { historyRows } from './host-tools.ts'
import type { PlannedMigration } from './plan.ts'
import { nextPass } from './recover.ts'

/**
 * Records migrations as applied, in our journal and in the table of their tool, all in one transaction. What that table
 * says of a try that did not come to its end goes.
 */
export async function runsOn(
  { target, planned: all, historySources }: Deploying,
  { tools }: Begun,
  migrations: readonly PlannedMigration[],
  journal: Journal,
): Promise<void> {
  const making = tools.filter(({ isMissing }) => isMissing).flatMap(tool => tool.making)
  if (making.length > 0) await target.write(making)
  const unfinished = unfinishedOn(
    await target.history(historySources),
    all.map(({ parsed }) => parsed.migration),
  )
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
        history: [
          ...(unfinished.includes(parsed.migration) ? historyRows(tools, parsed.migration, 'down', 0) : []),
          ...historyRows(tools, parsed.migration, 'up', 0),
        ],
      }
    }),
  )
}
