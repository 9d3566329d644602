import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Shadow } from '../../../../src/dialects/dialect.ts'
import type { TransactionForm } from '../../../../src/model/migration.ts'
import { openTestShadow, trace } from '../../../support/shadow.ts'

/** SQL that tries to have its locks, scans or rewrites measured as none. */
interface Attempt {
  readonly name: string
  readonly base?: string
  readonly up: string
  readonly form?: TransactionForm
}

const orders = 'CREATE TABLE orders (id int PRIMARY KEY, note text); INSERT INTO orders VALUES (1, NULL);'
const dangerous = 'ALTER TABLE orders ADD CHECK (id > 0)'

const quiet =
  'CREATE FUNCTION quiet() RETURNS void LANGUAGE plpgsql AS $$ BEGIN SET track_counts = off; END $$;'
const check =
  'CREATE FUNCTION quiet(int) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN SET track_counts = off; RETURN true; END $$;'

/** None of these may end as "ran and measured" with nothing to show for the last statement. */
const refused: readonly Attempt[] = [
  { name: 'COPY FROM PROGRAM', up: "COPY orders FROM PROGRAM 'true';" },
  { name: 'COPY TO PROGRAM', up: "COPY orders TO PROGRAM 'true';" },
  { name: 'COPY FROM STDIN', up: 'COPY orders FROM STDIN;' },
  { name: 'COPY TO a file of the server', up: "COPY orders TO '/tmp/orders';" },
  { name: 'counters off', up: `SET track_counts = off;` },
  { name: 'counters off by a function', up: `SELECT set_config('track_counts', 'off', false);` },
  {
    name: 'counters off in a block',
    up: `DO $$ BEGIN SET track_counts = off; ${dangerous}; SET track_counts = on; END $$;`,
  },
  {
    name: 'counters off in a block, spelt in pieces',
    up: `DO $$ BEGIN EXECUTE 'SET track_' || 'counts = off'; ${dangerous}; EXECUTE 'RESET track_' || 'counts'; END $$;`,
  },
  {
    name: 'counters off in a block, by a variable',
    up: `DO $$ DECLARE q text := 'SET tra' || 'ck_counts = off'; BEGIN EXECUTE q; ${dangerous}; END $$;`,
  },
  {
    name: 'counters off by a call that a block puts together',
    up: `DO $$ BEGIN EXECUTE 'SELECT set_' || 'config(''track_' || 'counts'', ''off'', false)'; ${dangerous}; END $$;`,
  },
  {
    name: 'counters off by a second statement of one EXECUTE',
    up: `DO $$ BEGIN EXECUTE 'comment on table orders is null; set track_' || 'counts = off; ${dangerous}; reset track_' || 'counts'; END $$;`,
  },
  {
    name: 'counters off by what a format puts in',
    up: `DO $$ DECLARE x text := 'orders is null; set track_' || 'counts = off'; BEGIN EXECUTE format('COMMENT ON TABLE %s', x); ${dangerous}; END $$;`,
  },
  {
    name: 'counters off behind a comment that no lexer likes',
    up: `DO $$ BEGIN /${'*'.repeat(500)}/ SET track_counts = off; ${dangerous}; SET track_counts = on; END $$;`,
  },
  { name: 'another meaning of backslashes', up: 'SET standard_conforming_strings = off;' },
  { name: 'scans switched off', up: 'SET enable_seqscan = off;' },
  {
    name: 'counters off in a function that a function calls',
    up: `CREATE FUNCTION inner_one() RETURNS void LANGUAGE plpgsql AS $$ BEGIN SET track_counts = off; END $$;
      CREATE FUNCTION outer_one() RETURNS void LANGUAGE plpgsql AS $$ BEGIN PERFORM inner_one(); ${dangerous}; END $$;
      SELECT outer_one();`,
  },
  {
    name: 'a trigger function that is replaced afterwards',
    up: `CREATE FUNCTION later() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
      CREATE TRIGGER later BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION later();
      CREATE OR REPLACE FUNCTION later() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN SET track_counts = off; RETURN NEW; END $$;
      UPDATE orders SET note = 'x';`,
  },
  {
    name: 'a function that stands in for format',
    up: `CREATE FUNCTION format(text, text) RETURNS text LANGUAGE sql AS $$ SELECT 'SET track' || '_counts = off' $$;
      SET search_path = public, pg_catalog;
      DO $$ BEGIN EXECUTE format('COMMENT ON TABLE %I IS NULL', 'orders'); ${dangerous}; END $$;`,
  },
  {
    name: 'a catalog written through a view',
    up: `CREATE VIEW over_settings AS SELECT name, setting FROM pg_settings;
      UPDATE over_settings SET setting = 'off' WHERE name LIKE 'track%counts';`,
  },
  {
    name: 'counters off in a trigger of the change',
    up: `CREATE FUNCTION quiet() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN SET track_counts = off; RETURN NEW; END $$;
      CREATE TRIGGER quiet BEFORE UPDATE ON orders FOR EACH STATEMENT EXECUTE FUNCTION quiet();
      UPDATE orders SET note = 'x';`,
  },
  {
    name: 'counters off in a function of the change',
    up: `CREATE FUNCTION quiet() RETURNS void LANGUAGE plpgsql SET track_counts = off AS $$ BEGIN ${dangerous}; END $$;\nSELECT quiet();`,
  },
  {
    name: 'counters off in the body of a function of the change',
    up: `CREATE FUNCTION quiet() RETURNS void LANGUAGE plpgsql AS $$ BEGIN PERFORM set_config('track_counts', 'off', true); ${dangerous}; END $$;\nSELECT quiet();`,
  },
  {
    name: 'work in a subtransaction that is rolled back',
    up: `DO $$ BEGIN BEGIN ${dangerous}; RAISE EXCEPTION 'x'; EXCEPTION WHEN OTHERS THEN NULL; END; END $$;`,
  },
  { name: 'a block with its own COMMIT', form: 'none', up: `DO $$ BEGIN ${dangerous}; COMMIT; END $$;` },
  {
    name: 'a procedure with its own COMMIT',
    form: 'none',
    up: `CREATE PROCEDURE p() LANGUAGE plpgsql AS $$ BEGIN ${dangerous}; COMMIT; END $$;\nCALL p();`,
  },
  {
    name: 'a write to the catalog',
    up: `UPDATE pg_catalog.pg_class SET relname = 'x' WHERE relname = 'orders';`,
  },
  {
    name: 'another lock view',
    up: 'SET allow_system_table_mods = on;\nCREATE OR REPLACE VIEW pg_catalog.pg_locks AS SELECT 1 AS x;',
  },
  { name: 'a file that ends inside its own transaction', up: `BEGIN;\n${dangerous};` },
  { name: 'statistics thrown away', up: 'SELECT pg_stat_reset();' },
  {
    name: 'counters off by what a quoting format is joined to',
    up: `DO $$ DECLARE x text := ' is null; set track_' || 'counts = off'; BEGIN EXECUTE format('COMMENT ON TABLE %I', 'orders') || x; ${dangerous}; END $$;`,
  },
  { name: 'backslashes in quotes', up: 'SET backslash_quote = on;' },
  { name: 'another plan for lookups', up: 'SET enable_nestloop = off;' },
  { name: 'a cursor that runs at the COMMIT', up: 'DECLARE c CURSOR WITH HOLD FOR SELECT 1;' },
  {
    name: 'a cursor that runs at the COMMIT, in a block',
    up: `DO $$ BEGIN EXECUTE 'DECLARE c CURSOR WITH HOLD FOR SELECT 1'; END $$;`,
  },
  { name: 'rights on the catalog', up: 'GRANT UPDATE ON pg_catalog.pg_class TO PUBLIC;' },
  { name: 'rights on a schema of the server', up: 'REVOKE USAGE ON SCHEMA pg_catalog FROM PUBLIC;' },
  {
    name: 'a prepared statement',
    up: `PREPARE p AS SELECT set_config('track_counts', 'off', false);\nEXECUTE p;`,
  },
  {
    name: 'a prepared statement that calls a function of the change',
    up: `${quiet}\nPREPARE p AS SELECT quiet();\nEXECUTE p;`,
  },
  {
    name: 'a function behind a function',
    up: `CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN PERFORM quiet(); END $$;\n${quiet}\nSELECT f();`,
  },
  {
    name: 'a function behind a view on a view',
    up: `${check}\nCREATE VIEW v AS SELECT quiet(1) AS a;\nCREATE VIEW w AS SELECT * FROM v;\nSELECT * FROM w;`,
  },
  {
    name: 'a function behind an operator',
    up: `CREATE FUNCTION quiet(int, int) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN SET track_counts = off; RETURN true; END $$;
      CREATE OPERATOR === (LEFTARG = int, RIGHTARG = int, FUNCTION = quiet);
      SELECT 1 === 2;`,
  },
  {
    name: 'a function behind a domain',
    up: `${check}\nCREATE DOMAIN d AS int CHECK (quiet(VALUE));\nCREATE TABLE t (a d);\nINSERT INTO t VALUES (1);`,
  },
  {
    name: 'a function behind a default',
    up: `${check}\nCREATE TABLE t (a int, b boolean DEFAULT quiet(1));\nINSERT INTO t (a) VALUES (1);`,
  },
  {
    name: 'a trigger whose function is replaced later',
    up: `CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
      CREATE TRIGGER f BEFORE INSERT ON orders FOR EACH STATEMENT EXECUTE FUNCTION f();
      CREATE OR REPLACE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN SET track_counts = off; RETURN NEW; END $$;
      INSERT INTO orders VALUES (2);`,
  },
  {
    name: 'a trigger behind a function that writes',
    up: `CREATE FUNCTION g() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN SET track_counts = off; RETURN NEW; END $$;
      CREATE TRIGGER g BEFORE INSERT ON orders FOR EACH STATEMENT EXECUTE FUNCTION g();
      CREATE FUNCTION f() RETURNS void LANGUAGE sql AS 'INSERT INTO orders VALUES (2)';
      SELECT f();`,
  },
  {
    name: 'a rule',
    up: `${quiet}\nCREATE RULE r AS ON INSERT TO orders DO ALSO SELECT quiet();\nINSERT INTO orders VALUES (2);`,
  },
  {
    name: 'a catalog behind a view',
    up: `CREATE VIEW v AS SELECT * FROM pg_settings;\nUPDATE v SET setting = 'off' WHERE name = 'track_counts';`,
  },
  {
    name: 'a catalog behind a view on a view, in a block',
    up: `CREATE VIEW v AS SELECT * FROM pg_catalog.pg_class;\nCREATE VIEW w AS SELECT * FROM v;\nDO $$ BEGIN DELETE FROM w WHERE false; END $$;`,
  },
  {
    name: 'a catalog behind a view, in a function',
    up: `CREATE VIEW v AS SELECT * FROM pg_class;\nCREATE FUNCTION f() RETURNS void LANGUAGE sql AS 'DELETE FROM v WHERE false';\nSELECT f();`,
  },
]

/** What a change has taught the shadow to distrust must not reach the rows that are to be believed. */
let shadow: Shadow
let fresh: Shadow
beforeAll(async () => {
  shadow = await openTestShadow()
  fresh = await openTestShadow()
})
afterAll(async () => {
  await shadow.close()
  await fresh.close()
})

test.each(refused)('is not verified: $name', async ({ base = '', up, form = 'wrapped' }) => {
  const last = (await trace(shadow, { base: orders + base, up, form })).at(-1)
  expect(last?.trace.outcome).toBe('unverified')
  expect(last?.trace.evidence).toBe('inferred')
  expect(last?.trace.error?.message).not.toBe('')
})

/** Tricks that do not work: the last statement is measured as what it is. */
const seenThrough: readonly Attempt[] = [
  {
    name: 'a table in the way of the lock view',
    up: `CREATE TABLE pg_locks (pid int);\nCREATE TABLE pg_class (oid int);\n${dangerous};`,
  },
  {
    name: 'a temporary table in the way',
    up: `CREATE TEMP TABLE pg_class (oid int);\nCREATE TEMP TABLE pg_lock_status (pid int);\n${dangerous};`,
  },
  {
    name: 'functions and operators in the way',
    up: `CREATE FUNCTION pg_lock_status() RETURNS int LANGUAGE sql AS 'SELECT 1';
      CREATE FUNCTION never(oid, oid) RETURNS boolean LANGUAGE sql AS 'SELECT false';
      CREATE OPERATOR = (LEFTARG = oid, RIGHTARG = oid, FUNCTION = never);
      SET search_path = public, pg_catalog;
      ${dangerous};`,
  },
  {
    name: 'another role',
    up: `CREATE ROLE quiet_role;\nGRANT ALL ON SCHEMA public TO quiet_role;\nALTER TABLE orders OWNER TO quiet_role;\nSET ROLE quiet_role;\n${dangerous};\nRESET ROLE;\nDROP OWNED BY quiet_role CASCADE;`.split(
      '\nRESET',
    )[0] as string,
  },
  {
    name: 'an empty search path',
    up: `SET search_path = '';\nALTER TABLE public.orders ADD CHECK (id > 0);`,
  },
  { name: 'a block', up: `DO $$ BEGIN ${dangerous}; END $$;` },
  {
    name: 'a block with a handler that does not fire',
    up: `DO $$ BEGIN ${dangerous}; EXCEPTION WHEN duplicate_object THEN NULL; END $$;`,
  },
  {
    name: 'SQL that a block builds from a literal',
    up: `DO $$ BEGIN EXECUTE format('ALTER TABLE %I ADD CHECK (id > 0)', 'orders'); END $$;`,
  },
  {
    name: 'a function of the change',
    up: `CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN ${dangerous}; END $$;\nSELECT f();`,
  },
  { name: 'a savepoint of the same name', up: `SAVEPOINT migration_gate_probe;\n${dangerous};` },
  {
    name: 'objects of the change that hide nothing',
    up: `CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
      CREATE TRIGGER f BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION f();
      CREATE VIEW v AS SELECT * FROM pg_class;
      ${check}
      CREATE VIEW w AS SELECT quiet(1);
      ${dangerous};`,
  },
  { name: 'strings that swallow', up: `SET standard_conforming_strings = off;\n${dangerous};` },
]

test.each(seenThrough)('is measured: $name', async ({ up }) => {
  const last = (await trace(fresh, { base: orders, up })).at(-1)?.trace
  expect(last).toMatchObject({
    outcome: 'ran',
    evidence: 'measured',
    locks: [{ relation: 'public.orders', mode: 'AccessExclusiveLock' }],
    scans: ['public.orders'],
  })
})

test('what is measured after a refused statement is measured in full', async () => {
  const traced = await trace(fresh, { base: orders, up: `SET track_counts = off;\n${dangerous};` })
  expect(traced.map(({ trace }) => trace.outcome)).toEqual(['unverified', 'ran'])
  expect(traced[1]?.trace.scans).toEqual(['public.orders'])
})
