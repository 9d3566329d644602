import { type Block, written } from './markdown-writer.ts'

/** A part of the report that may lose its tail. */
export interface Part {
  readonly total: number
  /** Shows the first `shown` of them; nothing for 0. */
  readonly build: (shown: number) => readonly Block[]
}

export interface Fitted {
  readonly blocks: readonly Block[]
  readonly size: number
  readonly shown: number
  readonly missing: number
}

/** Of so many the whole is tried first. */
const few = 1_000

/** The first of some, each made when it is asked for, and once. */
export function firstMade<Item, Made>(
  items: readonly Item[],
  make: (item: Item) => Made,
): (shown: number) => readonly Made[] {
  const made: Made[] = []
  return shown => {
    for (const item of items.slice(made.length, shown)) made.push(make(item))
    return made.slice(0, shown)
  }
}

/** As much of the part as goes into `room`. Sizes are counted with the blank lines around blocks. */
export function fitInto(part: Part, room: number, measure: (text: string) => number): Fitted {
  const sized = (shown: number): Fitted => {
    const blocks = shown > 0 ? part.build(shown) : []
    const size = blocks.length > 0 ? measure(written(blocks)) + 2 : 0
    return { blocks, size, shown, missing: part.total - shown }
  }
  let best = sized(0)
  let tooMany = part.total + 1
  // Twice as many each time: what is too much by far is never built.
  for (
    let shown = Math.min(part.total, few);
    best.shown < part.total;
    shown = Math.min(part.total, 2 * shown)
  ) {
    const attempt = sized(shown)
    if (attempt.size > room) {
      tooMany = shown
      break
    }
    best = attempt
  }
  while (tooMany - best.shown > 1) {
    const attempt = sized(Math.floor((best.shown + tooMany) / 2))
    if (attempt.size <= room) best = attempt
    else tooMany = attempt.shown
  }
  return best
}
