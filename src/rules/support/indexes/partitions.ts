import type { ReplayedMigration } from '../../../model/replay.ts'
import type { Schema } from '../../../model/schema.ts'
import { bareName, deriveName, lastPart, qualifier } from '../names.ts'
import { columnOf } from './definitions.ts'
import { outsideTransaction } from './own-file.ts'

/** Of a partitioned table with more, a list of statements helps nobody. */
const most = 12

/** Partitions of a table by the schema, foreign tables too. */
export function partitionsOf(schema: Schema, table: string): readonly string[] {
  const found: string[] = []
  for (const { kind, name, attributes } of schema.objects.values())
    if ((kind === 'table' || kind === 'foreign table') && attributes['partition of'] === table)
      found.push(name)
  return found
}

/** True for a table that has no rows of its own. */
export function isPartitioned(schema: Schema | null, table: string): boolean {
  return schema?.objects.get(`table ${table}`)?.attributes['partition key'] !== undefined
}

const identifier = String.raw`(?:"(?:[^"]|"")*"|[^\s".()]+)`
const createIndex = new RegExp(
  String.raw`^\s*create\s+(?<unique>unique\s+)?index\s+(?:concurrently\s+)?(?:if\s+not\s+exists\s+)?` +
    String.raw`(?:(?!on\s)(?<name>${identifier})\s+)?on\s+(?:only\s+)?${identifier}(?:\.${identifier})?(?<rest>\s*(?:\(|using\s)[^]*)$`,
  'i',
)

/**
 * An index of a partitioned table without a lock that stops writes: the parent's without its partitions, each
 * partition's concurrently, then each is attached. `null` where the text or the partitions do not allow it.
 */
export function indexByPartitions(
  schema: Schema | null,
  table: string,
  sql: string,
  migration: ReplayedMigration,
): string | null {
  const written = createIndex.exec(sql)?.groups
  if (schema === null || written === undefined || /--|\/\*/.test(sql)) return null
  const unique = written.unique === undefined ? '' : 'UNIQUE '
  const rest = written.rest?.trimStart() ?? ''
  const columns = /^\(([^()]*)\)/.exec(rest.replace(/^using\s+\S+\s*/i, ''))?.[1]?.split(',') ?? []
  const parts = columns.map(text => columnOf(text.trim()) ?? 'expr')
  const taken = new Set<string>()
  const nameFor = (partition: string) => {
    for (let number = 0; ; number++) {
      const name = deriveName([partition, ...parts], `_idx${number === 0 ? '' : number}`)
      const full = `${qualifier(partition)}.${name}`
      if (taken.has(full) || schema.objects.has(`index ${full}`) || schema.objects.has(`table ${full}`))
        continue
      taken.add(full)
      return name
    }
  }
  const build = (on: string, name: string): readonly string[] | null => {
    if (schema.objects.has(`foreign table ${on}`)) return null
    if (!isPartitioned(schema, on)) return [`CREATE ${unique}INDEX CONCURRENTLY ${name} ON ${on} ${rest};`]
    const below = partitionsOf(schema, on).map(partition => {
      const own = nameFor(partition)
      const attach = `ALTER INDEX ${qualifier(on)}.${name} ATTACH PARTITION ${qualifier(partition)}.${own};`
      const built = build(partition, own)
      return built === null ? null : [...built, attach]
    })
    if (below.includes(null)) return null
    return [`CREATE ${unique}INDEX ${name} ON ONLY ${on} ${rest};`, ...below.flatMap(some => some ?? [])]
  }
  const statements = isPartitioned(schema, table)
    ? build(table, lastPart(written.name ?? nameFor(table)))
    : null
  if (statements === null || statements.length < 2 || statements.length > 2 * most + 1) return null
  return outsideTransaction(migration, statements)
}

/** What to do where no SQL can be given. */
export function partitionsAdvice(table: string): string {
  return `Create the index ON ONLY ${bareName(table)}, then CONCURRENTLY on each partition, then attach each with ALTER INDEX … ATTACH PARTITION.`
}
