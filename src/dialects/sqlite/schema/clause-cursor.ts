import { type Cursor, cursorOf, textOf } from '../parse/cursor.ts'
import type { Clause } from '../parse/table-definition.ts'

/** A cursor that leaves nothing unread: what the catalog says and we do not understand must not go unseen. */
export interface ClauseCursor extends Cursor {
  /** What stands in the parentheses that open here, as written. */
  takeGroupText(): string
  /** All that is left, as written. */
  takeRest(): string
  expectEnd(): void
}

/** A cursor over a piece of a statement. */
export function strictCursor(text: string): ClauseCursor {
  const cursor = cursorOf(text)
  const unexpected = () => new Error(`cannot read ${text.slice(0, 200)}`)
  return {
    ...cursor,
    takeGroupText() {
      const inside = cursor.takeGroup()
      if (inside === null) throw unexpected()
      return textOf(text, inside)
    },
    takeRest() {
      const rest = text.slice(cursor.peek()?.start ?? text.length)
      while (cursor.take() !== null);
      return rest
    },
    expectEnd() {
      if (cursor.peek() !== null) throw unexpected()
    },
  }
}

/** A cursor over a clause, from its own keyword on. */
export function clauseCursor(sql: string, { tokens }: Clause): ClauseCursor {
  return strictCursor(textOf(sql, tokens))
}

/** What ON CONFLICT says; `null` for ABORT, which is what happens anyway. */
export function readOnConflict(cursor: Cursor): string | null {
  if (!cursor.skipWords('on', 'conflict')) return null
  const what = cursor.takeName().toUpperCase()
  return what === 'ABORT' ? null : what
}

/** `null` where none is said; the empty string for one that defers nothing, as only one of the forms does. */
export function readDeferral(cursor: Cursor): string | null {
  const not = cursor.word() === 'not' && cursor.word(1) === 'deferrable'
  if (not) cursor.take()
  if (!cursor.skipWords('deferrable')) return null
  const late = cursor.skipWords('initially') && cursor.takeName().toLowerCase() === 'deferred'
  return late && !not ? 'DEFERRABLE INITIALLY DEFERRED' : ''
}
