import type { SchemaDiff } from '../commands/diff.ts'
import { visible } from './plain-text.ts'

/** What differs, and the SQL between, for a reader at a terminal. */
export function renderDiff(diff: SchemaDiff, from: string, to: string): string {
  const { verdict, changes, sql, proven, problems } = diff
  const marks = { add: '+', drop: '-', alter: '!', rename: '!' } as const
  const lines = changes.map(({ action, object, name, detail }) =>
    `${marks[action]} ${object.padEnd(10)} ${name}  ${detail}`.trimEnd(),
  )
  const way = sql === null ? ['No SQL could be planned.'] : sql === '' ? [] : [sql.trimEnd()]
  return visible(
    [
      words[verdict],
      ...(lines.length === 0 ? [] : ['', `from ${from} to ${to}`, ...lines]),
      ...(verdict === 'equal' || way.length === 0
        ? []
        : [
            '',
            proven ? '-- was run, and leads there' : '-- could not be proven: read it before you use it',
            ...way,
          ]),
      ...(problems.length === 0 ? [] : ['', 'Not known:', ...problems.map(problem => `  ${problem}`)]),
      '',
    ].join('\n'),
  )
}

const words = {
  equal: 'The schemas are equal.',
  'equal-except-order': 'The schemas are equal but for the order of columns.',
  different: 'The schemas differ.',
  unknown: 'Whether the schemas are equal could not be told.',
} as const

/** The same for a program. */
export function renderDiffJson(diff: SchemaDiff): string {
  return `${JSON.stringify({ format: 'migration-gate/diff@1', ...diff }, null, 2)}\n`
}
