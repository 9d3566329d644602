import { lock, notRun } from './context.ts'
import { testRows } from './rows.ts'

const before = ['public.orders']
const table = lock('public.orders')
const alter = 'ALTER TABLE orders ALTER a SET DEFAULT 1;'
const told = (line: string, file = '0001') =>
  `missing-lock-timeout warning measured ${file}_change.sql:${line}-${line}`

const waits =
  'While this waits behind a long query of public.orders, all later reads and writes of the table wait behind it: '

testRows([
  {
    title: 'the first strong lock of the change, once',
    before,
    migrations: [
      { sql: 'CREATE TABLE young (id int);\nALTER TABLE young ADD a int;', runner: 'theirs' },
      { sql: `${alter}\n${alter}`, traces: [table, table], runner: 'theirs' },
      { sql: alter, traces: [table], runner: 'theirs' },
    ],
    findings: [
      [
        told('1', '0002'),
        'While this waits behind a long query of public.orders, all later reads and writes of the table wait behind it: no lock_timeout is set.',
        "SET LOCAL lock_timeout = '5s';",
      ],
    ],
  },
  {
    title: 'a lock that lets readers through, outside a transaction',
    before,
    migrations: [
      {
        sql: 'CREATE TRIGGER t AFTER INSERT ON orders EXECUTE FUNCTION f();',
        traces: [lock('public.orders', 'ShareRowExclusiveLock')],
        transaction: 'none',
        runner: 'theirs',
      },
    ],
    findings: [
      [
        told('1'),
        'While this waits behind a long query of public.orders, all later writes of the table wait behind it: no lock_timeout is set.',
        "SET lock_timeout = '5s';",
      ],
    ],
  },
  {
    title: 'our own runner sets it',
    before,
    migrations: [{ sql: alter, traces: [table] }],
    findings: [],
  },
  {
    title: 'weak locks, locks on what the change made, on an index alone',
    before,
    migrations: [
      {
        sql: 'UPDATE orders SET a = 1 WHERE a = 2;\nCREATE TABLE young (id int);\nALTER TABLE young ADD a int;\nREINDEX INDEX i;',
        traces: [lock('public.orders', 'RowExclusiveLock'), {}, lock('public.young'), lock('public.i')],
        runner: 'theirs',
      },
    ],
    findings: [],
  },
  ...[
    { set: "SET lock_timeout = '2s';", isSet: true },
    { set: 'SET LOCAL lock_timeout TO 2000;', isSet: true },
    { set: "SELECT set_config('lock_timeout', '1min', true);", isSet: true },
    { set: "DO $$ BEGIN PERFORM set_config('lock_timeout', '1s', true); END $$;", isSet: true },
    { set: 'SET lock_timeout = 0;', isSet: false },
    { set: "SET lock_timeout = '0ms';", isSet: false },
    { set: "SET statement_timeout = '2s';", isSet: false },
    { set: "SET lock_timeout = '2s'; RESET lock_timeout;", isSet: false },
    { set: "SET lock_timeout = '2s'; RESET ALL;", isSet: false },
    { set: "SET lock_timeout = '2s'; SET LOCAL lock_timeout = 0;", isSet: false },
    { set: "SET LOCAL lock_timeout = '2s'; COMMIT; BEGIN;", isSet: false },
    { set: "SET lock_timeout = '2s'; COMMIT; BEGIN;", isSet: true },
  ].map(({ set, isSet }) => {
    return {
      title: `${set} ALTER TABLE …`,
      before,
      migrations: [
        {
          sql: `${set}\n${alter}`,
          // One trace for each statement before it.
          traces: [...(set.match(/;(?= [A-Z]|$)(?! END)/g) ?? []).map(() => ({})), table],
          transaction: 'authored' as const,
          runner: 'theirs' as const,
        },
      ],
      findings: [
        ...(set.includes('COMMIT')
          ? ['nested-or-unclosed-transaction warning inferred 0001_change.sql:1-1']
          : []),
        ...(isSet ? [] : [told('2')]),
      ],
    }
  }),
  {
    title: 'SET LOCAL where each statement is a transaction of its own',
    before,
    migrations: [
      {
        sql: `SET LOCAL lock_timeout = '2s';\n${alter}`,
        traces: [{}, table],
        transaction: 'none',
        runner: 'theirs',
      },
    ],
    findings: [told('2')],
  },
  {
    title: 'SET LOCAL in a transaction that a lone statement ended',
    before,
    migrations: [
      {
        sql: `SET LOCAL lock_timeout = '2s';\nSELECT 1;\n${alter}`,
        traces: [{}, {}, table],
        alone: [1],
        runner: 'theirs',
      },
    ],
    findings: [told('3')],
  },
  {
    title: 'SET LOCAL before the transaction began',
    before,
    migrations: [
      {
        sql: `SET LOCAL lock_timeout = '2s';\n${alter}`,
        traces: [{}, table],
        alone: [0],
        runner: 'theirs',
      },
    ],
    findings: [told('2')],
  },
  {
    title: 'a timeout that comes too late',
    before,
    migrations: [{ sql: `${alter}\nSET lock_timeout = '2s';`, traces: [table, {}], runner: 'theirs' }],
    findings: [[told('1'), `${waits}lock_timeout is set behind it only, in line 2.`]],
  },
  ...(['ours', 'theirs'] as const).flatMap(runner => [
    {
      title: `no limit, said in so many words, under the runner that is ${runner}`,
      before,
      migrations: [{ sql: `SET lock_timeout = '0s';\n${alter}`, traces: [{}, table], runner }],
      findings: [[told('2'), `${waits}lock_timeout is set to 0s, which is no limit.`] as const],
    },
    {
      title: `a limit that is none, under the runner that is ${runner}`,
      before,
      migrations: [{ sql: `SET LOCAL lock_timeout = '1h';\n${alter}`, traces: [{}, table], runner }],
      findings: [[told('2'), `${waits}lock_timeout is 60 minutes.`] as const],
    },
  ]),
  {
    title: 'the head of a dump, which makes tables only',
    before,
    migrations: [
      { sql: 'SET lock_timeout = 0;\nCREATE TABLE young (id int);\nALTER TABLE young ADD a int;' },
    ],
    findings: [],
  },
  {
    title: 'where nothing was run, by the manual',
    before: null,
    migrations: [{ sql: alter, traces: [{ ...notRun, ...table }], runner: 'theirs' }],
    findings: ['missing-lock-timeout warning inferred 0001_change.sql:1-1'],
  },
])
