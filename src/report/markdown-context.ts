/** What a report needs to know beside the review: where it stands and what it may link to. */
export interface MarkdownContext {
  readonly commit: string | null
  readonly runUrl: string | null
  readonly fileUrl: (path: string, line: number) => string | null
  readonly ruleUrl: (rule: string) => string
  /** The guide's chapter on accepting a danger; no link without it. */
  readonly acceptUrl?: string
  /** The migration folders, from the root of the repository. */
  readonly folders: readonly string[]
  /** ISO 8601, for how old a snapshot is; `null` or left out, its time is told. */
  readonly now?: string | null
  /** Longest report: UTF-16 units for `renderMarkdown`, bytes for `renderSummary`. */
  readonly limit?: number
}

/** How much may be unfolded before it becomes a wall of text. */
export interface Caps {
  readonly rows: number
  readonly lines: number
  /** Characters of one piece of SQL. */
  readonly length: number
}
