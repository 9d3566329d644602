import { z } from 'zod'

/** `meta/_journal.json` of Drizzle's older layout, as far as it decides what runs. */
const journal = z.object({
  entries: z.array(z.object({ tag: z.string(), when: z.number().optional().catch(undefined) })),
})

/** One migration in the journal. */
export interface JournalEntry {
  readonly tag: string
  /** Drizzle runs it where this is greater than that of the last one that ran; ms since 1970. */
  readonly when?: number | undefined
}

/** The entries in the order in which Drizzle runs them; `null` where it could not read the file. */
export function readJournal(text: string): readonly JournalEntry[] | null {
  try {
    return journal.parse(JSON.parse(text)).entries
  } catch {
    return null
  }
}
