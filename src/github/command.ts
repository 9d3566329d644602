import { UserError } from '../model/errors.ts'

/** What a run is to do. */
export type Command = 'check' | 'snapshot'

/** The events on which each command makes sense. */
const eventsOf = {
  check: ['pull_request', 'merge_group'],
  snapshot: ['schedule', 'workflow_dispatch', 'push'],
} as const satisfies Record<Command, readonly string[]>

/**
 * What to do: as the input `command` says, else what the event means.
 * @throws UserError where the two do not fit, or nobody knows: a run that does nothing must not be green.
 */
export function commandOf(said: string, eventName: string): Command {
  if (said === 'apply') throw new UserError(`\`command: apply\` is what ${notYet}`)
  if (said !== '' && said !== 'check' && said !== 'snapshot')
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

function meaningOf(eventName: string): Command {
  switch (eventName) {
    case 'pull_request':
    case 'merge_group':
      return 'check'
    case 'schedule':
      return 'snapshot'
    case 'workflow_dispatch':
      throw new UserError('`workflow_dispatch` may mean anything. Say it: `command: snapshot`.')
    case 'push':
      throw new UserError(
        `\`push\` means \`command: apply\`, which ${notYet} To take a snapshot on a push, say \`command: snapshot\`.`,
      )
    default:
      throw new UserError(
        `Migration Gate does not know the event \`${eventName}\`. It runs on: ${eventsOf.check.join(', ')} (check), ` +
          `${eventsOf.snapshot.join(', ')} (snapshot).`,
      )
  }
}

const notYet = 'this version does not know yet.'

const reasons = {
  check: '',
  snapshot: ' A pull request has no business with the address of the target.',
} as const satisfies Record<Command, string>
