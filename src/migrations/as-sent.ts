import type { SourceFile } from '../model/migration.ts'
import type { Statement } from '../model/statement.ts'

/**
 * The statements of a file as its runner sends them: one that the runner cuts in two is not SQL, whatever it is as a
 * whole.
 */
export function asSent(
  format: string,
  { cuts = [] }: SourceFile,
  statements: readonly Statement[],
): readonly Statement[] {
  if (cuts.length === 0) return statements
  return statements.map(statement => {
    const line = cuts.find(line => statement.line <= line && line < statement.endLine)
    if (line === undefined || statement.syntaxError !== null) return statement
    const message = `${format} cuts it at the end of line ${line}, and sends its parts`
    return { ...statement, syntaxError: { message, line }, operations: [], tree: null }
  })
}
