/*
 * A deploy as a process of its own that can be killed: `node deploy-runner.ts <Deploy as JSON>`.
 * Prints `done`, or the reason for which it stopped.
 */
import { deployFolder } from './deploy-folder.ts'

const said = await deployFolder(JSON.parse(process.argv[2] ?? ''), line => process.stderr.write(`${line}\n`))
process.stdout.write(`${said}\n`)
process.exitCode = said === 'done' ? 0 : 1
