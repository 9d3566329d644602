import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { actionTables } from './lib/action-tables.ts'
import { fromRoot } from './lib/paths.ts'
import { namesText, type Registry, registryText } from './lib/registries.ts'

/*
 * Writes the files that are made from others: registries, rule pages, the JSON Schema, the tables in README.md.
 * With --check nothing is written; the exit code is 1 where a file has drifted.
 */

const ruleRegistry: Registry = { folder: 'src/rules', type: 'Rule', value: 'rule', list: 'rules' }
const registries: readonly Registry[] = [
  ruleRegistry,
  { folder: 'src/migrations/formats', type: 'Format', value: 'format', list: 'formats' },
]

const checkOnly = process.argv.includes('--check')
const drifted: string[] = []

for (const registry of registries) put(`${registry.folder}/registry.ts`, registryText(registry))
put(`${ruleRegistry.folder}/ids.ts`, namesText(ruleRegistry))

// Only now: the pages are made from the registry as it is on the disk.
const [{ rules }, { rulePages }, schemas] = await Promise.all([
  import('../src/rules/registry.ts'),
  import('../src/rules/pages.ts'),
  import('../src/report/json-schema.ts'),
])
const pages = rulePages(rules)
for (const [path, text] of pages) put(path, text)
for (const path of filesIn('docs/rules')) if (!pages.has(path)) drop(path)
// The configuration knows the rules by their names, which were written above.
const { acceptedJsonSchema, configJsonSchema } = await import('../src/config/json-schema.ts')
put('schemas/config.schema.json', `${JSON.stringify(configJsonSchema(rules), null, 2)}\n`)
put('schemas/accepted.schema.json', `${JSON.stringify(acceptedJsonSchema(), null, 2)}\n`)
put('schemas/review.schema.json', `${JSON.stringify(schemas.reviewJsonSchema(), null, 2)}\n`)
put('schemas/detect.schema.json', `${JSON.stringify(schemas.detectionJsonSchema(), null, 2)}\n`)
put('schemas/snapshot.schema.json', `${JSON.stringify(schemas.snapshotJsonSchema(), null, 2)}\n`)
put('schemas/rules.schema.json', `${JSON.stringify(schemas.catalogueJsonSchema(), null, 2)}\n`)
put('README.md', actionTables(read('README.md') ?? '', read('action.yml') ?? ''))

if (drifted.length > 0) {
  console.error(`Not in step with what they are made from; run npm run fix:\n  ${drifted.join('\n  ')}`)
  process.exitCode = 1
}

function put(path: string, text: string): void {
  if (read(path) === text) return
  if (checkOnly) {
    drifted.push(path)
    return
  }
  mkdirSync(dirname(fromRoot(path)), { recursive: true })
  writeFileSync(fromRoot(path), text)
  console.log(`wrote ${path}`)
}

/** A page of a rule that is gone. */
function drop(path: string): void {
  if (checkOnly) drifted.push(path)
  else rmSync(fromRoot(path))
}

function read(path: string): string | null {
  return existsSync(fromRoot(path)) ? readFileSync(fromRoot(path), 'utf8') : null
}

function filesIn(folder: string): string[] {
  return existsSync(fromRoot(folder)) ? readdirSync(fromRoot(folder)).map(file => `${folder}/${file}`) : []
}
