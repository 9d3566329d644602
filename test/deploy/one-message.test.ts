import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask } from '../support/database-state.ts'
import { deployFolder } from '../support/deploy-folder.ts'
import { undisturbed } from '../support/kill-matrix.ts'
import { onGround, prepareRing } from '../support/ring.ts'
import { startServer, type TestServer } from '../support/server.ts'

let server: TestServer

beforeAll(async () => {
  server = await startServer('fsync=off')
  await prepareRing(server)
})

afterAll(() => server.stop())

interface Row {
  readonly name: string
  readonly files: Readonly<Record<string, string>>
  /** Of the database. */
  readonly settings?: string
  readonly says: RegExp
  /** Asked afterwards. */
  readonly asks: string
  readonly rows: readonly unknown[]
}

const leaking = `CREATE SCHEMA other;
CREATE FUNCTION leak() RETURNS trigger LANGUAGE plpgsql AS
  $$BEGIN PERFORM set_config('search_path', 'other', false); SET ROLE pg_monitor; RETURN NEW; END$$;
CREATE TRIGGER leak BEFORE INSERT ON effect FOR EACH ROW EXECUTE FUNCTION leak();
INSERT INTO effect VALUES ('1');`

const effects = 'SELECT name FROM effect ORDER BY 1'

/** Writes down, with the words of the journal, whether the COMMIT behind them waits for the disk. */
const watching = `CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS
  $$BEGIN INSERT INTO public.effect VALUES (NEW.id || ' ' || current_setting('synchronous_commit')); RETURN NULL; END$$;
CREATE TRIGGER note AFTER INSERT ON migration_gate.migration FOR EACH ROW EXECUTE FUNCTION note();`

const table: readonly Row[] = [
  {
    name: 'the last one waits for the disk, and with it all before it',
    files: {
      '1_watching.sql': watching,
      '2_step.sql': 'CREATE TABLE second (id int);',
      '3_asks.sql': 'SET synchronous_commit = local;\nCREATE TABLE third (id int);',
      '4_slow.sql': 'SELECT pg_sleep(1.1);',
      '5_step.sql': 'CREATE TABLE fifth (id int);',
      '6_step.sql': 'CREATE TABLE sixth (id int);',
      '7_last.sql': 'SET synchronous_commit = off;\nCREATE TABLE seventh (id int);',
    },
    says: /^done$/,
    asks: effects,
    rows: [
      '1_watching off',
      '2_step off',
      '3_asks off',
      '4_slow on',
      '5_step on',
      '6_step off',
      '7_last on',
    ].map(name => ({ name })),
  },
  {
    name: 'what code set for the session is gone in the next migration',
    files: { '1_leak.sql': leaking, '2_table.sql': 'CREATE TABLE made (id int);' },
    says: /^done$/,
    asks: "SELECT oid::regclass::text AS made, relowner::regrole::text AS owner FROM pg_class WHERE relname = 'made'",
    rows: [{ made: 'made', owner: 'owner' }],
  },
  {
    name: 'a temporary table hides none of the next migration',
    files: {
      '1_temp.sql': 'CREATE TEMP TABLE item (id int);',
      '2_item.sql': 'ALTER TABLE item ADD note text;',
    },
    says: /^done$/,
    asks: "SELECT count(*)::int AS found FROM pg_attribute WHERE attrelid = 'public.item'::regclass AND attname = 'note'",
    rows: [{ found: 1 }],
  },
  {
    name: 'a search path that the database is given holds from the next migration on',
    files: {
      '1_path.sql':
        "CREATE SCHEMA own;\nDO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET search_path = own, public', current_database()); END $$;",
      '2_table.sql': 'CREATE TABLE made (id int);\nINSERT INTO effect VALUES (current_schema());',
    },
    says: /^done$/,
    asks: effects,
    rows: [{ name: 'own' }],
  },
  {
    name: 'what one migration prepared is gone in the next',
    files: { '1_first.sql': 'PREPARE asked AS SELECT 1;', '2_second.sql': 'PREPARE asked AS SELECT 2;' },
    says: /^done$/,
    asks: effects,
    rows: [],
  },
  ...['SELECT pg_advisory_unlock_all();', 'DISCARD ALL;'].map(sql => ({
    name: `a migration that gives up the lock of the run, by ${sql}`,
    files: { '1_gives_up.sql': sql, '2_next.sql': "INSERT INTO effect VALUES ('2');" },
    says: /^interrupted: 2_next was interrupted: an earlier statement gave up all locks.*Run it again/,
    asks: `SELECT name FROM effect UNION ALL SELECT id FROM migration_gate.migration`,
    rows: [{ name: '1_gives_up' }],
  })),
  {
    name: 'and one that does so half way',
    files: {
      '1_gives_up.sql':
        "DISCARD ALL;\nCREATE INDEX CONCURRENTLY item_note ON item (kind);\nINSERT INTO effect VALUES ('2');",
    },
    says: /^interrupted: 1_gives_up was interrupted: an earlier statement gave up all locks.*Run it again/,
    asks: `SELECT name FROM effect UNION ALL SELECT state FROM migration_gate.statement`,
    rows: [{ name: 'applied' }],
  },
  {
    name: 'a transaction that asks for its isolation, behind what makes the session fresh',
    files: {
      '1_first.sql': 'CREATE TEMP TABLE own (id int);',
      '2_set.sql':
        "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE;\nINSERT INTO effect SELECT current_setting('transaction_isolation');",
      '3_begin.sql':
        "BEGIN ISOLATION LEVEL REPEATABLE READ;\nINSERT INTO effect SELECT current_setting('transaction_isolation');\nCOMMIT;",
    },
    says: /^done$/,
    asks: effects,
    rows: [{ name: 'repeatable read' }, { name: 'serializable' }],
  },
  {
    name: 'the line of the statement that fails',
    files: {
      '1_fails.sql':
        "INSERT INTO effect VALUES ('1');\n\nINSERT INTO effect\n  VALUES (1 / 0);\nINSERT INTO effect VALUES ('2');",
    },
    says: /^apply-failed: .*1_fails\.sql:3: division by zero \(22012\)\. Nothing of it took effect/,
    asks: `SELECT name FROM effect UNION ALL SELECT state FROM migration_gate.migration`,
    rows: [{ name: 'failed' }],
  },
  {
    name: 'what is deferred to the COMMIT finds names and role as the migration left them',
    files: {
      '1_deferred.sql': `CREATE FUNCTION late() RETURNS trigger LANGUAGE plpgsql AS
  $$BEGIN INSERT INTO effect VALUES (current_schema()); RETURN NULL; END$$;
CREATE CONSTRAINT TRIGGER late AFTER INSERT ON item DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION late();
INSERT INTO item (id) VALUES (-1);`,
    },
    says: /^done$/,
    asks: effects,
    rows: [{ name: 'public' }],
  },
  {
    name: 'a constraint that is looked at when all is done',
    files: {
      '1_deferred.sql':
        'CREATE TABLE child (id int REFERENCES item DEFERRABLE INITIALLY DEFERRED);\nINSERT INTO child VALUES (0);',
    },
    says: /^apply-failed: .*violates foreign key.*\(23503\)\. Nothing of it took effect/,
    asks: "SELECT to_regclass('child') AS child",
    rows: [{ child: null }],
  },
  {
    name: 'a server to which backslashes mean something else counts before anything is committed',
    settings: 'standard_conforming_strings = off',
    files: {
      '1_strings.sql': "INSERT INTO effect VALUES ('\\'); INSERT INTO effect VALUES (');--')",
    },
    says: /^apply-failed: .*the server counted \d+ statements where the parser counted \d+.*Nothing of it took effect/,
    asks: effects,
    rows: [],
  },
  {
    name: 'and applies there what both read alike',
    settings: 'standard_conforming_strings = off',
    files: {
      '1_plain.sql': "INSERT INTO effect VALUES ('1');",
      '2_plain.sql': "INSERT INTO effect VALUES ('2');",
    },
    says: /^done$/,
    asks: effects,
    rows: [{ name: '1' }, { name: '2' }],
  },
]

describe('a transaction is sent in one message', () => {
  for (const { name, files, settings, says, asks, rows } of table)
    test(name, async () => {
      await onGround(server, { format: 'plain', files }, async place => {
        if (settings !== undefined) await ask(place.url, `ALTER DATABASE ${place.database} SET ${settings}`)
        expect(await deployFolder(place)).toMatch(says)
        expect(await ask(place.url, asks)).toEqual(rows)
      })
    })

  test('so that each migration more is one round trip more', async () => {
    const filesOf = (count: number) =>
      Object.fromEntries(
        Array.from({ length: count }, (_, n) => [`${n + 1}.sql`, `CREATE TABLE made_${n} (id int);`]),
      )
    const [few, more] = [
      await undisturbed(server, { name: 'few', format: 'plain', files: filesOf(2) }),
      await undisturbed(server, { name: 'more', format: 'plain', files: filesOf(5) }),
    ]
    expect(more.trips.length - few.trips.length).toBe(3)
  })

  test('a large answer stays on the server', async () => {
    const files = { '1_large.sql': "SELECT repeat('x', 1000) FROM generate_series(1, 400000);" }
    await onGround(server, { format: 'plain', files }, async place => {
      const before = process.memoryUsage().rss
      let most = before
      const watching = setInterval(() => {
        most = Math.max(most, process.memoryUsage().rss)
      }, 20)
      expect(await deployFolder(place)).toBe('done')
      clearInterval(watching)
      // Of 400 MB.
      expect((most - before) / 1e6).toBeLessThan(200)
    })
  })
})
