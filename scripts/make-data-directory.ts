import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { constants, zstdCompressSync } from 'node:zlib'
import { PGlite } from '@electric-sql/pglite'
import { type TarEntry, tarOf, walSegment } from '../src/dialects/postgres/shadow/tar.ts'
import { binaries, dataDirectory, dataDirectoryFacts, fromRoot, packageOf } from './lib/paths.ts'

/*
 * Makes the data directory from which the embedded PostgreSQL boots, so that no check pays for initdb (2 s and more).
 * Two runs differ in bytes (system identifier, times), so the result is committed once for each version of PGlite;
 * the build only checks it. Run it after PGlite was updated: node scripts/make-data-directory.ts
 */

const folder = mkdtempSync(join(tmpdir(), 'migration-gate-pgdata-'))
try {
  await initialise(folder)
  // A second start writes the relation cache files, and its end a clean shutdown: no recovery at each boot.
  await (await PGlite.create({ dataDir: folder })).close()
  store(tarOf(entriesOf(folder)))
} finally {
  rmSync(folder, { recursive: true, force: true })
}

async function initialise(dataDir: string): Promise<void> {
  const database = await PGlite.create({
    dataDir,
    initDbStartParams: [`--wal-segsize=${walSegment / 1024 / 1024}`],
  })
  for (const sql of [
    // Nothing in a throwaway database is made from template0.
    "UPDATE pg_database SET datistemplate = false WHERE datname = 'template0'",
    'DROP DATABASE template0',
    // 128 MB by default, and every page of it is zeroed at the start: 0.1 s and 100 MB of memory.
    "ALTER SYSTEM SET shared_buffers = '16MB'",
    'VACUUM FULL',
    'VACUUM ANALYZE',
    'CHECKPOINT',
  ]) {
    await database.exec(sql)
  }
  await database.close()
}

function entriesOf(root: string): TarEntry[] {
  const paths = readdirSync(root, { recursive: true, encoding: 'utf8' }).sort()
  return paths.map(path => {
    const file = join(root, path)
    return { path, content: statSync(file).isDirectory() ? null : readFileSync(file) }
  })
}

function store(content: Buffer): void {
  const compressed = zstdCompressSync(content, {
    params: { [constants.ZSTD_c_compressionLevel]: 19, [constants.ZSTD_c_windowLog]: 25 },
  })
  const { name, version } = packageOf('node_modules/@electric-sql/pglite')
  const facts = {
    package: name,
    version,
    sha256: createHash('sha256').update(compressed).digest('hex'),
    bytes: compressed.length,
    unpackedBytes: content.length,
    madeWith: 'scripts/make-data-directory.ts',
  }
  mkdirSync(fromRoot(binaries), { recursive: true })
  writeFileSync(fromRoot(dataDirectory), compressed)
  writeFileSync(fromRoot(dataDirectoryFacts), `${JSON.stringify(facts, null, 2)}\n`)
  console.log(`${dataDirectory}: ${compressed.length} bytes (${content.length} unpacked), ${name} ${version}`)
}
