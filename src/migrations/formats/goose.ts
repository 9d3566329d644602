import type { Delivery, Migration } from '../../model/migration.ts'
import { inSections } from '../writing.ts'
import type { Format, Orphan } from './format.ts'
import { type GooseSection, readGooseFile } from './support/goose-file.ts'
import { gooseText, outsideTransaction } from './support/goose-text.ts'
import { recogniseByMark } from './support/marks.ts'
import { filesOf, type Placed } from './support/places.ts'
import { compareVersions, sameVersion, unread, type Versioned, versionWithin } from './support/versions.ts'

const largestVersion = 2n ** 63n - 1n

/**
 * goose: `<number>_name.sql` with `-- +goose Up` and `-- +goose Down` in one file. Statements are sent one by one,
 * in one transaction unless the file says NO TRANSACTION, which holds for both directions.
 */
export const format: Format = {
  name: 'goose',
  downs: 'maybe',
  writing: inSections(gooseText, outsideTransaction),
  history: dialect => ({
    name: 'goose_db_version',
    columns: [
      dialect === 'sqlite' ? 'id integer primary key autoincrement' : 'id serial primary key',
      'version_id bigint not null',
      'is_applied boolean not null',
      'tstamp timestamp not null default current_timestamp',
    ].join(', '),
  }),
  // The newest row of a version counts: old releases wrote one for each way.
  record: {
    table: 'goose_db_version',
    columns: ['id', 'version_id', 'is_applied'],
    applied(rows, migrations) {
      const ordered = rows.toSorted((a, b) => Number(a.id) - Number(b.id))
      const state = new Map(ordered.map(row => [String(row.version_id), row.is_applied === 'true']))
      return migrations.filter(({ id }) => state.get(versionOf(id)) === true)
    },
  },
  recognise: sight => recogniseByMark(sight, /^--\s*\+goose\s+up\b/im, '"-- +goose Up"'),
  read(folder, files) {
    const inFolder = filesOf(folder, files)
    const numbered = inFolder.flatMap(file => versioned(file) ?? []).toSorted(compareVersions)
    const read = numbered.filter(({ name }) => name.endsWith('.sql')).map(readMigration)
    return {
      migrations: read.flatMap(({ migration }) => migration ?? []),
      orphans: unread(
        inFolder,
        new Set(numbered.map(({ name }) => name)),
        'is not named <number>_name.sql, so goose would never run it. Rename it, or move it out of the folder.',
      ),
      refused: [
        ...read.flatMap(({ refused }) => refused ?? []),
        ...sameVersion('goose', numbered, ({ version }) => version.toString()),
      ],
      codeSteps: numbered.filter(({ name }) => name.endsWith('.go')).map(({ file }) => file.path),
    }
  },
}

function versioned(file: Placed): Versioned | null {
  const [, digits] = /^(\d+)_.*\.(?:sql|go)$/s.exec(file.name) ?? []
  const version = file.name.endsWith('_test.go') ? null : versionWithin(digits, largestVersion)
  return version === null || version === 0n ? null : { ...file, version }
}

function readMigration({ name, file: { path, text } }: Versioned): {
  readonly migration: Migration | null
  readonly refused: Orphan | null
} {
  const { up, down, noTransaction, problem } = readGooseFile(text)
  const deliveryOf = ({ cuts }: GooseSection): Delivery => ({
    transaction: noTransaction ? 'none' : 'wrapped',
    oneString: cuts.length === 1,
  })
  return {
    refused:
      problem === null
        ? null
        : { path, advice: `has ${problem}, so goose would not run it as it reads. Mend it.` },
    migration:
      up === null
        ? null
        : {
            id: name.slice(0, -'.sql'.length),
            format: 'goose',
            up: { path, ...up },
            down: down === null ? null : { path, ...down },
            ...deliveryOf(up),
            downDelivery: deliveryOf(down ?? up),
            runner: 'theirs',
            // Unless it is told `-allow-missing`.
            whenLate: 'refused',
          },
  }
}

/** `0012_users` → `12`. */
function versionOf(id: string): string {
  return String(BigInt(/^\d+/.exec(id)?.[0] ?? '0'))
}
