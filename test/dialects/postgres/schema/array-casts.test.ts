import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { postgres } from '../../../../src/dialects/postgres/dialect.ts'
import { alike } from '../../../../src/dialects/postgres/schema/across-versions.ts'
import { withArrayCastsPushed } from '../../../../src/dialects/postgres/schema/array-casts.ts'
import { compareSchemas } from '../../../../src/dialects/postgres/schema/diff.ts'
import type { Session } from '../../../../src/dialects/postgres/session.ts'
import type { Schema } from '../../../../src/model/schema.ts'
import { inProcessSession, schemaAfter } from '../../../support/in-process-session.ts'

let session: Session
beforeAll(async () => {
  session = await inProcessSession()
  await session.script(`
    create table t (id int primary key, c varchar, d varchar, n numeric, one varchar[], two varchar[]);
    create function fired() returns trigger language plpgsql as 'begin return new; end';
  `)
})
afterAll(() => session.close())

interface Row {
  readonly make: string
  readonly object: string
  /** Makes it of its own text: `{definition}` stands for the attribute. */
  readonly again: string
}

/** What the server writes otherwise once it was made of its own text. */
const rewritten: readonly Row[] = [
  {
    make: "create view v as select c from t where c in ('a', 'b', E'it''s \\\\ , ]')",
    object: 'view public.v',
    again: 'create view v as {definition}',
  },
  {
    make: "create materialized view v as select c in ('a', 'b') or d in ('c', c || '::text[]', null) as x from t",
    object: 'materialized view public.v',
    again: 'create materialized view v as {definition}',
  },
  {
    make: "alter table t add constraint k check (c in ('a', 'b') and n in (1, -2, 2.5))",
    object: 'constraint public.t.k',
    again: 'alter table t add constraint k {definition}',
  },
  {
    make: "create index i on t ((d in ('a', 'b'))) where c in ('a', 'b')",
    object: 'index public.i',
    again: '{definition}',
  },
  {
    make: "alter table t add g boolean default ('a'::varchar in ('a', 'b'))",
    object: 'column public.t.g',
    again: 'alter table t add g boolean default {default}',
  },
  {
    make: "create view v as select 1 as x where 'x'::text = any (array[array['a'::varchar, 'b'], array['c'::varchar, 'd']])",
    object: 'view public.v',
    again: 'create view v as {definition}',
  },
  {
    make: "create policy p on t using (c in ('a', 'b')) with check (n in (1, 2))",
    object: 'policy public.t.p',
    again: 'create policy p on t using ({using}) with check ({check})',
  },
  {
    make: "create domain word as varchar constraint k check (value in ('a', 'b'))",
    object: 'domain public.word',
    again: 'create domain word as varchar constraint {constraints}',
  },
  {
    make: "create trigger g before update on t for each row when (new.c in ('a', 'b')) execute function fired()",
    object: 'trigger public.t.g',
    again: '{definition}',
  },
  {
    make: "create function f(x varchar) returns boolean language sql begin atomic select x in ('a', 'b'); end",
    object: 'function public.f(character varying)',
    again: '{definition}',
  },
  {
    make: "create statistics s on (c in ('a', 'b')), (d in ('c', 'd')) from t",
    object: 'statistics public.s',
    again: 'create statistics s on {expressions} from t',
  },
]

describe('a definition that the server wrote of its own text is the same', () => {
  it.each(rewritten)('$make', async ({ make, object, again }) => {
    const made = await schemaAfter(session, make)
    const attributes = made.objects.get(object)?.attributes ?? {}
    const text = again.replaceAll(/\{(\w+)\}/g, (_, name) => attributes[name] ?? '')
    const remade = await schemaAfter(session, text)
    // Else the row shows nothing.
    expect(compareSchemas(made, remade).verdict).toBe('unequal')
    expect(postgres.compareRebuilt(made, remade)).toEqual({ verdict: 'equal', difference: [] })
    expect(postgres.compareRebuilt(remade, made).verdict).toBe('equal')
    expect(compareSchemas(...alike(made, remade, '18.6')).verdict).toBe('equal')
    expect(postgres.compareWithTarget(made, remade, false).verdict).toBe('equal')
  })
})

const view = (condition: string) => `create view v as select c from t where ${condition}`
const twoVarchars = "array['a'::varchar::text, 'b'::varchar::text]"
/** A cast of somebody's own, which need not do what the cast of each element does. */
const ownCast = `create function swap(varchar[]) returns text[] language sql immutable as $$ select '{}'::text[] $$;
  create cast (varchar[] as text[]) with function swap(varchar[]) as implicit`

/** What differs, or may, however alike it looks. */
const nearMisses: readonly (readonly [string, string, string])[] = [
  ['a value', view("c in ('a', 'b')"), view("c = any (array['a'::varchar::text, 'x'::varchar::text])")],
  ['the order', view("c in ('b', 'a')"), view(`c = any (${twoVarchars})`)],
  ['a value more', view("c in ('a', 'b', 'c')"), view(`c = any (${twoVarchars})`)],
  ['a type', view("c in ('a', 'b')"), view("c = any (array['a'::bpchar::text, 'b'::bpchar::text])")],
  ['one cast', view("c in ('a', 'b')"), view("c = any (array['a'::varchar::text, 'b'::text])")],
  [
    'the length of a type',
    view('n in (1, 2)'),
    view('n = any (array[1::numeric(3, 1), 2::numeric(3, 1)]::numeric[])'),
  ],
  ['the operator', view("c in ('a', 'b')"), view("c <> all (array['a'::varchar::text, 'b'::varchar::text])")],
  [
    'arrays in the array',
    view("'x'::text = any (array[one, two])"),
    view("'x'::text = any (array[one::text, two::text])"),
  ],
  [
    'a comment',
    "comment on table t is $$(ARRAY['a'::character varying])::text[]$$",
    "comment on table t is $$ARRAY[('a'::character varying)::text]$$",
  ],
  [
    'the body of a function',
    "create function f() returns text language sql as $$select '(ARRAY[1])::bigint[]'$$",
    "create function f() returns text language sql as $$select 'ARRAY[(1)::bigint]'$$",
  ],
  ['a text', view("c = '(ARRAY[1])::bigint[]'"), view("c = 'ARRAY[(1)::bigint]'")],
  [
    'a cast of their own',
    `${ownCast}; ${view("c in ('a', 'b')")}`,
    `${ownCast}; ${view(`c = any (${twoVarchars})`)}`,
  ],
]

describe('two definitions stay apart that differ in', () => {
  it.each(nearMisses)('%s', async (_, one, other) => {
    const schemas: [Schema, Schema] = [await schemaAfter(session, one), await schemaAfter(session, other)]
    for (const [a, b] of [schemas, schemas.toReversed() as [Schema, Schema]]) {
      expect(postgres.compareRebuilt(a, b).verdict).toBe('unequal')
      expect(compareSchemas(...alike(a, b, '18.6')).verdict).toBe('unequal')
      expect(postgres.compareWithTarget(a, b, false).verdict).toBe('unequal')
    }
  })
})

describe('a cast of an array constructor is pushed to its elements', () => {
  it.each([
    [
      "(ARRAY['a'::text, NULL::text])::character varying(5)[]",
      "ARRAY[('a'::text)::character varying(5), (NULL::text)::character varying(5)]",
    ],
    [
      '(ARRAY[true, 1.5, (x.y)::date])::app."T [] y"[]',
      'ARRAY[(true)::app."T [] y", (1.5)::app."T [] y", ((x.y)::date)::app."T [] y"]',
    ],
    ['(ARRAY[1])::timestamp(3) without time zone[] AT', 'ARRAY[(1)::timestamp(3) without time zone] AT'],
    [
      'c = ANY (ARRAY[\'a\'::"char", \'b\'::"char"]::text[])',
      'c = ANY (ARRAY[\'a\'::"char"::text, \'b\'::"char"::text])',
    ],
    ['SELECT (ARRAY[1])::bigint[] AS x', 'SELECT ARRAY[(1)::bigint] AS x'],
    [
      "(ARRAY[((x = ANY ((ARRAY['a'::character varying])::text[])))::integer])::bigint[]",
      "ARRAY[(((x = ANY (ARRAY[('a'::character varying)::text])))::integer)::bigint]",
    ],
  ])('%s', (text, pushed) => {
    expect(withArrayCastsPushed(text)).toBe(pushed)
  })
})

describe('nothing is rewritten in', () => {
  it.each([
    '(ARRAY[a, b])::text[]',
    "(ARRAY['1 2'::int2vector])::text[]",
    "(ARRAY['{a}'::character varying[]])::text[]",
    '(ARRAY[(a || b)])::text[]',
    "(ARRAY[('{a}'::text)::character varying[]])::text[]",
    "(ARRAY['a'::text])::words",
    "(ARRAY['a'::text])::words IS DISTINCT FROM ARRAY[]::text[]",
    "made(ARRAY['a'::text])::character varying[]",
    '"of"(ARRAY[\'a\'::text])::character varying[]',
    '(ARRAY[1, 2])[1]::bigint[]',
    'ARRAY[]::text[]',
    '(ARRAY[ARRAY[]::text[]])::text[]',
    "'(ARRAY[1])::bigint[]'::text",
    '(("ARRAY"[1])::bigint[])',
    '(x)::text[]',
  ])('%s', text => {
    expect(withArrayCastsPushed(text)).toBe(text)
  })

  it('a long text, in a moment', () => {
    const deep = `${'(ARRAY['.repeat(20_000)}1${'])::text[]'.repeat(20_000)}`
    const began = performance.now()
    withArrayCastsPushed(deep)
    expect(performance.now() - began).toBeLessThan(5_000)
  })
})
