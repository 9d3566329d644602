/**
 * The floor under a check: the embedded engine booted from the same data directory in this process, and the
 * bare SQL of the files named, each as one string. No measuring, no parsing, no proof.
 */
import { readFileSync } from 'node:fs'
import { zstdDecompressSync } from 'node:zlib'
import { PGlite } from '@electric-sql/pglite'

const dataDirectory = readFileSync(new URL('../../dist/shadow/postgres/pgdata.tar.zst', import.meta.url))
const engine = await PGlite.create({
  loadDataDir: new Blob([zstdDecompressSync(dataDirectory)], { type: 'application/x-tar' }),
})
for (const file of process.argv.slice(2)) await engine.exec(readFileSync(file, 'utf8'))
process.exit(0)
