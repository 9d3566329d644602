import type { SchemaObject } from '../model/schema.ts'
import type { Rule } from './rule.ts'
import { find } from './support/attribution.ts'
import { lastPart, withoutArguments } from './support/names.ts'
import { courses, newcomers, whereChanged } from './support/net-changes.ts'
import { operations } from './support/traced.ts'

export const rule: Rule = {
  id: 'security-definer-search-path',
  preset: 'policy',
  title: 'Function with its owner’s rights and its caller’s search_path',
  why: [
    'A `SECURITY DEFINER` function runs with the rights of its owner, but finds tables, functions and operators by the',
    'search_path of whoever calls it. Who may create an object in a schema of that path can have the owner run it.',
  ].join('\n'),
  severity: 'warning',
  dialects: ['postgres'],
  fix: 'Add `SET search_path = pg_catalog, public, pg_temp` (or an empty one, with qualified names in the body) to the function.',
  bad: [
    { up: "CREATE FUNCTION total() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1';" },
    {
      base: "CREATE FUNCTION total() RETURNS int LANGUAGE sql AS 'SELECT 1';",
      up: 'ALTER FUNCTION total() SECURITY DEFINER;',
    },
  ],
  good: [
    {
      up: "CREATE FUNCTION total() RETURNS int LANGUAGE sql SECURITY DEFINER SET search_path = '' AS 'SELECT 1';",
    },
    { up: "CREATE FUNCTION total() RETURNS int LANGUAGE sql AS 'SELECT 1 -- SECURITY DEFINER';" },
    {
      base: "CREATE FUNCTION total() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1';",
      up: "COMMENT ON FUNCTION total() IS 'of all';",
      note: 'It was so before.',
    },
  ],
  *check(context) {
    const kinds = ['function', 'procedure']
    const changed = courses(context, kinds).flatMap(({ before, after }) =>
      after === null || isOpen(before) ? [] : [after],
    )
    for (const { kind, name } of [...changed, ...newcomers(context, kinds)].filter(isOpen)) {
      const chapter = whereChanged(context, kind, [name])
      if (chapter === null) continue
      const isMeant = (text: string) => lastPart(withoutArguments(text)) === lastPart(withoutArguments(name))
      const step =
        find(chapter, 'alter', it => it.object === kind && isMeant(it.name)) ??
        find(chapter, 'create', it => it.object === kind && isMeant(it.name)) ??
        chapter.steps.find(({ traced }) => operations(traced, 'run-code').length > 0)
      yield {
        migration: chapter.migration,
        statement: step?.traced ?? null,
        message: `${name} runs with its owner’s rights and its caller’s search_path: who calls it chooses what its names mean.`,
        fix: `Set the path as well: ALTER ${kind.toUpperCase()} ${name} SET search_path = pg_catalog, public, pg_temp`,
        evidence: 'measured',
      }
    }
  },
}

/** By the head of `pg_get_functiondef`, before the body. */
function isOpen({ attributes: { definition = '' } }: SchemaObject): boolean {
  const body = definition.search(/\n(?:AS [$']|BEGIN ATOMIC|RETURN )/)
  const head = body === -1 ? definition : definition.slice(0, body)
  return /\bSECURITY DEFINER\b/.test(head) && !/\n SET search_path TO /.test(head)
}
