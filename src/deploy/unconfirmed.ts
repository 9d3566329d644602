import type { DeployedMigration } from '../model/deploy-report.ts'

/** After so long, in ms, the next COMMIT waits for the disk; that of a migration that takes longer does of itself. */
const longest = 1000

const doubt = 'it was committed, and a server that went down may have forgotten it; the next run finds out'

/** Migrations of a run whose COMMIT perhaps did not wait for the disk. */
export class Unconfirmed {
  readonly #results = new Map<number, DeployedMigration>()
  #since = performance.now()

  /** Whether the next COMMIT is to wait. */
  isOld(): boolean {
    return performance.now() - this.#since > longest
  }

  /** A COMMIT that waited confirms all before it, for the log has an order. */
  add(place: number, result: DeployedMigration, waited: boolean): void {
    if (!waited) {
      this.#results.set(place, result)
      return
    }
    this.#results.clear()
    this.#since = performance.now()
  }

  /** Where the connection broke nobody knows whether the server kept them: that they are applied is taken back. */
  tell(done: (place: number, result: DeployedMigration) => void): void {
    for (const [place, result] of this.#results) {
      const failure = { line: null, code: '08006', message: doubt, partsApplied: 0 }
      done(place, { ...result, state: 'interrupted', failure })
    }
  }
}
