import type { Made } from '../../dialect.ts'

/**
 * A moment as the schema's reader prints it: `2026-11-21`, with or without a time, or a time alone. Times with a
 * zone are in UTC, those without one are local.
 */
const moment =
  /\b(?:\d{4}-\d\d-\d\d(?: \d\d:\d\d:\d\d(?:\.\d{1,6})?(?:[+-]\d\d(?::\d\d){0,2})?)?|\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:[+-]\d\d(?::\d\d){0,2})?)(?![\d:])/g

/** `'now'`, `'tomorrow 08:00'`: words that the server replaces by a moment when it reads the definition. */
const clockWord = /'\s*(?:now|today|tomorrow|yesterday)\b/i

const day = 86_400_000
/** A type such as `timestamp(0)` rounds. */
const rounding = 1_000

/**
 * Whether two definitions differ by nothing but the clock: where the newer one has another moment, it is the one
 * at which it was made. To the second nobody can have written that; a mere day counts only where the SQL that
 * made it has a word such as `'today'`.
 */
export function sameButClock(before: string, after: string, made: Made): boolean {
  const [old, now] = [before.match(moment) ?? [], after.match(moment) ?? []]
  if (old.length === 0 || old.length !== now.length) return false
  if (before.replace(moment, '?') !== after.replace(moment, '?')) return false
  const days = made.by.some(({ sql }) => clockWord.test(sql))
  return now.every((text, place) => {
    const was = old[place] ?? ''
    return text === was || (shapeOf(text) === shapeOf(was) && isMoment(text, made, days))
  })
}

function shapeOf(text: string): string {
  return `${/-\d\d-/.test(text)} ${text.includes(':')} ${/:\d\d(?:\.\d+)?[+-]/.test(text)}`
}

/** Compared as a clock on the wall shows it. */
function isMoment(text: string, { from, to, offset }: Made, days: boolean): boolean {
  const [, date = '', time = '00:00:00', zone = ''] =
    /^(\d{4}-\d\d-\d\d)? ?(\d\d:\d\d:\d\d(?:\.\d+)?)?([+-].*)?$/.exec(text) ?? []
  const [first, last] = [from + offset, to + offset]
  if (date === '') {
    const sinceFirst = Date.parse(`1970-01-01T${time}Z`) - (first - rounding)
    return modulo(sinceFirst, day) <= last - first + 2 * rounding
  }
  const at = Date.parse(`${date}T${time}Z`) + (zone === '' ? 0 : offset)
  if (first - rounding <= at && at <= last + rounding) return true
  const midnights = [first - modulo(first, day) - day, last - modulo(last, day) + day] as const
  return days && modulo(at, day) === 0 && midnights[0] <= at && at <= midnights[1]
}

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by
}
