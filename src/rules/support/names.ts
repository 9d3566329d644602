/** Names as SQL spells them: `public.orders`, `public."Order Lines".id`. */

const part = /"(?:[^"]|"")*"|[^".]+/g
const plain = /^[a-z_][a-z0-9_$]*$/
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

/** A name for a helper object, made of the user's own names and short enough for the server. */
export function deriveName(parts: readonly string[], suffix: string): string {
  const stem = parts.map(name => unquote(lastPart(name))).join('_')
  let cut = [...stem]
  while (Buffer.byteLength(cut.join('') + suffix) > longest) cut = cut.slice(0, -1)
  return quote(cut.join('') + suffix)
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}

function unquote(identifier: string): string {
  return identifier.startsWith('"') ? identifier.slice(1, -1).replaceAll('""', '"') : identifier
}

function quote(identifier: string): string {
  return plain.test(identifier) ? identifier : `"${identifier.replaceAll('"', '""')}"`
}
