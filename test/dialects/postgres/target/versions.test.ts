import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { takeSnapshot } from '../../../../src/commands/snapshot.ts'
import { postgres } from '../../../../src/dialects/postgres/dialect.ts'
import { alike } from '../../../../src/dialects/postgres/schema/across-versions.ts'
import { compareSchemas } from '../../../../src/dialects/postgres/schema/diff.ts'
import type { Schema } from '../../../../src/model/schema.ts'
import { hasOldServers, oldVersions, startOldServer } from '../../../support/old-server.ts'
import { startServer, type TestServer } from '../../../support/server.ts'
import { limits, trace } from '../../../support/shadow.ts'
import { shop as shopAndRole } from '../schema/shop.ts'
import { facts, tables } from '../trace/facts.ts'

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })

/** What servers are known to write, or to keep, in ways of their own. */
const various = `
  create table a (id int primary key, parent int references a, n numeric(8,2) not null default 1.5, j jsonb,
    at timestamptz default now(), d date default current_date, t text collate "C", arr int[],
    check (n > 0 and t like 'x%' or d in ('2020-01-01', '2021-01-01')));
  create unlogged table un (id bigserial, other int generated always as identity);
  create view joined as select a.id, b.parent, count(*) over (partition by a.id) from a join a b on a.id = b.parent where a.j ? 'k';
  create view united as select * from a where id in (select id from un union all select parent::bigint from a) order by id limit 5;
  create view counted as select a.*, (select max(u.id) from un u where u.id = a.id) as mx from a;
  create view recursive_one with (security_barrier) as with recursive r as (select 1 as n union all select n + 1 from r where n < 5)
    select n, extract(year from now()) y, substring('abc' from 2 for 1) s, trim(both 'x' from 'xax') tr,
      case when n between 1 and 3 then 'low' else 'high' end from r;
  create view keyed as select x.key, x.value from a, jsonb_each(a.j) x left join lateral (select 1) l on true;
  create view given as values (1, 'a'), (2, 'b');
  create view sampled as select id from a tablesample system (10) where now() at time zone 'UTC' > '2020-01-01';
  create materialized view daily as select date_trunc('day', at) d, count(*) filter (where n > 1) from a group by 1;
  create function listed(x int default 3, variadic y text[] default '{}') returns table (a int, b text) language sql stable as $$ select 1, 'x' $$;
  create function body() returns int language sql begin atomic select count(*)::int from a where a.n > 1; end;
  create procedure work(inout x int) language plpgsql as $$ begin x := 1; commit; end $$;
  create function touched() returns trigger language plpgsql as $$ begin return new; end $$;
  create trigger tr before insert or update of n on a for each row when (new.n > 1) execute function touched();
  create rule quiet as on insert to given do instead nothing;
  create rule told as on delete to un do also notify told;
  create domain word as text check (value ~ '^[a-z]+$') default 'abc' not null;
  create type span as range (subtype = float8);
  create table parts (id int, k text) partition by list (k);
  create table part_a partition of parts for values in ('a', null);
  create table part_rest partition of parts default;
  create index on parts (id);
  create index on a ((n * 2), lower(t) text_pattern_ops desc nulls last) include (d) where id > 3;
  create policy pol on a for all to public using (id > 0 and current_user = 'x') with check (true);
  create sequence down as smallint increment -1 minvalue -100 maxvalue -1 cycle;
  grant select (id), update on a to public;
  alter default privileges in schema public grant select on tables to public;
  create statistics st (dependencies, mcv) on id, n from a;
`

describe.runIf(hasOldServers)('a target of an older version', () => {
  // It makes the user as whom a server runs.
  let current: TestServer
  beforeAll(async () => {
    current = await startServer()
  })
  afterAll(() => current.stop())

  test.each(oldVersions)('%i stands in the shadow as it is', async version => {
    const { url, stop } = await startOldServer(version)
    try {
      const client = new pg.Client({ connectionString: url })
      await client.connect()
      await client.query(shopAndRole)
      await client.query(various)
      await client.end()
      const snapshot = await takeSnapshot({
        url,
        environment: null,
        redact: false,
        takenAt: '2026-01-01T00:00:00Z',
        limits: { statement: 60_000, check: 300_000, memory: 1_500_000_000 },
      })
      expect(snapshot.serverVersion?.split('.')[0]).toBe(String(version))
      expect(snapshot.unread).toEqual([])
    } finally {
      stop()
    }
  })
})

/** What the older servers do not know; `needs-newer-version` tells it where the target is one of them. */
const unknownBefore18 = [
  'ALTER TABLE orders ADD COLUMN x int GENERATED ALWAYS AS (small * 2) VIRTUAL',
  'ALTER TABLE orders ADD CONSTRAINT fk FOREIGN KEY (parent_id) REFERENCES parent NOT ENFORCED',
  'ALTER TABLE orders ADD CONSTRAINT nn NOT NULL small NOT VALID',
]

describe.runIf(hasOldServers)('locks, rewrites and scans', () => {
  let current: TestServer
  beforeAll(async () => {
    current = await startServer()
  })
  afterAll(() => current.stop())

  test.each(oldVersions)('on %i are those of the shadow, wherever it knows the statement', async version => {
    const { url, stop } = await startOldServer(version)
    try {
      const client = new pg.Client({ connectionString: url })
      await client.connect()
      await client.query('CREATE ROLE gate LOGIN CREATEDB; GRANT owner TO gate')
      await client.end()
      const shadow = await postgres.openShadow([], { url: url.replace('owner@', 'gate@'), limits })
      const others: string[] = []
      for (const { base = '', statement, locks, rewrites = [], scans = [] } of facts) {
        const last = (await trace(shadow, { base: tables + base, up: `${statement};` })).at(-1)?.trace
        const measured = {
          locks: Object.fromEntries((last?.locks ?? []).map(({ relation, mode }) => [relation, mode])),
          rewrites: last?.rewrites,
          scans: last?.scans,
        }
        if (last?.outcome === 'ran') expect(measured, statement).toEqual({ locks, rewrites, scans })
        else others.push(statement)
      }
      await shadow.close()
      expect(others).toEqual(unknownBefore18)
    } finally {
      stop()
    }
  })
})

describe('texts of two versions', () => {
  function view(definition: string): Schema {
    const object = { kind: 'view', name: 'public.v', identity: '', attributes: { definition } }
    return { objects: new Map([['view public.v', object]]), columnOrder: new Map() }
  }

  test.each([
    ['15.4', 'SELECT users.id FROM users', 'SELECT id FROM users', 'equal'],
    ['14.1', 'SELECT "U s".id, "U s"."b c" FROM "U s"', 'SELECT id, "b c" FROM "U s"', 'equal'],
    ['16.1', 'SELECT users.id FROM users', 'SELECT id FROM users', 'unequal'],
    ['15.4', 'SELECT id FROM users', 'SELECT users.id FROM users', 'unequal'],
    ['15.4', 'SELECT users.id FROM users', 'SELECT email FROM users', 'unequal'],
    ['15.4', 'SELECT a.id FROM a, b', 'SELECT b.id FROM a, b', 'unequal'],
    ['15.4', 'SELECT users.id FROM users WHERE true', 'SELECT id FROM users', 'unequal'],
  ])('%s: %s and %s are %s', (version, old, now, verdict) => {
    expect(compareSchemas(...alike(view(old), view(now), version)).verdict).toBe(verdict)
  })
})
