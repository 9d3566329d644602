import type { DeployedMigration, DeployReport } from '../model/deploy-report.ts'
import { whatNow } from './deploy-line.ts'
import {
  type Block,
  code,
  heading,
  type Inline,
  joined,
  md,
  paragraph,
  strong,
  table,
  written,
} from './markdown-writer.ts'

const marks = {
  done: '🚀',
  'nothing-to-do': '✅',
  planned: '📋',
  failed: '⛔',
} as const satisfies Record<DeployReport['outcome'], string>

const words = {
  done: 'done',
  'nothing-to-do': 'nothing to do',
  planned: 'planned, nothing was run',
} as const

const states = {
  applied: '✅ applied',
  reverted: '↩️ taken back',
  failed: '⛔ failed',
  interrupted: '❔ interrupted',
  'not-run': '▫️ not run',
} as const satisfies Record<DeployedMigration['state'], string>

/** Longest list of differences that is shown. */
const mostDifferences = 50

/** What a deploy did, for the summary of its job. */
export function renderDeployMarkdown(report: DeployReport): string {
  const { command, outcome, failureReason, environment, message, migrations, recovered, difference, notes } =
    report
  const what = outcome === 'failed' ? md`stopped: ${code(failureReason ?? '')}` : md`${words[outcome]}`
  const where = environment === null ? md`` : md` on ${strong(md`${environment}`)}`
  return `${written([
    heading(md`${marks[outcome]} Migration Gate ${command}${where}: ${what}`),
    ...message.split('\n').map(line => paragraph(md`${line}`)),
    ...(failureReason === null ? [] : [paragraph(md`${strong(md`What now`)}: ${whatNow[failureReason]}`)]),
    ...(migrations.length === 0
      ? []
      : [table([md`migration`, md`state`, md`time`, md``], migrations.map(rowOf))]),
    ...migrations.flatMap(keptBlocks),
    ...section(command === 'repair' ? 'Written down' : 'Left by an earlier run', recovered.map(said)),
    ...section('What differs', differenceBlocks(difference)),
    ...section('Not known', notes.map(said)),
    ...(report.planDigest === null ? [] : [paragraph(md`plan ${code(report.planDigest)}`)]),
  ])}\n`
}

function section(title: string, blocks: readonly Block[]): readonly Block[] {
  return blocks.length === 0 ? [] : [paragraph(strong(md`${title}`)), ...blocks]
}

function said(line: string): Block {
  return paragraph(md`${line}`)
}

function differenceBlocks(difference: DeployReport['difference']): readonly Block[] {
  if (difference.length === 0) return []
  const rows = difference
    .slice(0, mostDifferences)
    .map(({ action, object, name, detail }) => [md`${action}`, md`${object}`, code(name), md`${detail}`])
  const more = difference.length - rows.length
  return [
    table([md``, md`object`, md`name`, md``], rows),
    ...(more > 0 ? [paragraph(md`and ${more} more`)] : []),
  ]
}

function keptBlocks({ id, keeps }: DeployedMigration): readonly Block[] {
  if (keeps === undefined) return []
  const { objects, days, notKept } = keeps
  const names = joined(
    objects.map(({ name }) => code(name)),
    md`, `,
  )
  return [
    ...(objects.length === 0 ? [] : [paragraph(md`📦 ${code(id)}: kept for ${days} days: ${names}`)]),
    ...notKept.map(({ name, reason }) => paragraph(md`⚠️ ${code(id)}: not kept: ${code(name)}, ${reason}`)),
  ]
}

function rowOf({ id, state, durationMs, retries, failure }: DeployedMigration): readonly Inline[] {
  const tries = retries === 0 ? '' : `, ${retries} more ${retries === 1 ? 'try' : 'tries'}`
  const time = state === 'not-run' ? md`` : md`${durationMs} ms${tries}`
  const why =
    failure === null
      ? md``
      : md`${failure.line === null ? '' : `line ${failure.line}: `}${failure.message} (${failure.code})`
  return [code(id), md`${states[state]}`, time, why]
}
