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

/** As much of the part as goes into `room`. Sizes are counted with the blank lines around blocks. */
export function fitInto(part: Part, room: number, measure: (text: string) => number): Fitted {
  const sized = (shown: number): Fitted => {
    const blocks = shown > 0 ? part.build(shown) : []
    const size = blocks.length > 0 ? measure(written(blocks)) + 2 : 0
    return { blocks, size, shown, missing: part.total - shown }
  }
  const whole = sized(part.total)
  if (whole.size <= room) return whole
  let best = sized(0)
  let tooMany = part.total
  while (tooMany - best.shown > 1) {
    const attempt = sized(Math.floor((best.shown + tooMany) / 2))
    if (attempt.size <= room) best = attempt
    else tooMany = attempt.shown
  }
  return best
}
