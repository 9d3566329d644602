import { ShadowGone } from '../model/errors.ts'

/** A dead shadow is no exception but `null`: what hangs on the answer says that it could not be verified. */
export async function unlessGone<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work
  } catch (error) {
    if (error instanceof ShadowGone) return null
    throw error
  }
}
