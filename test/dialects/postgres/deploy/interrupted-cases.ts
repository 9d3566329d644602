import { expect } from 'vitest'
import type { Judgement } from '../../../../src/dialects/postgres/deploy/interrupted.ts'

/** `holding`: what another session does and leaves open, so that the statement waits and is killed there. */
export type Happened =
  | 'nothing'
  | 'whole'
  | 'failed'
  | { readonly holding: string; readonly cut?: 'lock_timeout' }
  | { readonly others: string }

export interface Case {
  readonly of: string
  readonly setup: string
  /** Fails behind it, and leaves its remains. */
  readonly spoiled?: string
  /** The search path of the session that runs it; the one that judges has its own. */
  readonly path?: string
  readonly sql: string
  readonly happened: Happened
  readonly is: Judgement['kind']
  readonly clean?: readonly string[]
  /** What follows `clean`. */
  readonly behind?: 'run-again' | 'applied'
  /** A part of the evidence. */
  readonly says?: string
  /** Not compared with an undisturbed run: there is none. */
  readonly hopeless?: true
}

export const table =
  'create table t (id int primary key, a int, b int); insert into t select n, 1, n from generate_series(1, 5) n;'
export const index = `${table} create index i on t (b);`
const doubled = 'create unique index concurrently u on t (a)'
const parts = `create table p (id int, k text) partition by list (k);
  create table "P 1" partition of p for values in ('x'); create table p2 partition of p for values in ('y');`
const writer = 'insert into t values (100, 100, 100)'
const reader = 'select from t limit 1'
const hostile = `create schema "we ""ird"; create table "we ""ird"."T,;--" (id int primary key, "a""b" int);`

export const cases: readonly Case[] = [
  {
    of: 'create index',
    setup: table,
    sql: 'create index concurrently i on t (b)',
    happened: 'nothing',
    is: 'not-applied',
  },
  {
    of: 'create index',
    setup: table,
    sql: 'create index concurrently i on t (b)',
    happened: 'whole',
    is: 'applied',
  },
  {
    of: 'create index',
    setup: table,
    sql: 'create index concurrently i on t (b)',
    happened: { holding: writer },
    is: 'half-applied',
    clean: ['DROP INDEX CONCURRENTLY public.i'],
    behind: 'run-again',
  },
  {
    of: 'create index',
    setup: table,
    sql: 'create index concurrently if not exists i on t (b)',
    happened: { holding: writer, cut: 'lock_timeout' },
    is: 'half-applied',
    clean: ['DROP INDEX CONCURRENTLY public.i'],
    behind: 'run-again',
  },
  {
    of: 'create index that duplicates stop',
    setup: table,
    sql: doubled,
    happened: 'failed',
    is: 'half-applied',
    clean: ['DROP INDEX CONCURRENTLY public.u'],
    behind: 'run-again',
    hopeless: true,
  },
  {
    of: 'create index under hostile names, found by the search path',
    setup: hostile,
    path: '"we ""ird"',
    sql: 'create index concurrently "i ""; drop" on "T,;--" ("a""b")',
    happened: { holding: 'insert into "we ""ird"."T,;--" values (1)' },
    is: 'half-applied',
    clean: ['DROP INDEX CONCURRENTLY "we ""ird"."i ""; drop"'],
    behind: 'run-again',
  },
  {
    of: 'create index whose name stands in another schema of the path',
    setup: `create schema app; create table app.t (id int, b int); ${index}`,
    path: 'app, public',
    sql: 'create index concurrently i on t (b)',
    happened: 'whole',
    is: 'applied',
    says: 'app.i is new',
  },
  {
    of: 'create index without a name',
    setup: index,
    sql: 'create index concurrently on t (b)',
    happened: 'nothing',
    is: 'not-applied',
  },
  {
    of: 'create index without a name',
    setup: index,
    sql: 'create index concurrently on t (b)',
    happened: 'whole',
    is: 'applied',
    says: 'public.t_b_idx is new and valid',
  },
  {
    of: 'create index without a name, among new ones of others',
    setup: index,
    sql: 'create index concurrently on t (b, lower(a::text)) where a > 1',
    happened: {
      others:
        'create index x on t (a, b) where a > 1; create unique index y on t (b, a) where a > 1; create index z on t (b, a)',
    },
    is: 'not-applied',
  },
  {
    of: 'create index without a name, beside one that REINDEX made anew',
    setup: index,
    sql: 'create index concurrently on t (b)',
    happened: { others: 'reindex index concurrently i' },
    is: 'not-applied',
  },
  {
    of: 'create index without a name',
    setup: index,
    sql: 'create index concurrently on t ((b + 1)) include (a)',
    happened: { holding: writer },
    is: 'half-applied',
    clean: ['DROP INDEX CONCURRENTLY public.t_expr_a_idx'],
    behind: 'run-again',
  },
  {
    of: 'create index without a name, made twice',
    setup: table,
    sql: 'create index concurrently on t (b)',
    happened: { others: 'create index on t (b); create index on t (b)' },
    is: 'unknown',
    says: 'public.t_b_idx, public.t_b_idx1 are new',
    hopeless: true,
  },
  {
    of: 'create index where it stood',
    setup: index,
    sql: 'create index concurrently i on t (b)',
    happened: 'failed',
    is: 'not-applied',
    says: 'stood before',
    hopeless: true,
  },
  {
    of: 'create index if not exists where it stood',
    setup: index,
    sql: 'create index concurrently if not exists i on t (b)',
    happened: 'whole',
    is: 'applied',
  },
  {
    of: 'create index if not exists where it stood, invalid',
    setup: table,
    spoiled: doubled,
    sql: 'create unique index concurrently if not exists u on t (a)',
    happened: 'whole',
    is: 'applied',
    says: 'INVALID',
  },
  {
    of: 'create index if not exists over a table of that name',
    setup: `${table} create table i ()`,
    sql: 'create index concurrently if not exists i on t (b)',
    happened: 'nothing',
    is: 'applied',
    says: 'stood before: there was nothing to do',
  },
  {
    of: 'create index that others made otherwise',
    setup: table,
    sql: 'create index concurrently i on t (b)',
    happened: { others: 'create index i on t (a)' },
    is: 'unknown',
    says: 'public.i is new and something else',
    hopeless: true,
  },
  {
    of: 'create index whose table is gone',
    setup: table,
    sql: 'create index concurrently i on t (b)',
    happened: { others: 'drop table t' },
    is: 'unknown',
    hopeless: true,
  },
  {
    of: 'create index on a parent of partitions',
    setup: parts,
    sql: 'create index concurrently i on p (id)',
    happened: 'failed',
    is: 'not-applied',
    hopeless: true,
  },
  {
    of: 'create index on a missing table',
    setup: table,
    sql: 'create index concurrently i on missing (id)',
    happened: 'failed',
    is: 'not-applied',
    hopeless: true,
  },
  {
    of: 'drop index',
    setup: index,
    sql: 'drop index concurrently i',
    happened: 'nothing',
    is: 'not-applied',
  },
  { of: 'drop index', setup: index, sql: 'drop index concurrently i', happened: 'whole', is: 'applied' },
  {
    of: 'drop index',
    setup: index,
    sql: 'drop index concurrently i',
    happened: { holding: reader },
    is: 'half-applied',
    clean: ['DROP INDEX CONCURRENTLY public.i'],
    behind: 'applied',
  },
  {
    of: 'drop index that was invalid before',
    setup: table,
    spoiled: doubled,
    sql: 'drop index concurrently if exists public.u',
    happened: 'nothing',
    is: 'not-applied',
    says: 'stands as it stood before',
  },
  {
    of: 'drop index that others made anew',
    setup: index,
    sql: 'drop index concurrently i',
    happened: { others: 'reindex index concurrently i' },
    is: 'unknown',
    hopeless: true,
  },
  {
    of: 'drop index if exists, which never was',
    setup: table,
    sql: 'drop index concurrently if exists i',
    happened: 'nothing',
    is: 'applied',
  },
  {
    of: 'drop index that never was',
    setup: table,
    sql: 'drop index concurrently i',
    happened: 'failed',
    is: 'not-applied',
    hopeless: true,
  },
  {
    of: 'drop several indexes',
    setup: `${index} create index j on t (a)`,
    sql: 'drop index concurrently i, j',
    happened: 'failed',
    is: 'not-applied',
    hopeless: true,
  },
  {
    of: 'drop several indexes, of which others dropped one',
    setup: `${index} create index j on t (a)`,
    sql: 'drop index concurrently i, j',
    happened: { others: 'drop index j' },
    is: 'unknown',
    hopeless: true,
  },
  {
    of: 'reindex table',
    setup: index,
    sql: 'reindex table concurrently t',
    happened: 'whole',
    is: 'repeatable',
    clean: [],
  },
  {
    of: 'reindex index',
    setup: `${index} create index j on t (b)`,
    sql: 'reindex (verbose, concurrently) index i',
    happened: { holding: writer },
    is: 'repeatable',
    clean: ['DROP INDEX CONCURRENTLY public.i_ccnew'],
  },
  {
    of: 'reindex table where remains stood before',
    setup:
      'create table t (id int primary key, a int, b int); insert into t values (1, 1, 1), (2, 1, 1); create index i on t (b)',
    spoiled: 'create unique index concurrently old_ccnew on t (a)',
    sql: 'reindex table concurrently t',
    happened: { holding: writer },
    is: 'repeatable',
    clean: ['DROP INDEX CONCURRENTLY public.t_pkey_ccnew', 'DROP INDEX CONCURRENTLY public.i_ccnew'],
  },
  {
    of: 'reindex index',
    setup: index,
    sql: 'reindex index concurrently i',
    happened: { holding: reader },
    is: 'repeatable',
    clean: ['DROP INDEX CONCURRENTLY public.i_ccold'],
  },
  {
    of: 'reindex index, beside the remains of another',
    setup: index,
    sql: 'reindex index concurrently i',
    happened: {
      others: `create index j_ccnew on t (a);
        update pg_index set indisvalid = false where indexrelid = 'j_ccnew'::regclass`,
    },
    is: 'repeatable',
    clean: [],
  },
  {
    of: 'reindex index with the longest of names',
    setup: `${table} create index "${'ä'.repeat(31)}" on t (b)`,
    sql: `reindex index concurrently "${'ä'.repeat(31)}"`,
    happened: { holding: writer },
    is: 'repeatable',
    clean: [`DROP INDEX CONCURRENTLY public."${'ä'.repeat(28)}_ccnew"`],
  },
  {
    of: 'reindex table with its TOAST index',
    setup: 'create table t (id int primary key, a int, note text)',
    sql: 'reindex table concurrently t',
    happened: { holding: 'insert into t values (1)' },
    is: 'repeatable',
    clean: [
      'DROP INDEX CONCURRENTLY public.t_pkey_ccnew',
      expect.stringMatching(/^DROP INDEX CONCURRENTLY pg_toast\.pg_toast_\d+_index_ccnew$/),
    ],
  },
  {
    of: 'reindex schema',
    setup: `${index} create schema app; create table app.t (id int primary key);`,
    sql: 'reindex schema concurrently public',
    happened: { holding: reader },
    is: 'repeatable',
    clean: ['DROP INDEX CONCURRENTLY public.t_pkey_ccold', 'DROP INDEX CONCURRENTLY public.i_ccold'],
  },
  {
    of: 'reindex of a parent of partitions',
    setup: `${parts} create index k_idx on p (k)`,
    sql: 'reindex index concurrently k_idx',
    happened: { holding: `insert into "P 1" values (1, 'x')` },
    is: 'repeatable',
    clean: ['DROP INDEX CONCURRENTLY public."P 1_k_idx_ccnew"'],
  },
  {
    of: 'detach partition',
    setup: parts,
    sql: 'alter table p detach partition "P 1" concurrently',
    happened: 'nothing',
    is: 'not-applied',
  },
  {
    of: 'detach partition',
    setup: parts,
    sql: 'alter table p detach partition "P 1" concurrently',
    happened: 'whole',
    is: 'applied',
  },
  {
    of: 'detach partition',
    setup: parts,
    sql: 'alter table p detach partition "P 1" concurrently',
    happened: { holding: 'select from p' },
    is: 'half-applied',
    clean: ['ALTER TABLE public.p DETACH PARTITION public."P 1" FINALIZE'],
    behind: 'applied',
  },
  {
    of: 'detach of what was being detached',
    setup: `${parts} update pg_inherits set inhdetachpending = true where inhrelid = '"P 1"'::regclass`,
    sql: 'alter table p detach partition "P 1" concurrently',
    happened: 'failed',
    is: 'not-applied',
    says: 'before',
    hopeless: true,
  },
  {
    of: 'detach of what is no partition',
    setup: `${parts} ${table}`,
    sql: 'alter table p detach partition t concurrently',
    happened: 'failed',
    is: 'not-applied',
    hopeless: true,
  },
  {
    of: 'detach if exists from a missing table',
    setup: parts,
    sql: 'alter table if exists missing detach partition "P 1" concurrently',
    happened: 'whole',
    is: 'applied',
  },
]
