/** Options as `name=value, …`; names of a table's toast begin with `toast.`. */
export function changeOptions(
  alter: string,
  options: string | undefined,
  now = '',
  prefix = '',
): readonly string[] {
  const surplus = now
    .split(', ')
    .map(option => option.split('=')[0] ?? '')
    .filter(name => name !== '')
  const wanted = (options ?? '').split(', ').filter(option => option !== '')
  return [
    ...(surplus.length === 0 ? [] : [`${alter} RESET (${surplus.map(name => prefix + name).join(', ')})`]),
    ...(wanted.length === 0 ? [] : [`${alter} SET (${wanted.map(option => prefix + option).join(', ')})`]),
  ]
}

/** `2 100, 3 50` → the target of each column of an index by its place. */
export function setIndexStatistics(name: string, value = '', now = ''): readonly string[] {
  const [want, have] = [value, now].map(
    text => new Map([...text.matchAll(/(\d+) (\d+)/g)].map(([, place, target]) => [place, target])),
  ) as [Map<string, string>, Map<string, string>]
  return [...new Set([...want.keys(), ...have.keys()])].flatMap(place =>
    want.get(place) === have.get(place)
      ? []
      : [`ALTER INDEX ${name} ALTER COLUMN ${place} SET STATISTICS ${want.get(place) ?? '-1'}`],
  )
}

/** `word with public.plain; email with simple` → mappings of a text search configuration. */
export function mapWords(name: string, value = '', now = ''): readonly string[] {
  const entries = (text: string) =>
    (text.match(/(?:"(?:[^"]|"")*"|[^";])+/g) ?? []).map(
      entry => entry.trim().split(/ with (.*)/s) as [string, string],
    )
  const alter = `ALTER TEXT SEARCH CONFIGURATION ${name}`
  return [
    ...entries(now).map(([word]) => `${alter} DROP MAPPING FOR ${word}`),
    ...entries(value).map(([word, dictionaries]) => `${alter} ADD MAPPING FOR ${word} WITH ${dictionaries}`),
  ]
}
