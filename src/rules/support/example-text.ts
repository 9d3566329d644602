import type { Rule, RuleExample } from '../rule.ts'
import { databaseName } from './database.ts'

/** An example as it is shown: its SQL, and a sentence before it, empty where there is nothing to say. */
export interface ExampleText {
  readonly said: string
  readonly sql: string
}

/** An example of a rule or of its entry in the catalogue, which has `null` where there is nothing. */
interface Example extends Pick<RuleExample, 'dialect' | 'up'> {
  readonly base?: string | null
  readonly down?: string | null
  readonly note?: string | null
}

/** Where a rule is for several dialects, each example says whose SQL it is. */
export function exampleText(example: Example, { dialects }: Pick<Rule, 'dialects'>): ExampleText {
  const { dialect, base, up, down, note } = example
  const parts = [
    ...(base == null ? [] : [`-- before\n${base.trim()}`]),
    base == null && down == null ? up.trim() : `-- the migration\n${up.trim()}`,
    ...(down == null ? [] : [`-- its down\n${down.trim()}`]),
  ]
  const whose = dialect ?? dialects[0]
  const said = [
    ...(dialects.length > 1 && whose !== undefined ? [`${databaseName[whose]}:`] : []),
    ...(note == null ? [] : [note]),
  ]
  return { said: said.join(' '), sql: parts.join('\n\n') }
}
