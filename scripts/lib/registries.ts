import { readdirSync, readFileSync } from 'node:fs'
import { fromRoot } from './paths.ts'

/** A folder in which each file that exports a value of one name is one entry of a list. */
export interface Registry {
  readonly folder: string
  /** The interface, which stands in the folder's file of that name: `Rule` in rule.ts. */
  readonly type: string
  /** The name under which each file exports its entry. */
  readonly value: string
  /** The name of the list. */
  readonly list: string
}

/** The TypeScript of a folder's registry.ts, in the order of the file names. */
export function registryText({ folder, type, value, list }: Registry): string {
  const names = entryNames(folder, value)
  const imports = [
    ...names.map(name => ({ from: `./${name}.ts`, what: `{ ${value} as ${camelCase(name)} }` })),
    { from: `./${value}.ts`, what: `type { ${type} }` },
  ].toSorted((a, b) => (bare(a.from) < bare(b.from) ? -1 : 1))
  return [
    '// Generated from the files of this folder by `npm run fix`. Do not edit.',
    ...imports.map(({ what, from }) => `import ${what} from '${from}'`),
    '',
    `export const ${list}: readonly ${type}[] = ${array(names.map(camelCase), list.length + type.length)}`,
    '',
  ].join('\n')
}

/** As the formatter sorts imports: `drop-column` before `drop-column-in-index`. */
function bare(file: string): string {
  return file.slice(0, -'.ts'.length)
}

/** The names of a registry's entries alone: who asks for no more loads none of them. */
export function namesText({ folder, value }: Registry): string {
  const names = entryNames(folder, value).map(name => `  '${name}',\n`)
  return [
    '// Generated from the files of this folder by `npm run fix`. Do not edit.',
    `export const ${value}Ids = [\n${names.join('')}] as const`,
    '',
    `export type ${value.charAt(0).toUpperCase()}${value.slice(1)}Id = (typeof ${value}Ids)[number]`,
    '',
  ].join('\n')
}

function entryNames(folder: string, value: string): readonly string[] {
  return readdirSync(fromRoot(folder))
    .filter(file => file.endsWith('.ts') && file !== 'registry.ts')
    .filter(file => exportsValue(readFileSync(fromRoot(`${folder}/${file}`), 'utf8'), value))
    .map(file => file.slice(0, -'.ts'.length))
    .sort()
}

function exportsValue(source: string, value: string): boolean {
  return new RegExp(`^export const ${value}\\b`, 'm').test(source)
}

/** On one line where the formatter would put it there. */
function array(items: readonly string[], rest: number): string {
  const line = `[${items.join(', ')}]`
  const fits = 'export const : readonly [] = '.length + rest + line.length <= 110
  return fits ? line : `[\n${items.map(item => `  ${item},\n`).join('')}]`
}

function camelCase(name: string): string {
  return name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
}
