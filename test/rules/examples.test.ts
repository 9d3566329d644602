import { expect, test } from 'vitest'
import { check } from '../../src/commands/check.ts'
import { configSchema } from '../../src/config/config.ts'
import type { Review } from '../../src/model/review.ts'
import { rules } from '../../src/rules/registry.ts'
import type { RuleExample } from '../../src/rules/rule.ts'
import { nextMigration } from '../../src/rules/support/sql.ts'
import { isLong } from '../support/form.ts'

const folder = 'migrations'
const bytes = (text: string) => new TextEncoder().encode(text)

/** Reviews SQL files over a base, on the embedded engine. */
async function review(base: string | undefined, files: Readonly<Record<string, string>>): Promise<Review> {
  const before = new Map(base === undefined ? [] : [[`${folder}/0001_base.sql`, bytes(base)] as const])
  const added = Object.entries(files).map(([name, text]) => [`${folder}/${name}`, bytes(text)] as const)
  return check({
    folders: [{ path: folder, format: 'plain' }],
    dialect: 'postgres',
    changeSet: { base: before, head: new Map([...before, ...added]), baseRef: 'main' },
    config: configSchema.parse({}),
    shadow: { kind: 'embedded' },
  })
}

async function reviewExample({ base, up, down }: RuleExample): Promise<Review> {
  return review(base, {
    '0002_change.sql': up,
    ...(down === undefined ? {} : { '0002_change.down.sql': down }),
  })
}

/** The rules that spoke, each once. */
function spoken({ findings }: Review): readonly string[] {
  return [...new Set(findings.map(({ rule }) => rule))].sort()
}

/** A fix that ends in a semicolon is SQL; each part is a migration of its own. */
function migrationsOf(fix: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    fix.split(nextMigration).map((sql, place) => [`000${place + 2}_fix.sql`, sql.trim()]),
  )
}

/** In the short form the first bad example of each rule, in the long one all of both, with their fixes. */
function some(examples: readonly RuleExample[], short: number): readonly RuleExample[] {
  return isLong ? examples : examples.slice(0, short)
}

const examples = rules.flatMap(({ id, bad, good }) => [
  ...some(bad, 1).map((example, place) => ({
    title: `${id}: bad ${place + 1}`,
    id,
    example,
    kind: 'bad' as const,
  })),
  ...some(good, 0).map((example, place) => ({
    title: `${id}: good ${place + 1}`,
    id,
    example,
    kind: 'good' as const,
  })),
])

/** Each review boots an engine of its own; more than two at a time only wait for each other. */
const lanes = [Promise.resolve(), Promise.resolve()]
let next = 0

function inLane<Result>(work: () => Promise<Result>): Promise<Result> {
  const lane = next++ % lanes.length
  const result = (lanes[lane] ?? Promise.resolve()).then(work)
  lanes[lane] = result.then(
    () => {},
    () => {},
  )
  return result
}

test.concurrent.each(examples)(
  '$title',
  ({ id, example, kind }) =>
    inLane(async () => {
      const found = await reviewExample(example)
      expect(found.baseProblems).toEqual([])
      if (kind === 'good') return expect(found.findings).toEqual([])
      expect(spoken(found)).toEqual([id, ...(example.also ?? [])].sort())
      for (const { fix } of found.findings) {
        if (!isLong || fix?.endsWith(';') !== true) continue
        // A fix that begins with filling the rows by hand runs on empty tables.
        const fixed = await review(example.base?.replaceAll(/^INSERT .*$/gm, ''), migrationsOf(fix))
        expect(fixed.findings, fix).toEqual([])
      }
    }),
  // Most of it is waiting for the others.
  600_000,
)
