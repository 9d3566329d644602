import type { Catalogue } from '../model/catalogue.ts'
import { UserError } from '../model/errors.ts'
import { nearest } from '../model/nearest.ts'
import { rulePage } from '../product.ts'
import { catalogueOf } from '../rules/catalogue.ts'
import { rules } from '../rules/registry.ts'

/** The rule of that name, or those that cover what another tool calls so. Throws a UserError where there is none. */
export function explain(name: string): Catalogue {
  const named = rules.filter(({ id }) => id === name)
  const meant = named.length > 0 ? named : rules.filter(({ covers }) => covers?.includes(name))
  if (meant.length > 0) return catalogueOf(meant, rulePage)
  const known = rules.flatMap(({ id, covers }) => [id, ...(covers ?? [])])
  const near = beginning(name, known) ?? nearest(name, known)
  const hint = near === null ? '' : ` Did you mean "${near}"?`
  throw new UserError(`Unknown rule "${name}".${hint} All of them: migration-gate rules`)
}

/** A name that was not written to its end says more than one that is as long. */
function beginning(name: string, known: readonly string[]): string | null {
  return name === '' ? null : (known.find(one => one.startsWith(name)) ?? null)
}
