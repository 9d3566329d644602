// Generated from the files of this folder by `npm run fix`. Do not edit.
import { format as dbmate } from './dbmate.ts'
import { format as diesel } from './diesel.ts'
import { format as drizzle } from './drizzle.ts'
import type { Format } from './format.ts'
import { format as golangMigrate } from './golang-migrate.ts'
import { format as goose } from './goose.ts'
import { format as plain } from './plain.ts'
import { format as prisma } from './prisma.ts'
import { format as sqlx } from './sqlx.ts'

export const formats: readonly Format[] = [dbmate, diesel, drizzle, golangMigrate, goose, plain, prisma, sqlx]
