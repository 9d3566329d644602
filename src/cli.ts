#!/usr/bin/env node
/*
 * The launcher: sees to it that Node is new enough before anything else is loaded, since an older Node
 * would fail on the first import with a message that helps nobody. Built for old versions of Node.
 */
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'

/** GitHub's own runtime for actions; `node:sqlite`, zstd and the permission model are built in from here on. */
const neededMajor = 24

process.exitCode = isNewEnough(process.versions.node)
  ? await start()
  : runWith(nodePackage() ?? refuse(), process.argv.slice(1))

function isNewEnough(version: string): boolean {
  return Number(version.split('.')[0]) >= neededMajor
}

/** A crash is told apart from a verdict: 3, never Node's own 1. */
async function start(): Promise<number> {
  process.on('uncaughtException', error => {
    console.error(error)
    process.exit(3)
  })
  const { main } = await import('./main.ts')
  return main(process.argv.slice(2))
}

/** The binary of the npm package `node`, where one is installed beside this package. */
function nodePackage(): string | null {
  try {
    const require = createRequire(import.meta.url)
    const manifest: { version: string; bin: { node: string } } = require('node/package.json')
    return isNewEnough(manifest.version) ? require.resolve(`node/${manifest.bin.node}`) : null
  } catch {
    return null
  }
}

function runWith(node: string, args: readonly string[]): number {
  const { status, error } = spawnSync(node, args, { stdio: 'inherit' })
  if (error !== undefined) console.error(`migration-gate: ${node} did not start: ${error.message}`)
  return status ?? 3
}

function refuse(): never {
  console.error(`migration-gate: needs Node ${neededMajor} or newer; this is Node ${process.versions.node}.`)
  process.exit(2)
}
