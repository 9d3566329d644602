import type { Change } from '../../model/schema.ts'

/** Attributes of a column that a change's line may begin with where the type stays. */
const otherAttribute =
  /^(?:no |now )?(?:default|generated|identity|storage|compression|statistics|comment|not null|privileges)\b/

/** True for a column whose type or collation is another one: `integer → bigint`, not `integer → integer not null`. */
export function isTypeChange({ action, object, detail }: Change): boolean {
  const [before = '', after] = (detail.split('; ')[0] ?? '').split(' → ')
  if (action !== 'alter' || object !== 'column' || after === undefined) return false
  return !otherAttribute.test(before) && withoutNotNull(before) !== withoutNotNull(after)
}

function withoutNotNull(type: string): string {
  return type.replace(/ not null(?: .*)?$/, '')
}
