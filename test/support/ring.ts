import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ask } from './database-state.ts'
import { ground, type PlanShape } from './plan-shapes.ts'

/** A server on which trials of deploys run, each in a database of its own. */
export interface Ring {
  readonly superuserUrl: string
}

/** A fresh database and a folder with a shape's files. */
export interface Place {
  readonly url: string
  readonly database: string
  readonly folder: string
  readonly format: string
  readonly keepsData: boolean
  readonly port: number
}

const template = 'ring_ground'
let made = 0

/** Makes ready what every database of the ring is copied from. */
export async function prepareRing({ superuserUrl }: Ring): Promise<void> {
  await ask(superuserUrl, `CREATE DATABASE ${template}`)
  await ask(databaseUrl(superuserUrl, template), ground)
}

/** Works on a copy of the ground, or of another database, which is gone afterwards. */
export async function onGround<T>(
  { superuserUrl }: Ring,
  { files, format, keepsData = false }: Omit<PlanShape, 'name'>,
  work: (place: Place) => Promise<T>,
  source = template,
): Promise<T> {
  const database = `ring_${++made}`
  await ask(superuserUrl, `CREATE DATABASE ${database} TEMPLATE ${source}`)
  const root = mkdtempSync(join(tmpdir(), 'migration-gate-plan-'))
  const folder = join(root, 'migrations')
  mkdirSync(folder)
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  const url = databaseUrl(superuserUrl, database)
  try {
    return await work({ url, database, folder, format, keepsData, port: Number(new URL(url).port) })
  } finally {
    rmSync(root, { recursive: true })
    await ask(superuserUrl, `DROP DATABASE ${database} WITH (FORCE)`)
  }
}

function databaseUrl(url: string, database: string): string {
  const address = new URL(url)
  address.pathname = `/${database}`
  return address.href
}

/** The same address by another port, such as a proxy's. */
export function byPort(url: string, port: number): string {
  const address = new URL(url)
  address.port = String(port)
  return address.href
}
