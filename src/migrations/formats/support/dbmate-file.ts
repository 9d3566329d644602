import { onlyParts, type Part } from './mask.ts'

/** What dbmate makes of one file. */
export interface DbmateFile {
  /** The text of its up sections, in its place; `null` where there is none. */
  readonly up: string | null
  readonly down: string | null
  /** Whether its up sections are in a transaction: each may say `transaction:false`. */
  readonly transactions: 'all' | 'some' | 'none'
  /** Sections with an up; each is sent as one query string. */
  readonly sections: number
  /** Why dbmate would not run it; `null` where it would. */
  readonly problem: string | null
}

interface Section extends Part {
  readonly direction: string
  readonly transaction: boolean
  readonly indented: boolean
}

/**
 * Only blanks that dbmate's own pattern knows, and options behind a blank. dbmate wants the directive at the
 * beginning of a line; indented ones are what formatters made of files that were applied before, so they are read
 * and told.
 */
const directive =
  /(?<![^\n])(?<indent>[\t ]*)--[\t\n\f\r ]*migrate:(?<direction>up|down)(?:[\t\n\f\r ]*(?![^\n])|[\t\n\f\r ]+(?![\t\n\f\r ]))/g

/** Reads a file as dbmate does. Of one that it refuses, as much is read as can be. */
export function readDbmateFile(text: string): DbmateFile {
  const sections = sectionsOf(text)
  const ups = sections.filter(({ direction }) => direction === 'up')
  const downs = sections.filter(({ direction }) => direction === 'down')
  const inTransaction = ups.filter(({ transaction }) => transaction).length
  return {
    up: ups.length === 0 ? null : onlyParts(text, ups),
    down: downs.length === 0 ? null : onlyParts(text, downs),
    transactions: inTransaction === ups.length ? 'all' : inTransaction === 0 ? 'none' : 'some',
    sections: ups.length,
    problem: problemOf(text, sections),
  }
}

function sectionsOf(text: string): readonly Section[] {
  const matches = [...text.matchAll(directive)]
  return matches.map((match, place) => {
    const newline = text.indexOf('\n', match.index)
    const firstLine = text.slice(match.index, newline < 0 ? undefined : newline)
    return {
      direction: match.groups?.direction as string,
      indented: match.groups?.indent !== '',
      start: match.index,
      end: matches[place + 1]?.index ?? text.length,
      closes: true,
      transaction: !firstLine.split(/\s+/).includes('transaction:false'),
    }
  })
}

function problemOf(text: string, sections: readonly Section[]): string | null {
  if (text.startsWith('\ufeff')) return 'a byte order mark in front'
  const indented = sections.find(section => section.indented)
  if (indented !== undefined)
    return `an indented "-- migrate:${indented.direction}", which dbmate does not see`
  const directions = sections.map(({ direction }) => direction)
  if (!directions.includes('up')) return 'no "-- migrate:up"'
  if (directions[0] !== 'up') return '"-- migrate:down" before "-- migrate:up"'
  const before = text.slice(0, sections[0]?.start).split('\n')
  if (before.some(line => !/^\s*(?:--|$)/.test(line))) return 'text before "-- migrate:up"'
  if (directions.some((direction, place) => direction === 'up' && directions[place + 1] !== 'down'))
    return 'no "-- migrate:down" for its "-- migrate:up"'
  if (directions.some((direction, place) => direction === 'down' && directions[place + 1] === 'down'))
    return 'two "-- migrate:down" for one "-- migrate:up"'
  return null
}
