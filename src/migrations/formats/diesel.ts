import { parse } from 'smol-toml'
import type { Migration, SourceFile } from '../../model/migration.ts'
import { compareText } from '../order.ts'
import { inFolders } from '../writing.ts'
import type { FolderSight, Format, Orphan, Recognition } from './format.ts'
import { record } from './records/diesel.ts'
import { stepsWith } from './support/marks.ts'
import { filesOf, type StepFolder, stepFolders } from './support/places.ts'
import { unread } from './support/versions.ts'

interface Step extends StepFolder {
  readonly version: string
  readonly up: SourceFile
}

/**
 * Diesel: a folder for each migration, with `up.sql`, `down.sql` and maybe `metadata.toml`. The text goes to the
 * database as one query string, in a transaction unless the metadata say otherwise. So a PRAGMA foreign_keys in it does
 * nothing.
 */
export const format: Format = {
  name: 'diesel',
  downs: 'always',
  writing: inFolders('up.sql', 'down.sql', { 'metadata.toml': 'run_in_transaction = false\n' }),
  history: () => ({
    name: '__diesel_schema_migrations',
    columns: 'version varchar(50) primary key not null, run_on timestamp not null default current_timestamp',
  }),
  record,
  recognise,
  read(folder, files) {
    const folders = stepFolders(folder, files, 'visible')
    const steps = folders.flatMap(step => stepOf(step) ?? []).toSorted(compareSteps)
    return {
      migrations: steps.map(migrationOf),
      orphans: unread(
        filesOf(folder, files),
        new Set(),
        'stands in no folder of its own, so Diesel would never run it. Make it <version>_name/up.sql.',
      ),
      refused: [...withoutUp(folders), ...sameVersion(steps)],
      codeSteps: [],
    }
  },
}

function recognise(sight: FolderSight): Recognition | null {
  const setup = sight.files.find(file => /^0+_diesel_initial_setup\/up\.sql$/.test(file))
  if (setup !== undefined) return { certainty: 'sure', why: `${setup} is there` }
  const ups = stepsWith(sight, /^up\.sql$/)
  if (ups.length === 0) return null
  const [metadata] = stepsWith(sight, /^metadata\.toml$/)
  if (metadata !== undefined) return { certainty: 'sure', why: `${metadata}/metadata.toml is there` }
  const evidence = sight.tools.get('diesel')
  return {
    certainty: 'likely',
    why: `${ups.length} folders with up.sql${evidence === undefined ? '' : `, and ${evidence}`}`,
  }
}

function stepOf(step: StepFolder): Step | null {
  const up = step.files.get('up.sql')
  if (up === undefined) return null
  const [version = ''] = step.name.split('_')
  return { ...step, version: version.replaceAll('-', ''), up }
}

function compareSteps(a: Step, b: Step): number {
  return compareText(a.version, b.version) || compareText(a.name, b.name)
}

function migrationOf({ name, up, files }: Step): Migration {
  return {
    id: name,
    format: 'diesel',
    up,
    down: files.get('down.sql') ?? null,
    transaction: runsInTransaction(files.get('metadata.toml')) ? 'wrapped' : 'none',
    oneString: true,
    runner: 'theirs',
  }
}

/** As Diesel reads it: metadata that it cannot read count for nothing, and those that leave the key out say no. */
function runsInTransaction(metadata: SourceFile | undefined): boolean {
  if (metadata === undefined) return true
  try {
    const { run_in_transaction: value = false } = parse(metadata.text)
    return typeof value === 'boolean' ? value : true
  } catch {
    return true
  }
}

function withoutUp(folders: readonly StepFolder[]): readonly Orphan[] {
  return folders.flatMap(({ name, files }) => {
    const [file] = files.values()
    if (file === undefined || files.has('up.sql')) return []
    const advice = `is in ${name}, which has no up.sql, so Diesel would run nothing at all. Add it, or remove the folder.`
    return [{ path: file.path, advice }]
  })
}

function sameVersion(steps: readonly Step[]): readonly Orphan[] {
  return steps.flatMap(({ version, name, up: { path } }, place) => {
    const twin = steps[place - 1]
    if (twin?.version !== version) return []
    const advice = `has the same version as ${twin.name}, and Diesel would run one of them only. Rename ${name}.`
    return [{ path, advice }]
  })
}
