import type { Migration } from '../../model/migration.ts'
import { compareText } from '../order.ts'
import { inSections } from '../writing.ts'
import type { Format } from './format.ts'
import { record } from './records/dbmate.ts'
import { readDbmateFile } from './support/dbmate-file.ts'
import { dbmateText, outsideTransaction } from './support/dbmate-text.ts'
import { recogniseByMark } from './support/marks.ts'
import { filesOf, type Placed } from './support/places.ts'
import { sameVersion, unread } from './support/versions.ts'

/** The tool's own pattern. A name ends at a line break. */
const fileName = /^(\d+)[^\n]*\.sql$/

/**
 * dbmate: `<digits>_name.sql` with `-- migrate:up` and `-- migrate:down` in one file, maybe several pairs of them.
 * Each section is sent as one query string, in a transaction unless it says `transaction:false`.
 */
export const format: Format = {
  name: 'dbmate',
  downs: 'maybe',
  writing: inSections(dbmateText, outsideTransaction),
  history: () => ({ name: 'schema_migrations', columns: 'version varchar primary key not null' }),
  record,
  recognise: sight => recogniseByMark(sight, /^--\s*migrate:up\b/m, '"-- migrate:up"'),
  read(folder, files) {
    const inFolder = filesOf(folder, files)
    const numbered = inFolder
      .filter(({ name }) => fileName.test(name))
      .toSorted((a, b) => compareText(a.name, b.name))
    const read = numbered.map(file => ({ file, content: readDbmateFile(file.file.text) }))
    return {
      migrations: read.flatMap(({ file, content }) => migrationOf(file, content) ?? []),
      orphans: unread(
        inFolder,
        new Set(numbered.map(({ name }) => name)),
        'is not named <digits>_name.sql, so dbmate would never run it. Rename it, or move it out of the folder.',
      ),
      refused: [
        ...read.flatMap(({ file: { file }, content: { problem } }) =>
          problem === null
            ? []
            : [{ path: file.path, advice: `has ${problem}, so dbmate would not run it. Mend it.` }],
        ),
        ...sameVersion('dbmate', numbered, ({ name }) => fileName.exec(name)?.[1] as string),
      ],
      codeSteps: [],
    }
  },
}

function migrationOf(
  { name, file: { path } }: Placed,
  { up, down, upDelivery, downDelivery }: ReturnType<typeof readDbmateFile>,
): Migration | null {
  if (up === null) return null
  return {
    id: name.slice(0, -'.sql'.length),
    format: 'dbmate',
    up: { path, text: up },
    down: down === null ? null : { path, text: down },
    ...upDelivery,
    downDelivery,
    runner: 'theirs',
  }
}
