import { beforeAll, expect, test } from 'vitest'
import { check } from '../../src/commands/check.ts'
import { configSchema } from '../../src/config/config.ts'
import type { Review } from '../../src/model/review.ts'

const base = `CREATE TABLE orders (id int PRIMARY KEY, note text);
CREATE TABLE bills (id int PRIMARY KEY, note text);
CREATE TABLE parts (id int) PARTITION BY RANGE (id);
CREATE TABLE parts_1 PARTITION OF parts FOR VALUES FROM (1) TO (10);`

/** Up and down, and the generated down that stands beside it; `null` where none does. */
const rows: Readonly<Record<string, readonly [up: string, down: string, corrected: string | null]>> = {
  fails: [
    'ALTER TABLE orders ADD COLUMN age int;',
    'ALTER TABLE orders DROP COLUMN agee;',
    'ALTER TABLE "public"."orders" DROP COLUMN "age";',
  ],
  leaves: [
    'CREATE TABLE a (id int);\nCREATE TABLE b (id int);',
    'DROP TABLE a;',
    'DROP TABLE "public"."a";\nDROP TABLE "public"."b";',
  ],
  empty: [
    'ALTER TABLE bills RENAME note TO remark;',
    '-- nothing',
    'ALTER TABLE public.bills RENAME COLUMN remark TO note;',
  ],
  impossible: ['ALTER TABLE parts DETACH PARTITION parts_1;', 'SELECT 1 WHERE true;', null],
  right: ['CREATE TABLE c (id int);', 'DROP TABLE c;', null],
}

let review: Review
beforeAll(async () => {
  const bytes = (text: string) => new TextEncoder().encode(text)
  const before = new Map([['migrations/a_base.sql', bytes(base)]])
  const added = Object.entries(rows).flatMap(([name, [up, down]]) => [
    [`migrations/${name}.sql`, bytes(up)] as const,
    [`migrations/${name}.down.sql`, bytes(down)] as const,
  ])
  review = await check({
    folders: [{ path: 'migrations', format: 'plain' }],
    dialect: 'postgres',
    changeSet: { base: before, head: new Map([...before, ...added]), baseRef: null },
    config: configSchema.parse({ limits: { statement: 60_000, check: 400_000 } }),
    shadow: { kind: 'embedded' },
  })
})

test.each(Object.entries(rows))('%s', (name, [, , corrected]) => {
  const down = review.migrations.find(({ path }) => path === `migrations/${name}.sql`)?.down
  expect(down?.source).toMatch(/^authored/)
  expect(down?.corrected?.trim() ?? null).toBe(corrected)
  const finding = review.findings.find(
    ({ rule, path }) => rule === 'down-does-not-restore' && path === `migrations/${name}.down.sql`,
  )
  if (corrected !== null) expect(finding?.fix).toBe(corrected)
  else if (finding !== undefined) expect(finding.fix).not.toMatch(/;$/)
})
