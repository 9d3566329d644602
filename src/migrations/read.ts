import { UserError } from '../model/errors.ts'
import type { Migration, SourceFile } from '../model/migration.ts'
import type { Format } from './formats/format.ts'
import { formats } from './formats/registry.ts'

/** The format of that name. */
export function formatNamed(name: string): Format {
  const format = formats.find(format => format.name === name)
  if (format !== undefined) return format
  throw new UserError(
    `Unknown migration format "${name}". Known: ${formats.map(format => format.name).join(', ')}.`,
  )
}

/** Reads the migrations of all folders, in the order in which they are applied. */
export function readMigrations(
  format: Format,
  folders: readonly string[],
  files: ReadonlyMap<string, Uint8Array>,
): { migrations: readonly Migration[]; orphans: readonly SourceFile[] } {
  const contents = folders.map(folder => format.read(folder, sourcesBelow(folder, files)))
  return {
    migrations: contents.flatMap(content => content.migrations),
    orphans: contents.flatMap(content => content.orphans),
  }
}

function sourcesBelow(folder: string, files: ReadonlyMap<string, Uint8Array>): SourceFile[] {
  const prefix = folder === '.' ? '' : `${folder}/`
  return [...files]
    .filter(([path]) => path.startsWith(prefix) && path.toLowerCase().endsWith('.sql'))
    .map(([path, bytes]) => ({ path, text: decode(bytes) }))
}

/** A byte order mark stays: it is part of the file, and spans count from its first character. */
function decode(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
}

/** Refuses a file under review that is not text. Old files may be anything: they are only replayed. */
export function requireText(path: string, bytes: Uint8Array): void {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new UserError(
      `${path} is not UTF-8 text. Save it as UTF-8, or move it out of the migration folder.`,
    )
  }
}
