import { describe, expect, test } from 'vitest'
import { definesHazard, evidenceHazard } from '../../../../src/dialects/postgres/parse/facts.ts'
import { parseStatements } from '../../../../src/dialects/postgres/parse/parse.ts'
import type { Statement } from '../../../../src/model/statement.ts'

async function only(sql: string): Promise<Statement> {
  const [statement, ...more] = await parseStatements(sql)
  if (statement === undefined || more.length > 0) throw new Error(`not one statement: ${sql}`)
  expect(statement.syntaxError).toBeNull()
  return statement
}

const block = (body: string) => `do $do$ begin ${body} end $do$`

const unreadable = 'runs SQL that cannot be read beforehand'
const catalog = 'changes a system catalog directly'

describe('statements that could falsify or kill the measurement', () => {
  test.each([
    ["copy t from program 'ls'", 'COPY'],
    ["copy t to program 'cat'", 'COPY'],
    ['copy t from stdin', 'COPY'],
    ['copy t to stdout', 'COPY'],
    ["copy t from '/etc/passwd'", 'COPY'],
    ["copy (select 1) to '/tmp/x'", 'COPY'],
    ['set track_counts = off', 'track_counts'],
    ['set local "Track_Counts" to off', 'track_counts'],
    ['reset track_counts', 'track_counts'],
    ['set stats_fetch_consistency = snapshot', 'stats_fetch_consistency'],
    ['set allow_system_table_mods = on', 'allow_system_table_mods'],
    ["select set_config('track_counts', 'off', false)", 'track_counts'],
    ["insert into t select set_config(a, 'off', false) from u", 'cannot be read'],
    ['alter role x set track_counts = off', 'track_counts'],
    ['alter database d set track_counts = off', 'track_counts'],
    ['alter system set track_counts = off', 'track_counts'],
    ['alter function f() set track_counts = off', 'track_counts'],
    ['update pg_catalog.pg_class set relname = relname', catalog],
    ['update pg_class set relname = relname', catalog],
    ['insert into pg_enum values (1)', catalog],
    ['delete from information_schema.sql_features', catalog],
    ['with x as (delete from pg_class returning 1) select * from x', catalog],
    ['merge into pg_class c using t on true when matched then delete', catalog],
    ['truncate pg_statistic', catalog],
    ['alter table pg_catalog.pg_class add a int', catalog],
    ['create index on pg_catalog.pg_class (relname)', catalog],
    ['drop view pg_catalog.pg_locks', catalog],
    ['drop schema pg_catalog', catalog],
    ['alter function pg_relation_filenode(regclass) rename to x', catalog],
    [
      "create or replace function pg_catalog.pg_relation_filenode(regclass) returns oid language sql as 'select 1::oid'",
      catalog,
    ],
    ['alter function f() set schema pg_catalog', catalog],
    ['alter table t set schema pg_catalog', catalog],
    ['create rule r as on insert to t do also update pg_class set relname = relname', catalog],
    ['select pg_stat_reset()', 'pg_stat_reset'],
    ['set standard_conforming_strings = off', 'where strings end'],
    ['set backslash_quote = on', 'where strings end'],
    ['alter role x set standard_conforming_strings = off', 'where strings end'],
    ['set enable_hashjoin = off', 'how rows are looked up'],
    ['set enable_seqscan = off', 'how rows are looked up'],
    ['declare c cursor with hold for select 1', 'beyond its transaction'],
    ['grant select on pg_catalog.pg_class to x', 'the server itself'],
    ['revoke execute on function pg_catalog.now() from x', 'the server itself'],
    ['grant usage on schema information_schema to x', 'the server itself'],
    ['select pg_catalog."pg_stat_reset"()', 'pg_stat_reset'],
    ['select U&"pg_stat\\005freset"()', 'pg_stat_reset'],
    ['select pg_stat_reset_single_table_counters(1)', 'pg_stat_reset_single'],
    ['select pg_stat_force_next_flush()', 'flush'],
    ['select pg_stat_clear_snapshot()', 'snapshot'],
    ['alter table t add a int default pg_terminate_backend(1)::int', 'pg_terminate_backend'],
    ["select * from pg_ls_dir('.')", 'pg_ls_dir'],
    ['select pg_cancel_backend(1)', 'pg_cancel_backend'],
    ["select lo_import('/x')", 'lo_import'],
    ["select lo_export(1, '/x')", 'lo_export'],
    ["select pg_read_file('/x')", 'pg_read_file'],
    ['select pg_reload_conf()', 'pg_reload_conf'],
    ["select dblink_exec('x', 'y')", 'dblink_exec'],
    ["select query_to_xml('select pg_stat_reset()', true, true, '')", 'pg_stat_reset'],
    ["select query_to_xml(a, true, true, '') from t", unreadable],
    ["prepare transaction 'x'", 'two-phase'],
    ["commit prepared 'x'", 'two-phase'],
    ["load 'x'", 'library'],
    ["create function f() returns int language c as 'lib', 'f'", 'library'],
    ["create function f() returns int language internal as 'f'", 'library'],
    ["create subscription s connection '' publication p", 'subscription'],
    ['prepare p as select pg_stat_reset()', 'pg_stat_reset'],
    ['explain analyze select pg_stat_reset()', 'pg_stat_reset'],
    ['call pg_stat_reset()', 'pg_stat_reset'],
    ['call p(pg_stat_reset())', 'pg_stat_reset'],
  ])('%s', async (sql, reason) => {
    expect(evidenceHazard(await only(sql))).toContain(reason)
  })
})

describe('code in strings', () => {
  test.each([
    ['perform pg_stat_reset();', 'pg_stat_reset'],
    ['perform /* x */ "pg_stat_reset" ();', 'pg_stat_reset'],
    ['perform U&"pg_stat\\005freset"();', 'pg_stat_reset'],
    ['set track_counts = off;', 'track_counts'],
    ["perform set_config('track_counts', 'off', false);", 'track_counts'],
    ["perform set_config('track' || '_counts', 'off', false);", 'cannot be read'],
    ['perform set_config(a, b, false);', 'cannot be read'],
    ["execute 'set track_counts = off';", 'track_counts'],
    ["execute 'select pg_stat_reset()';", 'pg_stat_reset'],
    ["execute E'select pg_stat_\\x72eset()';", 'pg_stat_reset'],
    ["execute $a$do $b$ begin execute 'select pg_stat_reset()'; end $b$$a$;", 'pg_stat_reset'],
    ['execute $a$do $b$ begin execute v; end $b$$a$;', unreadable],
    ['execute v;', unreadable],
    ['execute (v);', unreadable],
    ["execute 'set ' || v;", unreadable],
    ["execute v || ' cascade';", unreadable],
    ["execute format('%s', v);", unreadable],
    ["execute format('drop table %I', v) || w;", unreadable],
    ["execute format('comment on table t is ''%L', v);", unreadable],
    ["execute format('alter table t add a int default %I()', v);", unreadable],
    ["execute 'alter table t add a int default pg_stat_' || 'reset()';", 'pg_stat_reset'],
    ["execute 'drop table t --' || quote_ident(v);", unreadable],
    ["execute 'comment on table t is ''' || quote_literal(v);", unreadable],
    ["execute 'drop table ' || v;", unreadable],
    ["execute 'drop table t; ' || quote_ident(v);", unreadable],
    [`execute '/${'*'.repeat(500)}/ set x = 1';`, unreadable],
    ['set backslash_quote = on;', 'where strings end'],
    ['set enable_nestloop = off;', 'how rows are looked up'],
    ["execute 'declare c cursor with hold for select 1';", 'beyond its transaction'],
    ['grant select on pg_catalog.pg_class to x;', 'the server itself'],
    ['revoke usage on schema pg_catalog from x;', 'the server itself'],
    ["execute format(v, 'x');", unreadable],
    ['return query execute v;', unreadable],
    ['for r in execute v loop null; end loop;', unreadable],
    ["update pg_class set relname = 'a';", catalog],
    ['delete from only pg_catalog.pg_class;', catalog],
    ['insert into pg_enum values (1);', catalog],
    ['drop function if exists pg_catalog.f();', catalog],
    ["create or replace function pg_catalog.f() returns int language sql as 'select 1';", catalog],
    ['truncate table only pg_statistic;', catalog],
    ["copy t from '/x';", 'COPY'],
    ["if true then copy t to '/x'; end if;", 'COPY'],
    ["execute 'copy t to ''/x''';", 'COPY'],
    ["load 'x';", 'library'],
    ["execute 'create function f() returns int language c as ''x''';", 'library'],
    ["create subscription s connection '' publication p;", 'subscription'],
    ["perform query_to_xml(v, true, true, '');", unreadable],
    ['perform U&"pg_stat!005freset" uescape \'!\' ();', unreadable],
  ])('%s', async (body, reason) => {
    const hazard = evidenceHazard(await only(block(body)))
    expect(hazard).toContain(reason)
    const routine = await only(
      `create function app.f() returns void language plpgsql as $do$ begin ${body} end $do$`,
    )
    expect(evidenceHazard(routine)).toBeNull()
    expect(definesHazard(routine)).toEqual({ name: 'app.f', reason: hazard?.replace(/^it /, '') })
  })

  test('in a language that cannot be read', async () => {
    expect(evidenceHazard(await only("do language plperl 'x'"))).toContain('plperl')
    const routine = await only("create function f() returns int language plpython3u as 'x'")
    expect(definesHazard(routine)).toEqual({
      name: 'public.f',
      reason: expect.stringContaining('plpython3u'),
    })
  })

  test.each([
    ["create procedure p() language plpgsql as 'begin commit; end'", 'commits or rolls back inside'],
    [
      "create function p() returns void language plpgsql set track_counts = off as 'begin end'",
      'track_counts',
    ],
    ['create function p() returns void begin atomic select pg_stat_reset(); end', 'pg_stat_reset'],
    ["create function p() returns void language sql as 'update pg_class set relname = relname'", catalog],
  ])('%s', async (sql, reason) => {
    const routine = await only(sql)
    expect(evidenceHazard(routine)).toBeNull()
    expect(definesHazard(routine)).toEqual({ name: 'public.p', reason: expect.stringContaining(reason) })
  })
})

describe('ordinary statements are measured', () => {
  test.each([
    'create table t (a int default 1)',
    'set lock_timeout = 1',
    'reset all',
    'set session authorization x',
    "select set_config('search_path', '', false)",
    'select pg_sleep(1)',
    'listen x',
    "security label on table t is 'x'",
    'select * from pg_catalog.pg_class',
    'insert into t select relname from pg_class',
    "comment on table pg_catalog.pg_class is 'x'",
    'create extension if not exists plpgsql with schema pg_catalog',
    'create table pg_like (a int)',
    "create function f() returns trigger language plpgsql as 'begin return new; end'",
    'alter table t add column stats_count int, add column copy int',
    "select count(*), now(), nextval('s') from t",
    block(
      "if not exists (select 1 from pg_type where typname = 'mood') then create type mood as enum ('a'); end if; exception when duplicate_object then null;",
    ),
    block("execute 'alter table ' || quote_ident(v) || ' add a int';"),
    block("execute format('create role %I', v);"),
    block("execute format('create index %I on %I.%I (%I)', a, b, c, d);"),
    block("execute 'comment on table ' || quote_ident(v) || ' is ' || quote_literal(w);"),
    block('declare c cursor for select 1;'),
    block("execute ( 'drop table x' );"),
    block("execute format('lock table x');"),
    block("execute 'lock table x' using v;"),
    block("for r in execute 'with x as (select 1) select * from x' loop null; end loop;"),
    block('grant execute on function f() to x; grant select, execute on x to y;'),
    block('create trigger x before insert on t for each row execute function f();'),
    block('perform 1 from t for update; select copy into v from t; insert into t (load) values (1);'),
    block("-- copy t from '/x'; execute v;\n null;"),
    block("raise notice 'pg_stat_reset';"),
    'update t set a = 1 from pg_class',
  ])('%s', async sql => {
    const statement = await only(sql)
    expect(evidenceHazard(statement)).toBeNull()
    expect(definesHazard(statement)).toBeNull()
  })
})
