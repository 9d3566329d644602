import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** A team's own tool, with its own code. */
export interface Tool {
  readonly name: string
  readonly format: string
  /** The table that says what ran, and the columns that are other ones in each run. */
  readonly record: { readonly table: string; readonly varies: readonly string[] }
  /** Writes these migrations as the tool has them. */
  write(folder: string, steps: readonly string[]): void
  /** Applies what is pending in the folder. @throws where one of them fails */
  apply(url: string, folder: string): Promise<void>
  /** How many migrations it would still run. */
  pending(url: string, folder: string): Promise<number>
  /**
   * Tells the tool that nothing is left of the step of this place, which failed; absent where a failure leaves no mark in
   * its table.
   */
  settle?(url: string, folder: string, place: number): Promise<void>
}

/** How the tools call the step of this place, from 0: the beginning of its name. */
export function versionOf(place: number): string {
  return `2026010100000${place}`
}

export function nameOf(place: number): string {
  return `${versionOf(place)}_step`
}

/** What a program says, on both of its streams. */
export async function said(
  program: string,
  parameters: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<string> {
  const options = { env: { ...process.env, ...environment } }
  const { stdout, stderr } = await promisify(execFile)(program, parameters, options)
  return stdout + stderr
}
