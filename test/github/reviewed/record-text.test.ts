import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { placeOf, readRecord, recordContext, recordLines } from '../../../src/github/reviewed/record-text.ts'
import { planDigest } from '../../../src/migrations/digest.ts'

const digestsOf = (count: number) =>
  Array.from(
    { length: count },
    (_, index) => `sha256:${createHash('sha256').update(`${index}`).digest('hex')}`,
  )

/** By the number of the line, as they are found on a commit. */
function linesOf(count: number): ReadonlyMap<number, string> {
  const migrations = digestsOf(count)
  const lines = recordLines({ digest: planDigest(migrations), migrations }, 'main', '')
  return new Map(
    lines.map(({ context, description }) => [placeOf('main', context)?.line ?? 0, description] as const),
  )
}

describe('a record', () => {
  // Plans of more than a record lists are known by their digest alone.
  test.each([
    [0, 1, 0],
    [1, 1, 1],
    [2, 2, 2],
    [4, 2, 4],
    [5, 3, 5],
    [31, 11, 31],
    [32, 1, 1],
    [1000, 1, 1],
  ])('of %i migrations has %i lines of at most 140 characters, and gives back %i', (count, lines, listed) => {
    const written = linesOf(count)
    expect(written.size).toBe(lines)
    for (const text of written.values()) expect(text.length).toBeLessThanOrEqual(140)
    expect(readRecord(written)).toEqual({
      digest: planDigest(digestsOf(count)),
      count,
      migrations: digestsOf(listed),
    })
  })

  test('the plan digest stands first, and is written last', () => {
    const lines = recordLines({ digest: 'sha256:x', migrations: digestsOf(5) }, 'main', '')
    expect(lines.map(({ context }) => context)).toEqual([
      'migration-gate/reviewed (main) 2',
      'migration-gate/reviewed (main) 3',
      'migration-gate/reviewed (main)',
    ])
    expect(lines.at(-1)?.description).toMatch(/^sha256:x 5 \S{43}$/)
  })

  test('lines that an older record left behind it are none of it', () => {
    const now = new Map([...linesOf(8), ...linesOf(1)])
    expect(readRecord(now)?.migrations).toEqual(digestsOf(1))
  })

  test.each([
    ['no line', null],
    ['could not be checked', null],
    [`sha256:${'a'.repeat(64)}`, null],
    [`sha256:${'a'.repeat(64)} 1 nonsense`, []],
  ])('%s', (text, migrations) => {
    const read = readRecord(new Map(text === 'no line' ? [] : [[1, text]]))
    expect(read?.migrations ?? null).toEqual(migrations)
  })
})

describe('the name of a line', () => {
  const gate = '0123456789ab'
  test.each([
    ['main', '', 1, 'migration-gate/reviewed (main)'],
    ['main', gate, 1, `migration-gate/reviewed (main, ${gate})`],
    ['main', gate, 3, `migration-gate/reviewed (main, ${gate}) 3`],
    ['release/1.x) 2', '', 2, 'migration-gate/reviewed (release/1.x) 2) 2'],
  ])('%s %s %i', (branch, gate, line, context) => {
    expect(recordContext(branch, { gate, line })).toBe(context)
    expect(placeOf(branch, context)).toEqual({ gate, line })
  })

  test.each([
    ['main', 'migration-gate/reviewed (maintenance)'],
    ['main', 'migration-gate/reviewed (main/x)'],
    ['main', 'migration-gate/reviewed (main))'],
    ['main', 'migration-gate/reviewed'],
    ['main', 'ci/migration-gate/reviewed (main)'],
    ['main', 'migration-gate/reviewed (main) 2 more'],
    ['release', 'migration-gate/reviewed (main)'],
  ])('for %s, not %s', (branch, context) => expect(placeOf(branch, context)).toBeNull())
})
