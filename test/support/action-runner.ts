import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

export interface ActionRun {
  readonly code: number | null
  readonly log: string
  /** Lines of the log that the runner takes for workflow commands. */
  readonly commands: readonly string[]
  readonly outputs: Readonly<Record<string, string>>
  readonly summary: string
  /** The file behind `report-path`, parsed; `null` where there is none. */
  readonly report: unknown
  /** The same of `sarif-path`. */
  readonly sarif: unknown
  readonly ms: number
}

export interface ActionRequest {
  readonly workspace: string
  readonly eventName: string
  readonly event: unknown
  readonly apiUrl: string
  readonly repository: string
  readonly commit: string
  readonly inputs?: Readonly<Record<string, string>>
  readonly environment?: Readonly<Record<string, string>>
}

/** What GitHub starts: the committed bundle. `ACTION_ENTRY=src/action.ts` tries the source instead. */
const entry = resolve(process.env.ACTION_ENTRY ?? 'dist/action.js')

/** Starts the action as GitHub's runner would: inputs and context as variables, files for outputs and summary. */
export async function runAction(request: ActionRequest): Promise<ActionRun> {
  const temp = mkdtempSync(join(tmpdir(), 'action-'))
  const file = (name: string, content = '') => {
    writeFileSync(join(temp, name), content)
    return join(temp, name)
  }
  const output = file('output')
  const summary = file('summary')
  const inputs = { 'github-token': 'job-token', ...request.inputs }
  const environment = {
    PATH: process.env.PATH ?? '',
    HOME: temp,
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_EVENT_NAME: request.eventName,
    GITHUB_EVENT_PATH: file('event.json', JSON.stringify(request.event)),
    GITHUB_REPOSITORY: request.repository,
    GITHUB_WORKSPACE: request.workspace,
    GITHUB_SHA: request.commit,
    GITHUB_API_URL: request.apiUrl,
    GITHUB_GRAPHQL_URL: `${request.apiUrl}/graphql`,
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_RUN_ID: '4711',
    GITHUB_OUTPUT: output,
    GITHUB_STEP_SUMMARY: summary,
    RUNNER_TEMP: temp,
    ...Object.fromEntries(
      Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
    ),
    ...request.environment,
  }
  const started = performance.now()
  const child = spawn(process.execPath, [entry], {
    cwd: request.workspace,
    env: environment,
    timeout: 120_000,
  })
  let log = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      log += text
    })
  }
  const code = await new Promise<number | null>(done => child.on('close', done))
  const ms = performance.now() - started
  const outputs = readOutputs(readFileSync(output, 'utf8'))
  const run = {
    code,
    log,
    commands: log.split(/\r?\n/).filter(line => /^\s*::|##\[/.test(line)),
    outputs,
    summary: readFileSync(summary, 'utf8'),
    report: readJson(outputs['report-path']),
    sarif: readJson(outputs['sarif-path']),
    ms,
  }
  rmSync(temp, { recursive: true })
  return run
}

function readJson(path: string | undefined): unknown {
  return path ? JSON.parse(readFileSync(path, 'utf8')) : null
}

/** Reads `name<<DELIMITER`, value, `DELIMITER`. */
function readOutputs(text: string): Readonly<Record<string, string>> {
  const outputs: Record<string, string> = {}
  for (const [, name, , value] of text.matchAll(/^([\w-]+)<<(\S+)\r?\n([\s\S]*?)\r?\n\2$/gm)) {
    if (name !== undefined) outputs[name] = value ?? ''
  }
  return outputs
}
