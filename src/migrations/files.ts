/** Manifests that say how migrations are to be run, beside or below them. */
const manifests = new Set(['metadata.toml', '_journal.json', 'migration_lock.toml'])

/** A step that a programming language takes between the SQL ones: `0007_backfill.go`. */
const codeStep = /^v?\d[^/]*\.(?:go|ts|js|mjs|cjs|py|rb|rs|java|kt|php)$/i

/** golang-migrate takes any ending behind the direction: `0007_x.up.pgsql`, `0007_x.up.`. */
const pairHalf = /^\d+_[^\n]*\.(?:up|down)\.[^\n]*$/

/** Whether a file may be part of a migration folder: SQL, a manifest, or a step in code. Told by its name alone. */
export function belongsToMigrations(path: string): boolean {
  return isSql(path) || isManifest(path) || isCodeStep(path) || isPairHalf(path)
}

/** SQL to some tools, whatever its ending. */
export function isPairHalf(path: string): boolean {
  return pairHalf.test(baseName(path)) && !isCodeStep(path)
}

export function isSql(path: string): boolean {
  return /\.sql$/i.test(path)
}

export function isManifest(path: string): boolean {
  return manifests.has(baseName(path))
}

/** Its content is of no use to anybody here: it is never replayed, only named. */
export function isCodeStep(path: string): boolean {
  return codeStep.test(baseName(path))
}

export function isBelow(folder: string, path: string): boolean {
  return folder === '.' || path.startsWith(`${folder}/`)
}

/** The last part of a path. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
