/** One change of one kind of object, upon {@link bazaar}. */
export interface KindRow {
  /** The kind or attribute, in the words of PostgreSQL's manual. */
  readonly kind: string
  readonly up: string
  /** Objects that the difference names, `action kind name` each. */
  readonly seen: readonly string[]
  /** What the generated way back does: else it names what is still other than before, or the server refuses it. */
  readonly down: 'restores' | { readonly leaves: readonly string[] } | { readonly refused: string }
}

/** With one of each kind that the planning library does not model, and of some that it does. */
export const bazaar = `
  create role reader;
  create table goods (id int primary key, name text not null, price numeric, tags text[]);
  create table sales (id int primary key, good int references goods, at timestamptz);
  create index goods_lower on goods (lower(name), (price * 2));
  create statistics goods_stats on name, price from goods;
  create materialized view cheap as select id, name from goods where price < 1;
  create view dear as select id, name from goods where price > 9;
  create domain price as numeric constraint positive check (value > 0);
  create type size as (w int, h int);
  create type color as enum ('red', 'blue');
  create function color_text(color) returns text language sql immutable as 'select ''c''';
  create function same(int, int) returns boolean language sql immutable as 'select $1 is not distinct from $2';
  create function compare(int, int) returns int language sql immutable as 'select 0';
  create function size_text(size) returns text language sql immutable as 'select ''s''';
  create cast (size as text) with function size_text(size) as assignment;
  create operator public.=== (leftarg = int, rightarg = int, function = same, commutator = ===);
  create operator family loose using hash;
  create operator class loose_int for type int using hash family loose as operator 1 ===;
  create text search dictionary plain (template = simple, accept = false);
  create text search configuration words (parser = default);
  alter text search configuration words add mapping for word with plain;
  create text search parser cutter (start = prsd_start, gettoken = prsd_nexttoken, end = prsd_end, lextypes = prsd_lextype);
  create text search template stem (lexize = dsimple_lexize, init = dsimple_init);
  create collation numbers (provider = icu, locale = 'en-u-kn-true');
  create conversion latin for 'LATIN1' to 'UTF8' from iso8859_1_to_utf8;
  create access method heap2 type table handler heap_tableam_handler;
  create language plsome handler plpgsql_call_handler inline plpgsql_inline_handler validator plpgsql_validator;

  create transform for color language sql (from sql with function textlike_support(internal));
  create publication few for table goods (id, name) where (id > 0);
  create publication rest for tables in schema public;
  create foreign data wrapper files options (mode 'a');
  create server disk foreign data wrapper files options (host 'h', password 'p');
  create user mapping for reader server disk options ("user" 'u', password 'p');
  create foreign table logs (line text) server disk options (file 'x');
  create function watch() returns event_trigger language plpgsql as 'begin end';
  create event trigger watcher on ddl_command_end when tag in ('DROP TABLE') execute function watch();
  create aggregate total(int) (sfunc = int4pl, stype = int, initcond = '0');
  create type span as range (subtype = int);
  create sequence tickets;
  create rule quiet as on delete to sales do instead nothing;
  alter default privileges in schema public grant select on tables to reader;
  alter role reader in database postgres set work_mem = '8MB';
  create schema annex;
`

export const kinds: readonly KindRow[] = [
  { kind: 'role', up: 'create role writer login', seen: ['add role writer'], down: 'restores' },
  {
    kind: 'role attribute',
    up: 'alter role reader createdb connection limit 3',
    seen: ['alter role reader'],
    down: 'restores',
  },
  {
    kind: 'membership',
    up: 'create role writers; grant writers to reader',
    seen: ['alter role reader', 'add role writers'],
    down: 'restores',
  },
  {
    kind: 'column storage',
    up: `alter table goods alter name set storage external`,
    seen: ['alter column public.goods.name'],
    down: 'restores',
  },
  {
    kind: 'column compression',
    up: `alter table goods alter name set compression pglz`,
    seen: ['alter column public.goods.name'],
    down: 'restores',
  },
  {
    kind: 'column statistics',
    up: `alter table goods alter name set statistics 500`,
    seen: ['alter column public.goods.name'],
    down: 'restores',
  },
  {
    kind: 'column options',
    up: `alter table goods alter name set (n_distinct = 5)`,
    seen: ['alter column public.goods.name'],
    down: 'restores',
  },
  {
    kind: 'column collation',
    up: `alter table sales add note text; alter table sales alter note type text collate numbers`,
    seen: ['add column public.sales.note'],
    down: 'restores',
  },
  {
    kind: 'column identity',
    up: `alter table goods alter id add generated always as identity`,
    seen: ['alter column public.goods.id'],
    down: 'restores',
  },
  {
    kind: 'column default',
    up: `alter table goods alter price set default 1`,
    seen: ['alter column public.goods.price'],
    down: 'restores',
  },
  {
    kind: 'column comment',
    up: `comment on column goods.price is 'c'`,
    seen: ['alter column public.goods.price'],
    down: 'restores',
  },
  {
    kind: 'column privileges',
    up: `grant update (price) on goods to reader`,
    seen: ['alter column public.goods.price'],
    down: 'restores',
  },
  {
    kind: 'column security label',
    up: `insert into pg_seclabel values ('goods'::regclass, 'pg_class'::regclass, 2, 'p', 'l')`,
    seen: ['alter column public.goods.name'],
    down: { refused: 'security label provider "p" is not loaded' },
  },
  {
    kind: 'materialized view column storage',
    up: `alter materialized view cheap alter name set storage external`,
    seen: ['add view column public.cheap.name'],
    down: 'restores',
  },
  {
    kind: 'materialized view column compression',
    up: `alter materialized view cheap alter name set compression pglz`,
    seen: ['add view column public.cheap.name'],
    down: 'restores',
  },
  {
    kind: 'materialized view column statistics',
    up: `alter materialized view cheap alter name set statistics 7`,
    seen: ['add view column public.cheap.name'],
    down: 'restores',
  },
  {
    kind: 'materialized view access method',
    up: `alter materialized view cheap set access method heap2`,
    seen: ['alter materialized view public.cheap'],
    down: 'restores',
  },
  {
    kind: 'view column default',
    up: `alter view dear alter name set default 'x'`,
    seen: ['add view column public.dear.name'],
    down: 'restores',
  },
  {
    kind: 'table access method',
    up: `alter table goods set access method heap2`,
    seen: ['alter table public.goods'],
    down: 'restores',
  },
  {
    kind: 'table security label',
    up: `insert into pg_seclabel values ('goods'::regclass, 'pg_class'::regclass, 0, 'p', 'l')`,
    seen: ['alter table public.goods'],
    down: { refused: 'security label provider "p" is not loaded' },
  },
  {
    kind: 'table options',
    up: `alter table goods set (fillfactor = 50)`,
    seen: ['alter table public.goods'],
    down: 'restores',
  },
  {
    kind: 'toast options',
    up: `alter table goods set (toast.autovacuum_enabled = off)`,
    seen: ['alter table public.goods'],
    down: 'restores',
  },
  {
    kind: 'replica identity',
    up: `alter table goods replica identity full`,
    seen: ['alter table public.goods'],
    down: 'restores',
  },
  {
    kind: 'replica identity index',
    up: `alter table goods replica identity using index goods_pkey`,
    seen: ['alter table public.goods'],
    down: 'restores',
  },
  {
    kind: 'persistence',
    up: `alter table sales set unlogged`,
    seen: ['alter table public.sales'],
    down: 'restores',
  },
  {
    kind: 'cluster index of a key',
    up: `alter table goods cluster on goods_pkey`,
    seen: ['alter constraint public.goods.goods_pkey'],
    down: 'restores',
  },
  {
    kind: 'index statistics',
    up: `alter index goods_lower alter column 2 set statistics 100`,
    seen: ['alter index public.goods_lower'],
    down: 'restores',
  },
  {
    kind: 'index options',
    up: `alter index goods_lower set (fillfactor = 50)`,
    seen: ['alter index public.goods_lower'],
    down: 'restores',
  },
  {
    kind: 'index comment',
    up: `comment on index goods_lower is 'c'`,
    seen: ['alter index public.goods_lower'],
    down: 'restores',
  },
  {
    kind: 'index dropped',
    up: `drop index goods_lower`,
    seen: ['drop index public.goods_lower'],
    down: 'restores',
  },
  {
    kind: 'index of a key, comment',
    up: `comment on index goods_pkey is 'c'`,
    seen: ['alter constraint public.goods.goods_pkey'],
    down: 'restores',
  },
  {
    kind: 'index that depends on an extension',
    up: `alter index goods_lower depends on extension plpgsql`,
    seen: ['alter index public.goods_lower'],
    down: 'restores',
  },
  {
    kind: 'foreign key asleep',
    up: `alter table sales disable trigger all`,
    seen: ['alter constraint public.sales.sales_good_fkey'],
    down: { leaves: ['alter constraint public.sales.sales_good_fkey'] },
  },
  {
    kind: 'constraint comment',
    up: `comment on constraint goods_pkey on goods is 'c'`,
    seen: ['alter constraint public.goods.goods_pkey'],
    down: 'restores',
  },
  {
    kind: 'statistics object added',
    up: `create statistics more on id, name from goods`,
    seen: ['add statistics public.more'],
    down: 'restores',
  },
  {
    kind: 'statistics object dropped',
    up: `drop statistics goods_stats`,
    seen: ['drop statistics public.goods_stats'],
    down: 'restores',
  },
  {
    kind: 'statistics object target',
    up: `alter statistics goods_stats set statistics 9`,
    seen: ['alter statistics public.goods_stats'],
    down: 'restores',
  },
  {
    kind: 'statistics object comment',
    up: `comment on statistics goods_stats is 'c'`,
    seen: ['alter statistics public.goods_stats'],
    down: 'restores',
  },
  {
    kind: 'statistics object renamed',
    up: `alter statistics goods_stats rename to figures`,
    seen: ['rename statistics public.figures'],
    down: 'restores',
  },
  {
    kind: 'cast added',
    up: `create cast (color as text) with function color_text(color) as assignment`,
    seen: ['add cast (public.color AS text)'],
    down: 'restores',
  },
  {
    kind: 'cast dropped',
    up: `drop cast (size as text)`,
    seen: ['drop cast (public.size AS text)'],
    down: 'restores',
  },
  {
    kind: 'cast changed',
    up: `drop cast (size as text); create cast (size as text) with function size_text(size) as implicit`,
    seen: ['alter cast (public.size AS text)'],
    down: 'restores',
  },
  {
    kind: 'cast comment',
    up: `comment on cast (size as text) is 'c'`,
    seen: ['alter cast (public.size AS text)'],
    down: 'restores',
  },
  {
    kind: 'operator added',
    up: `create operator public.!== (leftarg = int, rightarg = int, function = same)`,
    seen: ['add operator public.!==(integer, integer)'],
    down: 'restores',
  },
  {
    kind: 'operator dropped',
    up: `drop operator class loose_int using hash; drop operator public.=== (int, int)`,
    seen: [
      'drop operator public.===(integer, integer)',
      'drop operator class public.loose_int using hash',
      'alter operator family public.loose using hash',
    ],
    down: {
      leaves: [
        'drop operator class public.loose_int using hash',
        'alter operator family public.loose using hash',
      ],
    },
  },
  {
    kind: 'operator changed',
    up: `alter operator public.=== (int, int) set (restrict = eqsel)`,
    seen: ['alter operator public.===(integer, integer)'],
    down: 'restores',
  },
  {
    kind: 'operator comment',
    up: `comment on operator public.=== (int, int) is 'c'`,
    seen: ['alter operator public.===(integer, integer)'],
    down: 'restores',
  },
  {
    kind: 'operator moved',
    up: `alter operator public.=== (int, int) set schema annex`,
    seen: ['rename operator annex.===(integer, integer)'],
    down: 'restores',
  },
  {
    kind: 'operator class added',
    up: `create operator class loose_more for type int using hash family loose as function 1 hashint4(int)`,
    seen: [
      'alter operator family public.loose using hash',
      'add operator class public.loose_more using hash',
    ],
    down: 'restores',
  },
  {
    kind: 'operator class dropped',
    up: `drop operator class loose_int using hash`,
    seen: [
      'drop operator class public.loose_int using hash',
      'alter operator family public.loose using hash',
    ],
    down: {
      leaves: [
        'drop operator class public.loose_int using hash',
        'alter operator family public.loose using hash',
      ],
    },
  },
  {
    kind: 'operator class renamed',
    up: `alter operator class loose_int using hash rename to lax`,
    seen: ['rename operator class public.lax using hash'],
    down: 'restores',
  },
  {
    kind: 'operator class comment',
    up: `comment on operator class loose_int using hash is 'c'`,
    seen: ['alter operator class public.loose_int using hash'],
    down: 'restores',
  },
  {
    kind: 'operator family added',
    up: `create operator family tight using btree`,
    seen: ['add operator family public.tight using btree'],
    down: 'restores',
  },
  {
    kind: 'operator family dropped',
    up: `drop operator family loose using hash cascade`,
    seen: ['drop operator class public.loose_int using hash', 'drop operator family public.loose using hash'],
    down: {
      leaves: [
        'drop operator class public.loose_int using hash',
        'alter operator family public.loose using hash',
      ],
    },
  },
  {
    kind: 'operator family member',
    up: `alter operator family loose using hash add function 1 (int, int) hashint4(int)`,
    seen: ['alter operator family public.loose using hash'],
    down: { leaves: ['alter operator family public.loose using hash'] },
  },
  {
    kind: 'operator family renamed',
    up: `alter operator family loose using hash rename to lax`,
    seen: ['rename operator family public.lax using hash'],
    down: 'restores',
  },
  {
    kind: 'text search configuration added',
    up: `create text search configuration more (copy = words)`,
    seen: ['add text search configuration public.more'],
    down: 'restores',
  },
  {
    kind: 'text search configuration dropped',
    up: `drop text search configuration words`,
    seen: ['drop text search configuration public.words'],
    down: 'restores',
  },
  {
    kind: 'text search configuration mapping',
    up: `alter text search configuration words alter mapping for word with simple`,
    seen: ['alter text search configuration public.words'],
    down: 'restores',
  },
  {
    kind: 'text search configuration renamed',
    up: `alter text search configuration words rename to terms`,
    seen: ['rename text search configuration public.terms'],
    down: 'restores',
  },
  {
    kind: 'text search configuration comment',
    up: `comment on text search configuration words is 'c'`,
    seen: ['alter text search configuration public.words'],
    down: 'restores',
  },
  {
    kind: 'text search dictionary added',
    up: `create text search dictionary more (template = simple)`,
    seen: ['add text search dictionary public.more'],
    down: 'restores',
  },
  {
    kind: 'text search dictionary dropped',
    up: `drop text search dictionary plain cascade`,
    seen: ['drop text search configuration public.words', 'drop text search dictionary public.plain'],
    down: 'restores',
  },
  {
    kind: 'text search dictionary options',
    up: `alter text search dictionary plain (accept = true)`,
    seen: ['alter text search dictionary public.plain'],
    down: 'restores',
  },
  {
    kind: 'text search dictionary renamed',
    up: `alter text search dictionary plain rename to bare`,
    seen: ['rename text search dictionary public.bare'],
    down: 'restores',
  },
  {
    kind: 'text search parser added',
    up: `create text search parser more (start = prsd_start, gettoken = prsd_nexttoken, end = prsd_end, lextypes = prsd_lextype)`,
    seen: ['add text search parser public.more'],
    down: 'restores',
  },
  {
    kind: 'text search parser dropped',
    up: `drop text search parser cutter`,
    seen: ['drop text search parser public.cutter'],
    down: 'restores',
  },
  {
    kind: 'text search parser renamed',
    up: `alter text search parser cutter rename to knife`,
    seen: ['rename text search parser public.knife'],
    down: 'restores',
  },
  {
    kind: 'text search template added',
    up: `create text search template more (lexize = dsimple_lexize)`,
    seen: ['add text search template public.more'],
    down: 'restores',
  },
  {
    kind: 'text search template dropped',
    up: `drop text search template stem`,
    seen: ['drop text search template public.stem'],
    down: 'restores',
  },
  {
    kind: 'collation added',
    up: `create collation more (provider = icu, locale = 'de')`,
    seen: ['add collation public.more'],
    down: 'restores',
  },
  {
    kind: 'collation dropped',
    up: `drop collation numbers`,
    seen: ['drop collation public.numbers'],
    down: 'restores',
  },
  {
    kind: 'collation renamed',
    up: `alter collation numbers rename to digits`,
    seen: ['rename collation public.digits'],
    down: 'restores',
  },
  {
    kind: 'conversion added',
    up: `create conversion more for 'LATIN1' to 'UTF8' from iso8859_1_to_utf8`,
    seen: ['add conversion public.more'],
    down: 'restores',
  },
  {
    kind: 'conversion dropped',
    up: `drop conversion latin`,
    seen: ['drop conversion public.latin'],
    down: 'restores',
  },
  {
    kind: 'conversion renamed',
    up: `alter conversion latin rename to roman`,
    seen: ['rename conversion public.roman'],
    down: 'restores',
  },
  {
    kind: 'access method added',
    up: `create access method heap3 type table handler heap_tableam_handler`,
    seen: ['add access method heap3'],
    down: 'restores',
  },
  {
    kind: 'access method dropped',
    up: `drop access method heap2`,
    seen: ['drop access method heap2'],
    down: 'restores',
  },
  {
    kind: 'language added',
    up: `create language plmore handler plpgsql_call_handler`,
    seen: ['add language plmore'],
    down: 'restores',
  },
  { kind: 'language dropped', up: `drop language plsome`, seen: ['drop language plsome'], down: 'restores' },
  {
    kind: 'language renamed',
    up: `alter language plsome rename to plother`,
    seen: ['rename language plother'],
    down: 'restores',
  },
  {
    kind: 'language privileges',
    up: `grant usage on language plpgsql to reader`,
    seen: ['add privileges on language plpgsql'],
    down: 'restores',
  },
  {
    kind: 'transform added',
    up: `create transform for size language sql (from sql with function textlike_support(internal))`,
    seen: ['add transform for public.size language sql'],
    down: 'restores',
  },
  {
    kind: 'transform dropped',
    up: `drop transform for color language sql`,
    seen: ['drop transform for public.color language sql'],
    down: 'restores',
  },
  {
    kind: 'publication filter',
    up: `alter publication few set table goods (id, name) where (id > 1)`,
    seen: ['alter publication few'],
    down: 'restores',
  },
  {
    kind: 'publication columns',
    up: `alter publication few set table goods (id) where (id > 0)`,
    seen: ['alter publication few'],
    down: 'restores',
  },
  {
    kind: 'publication options',
    up: `alter publication few set (publish = 'insert')`,
    seen: ['alter publication few'],
    down: 'restores',
  },
  {
    kind: 'publication dropped',
    up: `drop publication few`,
    seen: ['drop publication few'],
    down: 'restores',
  },
  {
    kind: 'publication renamed',
    up: `alter publication few rename to some_goods`,
    seen: ['rename publication some_goods'],
    down: 'restores',
  },
  {
    kind: 'publication of schemas',
    up: `alter publication rest drop tables in schema public`,
    seen: ['alter publication rest'],
    down: 'restores',
  },
  {
    kind: 'foreign data wrapper options',
    up: `alter foreign data wrapper files options (set mode 'b')`,
    seen: ['alter foreign data wrapper files'],
    down: { leaves: ['alter foreign data wrapper files'] },
  },
  {
    kind: 'foreign server options',
    up: `alter server disk options (set host 'i')`,
    seen: ['alter foreign server disk'],
    down: 'restores',
  },
  {
    kind: 'foreign server secret',
    up: `alter server disk options (set password 'q')`,
    seen: ['alter foreign server disk'],
    down: { leaves: ['alter foreign server disk'] },
  },
  {
    kind: 'foreign server renamed',
    up: `alter server disk rename to tape`,
    seen: ['rename foreign server tape'],
    down: 'restores',
  },
  {
    kind: 'user mapping',
    up: `alter user mapping for reader server disk options (set "user" 'v')`,
    seen: ['alter user mapping for reader server disk'],
    down: 'restores',
  },
  {
    kind: 'user mapping dropped',
    up: `drop user mapping for reader server disk`,
    seen: ['drop user mapping for reader server disk'],
    down: { leaves: ['alter user mapping for reader server disk'] },
  },
  {
    kind: 'foreign table options',
    up: `alter foreign table logs options (set file 'y')`,
    seen: ['alter foreign table public.logs'],
    down: { leaves: ['alter foreign table public.logs'] },
  },
  {
    kind: 'event trigger dropped',
    up: `drop event trigger watcher`,
    seen: ['drop event trigger watcher'],
    down: 'restores',
  },
  {
    kind: 'event trigger disabled',
    up: `alter event trigger watcher disable`,
    seen: ['alter event trigger watcher'],
    down: 'restores',
  },
  {
    kind: 'event trigger renamed',
    up: `alter event trigger watcher rename to guard`,
    seen: ['rename event trigger guard'],
    down: 'restores',
  },
  {
    kind: 'event trigger comment',
    up: `comment on event trigger watcher is 'c'`,
    seen: ['alter event trigger watcher'],
    down: 'restores',
  },
  {
    kind: 'aggregate changed',
    up: `create or replace aggregate total(int) (sfunc = int4pl, stype = int, initcond = '1')`,
    seen: ['alter aggregate public.total(integer)'],
    down: 'restores',
  },
  {
    kind: 'aggregate renamed',
    up: `alter aggregate total(int) rename to sum_up`,
    seen: ['rename aggregate public.sum_up(integer)'],
    down: 'restores',
  },
  { kind: 'range type dropped', up: `drop type span`, seen: ['drop type public.span'], down: 'restores' },
  {
    kind: 'composite type',
    up: `alter type size add attribute d int`,
    seen: ['alter type public.size'],
    down: 'restores',
  },
  {
    kind: 'domain constraint',
    up: `alter domain price drop constraint positive`,
    seen: ['alter domain public.price'],
    down: 'restores',
  },
  {
    kind: 'sequence renamed',
    up: `alter sequence tickets rename to numbers_given`,
    seen: ['rename sequence public.numbers_given'],
    down: 'restores',
  },
  {
    kind: 'rule disabled',
    up: `alter table sales disable rule quiet`,
    seen: ['alter rule public.sales.quiet'],
    down: 'restores',
  },
  {
    kind: 'rule renamed',
    up: `alter rule quiet on sales rename to silent`,
    seen: ['rename rule public.sales.silent'],
    down: 'restores',
  },
  {
    kind: 'default privileges',
    up: `alter default privileges in schema public revoke select on tables from reader`,
    seen: ['drop default privileges for postgres in public on tables'],
    down: 'restores',
  },
  {
    kind: 'default privileges of the owner',
    up: `alter default privileges in schema public grant select on tables to postgres`,
    seen: ['alter default privileges for postgres in public on tables'],
    down: 'restores',
  },
  {
    kind: 'default privileges taken from the owner',
    up: `alter default privileges revoke update on tables from postgres`,
    seen: ['add default privileges for postgres on tables'],
    down: 'restores',
  },
  {
    kind: 'parameter privileges',
    up: `grant set on parameter work_mem to reader`,
    seen: ['add parameter work_mem'],
    down: 'restores',
  },
  {
    kind: 'large object privileges',
    up: `select lo_create(12345); grant select on large object 12345 to reader`,
    seen: ['add large objects of postgres'],
    down: { leaves: ['add large objects of postgres'] },
  },
  {
    kind: 'system function privileges',
    up: `revoke execute on function pg_catalog.pg_sleep(double precision) from public`,
    seen: ['add privileges on function pg_sleep(double precision)'],
    down: 'restores',
  },
  {
    kind: 'system table privileges',
    up: `grant select on pg_catalog.pg_authid to reader`,
    seen: ['add privileges on table pg_authid'],
    down: 'restores',
  },
  {
    kind: 'database privileges',
    up: `revoke connect on database postgres from public`,
    seen: ['add property of the database'],
    down: { leaves: ['add property of the database'] },
  },
  {
    kind: 'database comment',
    up: `comment on database postgres is 'c'`,
    seen: ['add property of the database'],
    down: { leaves: ['add property of the database'] },
  },
  {
    kind: 'role settings in the database',
    up: `alter role reader in database postgres set work_mem = '9MB'`,
    seen: ['alter setting of the database for reader'],
    down: 'restores',
  },
  {
    kind: 'role settings in the database reset',
    up: `alter role reader in database postgres reset all`,
    seen: ['drop setting of the database for reader'],
    down: 'restores',
  },
  {
    kind: 'settings of the database',
    up: `alter database postgres set work_mem = '9MB'`,
    seen: ['add setting of the database'],
    down: 'restores',
  },
  {
    kind: 'schema privileges',
    up: `grant create on schema annex to reader`,
    seen: ['alter schema annex'],
    down: 'restores',
  },
  {
    kind: 'schema comment',
    up: `comment on schema annex is 'c'`,
    seen: ['alter schema annex'],
    down: 'restores',
  },
  {
    kind: 'function that depends on an extension',
    up: `alter function same(int, int) depends on extension plpgsql`,
    seen: ['alter function public.same(integer, integer)'],
    down: 'restores',
  },
]
