/** What names meant over time; before its first entry a name means itself. */
export class Timeline {
  readonly #entries = new Map<string, { readonly from: number; readonly origin: string | null }[]>()

  set(name: string, from: number, origin: string | null): void {
    const entries = this.#entries.get(name) ?? []
    entries.push({ from, origin })
    this.#entries.set(name, entries)
  }

  origin(name: string, at: number): string | null {
    const entry = this.#entries.get(name)?.findLast(entry => entry.from <= at)
    return entry === undefined ? name : entry.origin
  }

  knows(name: string): boolean {
    return this.#entries.has(name)
  }
}
