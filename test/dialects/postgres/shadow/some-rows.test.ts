import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Session } from '../../../../src/dialects/postgres/session.ts'
import { Seeds } from '../../../../src/dialects/postgres/shadow/fill/seeds.ts'
import { trySomeRows } from '../../../../src/dialects/postgres/shadow/second-pass/second-pass.ts'
import { inProcessSession } from '../../../support/in-process-session.ts'
import { parsed } from '../../../support/shadow.ts'

let session: Session
beforeAll(async () => {
  session = await inProcessSession()
})
afterAll(() => session.close())

const base = `CREATE TABLE users (id int PRIMARY KEY, email text UNIQUE);
  CREATE TABLE orders (id int PRIMARY KEY, user_id int, total int NOT NULL, note text, gone_at timestamptz);
  ALTER TABLE orders ADD CONSTRAINT old CHECK (total <> 7) NOT VALID;
  CREATE TABLE stays (id int PRIMARY KEY, room int NOT NULL, during int4range, gone bool);
  CREATE DOMAIN amount AS int; ALTER DOMAIN amount ADD CONSTRAINT small CHECK (VALUE < 1000) NOT VALID;
  CREATE TABLE bills (id int PRIMARY KEY, "Total" amount, paid_by int, note text);
  ALTER TABLE bills ADD CONSTRAINT "Paid" FOREIGN KEY (paid_by) REFERENCES users NOT VALID;
  ALTER TABLE bills ADD CONSTRAINT noted NOT NULL note NOT VALID;
  CREATE TABLE events (id int, day date) PARTITION BY RANGE (day); CREATE TABLE events_rest PARTITION OF events DEFAULT;
  CREATE TABLE events_2026 (id int, day date);
  CREATE TABLE logs (day date) PARTITION BY RANGE (day); CREATE TABLE logs_rest PARTITION OF logs DEFAULT;
  ALTER TABLE logs ADD CONSTRAINT dated CHECK (day > '2000-01-01') NOT VALID`

/** What stops, as `line code query`. */
const rows: readonly (readonly [up: string, ...stops: string[]])[] = [
  [
    'ALTER TABLE orders ALTER note SET NOT NULL;',
    '0 23502 SELECT count(*) FROM public.orders WHERE note IS NULL',
  ],
  ["UPDATE orders SET note = '' WHERE note IS NULL; ALTER TABLE orders ALTER note SET NOT NULL;"],
  ['ALTER TABLE orders ALTER total SET NOT NULL;'],
  [
    'ALTER TABLE orders ADD CHECK (total > 0);',
    '0 23514 SELECT count(*) FROM public.orders WHERE NOT (total > 0)',
  ],
  [
    'ALTER TABLE orders ADD CONSTRAINT c CHECK (total > 0) NOT VALID; ALTER TABLE orders VALIDATE CONSTRAINT c;',
    '1 23514 SELECT count(*) FROM public.orders WHERE NOT (total > 0)',
  ],
  ['ALTER TABLE orders ADD CONSTRAINT c CHECK (total > 0) NOT VALID;'],
  [
    'ALTER TABLE orders ADD FOREIGN KEY (user_id) REFERENCES users;',
    '0 23503 SELECT count(*) FROM public.orders c WHERE c.user_id IS NOT NULL AND NOT EXISTS (SELECT FROM public.users p WHERE p.id = c.user_id)',
  ],
  [
    'CREATE UNIQUE INDEX CONCURRENTLY ON orders (lower(note)) WHERE gone_at IS NULL;',
    '0 23505 SELECT count(*) FROM (SELECT FROM public.orders WHERE lower(note) IS NOT NULL AND ((gone_at IS NULL)) GROUP BY lower(note) HAVING count(*) > 1) AS duplicates',
  ],
  [
    'ALTER TABLE orders ADD UNIQUE (total, note);',
    '0 23505 SELECT count(*) FROM (SELECT FROM public.orders WHERE total IS NOT NULL AND note IS NOT NULL GROUP BY total, note HAVING count(*) > 1) AS duplicates',
  ],
  ['CREATE UNIQUE INDEX ON users (email, id);'],
  [
    'ALTER TABLE stays ADD EXCLUDE USING gist (during WITH &&) WHERE (NOT gone);',
    '0 23P01 WITH seen AS (SELECT tableoid AS part, ctid AS place, during AS key_1 FROM public.stays WHERE (NOT gone)) SELECT count(*) FROM seen a JOIN seen b ON (a.part, a.place) < (b.part, b.place) AND a.key_1 OPERATOR(pg_catalog.&&) b.key_1',
  ],
  [
    "ALTER DOMAIN amount ADD CHECK (VALUE <> 5 AND VALUE::text <> 'VALUE');",
    `0 23514 SELECT count(*) FROM public.bills WHERE NOT (("Total" <> 5) AND (("Total")::text <> 'VALUE'::text))`,
  ],
  ['ALTER DOMAIN amount ADD CHECK (VALUE <> 5) NOT VALID;'],
  [
    'ALTER DOMAIN amount VALIDATE CONSTRAINT small;',
    '0 23514 SELECT count(*) FROM public.bills WHERE NOT ("Total" < 1000)',
  ],
  [
    'ALTER TABLE orders VALIDATE CONSTRAINT old;',
    '0 23514 SELECT count(*) FROM public.orders WHERE NOT (total <> 7)',
  ],
  [
    'ALTER TABLE logs_rest VALIDATE CONSTRAINT dated; ALTER TABLE orders VALIDATE CONSTRAINT old;',
    '1 23514 SELECT count(*) FROM public.orders WHERE NOT (total <> 7)',
  ],
  ['DELETE FROM orders WHERE total = 7; ALTER TABLE orders VALIDATE CONSTRAINT old;'],
  [
    'ALTER TABLE bills VALIDATE CONSTRAINT "Paid";',
    '0 23503 SELECT count(*) FROM public.bills c WHERE c.paid_by IS NOT NULL AND NOT EXISTS (SELECT FROM public.users p WHERE p.id = c.paid_by)',
  ],
  [
    'ALTER TABLE bills VALIDATE CONSTRAINT noted;',
    '0 23502 SELECT count(*) FROM public.bills WHERE note IS NULL',
  ],
  [
    'ALTER TABLE orders ADD COLUMN "Kind" int NOT NULL DEFAULT 1 REFERENCES users;',
    '0 23503 SELECT count(*) FROM public.orders WHERE NOT EXISTS (SELECT FROM public.users p WHERE p.id = 1)',
  ],
  [
    'ALTER TABLE orders ADD kind int DEFAULT 1; ALTER TABLE orders ADD FOREIGN KEY (kind) REFERENCES users (id);',
    '1 23503 SELECT count(*) FROM public.orders WHERE NOT EXISTS (SELECT FROM public.users p WHERE p.id = 1)',
  ],
  ["INSERT INTO users VALUES (1, 'a'); ALTER TABLE orders ADD kind int DEFAULT 1 REFERENCES users;"],
  ['ALTER TABLE orders ADD kind int DEFAULT NULL REFERENCES users;'],
  ['ALTER TABLE orders ADD kind int DEFAULT 1, ADD FOREIGN KEY (kind) REFERENCES users NOT VALID;'],
  ['ALTER DOMAIN amount SET NOT NULL;', '0 23502 SELECT count(*) FROM public.bills WHERE "Total" IS NULL'],
  [
    "ALTER TABLE events ATTACH PARTITION events_2026 FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');",
    "0 23514 SELECT count(*) FROM public.events_2026 WHERE NOT ((day IS NOT NULL) AND (day >= '2026-01-01'::date) AND (day < '2027-01-01'::date))",
  ],
  [
    "CREATE TABLE e (id int, day date); ALTER TABLE events ATTACH PARTITION e FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');",
    "1 23514 SELECT count(*) FROM public.events_rest WHERE NOT (NOT ((day IS NOT NULL) AND ((day >= '2026-01-01'::date) AND (day < '2027-01-01'::date))))",
  ],
  ['CREATE INDEX ON orders (note);'],
  ['CREATE TABLE t (id int); CREATE UNIQUE INDEX ON t (id); ALTER TABLE t ALTER id SET NOT NULL;'],
  ['CREATE TABLE t (id int); ALTER TABLE t ADD EXCLUDE USING gist (int4range(id, id) WITH &&);'],
  ['ALTER TABLE orders DROP note; ALTER TABLE orders ADD note text; CREATE UNIQUE INDEX ON orders (note);'],
]

test.each(rows)('%s', async (up, ...stops) => {
  await session.script(`DROP SCHEMA public CASCADE; CREATE SCHEMA public; SET search_path = public; ${base}`)
  const migration = await parsed(up)
  const seeds = new Seeds(session, [], 60_000)
  await seeds.fill(migration)
  const stopped = await trySomeRows(session, migration, seeds, () => false)
  expect([...stopped].map(([place, { code, count }]) => `${place} ${code} ${count}`)).toEqual(stops)
  const { rows: left } = await session.query(
    'SELECT FROM orders WHERE id > 900003 UNION ALL SELECT FROM users WHERE id > 900003',
  )
  expect(left, 'nothing of the try is left').toEqual([])
  await session.script(
    'DELETE FROM orders; DELETE FROM stays; DELETE FROM bills; DELETE FROM events; DELETE FROM events_2026',
  )
  for (const { count } of stopped.values()) expect((await session.query(count)).rows[0]?.count).toBe(0)
})

/** Of a column that an earlier migration of the change brought: what comes next, and how many statements stop. */
const later: readonly (readonly [first: string, then: string, stops: number])[] = [
  ['ALTER TABLE orders ADD code text', 'CREATE UNIQUE INDEX ON orders (code);', 0],
  [
    'ALTER TABLE orders ADD code text; UPDATE orders SET code = id',
    'CREATE UNIQUE INDEX ON orders (code);',
    1,
  ],
  ['ALTER TABLE orders ADD "User" int', 'ALTER TABLE orders ADD FOREIGN KEY ("User") REFERENCES users;', 0],
]

test.each(later)('%s, then %s', async (first, then, stops) => {
  await session.script(`DROP SCHEMA public CASCADE; CREATE SCHEMA public; SET search_path = public; ${base}`)
  const seeds = new Seeds(session, [], 60_000)
  await seeds.fill(await parsed(first))
  await session.script(first)
  const migration = await parsed(then)
  await seeds.fill(migration)
  expect((await trySomeRows(session, migration, seeds, () => false)).size).toBe(stops)
})
