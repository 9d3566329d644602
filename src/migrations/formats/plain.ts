import { UserError } from '../../model/errors.ts'
import type { SourceFile } from '../../model/migration.ts'
import { compareNaturally } from '../order.ts'
import { inPairs } from '../writing.ts'
import type { Format } from './format.ts'

/** How our own runner sends a migration. */
export const ownDelivery = { transaction: 'wrapped', oneString: false, runner: 'ours' } as const

/**
 * The plain layout: `X.sql` or `X.up.sql`, with an optional `X.down.sql` beside it; folders below count into
 * the name. Our own runner sends each in one transaction, and alone what cannot be in one.
 */
export const format: Format = {
  name: 'plain',
  downs: 'maybe',
  writing: inPairs,
  history: () => null,
  record: null,
  recognise({ files }) {
    const sql = files.filter(file => /\.sql$/i.test(file)).length
    return sql === 0 ? null : { certainty: 'possible', why: `${sql} .sql files, and no mark of a tool` }
  },
  read(folder, files) {
    const ups = new Map<string, SourceFile>()
    const downs = new Map<string, SourceFile>()
    for (const file of files) {
      const name = file.path.slice(folder === '.' ? 0 : folder.length + 1)
      const match = /^(.*?)(\.up|\.down)?\.sql$/is.exec(name)
      if (match === null) continue
      const id = match[1] as string
      const place = match[2]?.toLowerCase() === '.down' ? downs : ups
      const twin = place.get(id)
      if (twin !== undefined)
        throw new UserError(`${twin.path} and ${file.path} are the same migration twice. Keep one of them.`)
      place.set(id, file)
    }
    const migrations = [...ups]
      .sort(([a], [b]) => compareNaturally(a, b))
      .map(([id, up]) => ({
        id,
        format: 'plain',
        up,
        down: downs.get(id) ?? null,
        ...ownDelivery,
      }))
    const orphans = [...downs]
      .filter(([id]) => !ups.has(id))
      .map(([, { path }]) => ({
        path,
        advice: 'has no up beside it. Add the file without ".down", or remove this one.',
      }))
    return { migrations, orphans, refused: [], codeSteps: [] }
  },
}
