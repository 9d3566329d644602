import type { Review, ReviewedMigration } from '../model/review.ts'
import type { Caps, MarkdownContext } from './markdown-context.ts'
import { migrationBlock } from './markdown-migration.ts'
import type { Block } from './markdown-writer.ts'
import { openFindings } from './reading.ts'
import { fitInto } from './shorten.ts'

export interface PlacedMigrations {
  readonly blocks: readonly Block[]
  /** How many are not shown at all. */
  readonly withoutTable: number
  /** How many of those shown have lost their SQL. */
  readonly withoutSql: number
}

interface Place {
  readonly room: number
  readonly measure: (text: string) => number
  readonly caps: Caps
}

/** The folded details: statement tables first, then SQL; of each, those with findings before the clean ones. */
export function placeMigrations(
  review: Review,
  migrations: readonly ReviewedMigration[],
  context: MarkdownContext,
  { room, measure, caps }: Place,
): PlacedMigrations {
  const accused = new Set(openFindings(review).map(({ path }) => path))
  const need = (migration: ReviewedMigration): number =>
    [migration.path, migration.down.path].some(path => path !== null && accused.has(path)) ? 0 : 1
  const drawn = migrations
    .map((migration, place) => ({
      place,
      need: need(migration),
      bare: migrationBlock(migration, context, caps, false),
      full: migrationBlock(migration, context, caps, true),
    }))
    .sort((one, other) => one.need - other.need || one.place - other.place)
  const build = (tables: number, sql: number): readonly Block[] =>
    drawn
      .slice(0, tables)
      .map(({ place, bare, full }, rank) => ({ place, block: rank < sql ? full : bare }))
      .sort((one, other) => one.place - other.place)
      .map(({ block }) => block)

  const tables = fitInto({ total: drawn.length, build: shown => build(shown, 0) }, room, measure)
  const sql = fitInto({ total: tables.shown, build: shown => build(tables.shown, shown) }, room, measure)
  return {
    blocks: sql.shown > 0 ? sql.blocks : tables.blocks,
    withoutTable: tables.missing,
    withoutSql: sql.missing,
  }
}
