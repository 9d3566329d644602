import type { Migration, SourceFile, TransactionForm } from '../../model/migration.ts'

/** How one migration tool lays out its files. One file a format; the registry is generated. */
export interface Format {
  readonly name: string
  /** How the tool's runner sends a migration. */
  readonly transaction: TransactionForm
  /** Reads the files of one folder. */
  read(folder: string, files: readonly SourceFile[]): FolderContent
}

export interface FolderContent {
  /** In the order in which the tool applies them. */
  readonly migrations: readonly Migration[]
  /** Down files without an up: nothing would ever run them. */
  readonly orphans: readonly SourceFile[]
}
