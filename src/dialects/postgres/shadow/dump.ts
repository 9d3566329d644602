import type { Statement } from '../../../model/statement.ts'

/** Commands of psql that steer psql alone: dumps are full of them. */
const harmless =
  /^\\(?:restrict|unrestrict|connect|c|echo|qecho|warn|encoding|timing|pset|x|a|t|set|unset)(?:\s|$)/

/**
 * What a dump holds beside its statements and a schema does not need: commands that only psql reads, and
 * `COPY … FROM stdin` with the rows that follow it.
 */
export function isSkipped(statements: readonly Statement[], place: number): boolean {
  const statement = statements[place]
  if (statement === undefined) return false
  if (statement.syntaxError === null) return copiesRows(statement) && isData(statements[place + 1])
  return isData(statement) ? copiesRows(statements[place - 1]) : harmless.test(statement.sql)
}

function copiesRows(statement: Statement | undefined): boolean {
  return (
    statement?.syntaxError === null &&
    statement.operations.some(operation => operation.kind === 'write-rows' && operation.verb === 'copy')
  )
}

/** As the parser names the rows. */
function isData(statement: Statement | undefined): boolean {
  return statement?.syntaxError?.message.startsWith('inline COPY data') === true
}
