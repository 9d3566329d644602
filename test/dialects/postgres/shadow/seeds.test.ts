import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Session } from '../../../../src/dialects/postgres/session.ts'
import { Seeds } from '../../../../src/dialects/postgres/shadow/fill/seeds.ts'
import { inProcessSession } from '../../../support/in-process-session.ts'
import { parsed } from '../../../support/shadow.ts'

let session: Session
beforeAll(async () => {
  session = await inProcessSession()
})
afterAll(() => session.close())

/** A base, the tables with how many rows they are given, and why some are given none. */
const rows: readonly {
  readonly name: string
  readonly base: string
  readonly rows: Readonly<Record<string, number>>
  readonly unfilled?: readonly string[]
}[] = [
  {
    name: 'types of all kinds',
    base: `CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
      CREATE DOMAIN email AS text CHECK (VALUE ~ '^[^@]+@[^@]+$');
      CREATE TYPE address AS (street text, number int);
      CREATE TABLE t (id int PRIMARY KEY, mail email NOT NULL UNIQUE, m mood NOT NULL, a address NOT NULL,
        tags text[] NOT NULL, r int4range NOT NULL, mr datemultirange NOT NULL, u uuid NOT NULL, j jsonb NOT NULL,
        ip inet NOT NULL, net cidr NOT NULL, mac macaddr NOT NULL, b bytea NOT NULL, ts tsvector NOT NULL,
        tq tsquery NOT NULL, tz timestamptz NOT NULL, n numeric(4,2) NOT NULL, frac numeric(2,2) NOT NULL,
        v varchar(3) NOT NULL UNIQUE, c char(2) NOT NULL, bits bit(4) NOT NULL, iv interval NOT NULL, p point NOT NULL,
        poly polygon NOT NULL, l line NOT NULL, mo money NOT NULL, f float8 NOT NULL, s "char" NOT NULL,
        d date NOT NULL, t time NOT NULL, lsn pg_lsn NOT NULL, ok bool NOT NULL, ms mood[] NOT NULL, jp jsonpath NOT NULL)`,
    rows: { t: 3 },
  },
  {
    name: 'conditions',
    base: `CREATE TABLE t (age int NOT NULL CHECK (age BETWEEN 18 AND 120), code text NOT NULL CHECK (code ~ '^[A-Z]{2}$'),
      status text NOT NULL CHECK (status IN ('open', 'paid')), lo int NOT NULL, hi int NOT NULL, CHECK (lo < hi AND lo > 10),
      hash text NOT NULL CHECK (length(hash) = 64))`,
    rows: { t: 3 },
  },
  {
    name: 'keys, of which some lead to the table itself or in a circle',
    base: `CREATE TABLE a (id int PRIMARY KEY, up int NOT NULL REFERENCES a, b int);
      CREATE TABLE b (id int PRIMARY KEY, a int NOT NULL REFERENCES a);
      ALTER TABLE a ADD FOREIGN KEY (b) REFERENCES b;
      CREATE TABLE c (x int, y int, PRIMARY KEY (x, y)); CREATE TABLE t (x int NOT NULL, y int NOT NULL, FOREIGN KEY (x, y) REFERENCES c)`,
    rows: { a: 3, b: 3, c: 3, t: 3 },
  },
  {
    name: 'partitions',
    base: `CREATE TABLE t (id int, at date) PARTITION BY RANGE (at);
      CREATE TABLE t_1 PARTITION OF t FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
      CREATE TABLE t_2 PARTITION OF t DEFAULT;
      CREATE TABLE l (k text) PARTITION BY LIST (k); CREATE TABLE l_1 PARTITION OF l FOR VALUES IN ('eu');
      CREATE TABLE h (k int NOT NULL) PARTITION BY HASH (k); CREATE TABLE h_1 PARTITION OF h FOR VALUES WITH (modulus 2, remainder 1)`,
    rows: { t_1: 3, t_2: 3, l_1: 3, h_1: 3 },
  },
  {
    name: 'generated, identity and serial columns, and a range that excludes others',
    base: `CREATE TABLE t (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, n serial, twice int GENERATED ALWAYS AS (n * 2) STORED,
      during int4range, EXCLUDE USING gist (during WITH &&))`,
    rows: { t: 3 },
  },
  {
    name: 'triggers and rules do not fire, and stand as before',
    base: `CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'fired'; END $$;
      CREATE TABLE t (id int); CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();
      ALTER TABLE t ENABLE ALWAYS TRIGGER g;
      CREATE TABLE r (id int); CREATE RULE q AS ON INSERT TO r DO INSTEAD NOTHING`,
    rows: { t: 3, r: 3 },
  },
  {
    name: 'a name that wants quotes, and a table that has rows',
    base: `CREATE TABLE "We ""ird" ("I d" int PRIMARY KEY, "select" text NOT NULL); CREATE TABLE t (id int); INSERT INTO t VALUES (1)`,
    rows: { '"We ""ird"': 3, t: 1 },
  },
  {
    name: 'code of users and what waits is not run',
    base: `CREATE FUNCTION f(int) RETURNS bool LANGUAGE plpgsql AS $$ BEGIN RAISE 'ran'; END $$;
      CREATE TABLE t (id int CHECK (f(id))); CREATE TABLE s (id int CHECK (pg_sleep(100) IS NOT NULL))`,
    rows: { t: 0, s: 0 },
    unfilled: [
      'public.s: its condition s_check is not for us to try',
      'public.t: each row of it is given to the function f',
    ],
  },
  {
    name: 'what no value satisfies stays empty, and so do its children',
    base: `CREATE TABLE t (id int PRIMARY KEY CHECK (id > 1 AND id < 0)); CREATE TABLE c (t int NOT NULL REFERENCES t)`,
    rows: { t: 0, c: 0 },
    unfilled: [
      'public.c: insert or update on table "c" violates foreign key constraint "c_t_fkey"',
      'public.t: new row for relation "t" violates check constraint "t_id_check"',
    ],
  },
]

/** Sixty tables in a chain, more than go together, of which some take no ordinary rows and one takes none at all. */
const chain = Array.from({ length: 60 }, (_, at) => {
  const condition = at % 20 === 7 ? ", code text NOT NULL CHECK (code ~ '^[A-Z]{2}$')" : ''
  const impossible = at === 30 ? ', x int NOT NULL CHECK (x > 1 AND x < 0)' : ''
  const parent = at === 0 ? '' : `, parent int ${at === 31 ? '' : 'NOT NULL'} REFERENCES c${at - 1}`
  return `CREATE TABLE c${at} (id int PRIMARY KEY${parent}${condition}${impossible})`
})

test.each([
  ...rows,
  {
    name: 'what takes no row does not take it from others that are filled with it',
    base: chain.join(';'),
    rows: Object.fromEntries(chain.map((_, at) => [`c${at}`, at === 30 ? 0 : 3])),
    unfilled: ['public.c30: new row for relation "c30" violates check constraint "c30_x_check"'],
  },
])('$name', async ({ base, rows: expected, unfilled = [] }) => {
  await session.script(`DROP SCHEMA public CASCADE; CREATE SCHEMA public; SET search_path = public; ${base}`)
  const before = await enabled()
  const seeds = new Seeds(session, [], 60_000)
  const names = Object.keys(expected)
  await seeds.fill(await parsed(names.map(name => `SELECT FROM ${name};`).join('\n')))
  expect(seeds.unfilled.map(({ table, reason }) => `${table}: ${reason}`).sort()).toEqual(unfilled)
  expect(await counts(names)).toEqual(expected)
  expect(await enabled()).toEqual(before)
  if (!seeds.stand) return
  expect(await seeds.empty()).toBe(null)
  const left = await counts(names)
  expect(Object.values(left).reduce((sum, count) => sum + count)).toBe(base.includes('INSERT INTO t') ? 1 : 0)
})

test('only what the migration can touch is given rows', async () => {
  await session.script(`DROP SCHEMA public CASCADE; CREATE SCHEMA public; SET search_path = public;
    CREATE TABLE parents (id int PRIMARY KEY); CREATE TABLE t (id int PRIMARY KEY, parent int NOT NULL REFERENCES parents);
    CREATE TABLE children (t int REFERENCES t); CREATE TABLE viewed (id int); CREATE VIEW v AS SELECT * FROM viewed;
    CREATE TABLE far (id int)`)
  const seeds = new Seeds(session, [], 60_000)
  await seeds.fill(await parsed('ALTER TABLE t ADD x int; SELECT FROM v;'))
  expect(await counts(['parents', 't', 'children', 'viewed', 'far'])).toEqual({
    parents: 3,
    t: 3,
    children: 3,
    viewed: 3,
    far: 0,
  })
})

async function counts(names: readonly string[]): Promise<Record<string, number>> {
  const found: Record<string, number> = {}
  for (const name of names) {
    const { rows } = await session.query(`SELECT count(*)::int AS count FROM ONLY public.${name}`)
    found[name] = Number(rows[0]?.count)
  }
  return found
}

async function enabled(): Promise<unknown> {
  const { rows } = await session.query(
    `SELECT tgname AS name, tgenabled AS state FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL SELECT rulename, ev_enabled FROM pg_rewrite WHERE rulename <> '_RETURN' ORDER BY 1`,
  )
  return rows
}
