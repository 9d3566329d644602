import { z } from 'zod'

/** `meta/_journal.json` of Drizzle's older layout, as far as it decides what runs. */
const journal = z.object({ entries: z.array(z.object({ tag: z.string() })) })

/** The tags in the order in which Drizzle runs them; `null` where it could not read the file. */
export function readJournal(text: string): readonly string[] | null {
  try {
    return journal.parse(JSON.parse(text)).entries.map(({ tag }) => tag)
  } catch {
    return null
  }
}
