import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { drizzle } from './drizzle.ts'
import { prisma } from './prisma.ts'
import { dbmate, diesel, golangMigrate, goose, sqlx } from './programs.ts'
import type { Tool } from './tool.ts'

/** The tools that a folder has: packages in its `node_modules`, programs of other languages in its `bin`. */
export function toolsIn(folder: string): readonly Tool[] {
  const require = createRequire(join(folder, 'any.js'))
  const ways: readonly (readonly [path: string, tool: (path: string) => Tool])[] = [
    ['node_modules/.bin/dbmate', dbmate],
    ['node_modules/drizzle-orm', () => drizzle(require)],
    ['node_modules/prisma', path => prisma(path, require)],
    ['bin/goose', goose],
    ['bin/migrate', golangMigrate],
    ['bin/sqlx', sqlx],
    ['bin/diesel', diesel],
  ]
  return ways.flatMap(([path, tool]) => (existsSync(join(folder, path)) ? [tool(join(folder, path))] : []))
}
