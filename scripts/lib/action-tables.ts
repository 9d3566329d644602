import { parse } from 'yaml'

interface Action {
  readonly inputs: Readonly<Record<string, { readonly description: string }>>
  readonly outputs: Readonly<Record<string, { readonly description: string }>>
}

/** The README with its tables of inputs and outputs made anew from action.yml. Throws where a marker is missing. */
export function actionTables(readme: string, actionYaml: string): string {
  const { inputs, outputs } = parse(actionYaml) as Action
  return between(between(readme, 'inputs', table('Input', inputs)), 'outputs', table('Output', outputs))
}

function table(head: string, rows: Action['inputs']): string {
  const lines = Object.entries(rows).map(
    ([name, { description }]) => `| \`${name}\` | ${cell(description)} |`,
  )
  return [`| ${head} | |`, '| --- | --- |', ...lines].join('\n')
}

function cell(text: string): string {
  return text.trim().replaceAll(/\s+/g, ' ').replaceAll('|', '\\|')
}

function between(text: string, marker: string, content: string): string {
  const [begin, end] = [`<!-- ${marker}: from action.yml -->`, `<!-- end of ${marker} -->`]
  const start = text.indexOf(begin)
  const stop = text.indexOf(end)
  if (start === -1 || stop === -1) throw new Error(`README.md has no ${begin} … ${end}`)
  return `${text.slice(0, start)}${begin}\n${content}\n${text.slice(stop)}`
}
