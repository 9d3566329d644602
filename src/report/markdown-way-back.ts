import type { Review, ReviewedDown, ReviewedMigration } from '../model/review.ts'
import { nameList } from './markdown-findings.ts'
import { code, type Inline, joined, md, paragraph, strong, table } from './markdown-writer.ts'
import { cut } from './plain-text.ts'
import { batchOf, comesBack, reviewed, surprisingBatch } from './reading.ts'
import type { Part } from './shorten.ts'
import {
  type Answer,
  aboutRows,
  againWords,
  answerIcons,
  dataAnswer,
  downSource,
  ownLock,
  schemaAnswer,
} from './way-back-words.ts'
import { count } from './words.ts'

/** More rows than this that all say the same become one sentence. */
const fewGoodOnes = 3

/** Can I go back, and what would I lose? */
export function wayBackPart(review: Review): Part {
  const migrations = reviewed(review)
  const good = migrations.filter(comesBack)
  const told = good.length > fewGoodOnes ? migrations.filter(each => !comesBack(each)) : migrations
  const unnamed = migrations.length - told.length
  const quiet = told.length === 0 && surprisingBatch(review) === null
  const batch = quiet ? null : batchRow(review)
  const rows = [...told.map(row), ...(batch === null ? [] : [batch])]
  const head = [md`Migration`, md`Down`, md`Schema`, md`Data`]
  const title = strong(md`The way back`)
  return {
    total: Math.max(rows.length, Math.min(1, unnamed)),
    build: shown => [
      paragraph(rows.length > 0 ? title : md`${title}: ${sentence(unnamed, migrations.length)}`),
      ...(rows.length > 0 ? [table(head, rows.slice(0, shown))] : []),
      ...(rows.length > 0 && unnamed > 0 ? [paragraph(md`${sentence(unnamed, migrations.length)}`)] : []),
      ...(shown < rows.length ? [paragraph(md`… and ${count(rows.length - shown, 'more row')}.`)] : []),
    ],
  }
}

function sentence(good: number, all: number): string {
  const which = good === all ? `all ${count(good, 'down')}` : `the other ${count(good, 'down')}`
  const start = good === all ? which : `${which[0]?.toUpperCase()}${which.slice(1)}`
  return `${start} proven, schema restored and no data lost.`
}

function row(migration: ReviewedMigration): readonly Inline[] {
  const { down } = migration
  return [code(cut(migration.id, 80)), source(down), schema(down), data(migration)]
}

/** Whose it is, and what it would do to those who wait for it. */
function source(down: ReviewedDown): Inline {
  const whose = md`${downSource[down.source]}`
  const lock = ownLock(down)
  return lock === null ? whose : md`${whose}<br>its own lock: ${lock.mode} ${nameList(lock.relations, 2)}`
}

function schema(down: ReviewedDown): Inline {
  const said = answer(schemaAnswer(down))
  const again = againWords(down)
  return again === null ? said : md`${said}<br>⚠️ ${cut(again, 160)}`
}

function batchRow(review: Review): readonly Inline[] | null {
  const batch = batchOf(review)
  return batch && [md`all of them, last first`, md``, answer(schemaAnswer(batch)), md``]
}

function answer({ mood, words, reason }: Answer): Inline {
  const said = md`${answerIcons[mood]} ${words}`
  return reason === null ? said : md`${said}: ${cut(reason, 160)}`
}

function data(migration: ReviewedMigration): Inline {
  const { kept } = migration
  const lines = [
    lostData(migration),
    ...(kept === null || kept.objects.length === 0
      ? []
      : [
          md`📦 an apply keeps ${nameList(
            kept.objects.map(({ name }) => name),
            3,
          )}`,
        ]),
    ...(kept === null || kept.notKept.length === 0
      ? []
      : [
          md`⚠️ and does not keep ${nameList(
            kept.notKept.map(({ name }) => name),
            3,
          )}`,
        ]),
  ]
  return joined(lines, md`<br>`)
}

function lostData(migration: ReviewedMigration): Inline {
  const { lost } = migration.down
  const said = dataAnswer(migration)
  if (said.mood === 'good' || lost.length === 0) return answer(said)
  const verb = lost.length === 1 ? 'is' : 'are'
  return said.mood === 'bad'
    ? md`${answerIcons.bad} ${lossList(lost)} ${verb} lost`
    : md`${answer(said)}: ${lossList(lost)}`
}

function lossList(lost: ReviewedDown['lost']): Inline {
  const shown = lost.slice(0, 3).map(loss => md`${nameList([loss.name], 1)}${aboutRows(loss)}`)
  const more = lost.length > 3 ? md` and ${lost.length - 3} more` : md``
  return md`${joined(shown, md`, `)}${more}`
}
