import { lstatSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { acceptedPath, readAccepted } from '../config/accepted.ts'
import { UserError } from '../model/errors.ts'
import type { AcceptanceSource } from '../review/acceptance/acceptance.ts'
import { kindOf, type Workspace } from './workspace.ts'

/** More than ten thousand entries, in bytes. */
const largest = 4 * 1024 * 1024

/**
 * What the change accepts. The file is the pull request's own, as its comments are: the review of it, by a CODEOWNERS
 * line say, is what guards it. What may be accepted at all is for the configuration of the base branch to say.
 */
export function acceptanceIn(workspace: Workspace, fork: boolean): AcceptanceSource {
  return { today: new Date().toISOString().slice(0, 10), fork, file: acceptedFile(workspace) }
}

function acceptedFile(workspace: Workspace): AcceptanceSource['file'] {
  const kind = kindOf(workspace, acceptedPath)
  if (kind === 'absent') return null
  const path = join(workspace.root, acceptedPath)
  if (kind !== 'file') throw new UserError(`${acceptedPath} is not a plain file. Put the file itself there.`)
  if (lstatSync(path).size > largest) throw new UserError(`${acceptedPath} is larger than 4 MB.`)
  return { path: acceptedPath, entries: readAccepted(readFileSync(path, 'utf8'), acceptedPath) }
}
