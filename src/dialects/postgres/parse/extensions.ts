import type { Statement } from '../../../model/statement.ts'
import { codeOf } from './code.ts'
import { readCode, withNestedCode } from './code-reader.ts'
import { treeOf } from './tree.ts'

/**
 * The extensions that these statements create, each once, in their order. Inside function bodies, DO blocks and
 * strings handed to EXECUTE only as far as the words `create extension [if not exists] name` stand there.
 */
export function wantedExtensions(statements: readonly Statement[]): readonly string[] {
  const wanted = new Set<string>()
  for (const statement of statements) {
    for (const operation of statement.operations)
      if (operation.kind === 'create-extension') wanted.add(operation.name)
    const code = codeOf(treeOf(statement))
    if (code === null) continue
    for (const { text } of withNestedCode(code.body).codes)
      for (const name of extensionsIn(text)) wanted.add(name)
  }
  return [...wanted]
}

function extensionsIn(text: string): readonly string[] {
  const code = readCode(text)
  const found: string[] = []
  for (let at = 0; at < code.length; at++) {
    if (code.word(at) !== 'create' || code.word(at + 1) !== 'extension') continue
    const conditional =
      code.word(at + 2) === 'if' && code.word(at + 3) === 'not' && code.word(at + 4) === 'exists'
    const name = code.name(at + (conditional ? 5 : 2))
    if (name !== null) found.push(name)
  }
  return found
}
