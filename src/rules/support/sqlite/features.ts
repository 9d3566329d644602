import type { Operation } from '../../../model/operation.ts'
import type { Statement } from '../../../model/statement.ts'

/** Something that not every SQLite in use can do. */
export interface Feature {
  /** With an article where it needs one: `DROP COLUMN`. */
  readonly what: string
  /** The first version that has it, of https://sqlite.org/changes.html. */
  readonly since: string
}

/** What the text of a statement needs, each feature once. */
export function featuresOf({ sql, operations }: Statement): readonly Feature[] {
  const needed = [...operations.flatMap(byOperation), ...byText.filter(({ pattern }) => pattern.test(sql))]
  return [...new Map(needed.map(({ what, since }) => [what, { what, since }])).values()]
}

function byOperation(operation: Operation): readonly Feature[] {
  switch (operation.kind) {
    case 'rename-column':
      return [{ what: 'RENAME COLUMN', since: '3.25' }]
    case 'drop-column':
      return [{ what: 'DROP COLUMN', since: '3.35' }]
    case 'set-not-null':
    case 'drop-not-null':
      return [{ what: 'ALTER COLUMN', since: '3.53' }]
    case 'drop-constraint':
      return [{ what: 'DROP CONSTRAINT', since: '3.53' }]
    default:
      return []
  }
}

/** Read off the ends and heads of statements, where nothing else can stand. */
const byText: readonly (Feature & { readonly pattern: RegExp })[] = [
  {
    what: 'STRICT',
    since: '3.37',
    pattern:
      /^\s*create\s+(?:temp(?:orary)?\s+)?table\b[\s\S]*\)\s*(?:without\s+rowid\s*,\s*)?strict\b[\s,\w]*$/i,
  },
  {
    what: 'ADD CONSTRAINT',
    since: '3.53',
    pattern:
      /^\s*alter\s+table\s+(?:[\w.]+|"(?:[^"]|"")*"|\[[^\]]*\]|`[^`]*`)\s+add\s+(?:constraint|check)\b/i,
  },
]

/** Whether a version has what came with another: `3.9` is before `3.35`. */
export function isAtLeast(version: string, since: string): boolean {
  const [a, b] = [version, since].map(text => text.split('.').map(Number)) as [number[], number[]]
  const place = b.findIndex((part, at) => part !== (a[at] ?? 0))
  return place === -1 || (a[place] ?? 0) > (b[place] ?? 0)
}
