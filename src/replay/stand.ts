import type { BaseProblem, Dialect, ParsedMigration, Shadow, ShadowOptions } from '../dialects/dialect.ts'
import { ShadowGone } from '../model/errors.ts'
import type { Migration } from '../model/migration.ts'
import type { Schema } from '../model/schema.ts'

/** What is built before anything is compared with it. */
export interface Ground {
  readonly steps: readonly Migration[]
  /** The schema of the target that the first step builds; `null` where the steps are all that is known. */
  readonly target: { readonly schema: Schema; readonly version: string } | null
}

/** A ground as it stands in a throwaway database. */
export interface Stand {
  readonly shadow: Shadow
  readonly schema: Schema
  /** What could not be built, or was built otherwise. */
  readonly problems: readonly Pick<BaseProblem, 'path' | 'line' | 'message'>[]
}

/**
 * Builds a ground in a throwaway database, which the caller closes.
 * @throws ShadowGone where the engine did not survive it
 */
export async function standOf(
  dialect: Dialect,
  { steps, target }: Ground,
  options: ShadowOptions,
): Promise<Stand> {
  const parsing = Promise.all(steps.map(step => parsed(dialect, step)))
  const shadow = await dialect.openShadow(parsing, options)
  try {
    const problems: Stand['problems'][number][] = []
    for (const [place, step] of (await parsing).entries()) {
      problems.push(...(await shadow.replay(step)))
      if (place > 0 || target === null) continue
      const { difference } = await shadow.settle(target.schema, target.version)
      const { path } = step.migration.up
      problems.push(
        ...difference.map(({ object, name, detail }) => ({
          path,
          line: 1,
          message: `${object} ${name} differs from the target's: ${detail}`,
        })),
      )
    }
    return { shadow, schema: await shadow.readSchema(), problems }
  } catch (error) {
    await shadow.close()
    if (error instanceof ShadowGone) throw error
    throw error
  }
}

async function parsed(dialect: Dialect, migration: Migration): Promise<ParsedMigration> {
  const up = await dialect.parse(migration.up.text)
  return { migration, transaction: dialect.transactionForm(migration, up), up, down: null }
}
