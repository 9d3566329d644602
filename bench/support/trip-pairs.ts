import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'

/** Two schemas as SQL, and the way that somebody reviewed, where there is one. */
export interface SchemaPair {
  readonly name: string
  readonly before: string
  readonly after: string
  readonly reviewedUp: string | null
}

/** Cases of psqldef: `current` and `desired` of each; some begin with nothing. */
export function sqldefPairs(checkout: string): readonly SchemaPair[] {
  const folder = join(checkout, 'cmd/psqldef')
  return readdirSync(folder)
    .filter(name => /^tests.*\.yml$/.test(name))
    .flatMap(file => {
      const cases = parse(readFileSync(join(folder, file), 'utf8')) as Record<string, Case>
      return Object.entries(cases).map(([name, { current, desired, up }]) => ({
        name: `${file.replace(/^tests_|\.yml$/g, '')} ${name}`,
        before: current ?? '',
        after: desired ?? '',
        reviewedUp: up ?? null,
      }))
    })
}

interface Case {
  readonly current?: string
  readonly desired?: string
  readonly up?: string
}

/** Scenarios of pg-delta's corpus: `a.sql` and `b.sql` of each folder. */
export function corpusPairs(corpus: string): readonly SchemaPair[] {
  return readdirSync(corpus, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(({ name }) => ({
      name,
      before: readFileSync(join(corpus, name, 'a.sql'), 'utf8'),
      after: readFileSync(join(corpus, name, 'b.sql'), 'utf8'),
      reviewedUp: null,
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}
