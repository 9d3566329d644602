import type { Delivery } from '../../../model/migration.ts'
import { onlyParts, type Part } from './mask.ts'

/** What dbmate makes of one file. */
export interface DbmateFile {
  /** The text of its up sections, in its place; `null` where there is none. */
  readonly up: string | null
  readonly down: string | null
  readonly upDelivery: Delivery
  readonly downDelivery: Delivery
  /** Why dbmate would not run it; `null` where it would. */
  readonly problem: string | null
}

interface Section extends Part {
  readonly direction: string
  readonly transaction: boolean
  readonly indented: boolean
  /** Where its directive begins; the section itself begins behind it. */
  readonly directive: number
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
  return {
    up: ups.length === 0 ? null : onlyParts(text, ups),
    down: downs.length === 0 ? null : onlyParts(text, downs),
    upDelivery: deliveryOf(ups),
    downDelivery: deliveryOf(downs),
    problem: problemOf(text, sections),
  }
}

/** Each section is sent as one query string, in a transaction of its own unless it says `transaction:false`. */
function deliveryOf(sections: readonly Section[]): Delivery {
  const wrapped = sections.every(({ transaction }) => transaction)
  return { transaction: wrapped ? 'wrapped' : 'none', oneString: sections.length === 1 }
}

function sectionsOf(text: string): readonly Section[] {
  const matches = [...text.matchAll(directive)]
  return matches.map((match, place) => {
    const newline = text.indexOf('\n', match.index)
    const firstLine = text.slice(match.index, newline < 0 ? undefined : newline)
    const { indent = '', direction = '' } = match.groups ?? {}
    const end = matches[place + 1]?.index ?? text.length
    return {
      direction,
      indented: indent !== '',
      directive: match.index,
      start: Math.min(match.index + firstLine.length, end),
      end,
      closes: true,
      transaction: optionsOf(firstLine.slice(indent.length)).get('transaction') !== 'false',
    }
  })
}

/** What Go's `TrimSpace` takes away; its patterns know blanks of ASCII only. */
const ends =
  /^[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+|[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+$/g

/** The options of a directive: pairs of exactly one colon, of which the last of a name counts. */
function optionsOf(line: string): ReadonlyMap<string, string> {
  const words = line
    .replace(/^--[\t\n\f\r ]*migrate:(?:up|down)/, '')
    .replace(ends, '')
    .split(/[\t\n\f\r ]+/)
  return new Map(
    words.flatMap((word): [string, string][] => {
      const [name = '', value = '', ...more] = word.split(':')
      return word.includes(':') && more.length === 0 ? [[name, value]] : []
    }),
  )
}

function problemOf(text: string, sections: readonly Section[]): string | null {
  if (text.startsWith('\ufeff')) return 'a byte order mark in front'
  const indented = sections.find(section => section.indented)
  if (indented !== undefined)
    return `an indented "-- migrate:${indented.direction}", which dbmate does not see`
  const directions = sections.map(({ direction }) => direction)
  if (!directions.includes('up')) return 'no "-- migrate:up"'
  if (directions[0] !== 'up') return '"-- migrate:down" before "-- migrate:up"'
  const before = text.slice(0, sections[0]?.directive).split('\n')
  if (before.some(line => !/^\s*(?:--|$)/.test(line))) return 'text before "-- migrate:up"'
  if (directions.some((direction, place) => direction === 'up' && directions[place + 1] !== 'down'))
    return 'no "-- migrate:down" for its "-- migrate:up"'
  if (directions.some((direction, place) => direction === 'down' && directions[place + 1] === 'down'))
    return 'two "-- migrate:down" for one "-- migrate:up"'
  return null
}
