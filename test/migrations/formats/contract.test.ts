import { describe, expect, test } from 'vitest'
import type { Format } from '../../../src/migrations/formats/format.ts'
import { formats } from '../../../src/migrations/formats/registry.ts'
import type { SourceFile } from '../../../src/model/migration.ts'

/** What every format has to hold, whatever its tool: a new one adds a row and no code. */
interface Sample {
  readonly folder: string
  /** Files of a history with an up and a down for each migration it names, in no order. */
  readonly files: readonly string[]
  readonly ids: readonly string[]
  /** Files that are not the tool's. */
  readonly foreign: readonly string[]
}

const samples: Readonly<Record<string, Sample>> = {
  plain: {
    folder: 'db/migrations',
    files: [
      'db/migrations/10_last.sql',
      'db/migrations/2_second.up.sql',
      'db/migrations/2_second.down.sql',
      'db/migrations/1_first.sql',
      'db/migrations/1_first.down.sql',
      'db/migrations/v3.10/a.sql',
      'db/migrations/v3.9/b.sql',
    ],
    ids: ['1_first', '2_second', '10_last', 'v3.9/b', 'v3.10/a'],
    foreign: ['db/migrations/README.md', 'db/migrations/1_first.go', 'db/migrations/sql'],
  },
}

test('every format has a sample', () => {
  expect(Object.keys(samples).sort()).toEqual(formats.map(({ name }) => name).sort())
})

describe.each(formats.map(format => [format.name, format] as const))('%s', (name, format: Format) => {
  const { folder, files, ids, foreign } = samples[name] as Sample
  const sources = files.map((path): SourceFile => ({ path, text: `-- ${path}` }))
  const read = (sources: readonly SourceFile[]) => format.read(folder, sources)

  test('reads each migration once, in the order of its tool', () => {
    expect(read(sources).migrations.map(({ id }) => id)).toEqual(ids)
  })

  test('does not depend on the order of the listing', () => {
    expect(read([...sources].reverse())).toEqual(read(sources))
  })

  test('keeps every file: as an up, as a down, or as an orphan', () => {
    const { migrations, orphans } = read(sources)
    const kept = migrations.flatMap(({ up, down }) => [up.path, ...(down === null ? [] : [down.path])])
    expect([...kept, ...orphans.map(({ path }) => path)].sort()).toEqual([...files].sort())
  })

  test('keeps the text as it stands', () => {
    for (const { up } of read(sources).migrations) expect(up.text).toContain(`-- ${up.path}`)
  })

  test('leaves alone what is not its own', () => {
    expect(read(foreign.map(path => ({ path, text: '' })))).toMatchObject({ migrations: [], orphans: [] })
  })

  test('names itself on each migration', () => {
    expect(new Set(read(sources).migrations.map(migration => migration.format))).toEqual(new Set([name]))
  })
})
