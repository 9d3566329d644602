import { z } from 'zod'

/** From the root of the repository, with forward slashes and no `./`. */
export const file = z
  .string()
  .refine(isInside, 'expected a file inside the repository, from its root')
  .transform(path => steps(path).join('/'))

function isInside(path: string): boolean {
  return !/^(?:[/\\]|[A-Za-z]:)/.test(path) && !path.split(/[/\\]/).includes('..') && steps(path).length > 0
}

function steps(path: string): readonly string[] {
  return path.split(/[/\\]/).filter(step => step !== '' && step !== '.')
}

/** Narrower than git's own rule: what is left cannot be taken for an option, a range or a pattern. */
const branch = z
  .string()
  .regex(
    /^(?!.*(?:\.\.|\/\/|\/\.|\.lock(?:\/|$)))[A-Za-z0-9_][A-Za-z0-9_./+-]*(?<![./])$/,
    'expected the name of a branch, such as "migration-gate/snapshots"',
  )

const place = z.strictObject({
  file: file.describe('The file, from the root of the repository or of that branch.'),
  branch: branch
    .optional()
    .describe('The branch that the action writes, one commit each; without it the base branch has the file.'),
  publish: z
    .boolean()
    .default(false)
    .describe('Whether the branch may be written where everybody can read the repository.'),
  redact: z
    .boolean()
    .default(false)
    .describe('Whether the literals in function bodies and defaults are left out.'),
  writers: z
    .array(z.string().min(1))
    .min(1)
    .default(['github-actions[bot]'])
    .describe('Whose commits on the branch are believed: logins of bots.'),
})

/** Where the snapshot of the target is kept. A path alone is a file of the base branch. */
export const snapshotPlaceSchema = z.union([file.transform(path => place.parse({ file: path })), place])

export type SnapshotPlace = Readonly<z.infer<typeof place>>

/** A place as git names it: `db/staging.json`, `migration-gate/snapshots:staging.json`; empty for none. */
export function snapshotName(place: Pick<SnapshotPlace, 'branch' | 'file'> | undefined): string {
  if (place === undefined) return ''
  return place.branch === undefined ? place.file : `${place.branch}:${place.file}`
}
