import type { Session } from '../../session.ts'

/** What the catalog holds of what a statement is about to do: JSON for the journal, written with the intent. */
export type Observation = Readonly<Record<string, unknown>>

/**
 * What became of a statement of which the journal holds the intent and no outcome.
 * `evidence`: one line for people, what the catalog says. `clean`: statements that are sent one by one, outside a
 * transaction, before anything else; every name in them is qualified and quoted.
 */
export type Judgement =
  | { readonly kind: 'applied'; readonly evidence: string }
  | { readonly kind: 'not-applied'; readonly evidence: string }
  /** After `clean` nothing of it is left and it runs again, or all of it is there. */
  | {
      readonly kind: 'half-applied'
      readonly evidence: string
      readonly clean: readonly string[]
      readonly then: 'run-again' | 'applied'
    }
  /** Running it again does no harm and leads to the same end, once `clean` took its remains away. */
  | { readonly kind: 'repeatable'; readonly evidence: string; readonly clean: readonly string[] }
  | { readonly kind: 'unknown'; readonly evidence: string }

/**
 * Who can say what became of a statement, by its text alone: the catalog, nobody needs to (it is run again), or only
 * people.
 */
export type Recovery = 'catalog' | 'repeatable' | 'ask'

/** How one kind of statement is looked at before it runs, and judged after it was interrupted. */
export interface Witness {
  readonly recovery: Recovery
  observe(session: Session): Promise<Observation>
  judge(session: Session, before: Observation): Promise<Judgement>
}

export function applied(evidence: string): Judgement {
  return { kind: 'applied', evidence }
}

export function notApplied(evidence: string): Judgement {
  return { kind: 'not-applied', evidence }
}

export function halfApplied(
  evidence: string,
  clean: readonly string[],
  then: 'run-again' | 'applied',
): Judgement {
  return { kind: 'half-applied', evidence, clean, then }
}

export function unknown(evidence: string): Judgement {
  return { kind: 'unknown', evidence }
}

/** Nothing has to be seen: it is simply run again. */
export function repeatable(evidence: string): Witness {
  return withoutLooking('repeatable', { kind: 'repeatable', evidence, clean: [] })
}

/** Nothing that can be seen would tell. */
export function askPeople(evidence: string): Witness {
  return withoutLooking('ask', unknown(evidence))
}

function withoutLooking(recovery: Recovery, judgement: Judgement): Witness {
  return { recovery, observe: async () => ({}), judge: async () => judgement }
}
