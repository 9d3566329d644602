import { expect, test } from 'vitest'
import { hideTextsIn } from '../../../../src/dialects/postgres/target/redact.ts'

test.each([
  ["ALTER TABLE t ALTER a SET DEFAULT 'secret'::text", "ALTER TABLE t ALTER a SET DEFAULT '***'::text"],
  ["CHECK ((a <> 'x''y'::character varying))", "CHECK ((a <> '***'::character varying))"],
  ["DEFAULT E'a\\'b'::bpchar", "DEFAULT '***'::bpchar"],
  ["CREATE TYPE mood AS ENUM ('sad', 'fine')", "CREATE TYPE mood AS ENUM ('sad', 'fine')"],
  ["DEFAULT '2026-01-01'::date", "DEFAULT '2026-01-01'::date"],
  ["DEFAULT nextval('public.s'::regclass)", "DEFAULT nextval('public.s'::regclass)"],
  [
    "CREATE FUNCTION f() RETURNS text LANGUAGE plpgsql AS $function$begin return 'a' || $x$ 'b' $x$; end$function$",
    "CREATE FUNCTION f() RETURNS text LANGUAGE plpgsql AS $function$begin return '***' || $x$ '***' $x$; end$function$",
  ],
  ["COMMENT ON TABLE t IS 'it''s'", "COMMENT ON TABLE t IS '***'"],
  ['COMMENT ON TABLE t IS NULL', 'COMMENT ON TABLE t IS NULL'],
])('%s', (sql, hidden) => {
  expect(hideTextsIn(sql)).toBe(hidden)
})
