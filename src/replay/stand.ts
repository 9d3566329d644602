import type {
  BaseProblem,
  Dialect,
  KeptShadow,
  ParsedMigration,
  Shadow,
  ShadowOptions,
  Target,
} from '../dialects/dialect.ts'
import { ShadowGone } from '../model/errors.ts'
import type { Migration } from '../model/migration.ts'
import type { Schema } from '../model/schema.ts'
import { type BaseCache, findBase, keepBase } from './kept-base.ts'
import { replayBase } from './replay.ts'
import { scriptOf } from './script.ts'

/** What is built before anything is compared with it. */
export interface Ground {
  readonly steps: readonly Migration[]
  /** The target that the first step builds; `null` where the steps are all that is known. */
  readonly target: Target | null
}

/** A ground as it stands in a throwaway database. */
export interface Stand {
  readonly shadow: Shadow
  readonly schema: Schema
  /** What could not be built, or was built otherwise. */
  readonly problems: readonly BaseProblem[]
}

/**
 * Builds a ground in a throwaway database, which the caller closes. What the cache has of it is not built again.
 * @throws ShadowGone where the engine does not survive it
 */
export async function standOf(
  dialect: Dialect,
  { steps, target }: Ground,
  options: ShadowOptions,
  cache: BaseCache | null = null,
): Promise<Stand> {
  const found = await findBase(cache)
  const left = steps.slice(found?.steps ?? 0)
  const parsing = Promise.all(left.map(step => parsed(dialect, step)))
  const shadow = await openFrom(dialect, parsing, options, found?.state.shadow ?? null)
  // It could not be used after all.
  if (shadow === null) return standOf(dialect, { steps, target }, options)
  try {
    const problems = [...(found?.state.problems ?? [])]
    const began = performance.now()
    for (const [place, step] of (await parsing).entries()) {
      const isTarget = place === 0 && found === null && target !== null
      problems.push(...(await replayBase(shadow, step, isTarget ? target : undefined)))
    }
    await keepBase(cache, found, shadow, problems, performance.now() - began)
    return { shadow, schema: await shadow.readSchema(), problems }
  } catch (error) {
    await shadow.close()
    throw error
  }
}

async function openFrom(
  dialect: Dialect,
  parsing: Promise<readonly ParsedMigration[]>,
  options: ShadowOptions,
  kept: KeptShadow | null,
): Promise<Shadow | null> {
  try {
    return await dialect.openShadow(parsing, options, Promise.resolve(kept))
  } catch (error) {
    if (error instanceof ShadowGone && kept !== null) return null
    throw error
  }
}

async function parsed(dialect: Dialect, migration: Migration): Promise<ParsedMigration> {
  return scriptOf(dialect, migration, await dialect.parse(migration.up.text))
}
