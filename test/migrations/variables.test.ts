import { expect, test } from 'vitest'
import { substitute } from '../../src/migrations/variables.ts'

const variables = {
  schema: 'app',
  owner: `o'Brien "x"`,
  name: 'N',
  '@@OWNER@@': 'literal',
  '@{tenant}': 't1',
}

test.each([
  ['{{ schema }}.users, {{schema}}, {{ .schema }}, {{.schema}}', 'app.users, app, app, app'],
  // Inside strings and comments too: templates know no SQL.
  ["'{{ schema }}' -- ${schema}", "'app' -- app"],
  ['CREATE TABLE ${schema}.users', 'CREATE TABLE app.users'],
  ['CREATE SCHEMA :schema;', 'CREATE SCHEMA app;'],
  [`SELECT :'owner', :"owner"`, `SELECT 'o''Brien "x"', "o'Brien ""x"""`],
  ['SELECT a::schema, a :: schema, b::name', 'SELECT a::schema, a :: schema, b::name'],
  ["SELECT '10:name', \":name\", ':name'", "SELECT '10:name', \":name\", ':name'"],
  ["SELECT 'it''s :name', :name", "SELECT 'it''s :name', N"],
  ['-- :name\n:name /* :name */ :name', '-- :name\nN /* :name */ N'],
  ['$$ :name $$ :name $f$ :name $f$ :name', '$$ :name $$ N $f$ :name $f$ N'],
  [":names :name$ :'name :'names'", ":names :name$ :'name :'names'"],
  ['{{ other }} ${other} :other', '{{ other }} ${other} :other'],
  ['OWNER TO @@OWNER@@, @{tenant}', 'OWNER TO literal, t1'],
  ['/* TEMPLATE: schema */', '/* TEMPLATE: schema */'],
])('%s', (text, expected) => {
  expect(substitute(text, variables)).toBe(expected)
})

test('a value is not read again', () => {
  expect(substitute('{{ a }} :b', { a: ':b', b: '{{ a }}' })).toBe(':b {{ a }}')
})

test('a text of nothing but openings takes no time', () => {
  const text = [':x :y', '$a$', "'", '"', '/*', '--', ':x', '{{ ', '${']
    .map(opening => opening.repeat(40_000))
    .join('')
  const started = performance.now()
  substitute(text, { x: 'y' })
  expect(performance.now() - started).toBeLessThan(2_000)
})
