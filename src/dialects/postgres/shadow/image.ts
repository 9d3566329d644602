import { promisify } from 'node:util'
import { constants, zstdCompress } from 'node:zlib'
import type { PGlite } from '@electric-sql/pglite'
import { embeddedDatabase } from './messages.ts'
import { type TarEntry, tarOf } from './tar.ts'

/** Where PGlite has its data directory. */
const dataDirectory = '/pglite/data'

/** Catalogs that grow with a history, and that every reading of the schema goes through. */
const catalogs = [
  'pg_attrdef',
  'pg_attribute',
  'pg_class',
  'pg_constraint',
  'pg_depend',
  'pg_description',
  'pg_index',
  'pg_proc',
  'pg_rewrite',
  'pg_trigger',
  'pg_type',
]

/** A node of Emscripten's file system in memory: a folder's contents are nodes by their name. */
interface MemoryNode {
  readonly contents: Readonly<Record<string, MemoryNode>> | Uint8Array | null
  /** Length of a file; its array may be longer. */
  readonly usedBytes: number
}

/**
 * The engine as it stands between two statements: a data directory that it can boot from, as a zstd-compressed tar.
 * PGlite's own dump looks up each path and takes three times as long.
 */
export async function imageOf(engine: PGlite): Promise<Uint8Array> {
  // Migrations may have given the database their name for it, and a boot asks for it by its own.
  const { rows } = await engine.query<{ name: string }>('SELECT pg_catalog.current_database() AS name')
  const name = rows[0]?.name as string
  await rename(engine, name, embeddedDatabase)
  // No autovacuum runs here. What a thousand migrations left dead in the catalogs would be kept, and read each time.
  await engine.exec(`VACUUM (ANALYZE) ${catalogs.map(name => `pg_catalog.${name}`).join(', ')}`)
  // The first thing that a server does with such a directory is to read on from its last checkpoint.
  await engine.exec('CHECKPOINT')
  const { node } = engine.Module.FS.lookupPath(dataDirectory, {}) as unknown as { node: MemoryNode }
  const tar = tarOf([...entriesBelow(node, '')])
  await rename(engine, embeddedDatabase, name)
  return promisify(zstdCompress)(tar, { params: { [constants.ZSTD_c_compressionLevel]: 1 } })
}

async function rename(engine: PGlite, from: string, to: string): Promise<void> {
  if (from === to) return
  await engine.query(
    'UPDATE pg_catalog.pg_database SET datname = $2 WHERE datname OPERATOR(pg_catalog.=) $1',
    [from, to],
  )
}

function* entriesBelow({ contents }: MemoryNode, folder: string): Iterable<TarEntry> {
  for (const [name, node] of Object.entries(contents ?? {})) {
    const path = `${folder}${name}`
    // An empty file has no array yet, or none of its own.
    const isFile = node.contents === null || ArrayBuffer.isView(node.contents)
    if (isFile)
      yield {
        path,
        content: (node.contents as Uint8Array | null)?.subarray(0, node.usedBytes) ?? new Uint8Array(),
      }
    else {
      yield { path, content: null }
      yield* entriesBelow(node, `${path}/`)
    }
  }
}
