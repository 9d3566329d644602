import type { DialectName } from '../dialects/registry.ts'
import type { Catalogue } from '../model/catalogue.ts'
import { rulePage } from '../product.ts'
import { catalogueOf } from '../rules/catalogue.ts'
import { rules } from '../rules/registry.ts'

/** The rules that judge a dialect's migrations, or all of them, in the order of their names. */
export function listRules(dialect: DialectName | null): Catalogue {
  const asked = rules.filter(({ dialects }) => dialect === null || dialects.includes(dialect))
  return catalogueOf(asked, rulePage)
}
