import { expect, test } from 'vitest'
import { type Examined, examine } from '../../src/commands/check.ts'
import { configSchema } from '../../src/config/config.ts'
import { type DialectName, loadDialect } from '../../src/dialects/registry.ts'
import type { Finding } from '../../src/model/finding.ts'
import type { Review } from '../../src/model/review.ts'
import type { Change } from '../../src/model/schema.ts'
import { rules } from '../../src/rules/registry.ts'
import type { Rule, RuleExample } from '../../src/rules/rule.ts'
import { nextMigration } from '../../src/rules/support/sql.ts'
import { isLong, rowsOf } from '../support/form.ts'

const folder = 'migrations'
const bytes = (text: string) => new TextEncoder().encode(text)

/** Reviews SQL files over a base, on the embedded engine; a rule that speaks only where it is asked for is. */
async function review(
  { rule, dialect }: Pick<Case, 'rule' | 'dialect'>,
  base: string | undefined,
  files: Readonly<Record<string, string>>,
): Promise<Examined> {
  const rules = rule.preset === undefined ? {} : { [rule.id]: rule.severity }
  const before = new Map(base === undefined ? [] : [[`${folder}/0001_base.sql`, bytes(base)] as const])
  const added = Object.entries(files).map(([name, text]) => [`${folder}/${name}`, bytes(text)] as const)
  return examine({
    folders: [{ path: folder, format: 'plain' }],
    dialect,
    changeSet: { base: before, head: new Map([...before, ...added]), baseRef: 'main' },
    // A busy machine is no property of a rule.
    config: configSchema.parse({ rules, limits: { statement: 60_000, check: 400_000 } }),
    shadow: { kind: 'embedded' },
  })
}

async function reviewExample(given: Case): Promise<Examined> {
  const { base, up, down } = given.example
  return review(given, base, {
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

/** A fix of one statement among several, in its place; what comes later is a migration of its own. */
function inItsPlace(up: string, statement: string, fix: string): Readonly<Record<string, string>> {
  const [first = '', ...rest] = Object.entries(migrationsOf(fix))
  const written = up.replace(statement, () => first[1]?.replace(/;$/, '') ?? '')
  return Object.fromEntries([[first[0], written], ...rest])
}

/** Whether all of the change was seen to run: else nobody knows where it leads. */
function ranWhole({ migrations }: Review): boolean {
  return migrations.every(({ statements }) => statements.every(({ outcome }) => outcome === 'ran'))
}

/**
 * How the schema to which a fix leads differs from the example's own. It stands for the change as a whole, or for the
 * statement of which the finding speaks.
 */
async function differenceOf(
  given: Case,
  found: Examined,
  { fix, statement }: Finding,
  fixed: Examined,
): Promise<readonly Change[]> {
  const { example, dialect } = given
  const { compareSchemas } = await loadDialect(dialect)
  const differs = ({ schemaAfter }: Examined) => {
    if (found.schemaAfter === null || schemaAfter === null) throw new Error('a schema was not read')
    const { verdict, difference } = compareSchemas(found.schemaAfter, schemaAfter)
    return verdict === 'unequal' ? difference : []
  }
  const statements = found.review.migrations[0]?.statements ?? []
  const own = statements.length < 2 ? undefined : statements[statement ?? -1]
  const whole = differs(fixed)
  if (whole.length === 0 || own === undefined || fix === null) return whole
  const inPlace = differs(await review(given, emptied(given), inItsPlace(example.up, own.sql, fix)))
  return inPlace.length === 0 ? [] : whole
}

/** The base of a fix: one that begins with filling the rows by hand runs on empty tables. */
function emptied({ dialect, example }: Case): string | undefined {
  return dialect === 'sqlite' ? example.base : example.base?.replaceAll(/^INSERT .*$/gm, '')
}

/** The base of a fix of the way back: what the up left. */
function leftBy(given: Case): string {
  return [emptied(given), given.example.up].join('\n')
}

/** In the short form the first bad example of some rules, in the long one all of both, with their fixes. */
function isRun({ rule, kind, place }: Pick<Case, 'rule' | 'kind' | 'place'>): boolean {
  return isLong || (rowsOf(rules, 12).includes(rule) && kind === 'bad' && place === 0)
}

interface Case {
  readonly title: string
  readonly rule: Rule
  readonly dialect: DialectName
  readonly kind: 'bad' | 'good'
  readonly place: number
  readonly example: RuleExample
}

/** Rules whose fix is a further step, and no other form of the change. */
const goesFurther = new Set(
  rules.flatMap(({ id, fixGoesFurther }) => (fixGoesFurther === undefined ? [] : [id])),
)

const examples = rules
  .flatMap(rule =>
    (['bad', 'good'] as const).flatMap(kind =>
      rule[kind].map((example, place): Case => {
        const dialect = (example.dialect ?? rule.dialects[0]) as DialectName
        return { title: `${rule.id}: ${kind} ${place + 1}`, rule, dialect, kind, place, example }
      }),
    ),
  )
  .filter(isRun)

/** A fix in steps leaves it to people to give rows a value in between, and the shadow has nobody who does. */
const filledByHand = /^-- .*\b(?:fill the existing rows|give the old ones theirs|hold NULL)/m

/**
 * In SQLite there is no other form for what a fix does: one connection writes at a time. For a partition that is
 * attached or detached no way back is generated, in whichever form it is done.
 */
function isUnavoidable(rule: string, dialect: DialectName, fix: string): boolean {
  // What a key asks of the rows, it asks in whichever form it is built.
  if (rule === 'fails-on-some-rows')
    return filledByHand.test(fix) || /\b(?:CREATE UNIQUE INDEX|FOREIGN KEY|VALIDATE CONSTRAINT)\b/.test(fix)
  if (dialect === 'sqlite') return rule === 'long-write-lock'
  return rule === 'missing-down' && /\b(?:ATTACH|DETACH) PARTITION\b/.test(fix)
}

/** A way back takes away what its up has added, and what it asks of the rows is told of its fix alone. */
const belongsToWayBack = new Set(['drop-column', 'drop-table', 'fails-on-some-rows'])

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
  given =>
    inLane(async () => {
      const { rule, dialect, example, kind } = given
      const found = await reviewExample(given)
      const { baseProblems, findings } = found.review
      expect(baseProblems).toEqual([])
      if (kind === 'good') {
        const expected = example.also ?? []
        return expect(findings.filter(it => !expected.includes(it.rule))).toEqual([])
      }
      expect(spoken(found.review)).toEqual([rule.id, ...(example.also ?? [])].sort())
      for (const finding of findings) {
        const { fix, rule: mended } = finding
        if (!isLong || fix?.endsWith(';') !== true) continue
        const isOfDown = finding.path.endsWith('.down.sql')
        const fixed = await review(given, isOfDown ? leftBy(given) : emptied(given), migrationsOf(fix))
        // A fix mends one danger: what the example has besides, and does not block, may stay.
        const besides = (example.also ?? []).filter(id => id !== mended)
        const left = fixed.review.findings.filter(
          it =>
            !isUnavoidable(it.rule, dialect, fix) &&
            !(isOfDown && belongsToWayBack.has(it.rule)) &&
            (it.severity === 'error' || !besides.includes(it.rule)),
        )
        expect(left, fix).toEqual([])
        if (isOfDown || !ranWhole(found.review) || goesFurther.has(mended)) continue
        expect(await differenceOf(given, found, finding, fixed), fix).toEqual([])
      }
    }),
  // Most of it is waiting for the others.
  600_000,
)

test('every rule has an example for each dialect that it is for', () => {
  const told = rules.filter(({ bad }) => bad.length > 0)
  for (const { id, dialects, bad } of told) {
    const shown = new Set(bad.map(example => example.dialect ?? dialects[0]))
    expect([...shown].sort(), id).toEqual([...dialects].sort())
  }
})
