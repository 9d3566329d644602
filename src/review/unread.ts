import type { Orphan } from '../migrations/formats/format.ts'
import type { Finding } from '../model/finding.ts'
import { aboutFile } from './about-file.ts'

/**
 * What is in review and was not seen as its tool would run it: files that the tool would refuse or read otherwise,
 * and steps in code. Nobody can say what they do, so they could not be verified.
 */
export function unreadFindings(refused: readonly Orphan[], codeSteps: readonly string[]): readonly Finding[] {
  return [
    ...refused.map(({ path, advice }) => unread(path, `The file ${advice}`, null)),
    ...codeSteps.map(path =>
      unread(
        path,
        'Nobody knows what this does in production: it is a step in a programming language, which cannot be replayed.',
        'Look at it by hand. `unverifiable: acknowledge` in the configuration of the base branch lets such changes pass.',
      ),
    ),
  ]
}

function unread(path: string, message: string, fix: string | null): Finding {
  return aboutFile({ rule: 'could-not-verify', severity: 'error', path, message, fix, evidence: 'inferred' })
}
