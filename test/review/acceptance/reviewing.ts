import { check } from '../../../src/commands/check.ts'
import { readAccepted } from '../../../src/config/accepted.ts'
import { configSchema } from '../../../src/config/config.ts'
import { readConfig } from '../../../src/config/load.ts'
import type { DialectName } from '../../../src/dialects/registry.ts'
import type { Review } from '../../../src/model/review.ts'

/** A change and what it accepts. Files stand in the folder `m`. */
export interface Change {
  readonly dialect?: DialectName
  readonly format?: string
  readonly base?: Readonly<Record<string, string>>
  readonly files: Readonly<Record<string, string>>
  readonly config?: string
  /** `.migration-gate/accepted.yml`. */
  readonly accepted?: string
  readonly fork?: boolean
  /** Unless said, nothing is run. */
  readonly run?: true
}

const today = '2030-06-15'

export function review({
  dialect,
  format,
  base,
  files,
  config,
  accepted,
  fork,
  run,
}: Change): Promise<Review> {
  const bytes = (all: Readonly<Record<string, string>>) =>
    Object.entries(all).map(([name, text]) => [`m/${name}`, new TextEncoder().encode(text)] as const)
  const before = base === undefined ? null : new Map(bytes(base))
  return check({
    folders: [{ path: 'm', format: format ?? 'plain' }],
    dialect: dialect ?? 'postgres',
    changeSet: { base: before, head: new Map([...(before ?? []), ...bytes(files)]), baseRef: null },
    config: configSchema.parse(readConfig(config ?? '', '.migration-gate.yml')),
    shadow: { kind: run === true ? 'embedded' : 'none' },
    acceptance: {
      today,
      fork: fork === true,
      file:
        accepted === undefined
          ? null
          : { path: 'accepted.yml', entries: readAccepted(accepted, 'accepted.yml') },
    },
  })
}

/** The rules that acceptances are tried with, and those that speak of acceptances. */
const watched =
  /^(?:drop-table|truncate|drop-column|down-does-not-restore|could-not-verify|statement-failed|.*-acceptance)$/

/** Each finding as `rule line`, with the reason behind `=` where it is accepted. */
export function told({ findings }: Review): readonly string[] {
  return findings
    .filter(({ rule }) => watched.test(rule))
    .map(({ rule, line, suppressed }) => `${rule} ${line}${suppressed === null ? '' : ` = ${suppressed}`}`)
}
