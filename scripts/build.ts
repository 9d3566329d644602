import { createHash } from 'node:crypto'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { type BuildOptions, build, type Metafile, type Plugin } from 'esbuild'
import { licences } from './lib/licences.ts'
import { binaries, dataDirectory, dataDirectoryFacts, fromRoot, packageOf } from './lib/paths.ts'

/*
 * Makes dist, which is what GitHub and npm run:
 *
 *   dist/cli.js, dist/action.js   two small starters
 *   dist/chunks/                  all the rest, loaded where it is needed
 *   dist/shadow/postgres/         the shadow's child process and its binary files; it may read nothing else
 *   dist/shadow/sqlite/           the same for SQLite, whose engine is Node's own
 *
 * The same sources give the same bytes on every machine; CI compares them with what is committed.
 */

const pglite = 'node_modules/@electric-sql/pglite'
const pgvector = 'node_modules/@electric-sql/pglite-pgvector'

checkDataDirectory()
wipe()
const metafiles = [
  await buildLauncher(),
  await buildChunks(),
  ...(await Promise.all(['postgres', 'sqlite'].map(buildChild))),
]
writeFileSync(fromRoot('dist/action.js'), "import './chunks/action.js'\n")
// The chunks look for the version one folder up, as the sources do.
writeFileSync(
  fromRoot('dist/package.json'),
  `${JSON.stringify({ version: packageOf('.').version, type: 'module' }, null, 2)}\n`,
)
copyBinaries()
writeFileSync(
  fromRoot('dist/LICENSES.txt'),
  licences([...inputsOf(metafiles), `${pglite}/dist/pglite.wasm`, `${pgvector}/dist/vector.tar.gz`]),
)

/** Stops where the prebuilt data directory is damaged or belongs to another PGlite. */
function checkDataDirectory(): void {
  const facts = JSON.parse(readFileSync(fromRoot(dataDirectoryFacts), 'utf8'))
  const { version } = packageOf(pglite)
  const sha256 = createHash('sha256')
    .update(readFileSync(fromRoot(dataDirectory)))
    .digest('hex')
  if (facts.version === version && facts.sha256 === sha256) return
  throw new Error(`${dataDirectory} is not what PGlite ${version} needs: run node ${facts.madeWith}`)
}

/** Removes what an earlier build left, all but the data directory: no build can make the same bytes again. */
function wipe(): void {
  const kept = new Set([dataDirectory, dataDirectoryFacts].map(fromRoot))
  for (const entry of readdirSync(fromRoot('dist'), { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if (entry.isFile() && !kept.has(path)) rmSync(path)
  }
  rmSync(fromRoot('dist/chunks'), { recursive: true, force: true })
}

/** `folder` leads from the bundle to PostgreSQL's binary files. */
function options(folder: string): BuildOptions & { metafile: true } {
  return {
    absWorkingDir: fromRoot('.'),
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    metafile: true,
    legalComments: 'eof',
    logLevel: 'warning',
    // From `dist/chunks`; a child starts no other.
    define: { SHADOWS: JSON.stringify('../shadow/') },
    // Optional parts of dependencies that are never loaded.
    external: ['pg-native', '@supabase/pg-topo'],
    banner: {
      // CommonJS packages in an ES module: `require` for Node's own modules, `__dirname` for libpg-query's WASM.
      js: [
        "import { createRequire as __createRequire } from 'node:module';",
        "import { fileURLToPath as __fileURLToPath } from 'node:url';",
        'const require = __createRequire(import.meta.url);',
        `const __dirname = __fileURLToPath(new URL(${JSON.stringify(folder.slice(0, -1))}, import.meta.url));`,
      ].join('\n'),
    },
  }
}

async function buildLauncher(): Promise<Metafile> {
  const { metafile } = await build({
    absWorkingDir: fromRoot('.'),
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node16',
    metafile: true,
    entryPoints: ['src/cli.ts'],
    outfile: 'dist/cli.js',
    plugins: [leaveToChunks()],
  })
  chmodSync(fromRoot('dist/cli.js'), 0o755)
  return metafile
}

/** The launcher loads the rest only once Node is known to be new enough. */
function leaveToChunks(): Plugin {
  return {
    name: 'leave-to-chunks',
    setup({ onResolve }) {
      onResolve({ filter: /^\.\/main\.ts$/ }, () => ({ path: './chunks/main.js', external: true }))
    },
  }
}

async function buildChunks(): Promise<Metafile> {
  const { metafile } = await build({
    ...options('../shadow/postgres/'),
    entryPoints: { main: 'src/main.ts', action: 'src/action.ts' },
    outdir: 'dist/chunks',
    chunkNames: '[name]-[hash]',
    splitting: true,
  })
  return metafile
}

async function buildChild(dialect: string): Promise<Metafile> {
  const { metafile } = await build({
    ...options('./'),
    entryPoints: [`src/dialects/${dialect}/shadow/child.ts`],
    outfile: `dist/shadow/${dialect}/child.js`,
  })
  return metafile
}

function copyBinaries(): void {
  const files = [
    `${pglite}/dist/pglite.wasm`,
    `${pglite}/dist/pglite.data`,
    'node_modules/libpg-query/wasm/libpg-query.wasm',
  ]
  for (const file of files) copyInto(file, binaries)
  for (const folder of [pglite, pgvector].map(folder => `${folder}/dist`)) {
    for (const file of readdirSync(fromRoot(folder))) {
      if (file.endsWith('.tar.gz')) copyInto(`${folder}/${file}`, `${binaries}/extensions`)
    }
  }
}

function copyInto(file: string, folder: string): void {
  const target = fromRoot(`${folder}/${file.slice(file.lastIndexOf('/') + 1)}`)
  mkdirSync(fromRoot(folder), { recursive: true })
  copyFileSync(fromRoot(file), target)
  chmodSync(target, 0o644)
}

function inputsOf(metafiles: readonly Metafile[]): string[] {
  return metafiles
    .flatMap(metafile => Object.keys(metafile.inputs))
    .filter(path => existsSync(fromRoot(path)))
}
