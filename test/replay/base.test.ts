import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Shadow } from '../../src/dialects/dialect.ts'
import { openTestShadow, parsed } from '../support/shadow.ts'

let shadow: Shadow

beforeAll(async () => {
  shadow = await openTestShadow('CREATE EXTENSION postgis; CREATE EXTENSION vector')
}, 120_000)

afterAll(() => shadow.close())

const reset = `DROP EXTENSION IF EXISTS vector; DROP SCHEMA IF EXISTS public, app, billing, kyoo CASCADE; CREATE SCHEMA public;`

/** Replays files as the base: what failed as `line code`, what was made as `kind name`. */
async function replay(...files: readonly string[]) {
  await shadow.replay(await parsed(reset))
  const told = shadow.notices().length
  const problems: string[] = []
  for (const file of files)
    problems.push(
      ...(await shadow.replay(await parsed(file))).map(
        ({ line, code, message }) => `${line} ${code} ${message}`,
      ),
    )
  const notices = shadow
    .notices()
    .slice(told)
    .map(({ kind, name }) => `${kind} ${name}`)
  const { objects } = await shadow.readSchema()
  return { problems, notices, objects: [...objects.keys()] }
}

interface Row {
  readonly title: string
  readonly files: readonly string[]
  readonly notices?: readonly string[]
  /** Beginnings of the problems, in their order. */
  readonly problems?: readonly string[]
  readonly objects?: readonly string[]
}

const provided: readonly Row[] = [
  {
    title: 'a role that gets rights, one that owns, one that a policy names',
    files: [
      `CREATE TABLE users (id int);
       GRANT SELECT ON users TO reader;
       ALTER TABLE users OWNER TO "Own""er";
       ALTER TABLE users ENABLE ROW LEVEL SECURITY;
       CREATE POLICY mine ON users TO tenant USING (true);
       GRANT reader TO tenant, staff;
       ALTER DEFAULT PRIVILEGES FOR ROLE deployer GRANT SELECT ON TABLES TO reader;`,
    ],
    notices: ['role reader', 'role Own"er', 'role tenant', 'role staff', 'role deployer'],
    objects: ['policy public.users.mine', 'default privileges for deployer on tables'],
  },
  {
    title: 'a role that the file becomes',
    files: ['SET ROLE migrator;', 'SET SESSION AUTHORIZATION loginuser;'],
    notices: ['role migrator', 'role loginuser'],
  },
  {
    title: 'a role that only code names',
    files: [
      `DO $$ BEGIN EXECUTE 'CREATE TABLE t (id int)'; EXECUTE 'GRANT SELECT ON t TO hidden1, hidden2'; END $$;`,
    ],
    notices: ['role hidden1', 'role hidden2'],
    objects: ['table public.t'],
  },
  {
    title: 'a schema that something is put into',
    files: [
      'CREATE TABLE app.users (id int);',
      'CREATE FUNCTION billing.one() RETURNS int LANGUAGE sql RETURN 1;',
    ],
    notices: ['schema app', 'schema billing'],
    objects: ['table app.users', 'function billing.one()'],
  },
  {
    title: 'a schema that is the whole search path',
    files: ['SET search_path TO kyoo;\nCREATE TABLE shows (id int);'],
    notices: ['schema kyoo'],
    objects: ['table kyoo.shows'],
  },
  {
    title: 'created where it had been made for an earlier file',
    files: ['CREATE TABLE app.users (id int);', 'CREATE SCHEMA app; CREATE ROLE reader;'],
    notices: ['schema app'],
  },
  {
    title: 'nothing of the server’s, nothing that is dropped, nothing that is made later',
    files: [
      'GRANT SELECT ON pg_class TO pg_nobody;',
      'DROP ROLE nobody; DROP SCHEMA nothing;',
      'CREATE SCHEMA app; CREATE TABLE app.users (id int);',
    ],
    problems: ['1 42704 role "pg_nobody"', '1 42704 role "nobody"', '1 3F000 schema "nothing"'],
    objects: ['table app.users'],
  },
]

const alone: readonly Row[] = [
  {
    title: 'one failure inside the author’s transaction costs one statement',
    files: ['BEGIN;\nCREATE TABLE a (id int);\nALTER TABLE b ADD x int;\nCREATE TABLE c (id int);\nCOMMIT;'],
    problems: ['3 42P01'],
    objects: ['table public.a', 'table public.c'],
  },
  {
    title: 'what the author sets for the transaction holds in it, and not after it',
    files: [
      'CREATE SCHEMA app;\nBEGIN;\nSET LOCAL search_path = app;\nDROP TABLE nothing;\nCREATE TABLE a (id int);\nCOMMIT;\nCREATE TABLE b (id int);',
    ],
    problems: ['4 42P01'],
    objects: ['table app.a', 'table public.b'],
  },
  {
    title: 'what the author takes back is gone',
    files: ['CREATE TABLE a (id int);\nBEGIN;\nDROP TABLE a;\nDROP TABLE nothing;\nROLLBACK;'],
    problems: ['4 42P01'],
    objects: ['table public.a'],
  },
  {
    title: 'what a file sets is forgotten after it',
    files: ['CREATE SCHEMA app; SET search_path = app; CREATE TABLE a (id int);', 'CREATE TABLE b (id int);'],
    objects: ['table app.a', 'table public.b'],
  },
  {
    title: 'an index that is built concurrently in a transaction',
    files: ['BEGIN;\nCREATE TABLE a (id int);\nCREATE INDEX CONCURRENTLY a_id ON a (id);\nCOMMIT;'],
    objects: ['index public.a_id'],
  },
  {
    title: 'a write to a catalog, which the real database has survived',
    files: [
      "CREATE TABLE a (id int);\nCREATE INDEX a_id ON a (id);\nUPDATE pg_index SET indisready = false WHERE indrelid = 'a'::regclass;\nREINDEX TABLE a;",
    ],
    objects: ['index public.a_id'],
  },
  {
    title: 'an extension that the engine lacks is left out, and named where something needs it',
    files: [
      `CREATE EXTENSION IF NOT EXISTS postgis;\nCOMMENT ON EXTENSION postgis IS 'types';\nCREATE TABLE places (at geometry);`,
    ],
    notices: ['extension postgis'],
    problems: ['3 42704 type "geometry" does not exist: the embedded engine lacks postgis'],
  },
  {
    title: 'an extension from beside the engine’s own',
    files: [
      'CREATE SCHEMA app; CREATE EXTENSION vector SCHEMA app; CREATE TABLE notes (v app.vector(3)); CREATE INDEX near ON notes USING hnsw (v app.vector_l2_ops);',
    ],
    objects: ['index public.near'],
  },
  {
    title: 'a dump',
    files: [
      `--
-- PostgreSQL database dump
--
\\restrict x8dJwq

SET statement_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET row_security = off;
CREATE SCHEMA public;
ALTER SCHEMA public OWNER TO pg_database_owner;
CREATE EXTENSION IF NOT EXISTS postgis WITH SCHEMA public;
COMMENT ON EXTENSION postgis IS 'PostGIS geometry';
SET default_tablespace = '';
SET default_table_access_method = heap;
CREATE TABLE public.users (
    id integer NOT NULL,
    name text
);
ALTER TABLE public.users OWNER TO shop;
CREATE SEQUENCE public.users_id_seq AS integer START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1;
ALTER SEQUENCE public.users_id_seq OWNER TO shop;
ALTER SEQUENCE public.users_id_seq OWNED BY public.users.id;
ALTER TABLE ONLY public.users ALTER COLUMN id SET DEFAULT nextval('public.users_id_seq'::regclass);
COPY public.users (id, name) FROM stdin;
1	Ada; Lovelace
2	O'Hara
\\.
SELECT pg_catalog.setval('public.users_id_seq', 2, true);
ALTER TABLE ONLY public.users ADD CONSTRAINT users_pkey PRIMARY KEY (id);
REVOKE USAGE ON SCHEMA public FROM PUBLIC;
GRANT SELECT ON TABLE public.users TO auditor;
\\unrestrict x8dJwq
`,
      'ALTER TABLE users ADD COLUMN email text;',
    ],
    notices: ['role shop', 'role auditor'],
    objects: [
      'column public.users.email',
      'constraint public.users.users_pkey',
      'sequence public.users_id_seq',
    ],
  },
]

describe.each([
  ['roles and schemas are made where no migration makes them', provided],
  ['one failure costs one statement', alone],
] as const)('%s', (_, rows) => {
  test.each(rows)('$title', async ({ files, notices = [], problems = [], objects = [] }) => {
    const found = await replay(...files)
    expect(found.problems).toEqual(problems.map(start => expect.stringMatching(startingWith(start))))
    // A role of an earlier row stands, and an extension is told once.
    expect(found.notices).toEqual(notices)
    expect(found.objects).toEqual(expect.arrayContaining([...objects]))
  })
})

function startingWith(text: string): RegExp {
  return new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`)
}
