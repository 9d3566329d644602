/** One part of a dotted name, as somebody wrote it. */
export interface NamePart {
  readonly text: string
  /** In double quotes, so that its case counts. */
  readonly quoted: boolean
}

const part = String.raw`"(?:[^"]|"")+"|[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*`
const relation = new RegExp(`^(?:(?<schema>${part})\\.)?(?<name>${part})$`)

/** The schema, where one is written, and the name; `null` where this is no name of a relation. */
export function writtenName(
  written: string,
): { readonly schema: NamePart | null; readonly name: NamePart } | null {
  const { schema, name } = relation.exec(written)?.groups ?? {}
  if (name === undefined) return null
  return { schema: schema === undefined ? null : namePart(schema), name: namePart(name) }
}

function namePart(written: string): NamePart {
  if (!written.startsWith('"')) return { text: written, quoted: false }
  return { text: written.slice(1, -1).replaceAll('""', '"'), quoted: true }
}
