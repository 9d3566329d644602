import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { PGlite } from '@electric-sql/pglite'
import type { Session } from '../../src/dialects/postgres/session.ts'
import { sessionOver } from '../../test/support/in-process-session.ts'
import { type Judge, testimonyOf } from './trip-judge.ts'

type Dump = (options: { pg: PGlite; args: readonly string[] }) => Promise<File>

/**
 * A database of the embedded engine, and pg_dump of its age compiled like it, out of `@electric-sql/pglite-tools`
 * in the `node_modules` of a folder: for what the server is too old for. Roles are not dumped.
 */
export async function embeddedGround(
  tools: string,
): Promise<{ readonly session: Session; readonly judge: Judge }> {
  const require = createRequire(join(tools, 'package.json'))
  const path = require.resolve('@electric-sql/pglite-tools/pg_dump').replace(/\.cjs$/, '.js')
  const { pgDump } = (await import(pathToFileURL(path).href)) as { pgDump: Dump }
  const engine = await PGlite.create()
  return {
    session: sessionOver(engine),
    judge: async () => {
      const file = await pgDump({ pg: engine, args: ['--schema-only', '--create'] })
      await engine.exec('ROLLBACK; RESET ALL')
      return testimonyOf(await file.text(), '')
    },
  }
}
