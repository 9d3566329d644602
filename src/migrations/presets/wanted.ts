import { presets } from './presets.ts'

/** A schema, or a table, view or function in one, as the error of an English server names it. */
const missing =
  /\b(?:schema|(?:relation|table|view)(?= "[^"]+\.)) "([^"]+)" does not exist|\bfunction ([^\s("]+\.[^\s("]+)\(/

/** The preset that makes what one of these errors misses; `null` where none does. */
export function wantedPreset(messages: readonly string[]): string | null {
  const names = messages
    .map(message => missing.exec(message))
    .flatMap(found => found?.[1] ?? found?.[2] ?? [])
  const found = Object.entries(presets).find(([, sql]) => names.some(name => makes(sql, name)))
  return found?.[0] ?? null
}

function makes(sql: string, name: string): boolean {
  const made = sql.matchAll(/^CREATE (?:SCHEMA|TABLE|VIEW|FUNCTION) ([a-z_.]+)/gm)
  return [...made].some(([, one]) => one === name)
}
