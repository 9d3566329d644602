import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { constants, zstdCompressSync } from 'node:zlib'
import { PGlite } from '@electric-sql/pglite'
import { binaries, dataDirectory, dataDirectoryFacts, fromRoot, packageOf } from './lib/paths.ts'

/*
 * Makes the data directory from which the embedded PostgreSQL boots, so that no check pays for initdb (2 s and more).
 * Two runs differ in bytes (system identifier, times), so the result is committed once for each version of PGlite;
 * the build only checks it. Run it after PGlite was updated: node scripts/make-data-directory.ts
 */

const WAL_SEGMENT = 1024 * 1024

const folder = mkdtempSync(join(tmpdir(), 'migration-gate-pgdata-'))
try {
  await initialise(folder)
  // A second start writes the relation cache files, and its end a clean shutdown: no recovery at each boot.
  await (await PGlite.create({ dataDir: folder })).close()
  store(tar(folder))
} finally {
  rmSync(folder, { recursive: true, force: true })
}

async function initialise(dataDir: string): Promise<void> {
  const database = await PGlite.create({
    dataDir,
    initDbStartParams: [`--wal-segsize=${WAL_SEGMENT / 1024 / 1024}`],
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

/** A plain tar (ustar) of a folder: sorted, without owners and times, without what the server does not need. */
function tar(root: string): Buffer {
  const blocks: Buffer[] = []
  for (const path of readdirSync(root, { recursive: true, encoding: 'utf8' }).sort()) {
    const file = join(root, path)
    if (statSync(file).isDirectory()) {
      blocks.push(header(`${path}/`, 0, '5'))
      continue
    }
    const content = readFileSync(file)
    if (path === 'postmaster.pid' || isSpareWal(path, content)) continue
    blocks.push(header(path, content.length, '0'), content, Buffer.alloc(-content.length & 511))
  }
  return Buffer.concat([...blocks, Buffer.alloc(1024)])
}

/** True for a segment that the server keeps to fill later: its first page does not say its own address. */
function isSpareWal(path: string, content: Buffer): boolean {
  const segment = /^pg_wal\/[0-9A-F]{8}([0-9A-F]{8})([0-9A-F]{8})$/.exec(path)
  if (segment === null) return false
  const address = (BigInt(`0x${segment[1]}`) << 32n) + BigInt(`0x${segment[2]}`) * BigInt(WAL_SEGMENT)
  return content.readBigUInt64LE(8) !== address
}

function header(path: string, size: number, type: '0' | '5'): Buffer {
  const block = Buffer.alloc(512)
  const octal = (value: number, length: number) => `${value.toString(8).padStart(length - 1, '0')}\0`
  const name = `/${path}`
  if (Buffer.byteLength(name) > 100) throw new Error(`too long for a plain tar: ${name}`)
  block.write(name, 0)
  block.write(octal(type === '5' ? 0o700 : 0o600, 8), 100)
  block.write(octal(0, 8), 108)
  block.write(octal(0, 8), 116)
  block.write(octal(size, 12), 124)
  block.write(octal(0, 12), 136)
  block.write(' '.repeat(8), 148)
  block.write(type, 156)
  block.write('ustar\x0000', 257)
  block.write(
    octal(
      block.reduce((sum, byte) => sum + byte, 0),
      7,
    ),
    148,
  )
  return block
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
