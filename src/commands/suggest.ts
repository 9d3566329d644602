import type { Review } from '../model/review.ts'
import { isMechanical } from '../review/fixes/parts.ts'
import { type Suggestion, suggestionOf } from '../review/fixes/suggestions.ts'
import type { CheckRequest } from './check.ts'
import { parseChange, textsOf } from './parse-change.ts'

/** The fixes that can be offered as lines to put in the place of others, one a statement, the gravest first. */
export async function suggest(
  request: Pick<CheckRequest, 'folders' | 'dialect' | 'config' | 'changeSet'>,
  { findings }: Review,
): Promise<readonly Suggestion[]> {
  const mechanical = findings.filter(isMechanical)
  if (mechanical.length === 0) return []
  const { head } = request.changeSet
  const texts = textsOf(head)
  const migrations = await parseChange(request, head, new Set(mechanical.map(({ path }) => path)))
  const found = mechanical.flatMap(finding => suggestionOf(texts, migrations, finding) ?? [])
  const perPlace = Map.groupBy(found, ({ finding }) => `${finding.statement} ${finding.path}`)
  return [...perPlace.values()].map(([first]) => first as Suggestion).toSorted((a, b) => rank(a) - rank(b))
}

function rank({ finding }: Suggestion): number {
  return finding.severity === 'error' ? 0 : 1
}
