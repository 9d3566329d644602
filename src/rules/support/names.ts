import { quoteIdentifier } from '../../dialects/postgres/parse/names.ts'

/** Names as SQL spells them: `public.orders`, `public."Order Lines".id`. */

const part = /"(?:[^"]|"")*"|[^".]+/g
/** PostgreSQL cuts an identifier to 63 bytes (NAMEDATALEN - 1) and only says so in a notice. */
const longest = 63

/** The last identifier of a name: `public.orders.id` → `id`. */
export function lastPart(name: string): string {
  return name.match(part)?.at(-1) ?? name
}

/** The name without its last identifier: `public.orders.id` → `public.orders`. */
export function qualifier(name: string): string {
  return (name.match(part) ?? []).slice(0, -1).join('.')
}

/** A name for a helper object of PostgreSQL, made of the user's own names and short enough for the server. */
export function deriveName(parts: readonly string[], suffix: string): string {
  const characters = [...parts.map(name => bareName(name)).join('_')]
  while (Buffer.byteLength(characters.join('') + suffix) > longest) characters.pop()
  return quoteIdentifier(characters.join('') + suffix)
}

/** What PostgreSQL keeps of an identifier, as the catalog holds it: whole characters. */
export function shortened(name: string): string {
  let kept = ''
  for (const character of name) {
    if (Buffer.byteLength(kept + character) > longest) break
    kept += character
  }
  return kept
}

/** The last identifier without quotes, as the catalog holds it. */
export function bareName(name: string): string {
  const last = lastPart(name)
  return last.startsWith('"') ? last.slice(1, -1).replaceAll('""', '"') : last
}

/** A function without its arguments: `public.f(integer)` → `public.f`. */
export function withoutArguments(name: string): string {
  return /^(?:"(?:[^"]|"")*"|[^"( ])*/.exec(name)?.[0] ?? name
}

/** As {@link listed}, but no more than some: `a, b, c and 4 more`. */
export function listedShort(names: readonly string[], most = 4): string {
  const more = names.length - most
  return listed(more > 1 ? [...names.slice(0, most), `${more} more`] : names)
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}
