import type { Config } from '../config/config.ts'
import type { Dialect } from '../dialects/dialect.ts'
import { isBelow } from '../migrations/files.ts'
import { UserError } from '../model/errors.ts'
import type { RecordedQuery } from '../model/queries.ts'
import type { ChangeSet } from '../repository/change-set.ts'

/**
 * The queries of the files and folders that the configuration names, as the base branch has them where there is one:
 * what runs today, not what the change brings.
 * @throws UserError where there is no such file, or no SQL file in such a folder
 */
export async function queriesOfFiles(
  { queries: named }: Pick<Config, 'queries'>,
  { base, head, baseRef }: ChangeSet,
  { parse }: Pick<Dialect, 'parse'>,
): Promise<readonly RecordedQuery[]> {
  const files = base ?? head
  const paths = named.flatMap(name => {
    const found = files.has(name)
      ? [name]
      : [...files.keys()].filter(path => /\.sql$/i.test(path) && isBelow(name, path)).sort()
    if (found.length > 0) return found
    throw new UserError(
      `\`queries\` names ${name}, where ${baseRef ?? 'the repository'} has no SQL file. Name a .sql file, or a folder of them.`,
    )
  })
  const queries: RecordedQuery[] = []
  for (const path of new Set(paths)) {
    const statements = await parse(new TextDecoder().decode(files.get(path)))
    queries.push(...statements.map(({ sql }) => ({ sql, callsPerDay: null, path })))
  }
  return queries
}
