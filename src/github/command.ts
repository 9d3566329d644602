import { UserError } from '../model/errors.ts'

/** What a run is to do. */
export type Command = 'check' | 'snapshot' | 'apply' | 'rollback' | 'baseline' | 'repair' | 'archive'

/** The events on which each command makes sense. */
const eventsOf = {
  check: ['pull_request', 'merge_group'],
  snapshot: ['schedule', 'workflow_dispatch', 'push'],
  apply: ['push', 'workflow_dispatch'],
  rollback: ['workflow_dispatch'],
  baseline: ['workflow_dispatch'],
  repair: ['workflow_dispatch'],
  archive: ['workflow_dispatch', 'schedule'],
} as const satisfies Record<Command, readonly string[]>

/**
 * What to do: as the input `command` says, else what the event means.
 * @throws UserError where the two do not fit, or nobody knows: a run that does nothing must not be green.
 */
export function commandOf(said: string, eventName: string): Command {
  if (said !== '' && !isCommand(said))
    throw new UserError(`Input \`command\` is \`${said}\`. Allowed: ${Object.keys(eventsOf).join(', ')}.`)
  // Refused with its own reason, whatever is to be done.
  if (eventName === 'pull_request_target') return 'check'
  const command = said === '' ? meaningOf(eventName) : said
  const events: readonly string[] = eventsOf[command]
  if (events.includes(eventName)) return command
  throw new UserError(
    `\`command: ${command}\` does not run on \`${eventName}\`. It runs on: ${events.join(', ')}.${reasons[command]}`,
  )
}

function isCommand(said: string): said is Command {
  return Object.hasOwn(eventsOf, said)
}

function meaningOf(eventName: string): Command {
  switch (eventName) {
    case 'pull_request':
    case 'merge_group':
      return 'check'
    case 'schedule':
      return 'snapshot'
    case 'workflow_dispatch':
      throw new UserError(
        '`workflow_dispatch` may mean anything. Say it: `command: snapshot`, `apply`, `rollback`, `baseline`, `repair` or `archive`.',
      )
    // Of the default branch: `pushOf` refuses others.
    case 'push':
      return 'apply'
    default:
      throw new UserError(
        `Migration Gate does not know the event \`${eventName}\`. It runs on: ${eventsOf.check.join(', ')} (check), ` +
          `${eventsOf.snapshot.join(', ')} (snapshot), ${eventsOf.apply.join(', ')} (apply).`,
      )
  }
}

const strangers = ' A pull request has no business with the address of the target.'

const reasons = {
  check: '',
  snapshot: strangers,
  apply: strangers,
  rollback: strangers,
  baseline: strangers,
  repair: strangers,
  archive: strangers,
} as const satisfies Record<Command, string>
