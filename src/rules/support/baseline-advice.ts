import { wantedPreset } from '../../migrations/presets/wanted.ts'

/** What to give where a history does not start from an empty database; the messages say what was missed. */
export function baselineAdvice(messages: readonly string[]): string {
  const dump =
    'name a dump of the schema that stands before the first migration as `baseline` in the configuration'
  const preset = wantedPreset(messages)
  if (preset === null) return `N${dump.slice(1)}`
  return `Set \`preset: ${preset}\` in the configuration, where that platform supplies what is missing; else ${dump}`
}
