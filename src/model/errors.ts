/** A mistake that the user can mend. Shown without a stack; the process exits with 2. */
export class UserError extends Error {
  override readonly name = 'UserError'
}

/** The shadow stopped answering: a time or memory limit, or the engine died. Never a pass. */
export class ShadowGone extends Error {
  override readonly name = 'ShadowGone'
}
