import type { DeployedMigration, DeployReport } from '../model/deploy-report.ts'
import { cut, visible } from './plain-text.ts'

/** What an apply or a rollback did, for a reader at a terminal. */
export function renderDeploy(report: DeployReport): string {
  const { command, outcome, failureReason, message, migrations, recovered, difference, notes, environment } =
    report
  const where = environment === null ? '' : ` on ${environment}`
  const head = outcome === 'failed' ? `Stopped${where}: ${failureReason}` : `${words[outcome]}${where}`
  const rows = migrations.flatMap(one => [
    rowOf(one),
    ...keptLines(one, outcome === 'planned'),
    ...(outcome === 'planned' ? segmentsOf(one) : []),
  ])
  return visible(
    [
      head,
      message,
      ...section(command === 'repair' ? 'Written down' : 'Left by an earlier run', recovered),
      ...(rows.length === 0 ? [] : ['', ...rows]),
      ...section(
        'Differs',
        difference.map(({ action, object, name, detail }) =>
          `${action} ${object} ${name}  ${detail}`.trimEnd(),
        ),
      ),
      ...section('Not known', notes),
      ...(report.planDigest === null ? [] : ['', `plan ${report.planDigest}`]),
      '',
    ].join('\n'),
  )
}

const words = { done: 'Done', 'nothing-to-do': 'Nothing to do', planned: 'Planned' } as const

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', title, ...lines.map(line => `  ${line}`)]
}

function rowOf({ id, state, durationMs, retries, failure }: DeployedMigration): string {
  const tries = retries === 0 ? '' : `, ${retries} more ${retries === 1 ? 'try' : 'tries'}`
  const time = state === 'not-run' ? '' : `  ${durationMs} ms${tries}`
  const why =
    failure === null
      ? ''
      : `  ${failure.line === null ? '' : `line ${failure.line}: `}${failure.message} (${failure.code})`
  return `  ${state.padEnd(11)} ${id}${time}${why}`
}

/** What is set aside, and what is not; before it ran, also how. */
function keptLines({ keeps }: DeployedMigration, isPlan: boolean): readonly string[] {
  if (keeps === undefined) return []
  const { objects, days, notKept, up } = keeps
  const names = objects.map(({ name }) => name).join(', ')
  const sent =
    isPlan && up !== null
      ? [
          '    sent as',
          ...up
            .trimEnd()
            .split('\n')
            .map(line => `      ${line}`),
        ]
      : []
  return [
    ...(objects.length === 0 ? [] : [`    kept for ${days} days: ${names}`]),
    ...notKept.map(({ name, reason }) => `    not kept: ${name} (${reason})`),
    ...sent,
  ]
}

function segmentsOf({ segments }: DeployedMigration): readonly string[] {
  return segments.flatMap(({ kind, statements, lockTimeout, statementTimeout, recovery }) => [
    `    ${kinds[kind]} · lock timeout ${timeOf(lockTimeout)}, statement timeout ${timeOf(statementTimeout)} · after a crash: ${recoveries[recovery]}`,
    ...statements.map(({ line, sql, locks }) => {
      const strong = locks.map(({ relation, mode }) => `${mode} on ${relation}`).join(', ')
      return `      ${String(line).padStart(4)}  ${cut(sql, 100)}${strong === '' ? '' : `  [${cut(strong, 160)}]`}`
    }),
  ])
}

const kinds = {
  transaction: 'one transaction',
  alone: 'alone, outside of transactions',
  'as-authored': 'as its author wrote it',
} as const

const recoveries = {
  transaction: 'the journal tells',
  catalog: 'the catalog tells',
  repeatable: 'it is run again',
  ask: 'people are asked',
} as const

function timeOf(milliseconds: number): string {
  return milliseconds === 0 ? 'none' : `${milliseconds / 1000} s`
}

/** The same for a program. */
export function renderDeployJson(report: DeployReport): string {
  const { snapshot: _snapshot, ...told } = report
  return `${JSON.stringify(told, null, 2)}\n`
}
