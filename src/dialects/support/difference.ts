/** Whether two texts differ by nothing but what the server itself rewrites. */
type SameText = (before: string, after: string) => boolean

/** As long as a text is still shown whole, and a side of a longer one. */
const whole = 90
const side = 80

/** What stands before the place that differs. */
const context = 30

/** Short texts whole: `CHECK ((a > 1)) → CHECK ((a > 2))`; of long ones the place where they begin to differ. */
export function textChange(before: string, after: string): string {
  const [old, now] = [oneLine(before), oneLine(after)]
  if (old === now) return otherSpace
  return old.length <= whole && now.length <= whole ? `${old} → ${now}` : sides(old, now, false, false)
}

/**
 * Of a text of many lines those that differ: `… WHERE (a > 1) → … WHERE (a > 2)`. Where lines were put in or
 * taken out, the line before them (at the top, the one after) tells the place.
 */
export function lineChange(before: string, after: string, sameText: SameText): string {
  const [old, now] = [linesOf(before), linesOf(after)]
  const found = differing(old, now, sameText) ?? differing(old, now, (a, b) => a === b)
  if (found === null) return otherSpace
  const replaced = found.oldEnd === found.nowEnd
  const cameOrWent = found.start === found.oldEnd || found.start === found.nowEnd
  const start = cameOrWent ? Math.max(0, found.start - 1) : found.start
  const next = cameOrWent && found.start === 0 ? 1 : 0
  const [oldEnd, nowEnd] = replaced ? [start + 1, start + 1] : [found.oldEnd + next, found.nowEnd + next]
  const more = oldEnd < old.length || nowEnd < now.length
  return sides(old.slice(start, oldEnd).join(' '), now.slice(start, nowEnd).join(' '), start > 0, more)
}

/** One line, no longer than a side. */
export function beginning(text: string): string {
  return cutOut(oneLine(text), 0, 0)
}

const otherSpace = 'other white space'

export function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim()
}

function linesOf(text: string): readonly string[] {
  return text
    .trim()
    .replace(/;$/, '')
    .split('\n')
    .map(oneLine)
    .filter(line => line !== '')
}

/** The lines that are left once those in common are taken from both ends; null where none are. */
function differing(
  old: readonly string[],
  now: readonly string[],
  same: SameText,
): { readonly start: number; readonly oldEnd: number; readonly nowEnd: number } | null {
  const isSame = (i: number, j: number) => same(old[i] ?? '', now[j] ?? '')
  let start = 0
  while (start < old.length && start < now.length && isSame(start, start)) start += 1
  let [oldEnd, nowEnd] = [old.length, now.length]
  while (oldEnd > start && nowEnd > start && isSame(oldEnd - 1, nowEnd - 1)) {
    oldEnd -= 1
    nowEnd -= 1
  }
  return start === oldEnd && start === nowEnd ? null : { start, oldEnd, nowEnd }
}

function sides(old: string, now: string, moreBefore: boolean, moreAfter: boolean): string {
  const at = firstDifference(old, now)
  const longest = Math.max(old.length, now.length)
  const wanted = longest <= side ? 0 : Math.max(0, Math.min(at - context, longest - side))
  const space = wanted === 0 ? -1 : old.indexOf(' ', wanted - 1)
  const start = space < 0 || space >= at ? wanted : space + 1
  return [old, now]
    .map(text => {
      const cut = cutOut(text, start, at)
      const before = moreBefore && start === 0 ? '… ' : ''
      const after = moreAfter && !cut.endsWith('…') ? ' …' : ''
      return `${before}${cut}${after}`.trim()
    })
    .join(' → ')
}

function firstDifference(old: string, now: string): number {
  let at = 0
  while (at < old.length && old[at] === now[at]) at += 1
  return at
}

/** From `start` on, cut between words where that leaves the place to be shown. */
function cutOut(text: string, start: number, at: number): string {
  const before = start === 0 ? '' : '… '
  const end = start + side
  if (text.length <= end) return before + text.slice(start)
  const space = text.lastIndexOf(' ', end)
  const wordEnd = space > at && space > start + side / 2 ? space : end
  return `${before}${text.slice(start, wordEnd)} …`
}
