import type { Config } from '../config/config.ts'
import type { DialectName } from '../dialects/registry.ts'
import { UserError } from '../model/errors.ts'
import type { Migration, MigrationFolder, SourceFile } from '../model/migration.ts'
import type { ChangeSet } from '../repository/change-set.ts'
import type { Selection } from '../review/select.ts'
import type { HistoryTable } from './formats/format.ts'
import { presets } from './presets/presets.ts'
import { formatNamed } from './read.ts'
import { substitute } from './variables.ts'

/** What stands before the first migration, as steps that are replayed like the base. */
export interface Environment {
  /** What the platform supplies, and the baseline: a snapshot of the target has them. */
  readonly supplied: readonly Migration[]
  /** The tables that the tools keep for themselves. */
  readonly historyTables: readonly Migration[]
}

/**
 * What the configuration and the formats put before the first migration. Files come from the base branch where there is one.
 * @throws UserError where a configured file is missing.
 */
export function environmentOf(
  config: Config,
  folders: readonly MigrationFolder[],
  { base, head, baseRef }: ChangeSet,
  selection: Selection,
  dialect: DialectName,
): Environment {
  const files = base ?? head
  const read = (key: string, path: string): SourceFile => {
    const bytes = files.get(path)
    if (bytes !== undefined)
      return { path, text: substitute(new TextDecoder().decode(bytes), config.variables) }
    throw new UserError(`\`${key}\` names ${path}, which ${baseRef ?? 'the repository'} does not have.`)
  }
  const texts = [...selection.base, ...selection.review].map(({ migration }) => migration.up.text)
  const platform = config.preset === undefined ? [] : [config.preset]
  return {
    supplied: [
      ...platform.map(name => ({ path: `preset ${name}`, text: presets[name] })),
      ...config.setup.map(path => read('setup', path)),
      ...config.baseline.map(path => read('baseline', path)),
    ].map(step),
    // A dump may well bring it.
    historyTables: historyTables(folders, dialect)
      .filter(table => !texts.some(text => creates(text, table)))
      .map(createHistoryTable)
      .map(step),
  }
}

/** Names of the tables that the tools of these folders keep for themselves. */
export function historyTablesOf(
  folders: readonly MigrationFolder[],
  dialect: DialectName,
): readonly string[] {
  return [...new Set(historyTables(folders, dialect).map(({ name }) => name))]
}

function historyTables(folders: readonly MigrationFolder[], dialect: DialectName): readonly HistoryTable[] {
  const tables = folders.flatMap(({ format }) => formatNamed(format).history(dialect) ?? [])
  return [...new Map(tables.map(table => [table.name, table])).values()]
}

/** Some teams create it in their first migration: then it is theirs to create. Linear: the text is a stranger's. */
function creates(text: string, { name }: HistoryTable): boolean {
  const bare = name.slice(name.indexOf('.') + 1)
  const pattern = `\\bcreate\\s+table\\s+(?:if\\s+not\\s+exists\\s+)?[^\\s;(]{0,200}\\b${bare}\\b`
  return new RegExp(pattern, 'i').test(text)
}

function createHistoryTable({ name, columns }: HistoryTable): SourceFile {
  const [schema, table] = name.split('.')
  const sql = `CREATE TABLE IF NOT EXISTS ${name} (${columns});`
  const own = table === undefined ? sql : `CREATE SCHEMA IF NOT EXISTS ${schema};\n${sql}`
  return { path: name, text: own }
}

function step(up: SourceFile): Migration {
  return {
    id: up.path,
    format: 'environment',
    up,
    down: null,
    transaction: 'none',
    oneString: false,
    runner: 'ours',
  }
}
