import { nextToken, type Token } from '../parse/lexer.ts'
import { wordOf } from '../parse/token-text.ts'

/** A statement of the planning library as the server takes it. */
export function plannedSql(sql: string): string {
  const text = sql.trim().replace(/;$/, '')
  return text.startsWith('CREATE DOMAIN ') ? notNullOnce(text) : throughText(text)
}

/**
 * The library casts a column straight to its old type, and no enum can be cast to another. By way of text every
 * value that the old type knows comes over; only types of a schema are meant, those of the server have none.
 */
function throughText(sql: string): string {
  return sql.replace(
    /^(ALTER TABLE .* ALTER COLUMN ("(?:[^"]|"")+") TYPE (\S+\.\S+) USING \2)::\3$/,
    '$1::text::$3',
  )
}

/** From PostgreSQL 17 on NOT NULL of a domain is a constraint with a name; the library says it with and without. */
function notNullOnce(sql: string): string {
  const tokens: Token[] = []
  for (let token = nextToken(sql, 0); token !== null; token = nextToken(sql, token.end)) tokens.push(token)
  const word = (place: number) => wordOf(sql, tokens[place])
  const found = tokens.flatMap((token, place) =>
    word(place) === 'not' && word(place + 1) === 'null'
      ? [
          {
            start: token.start,
            end: tokens[place + 1]?.end ?? token.end,
            named: word(place - 2) === 'constraint',
          },
        ]
      : [],
  )
  const bare = found.find(({ named }) => !named)
  if (bare === undefined || !found.some(({ named }) => named)) return sql
  return `${sql.slice(0, bare.start).trimEnd()}${sql.slice(bare.end)}`
}
