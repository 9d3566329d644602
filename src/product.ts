import { readFileSync } from 'node:fs'

/** Where this program is at home. */
export const homepage = 'https://github.com/migration-gate/migration-gate'

/** The page of a rule, for whoever runs no certain release. */
export function rulePage(rule: string): string {
  return `${homepage}/blob/v1/docs/rules/${rule}.md`
}

/** The guide's chapter on accepting a danger. */
export const acceptPage = `${homepage}/blob/v1/docs/guide.md#accepting-a-danger-on-purpose`

/** The version of this program. Its manifest stands one folder up, for the sources and for the chunks of dist. */
export function version(): string {
  const manifest = readFileSync(new URL('../package.json', import.meta.url), 'utf8')
  return (JSON.parse(manifest) as { version: string }).version
}
