import { type ChildProcess, spawn } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Deploy } from './deploy-folder.ts'

const runner = resolve(import.meta.dirname, 'deploy-runner.ts')

/** A deploy in a process of its own. */
export interface DeployProcess {
  readonly child: ChildProcess
  /** All that it told so far. */
  readonly told: () => string
  /** `done`, the reason for which it stopped, or how it died. */
  readonly said: Promise<string>
}

/** Starts a deploy that can be killed or stopped. Compiled modules are kept from one to the next: many are started. */
export function startDeploy(deploy: Deploy): DeployProcess {
  const child = spawn(process.execPath, [runner, JSON.stringify(deploy)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'migration-gate-runner-cache') },
  })
  let said = ''
  let told = ''
  child.stdout.on('data', text => {
    said += text
  })
  child.stderr.on('data', text => {
    told += text
  })
  return {
    child,
    told: () => told,
    said: new Promise(resolve =>
      child.on('close', (code, signal) =>
        resolve(said.trim() || `nothing (exit ${code ?? signal}): ${told.trim()}`),
      ),
    ),
  }
}
