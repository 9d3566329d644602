import { type NamePart, writtenName } from '../../support/written-name.ts'

/** Keywords of PostgreSQL 18 that `quote_ident` quotes: reserved, type-or-function name and column name ones. */
const quotedKeywords: ReadonlySet<string> = new Set(
  (
    'all analyse analyze and any array as asc asymmetric both case cast check collate column constraint create ' +
    'current_catalog current_date current_role current_time current_timestamp current_user default deferrable ' +
    'desc distinct do else end except false fetch for foreign from grant group having in initially intersect into ' +
    'lateral leading limit localtime localtimestamp not null offset on only or order placing primary references ' +
    'returning select session_user some symmetric system_user table then to trailing true union unique user using ' +
    'variadic when where window with ' +
    'authorization binary collation concurrently cross current_schema freeze full ilike inner is isnull join left ' +
    'like natural notnull outer overlaps right similar tablesample verbose ' +
    'between bigint bit boolean char character coalesce dec decimal exists extract float greatest grouping inout ' +
    'int integer interval json json_array json_arrayagg json_exists json_object json_objectagg json_query ' +
    'json_scalar json_serialize json_table json_value least merge_action national nchar none normalize nullif ' +
    'numeric out overlay position precision real row setof smallint substring time timestamp treat trim values ' +
    'varchar xmlattributes xmlconcat xmlelement xmlexists xmlforest xmlnamespaces xmlparse xmlpi xmlroot ' +
    'xmlserialize xmltable'
  ).split(' '),
)

/** A word that SQL itself uses and no unquoted table or column can be called. */
export function isKeyword(word: string): boolean {
  return quotedKeywords.has(word)
}

/** A name as PostgreSQL's `quote_ident` writes it: quoted only where it must be. */
export function quoteIdentifier(name: string): string {
  if (/^[a-z_][a-z0-9_$]*$/.test(name) && !quotedKeywords.has(name)) return name
  return `"${name.replaceAll('"', '""')}"`
}

/** A string as the server reads it whatever `standard_conforming_strings` says. */
export function quoteLiteral(text: string): string {
  const quoted = `'${text.replaceAll("'", "''")}'`
  return text.includes('\\') ? `E${quoted.replaceAll('\\', '\\\\')}` : quoted
}

/** A name in its schema, each part quoted where needed. */
export function qualifiedName(schema: string, name: string): string {
  return `${quoteIdentifier(schema)}.${quoteIdentifier(name)}`
}

/** A dotted name of any length, each part quoted where needed. */
export function dottedName(parts: readonly string[]): string {
  return parts.map(quoteIdentifier).join('.')
}

/** The last two parts of a written name, with the schema filled in; a catalog name in front is dropped. */
export function nameInSchema(parts: readonly string[], defaultSchema: string): string {
  return qualifiedName(parts.at(-2) ?? defaultSchema, parts.at(-1) ?? '')
}

/** A relation as `regclass` would find it with only `public` to search: a part without quotes is in lower case. */
export function relationName(written: string): string | null {
  const found = writtenName(written)
  if (found === null) return null
  return qualifiedName(found.schema === null ? 'public' : folded(found.schema), folded(found.name))
}

/** The server folds ASCII letters alone, where the encoding has several bytes a character. */
function folded({ text, quoted }: NamePart): string {
  return quoted ? text : text.replaceAll(/[A-Z]+/g, letters => letters.toLowerCase())
}
