import { describe, expect, test } from 'vitest'
import {
  cannotRunInTransaction,
  endsTransactionInside,
  hasOwnTransaction,
  isTransactionControl,
  lockOfConcurrent,
  mentionedNames,
  wantedExtensions,
  withoutConcurrently,
} from '../../../../src/dialects/postgres/parse/facts.ts'
import { parseStatements } from '../../../../src/dialects/postgres/parse/parse.ts'
import type { Statement } from '../../../../src/model/statement.ts'

async function only(sql: string): Promise<Statement> {
  const [statement, ...more] = await parseStatements(sql)
  if (statement === undefined || more.length > 0) throw new Error(`not one statement: ${sql}`)
  expect(statement.syntaxError).toBeNull()
  return statement
}

describe('cannotRunInTransaction', () => {
  test.each([
    ['create index concurrently i on t (a)', 'CREATE INDEX CONCURRENTLY'],
    ['create index i on t (a)', null],
    ['drop index concurrently i', 'DROP INDEX CONCURRENTLY'],
    ['drop index i', null],
    ['reindex table concurrently t', 'REINDEX CONCURRENTLY'],
    ['reindex (concurrently) index i', 'REINDEX CONCURRENTLY'],
    ['reindex (concurrently off) index i', null],
    ['reindex table t', null],
    ['reindex schema s', 'REINDEX SCHEMA'],
    ['reindex database d', 'REINDEX DATABASE'],
    ['reindex system', 'REINDEX SYSTEM'],
    ['alter table t detach partition p concurrently', 'DETACH PARTITION CONCURRENTLY'],
    ['alter table t detach partition p', null],
    ['alter table t detach partition p finalize', null],
    ['refresh materialized view concurrently v', null],
    ['vacuum t', 'VACUUM'],
    ['vacuum (analyze) t', 'VACUUM'],
    ['analyze t', null],
    ['cluster', 'CLUSTER without a table'],
    ['cluster t', null],
    ['create database d', 'CREATE DATABASE'],
    ['drop database d', 'DROP DATABASE'],
    ['alter database d set tablespace x', 'ALTER DATABASE SET TABLESPACE'],
    ['alter database d connection limit 5', null],
    ['alter database d set work_mem = 1', null],
    ["create tablespace x location '/x'", 'CREATE TABLESPACE'],
    ['drop tablespace x', 'DROP TABLESPACE'],
    ['alter system set work_mem = 1', 'ALTER SYSTEM'],
    ["create subscription s connection '' publication p", 'CREATE SUBSCRIPTION with a replication slot'],
    ["create subscription s connection '' publication p with (create_slot = false)", null],
    ["create subscription s connection '' publication p with (connect = off)", null],
    ['alter subscription s refresh publication', 'ALTER SUBSCRIPTION with refresh'],
    ['alter subscription s add publication p', 'ALTER SUBSCRIPTION with refresh'],
    ['alter subscription s add publication p with (refresh = false)', null],
    ['alter subscription s set (failover = true)', 'ALTER SUBSCRIPTION that changes its slot'],
    ['alter subscription s set (synchronous_commit = off)', null],
    ['drop subscription s', 'DROP SUBSCRIPTION'],
    ['discard all', 'DISCARD ALL'],
    ['discard plans', null],
    ["commit prepared 'x'", 'COMMIT PREPARED'],
    ["rollback prepared 'x'", 'ROLLBACK PREPARED'],
    ["alter type mood add value 'x'", null],
    ['create table t (a int)', null],
  ])('%s', async (sql, expected) => {
    expect(cannotRunInTransaction(await only(sql))).toBe(expected)
  })

  test('an unparsed statement has no facts', async () => {
    const [broken] = await parseStatements('vacuum vacuum vacuum')
    if (broken === undefined) throw new Error('no statement')
    expect(broken.tree).toBeNull()
    expect(cannotRunInTransaction(broken)).toBeNull()
    expect(lockOfConcurrent(broken)).toBeNull()
    expect(withoutConcurrently(broken)).toBe(broken.sql)
    expect(mentionedNames(broken)).toEqual(new Set())
  })
})

describe('lockOfConcurrent', () => {
  test.each([
    ['create index concurrently i on app.t (a)', 'app.t', 'ShareUpdateExclusiveLock'],
    ['drop index concurrently i', 'public.i', 'ShareUpdateExclusiveLock'],
    ['reindex table concurrently t', 'public.t', 'ShareUpdateExclusiveLock'],
    ['reindex index concurrently app.i', 'app.i', 'ShareUpdateExclusiveLock'],
    ['alter table t detach partition p concurrently', 'public.t', 'ShareUpdateExclusiveLock'],
    ['vacuum t', 'public.t', 'ShareUpdateExclusiveLock'],
    ['vacuum (full off) t', 'public.t', 'ShareUpdateExclusiveLock'],
    ['vacuum (full 0) t', 'public.t', 'ShareUpdateExclusiveLock'],
    ['vacuum full t', 'public.t', 'AccessExclusiveLock'],
    ['vacuum (full) t', 'public.t', 'AccessExclusiveLock'],
    ['cluster t using i', 'public.t', 'AccessExclusiveLock'],
  ])('%s', async (sql, relation, mode) => {
    expect(lockOfConcurrent(await only(sql))).toEqual({ relation, mode })
  })

  test.each([
    'create index i on t (a)',
    'drop index i',
    'reindex schema concurrently s',
    'refresh materialized view concurrently v',
    'vacuum',
    'cluster',
    'analyze t',
    'alter table t detach partition p',
  ])('%s has none, or none that is known', async sql => {
    expect(lockOfConcurrent(await only(sql))).toBeNull()
  })
})

describe('withoutConcurrently', () => {
  test.each([
    ['create index concurrently "concurrently" on t (a)', 'create index "concurrently" on t (a)'],
    [
      'CREATE INDEX /* x */ CONCURRENTLY IF NOT EXISTS i ON t (a)',
      'CREATE INDEX /* x */ IF NOT EXISTS i ON t (a)',
    ],
    ['drop index\n concurrently é', 'drop index\n é'],
    ['alter table "é" detach partition p concurrently', 'alter table "é" detach partition p'],
    ['refresh materialized view concurrently v', 'refresh materialized view v'],
    ['reindex table concurrently t', 'reindex table t'],
    ['reindex (concurrently) table t', 'reindex table t'],
    ['reindex (concurrently on) table t', 'reindex table t'],
    ['reindex (concurrently, verbose) table t', 'reindex (verbose) table t'],
    ['reindex (verbose, concurrently true) table t', 'reindex (verbose) table t'],
    ['create index i on t (a)', 'create index i on t (a)'],
    ["select 'create index concurrently'", "select 'create index concurrently'"],
  ])('%s', async (sql, expected) => {
    const without = withoutConcurrently(await only(sql))
    expect(without).toBe(expected)
    expect(cannotRunInTransaction(await only(without))).toBeNull()
  })
})

describe('transactions', () => {
  test.each([
    ['begin', true, true],
    ['start transaction', true, true],
    ['commit', true, true],
    ['end', true, true],
    ['rollback', true, true],
    ["prepare transaction 'x'", true, true],
    ['savepoint a', true, false],
    ['rollback to a', true, false],
    ['release a', true, false],
    ['set transaction read only', false, false],
    ['do $$ begin commit; end $$', false, false],
    ['select 1', false, false],
  ])('%s: control %s, own transaction %s', async (sql, control, own) => {
    const statement = await only(sql)
    expect(isTransactionControl(statement)).toBe(control)
    expect(hasOwnTransaction([await only('select 1'), statement])).toBe(own)
  })

  test.each([
    ['do $$ begin update t set a = 1; commit; end $$', true],
    ['do $$ begin if a then rollback; end if; end $$', true],
    ['do $$ begin commit and chain; end $$', true],
    ['do $$ begin loop commit; end loop; end $$', true],
    ["do $$ begin raise notice 'commit;'; -- commit;\n end $$", false],
    ['do $$ declare commit int; begin select 1 into commit; end $$', false],
    ['do $$ begin insert into commit values (1); end $$', false],
    ['do $$ begin begin null; end; exception when others then null; end $$', false],
    ['create procedure p() language plpgsql as $$ begin commit; end $$', false],
    ['commit', false],
  ])('%s ends the transaction inside: %s', async (sql, expected) => {
    expect(endsTransactionInside(await only(sql))).toBe(expected)
  })
})

test('wantedExtensions reads statements, bodies and strings in them', async () => {
  const statements = await parseStatements(`
    create extension if not exists "uuid-ossp" with schema app;
    create extension citext;
    do $$ begin
      create extension if not exists hstore;
      execute 'create extension pg_trgm cascade';
      execute $q$ CREATE /* x */ EXTENSION "Ltree" $q$;
      raise notice 'no extension here';
    end $$;
    create function f() returns void language plpgsql as 'begin create extension cube; end';
    select 'create extension nothing';
    create extension citext;
    drop extension intarray;
  `)
  expect(wantedExtensions(statements)).toEqual(['uuid-ossp', 'citext', 'hstore', 'pg_trgm', 'Ltree', 'cube'])
})

describe('mentionedNames', () => {
  test.each([
    [
      'alter table app."T" add column a mood references p (x)',
      ['T', '"T"', 'app."T"', 'a', 'mood', 'public.mood', 'p', 'public.p', 'x'],
    ],
    ['insert into t (a) select b.c from app.u b', ['t', 'public.t', 'a', 'c', 'app.u']],
    ['drop index i, app.j', ['i', 'public.i', 'app.j']],
    ['create trigger x before insert on t execute function app.f()', ['x', 't', 'app.f', 'f']],
    ["select nextval('app.s'), '\"Q\"'::regclass", ['app.s', 'Q', 'nextval']],
    ['comment on column app.t.a is null', ['a', 'app.t']],
    [
      'do $$ begin perform app.f(); update t set "A" = 1; execute \'drop table u\'; end $$',
      ['app.f', 'f', 't', 'A', 'u'],
    ],
    [
      "create function g() returns int language sql as 'select count(*) from lost.t'",
      ['g', 'public.g', 'lost.t'],
    ],
  ])('%s', async (sql, expected) => {
    expect([...mentionedNames(await only(sql))]).toEqual(expect.arrayContaining(expected))
  })

  test('types that every database has, literals and bodies as a whole are no names', async () => {
    const names = mentionedNames(
      await only("create function f(a text) returns timestamptz language sql as $$ select 'x'::int $$"),
    )
    expect([...names].sort()).toEqual(['a', 'f', 'public.f', 'x'])
    expect([...mentionedNames(await only("insert into t values ('secret', 'b'::text)"))].sort()).toEqual([
      'public.t',
      't',
    ])
  })
})
