/** What names meant over time; before its first entry a name means itself. */
export class Timeline {
  readonly #entries = new Map<string, { readonly from: number; readonly origin: string | null }[]>()

  set(name: string, from: number, origin: string | null): void {
    const entries = this.#entries.get(name) ?? []
    entries.push({ from, origin })
    this.#entries.set(name, entries)
  }

  origin(name: string, at: number): string | null {
    const entries = this.#entries.get(name) ?? []
    // By halves: one name may have been made and dropped a hundred thousand times.
    let [known, next] = [-1, entries.length]
    while (next - known > 1) {
      const middle = (known + next) >> 1
      if ((entries[middle]?.from ?? 0) <= at) known = middle
      else next = middle
    }
    const entry = entries[known]
    return entry === undefined ? name : entry.origin
  }

  knows(name: string): boolean {
    return this.#entries.has(name)
  }
}
