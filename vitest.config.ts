import { configDefaults, defineConfig } from 'vitest/config'

/** Files of which each row boots engines or reads 10 MB: `.ci/run` runs them in the long form. */
const longFiles = [
  'test/commands/fix.test.ts',
  'test/commands/record-drift.test.ts',
  'test/commands/snapshot.test.ts',
  'test/deploy/bad-input.test.ts',
  'test/deploy/commands.test.ts',
  'test/deploy/kill-matrix.test.ts',
  'test/deploy/lock-queue.test.ts',
  'test/deploy/one-message.test.ts',
  'test/deploy/pause.test.ts',
  'test/deploy/race.test.ts',
  'test/deploy/sign-of-life.test.ts',
  'test/dialects/postgres/deploy/interrupted-server.test.ts',
  'test/dialects/postgres/deploy/interrupted.test.ts',
  'test/dialects/postgres/kept-base.test.ts',
  'test/dialects/postgres/parse/limits.test.ts',
  'test/dialects/postgres/schema/kinds-down.test.ts',
  'test/dialects/postgres/schema/planner.test.ts',
  'test/dialects/postgres/shadow-limits.test.ts',
  'test/dialects/postgres/target/take-snapshot.test.ts',
  'test/dialects/postgres/target/versions.test.ts',
  'test/dialects/sqlite/parse/limits.test.ts',
  'test/end-to-end/action.test.ts',
  'test/end-to-end/apply.test.ts',
  'test/end-to-end/kept-base.test.ts',
  'test/end-to-end/snapshot.test.ts',
  'test/migrations/formats/check.test.ts',
  'test/replay/base-state.test.ts',
  'test/replay/downs.test.ts',
  'test/replay/environment.test.ts',
  'test/replay/keep-data.test.ts',
  'test/replay/shared-file.test.ts',
  'test/replay/way-back.test.ts',
  'test/review/acceptance/accepted-file.test.ts',
  'test/review/acceptance/inline.test.ts',
  'test/rules/constraints.test.ts',
  'test/rules/hostile.test.ts',
  'test/rules/other-runners.test.ts',
  'test/rules/policy.test.ts',
]

/** `vitest run --mode long` runs every row of the long tables; without it, some of each. */
export default defineConfig(({ mode }) => ({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: [...configDefaults.exclude, ...(mode === 'long' ? [] : longFiles)],
    env: { TEST_FORM: mode === 'long' ? 'long' : 'short' },
    // Engines boot inside tests: two cores, so two at a time.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
}))
