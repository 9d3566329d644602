/** Texts in the forms that CHECKs ask for most: codes, slugs, addresses, hashes, moments. */
const forms: readonly string[] = [
  'a', 'A', '1', 'ab', 'AB', 'abc', 'ABC', 'abcd1234', 'a-b', 'a_b', 'a.b', 'en-US', '12', '123', '12345', '1.0.0',
  'someone@example.com', 'other@example.com', 'third@example.com', 'https://example.com/a', 'https://example.com/b', 'example.com', '/a/b', '+15550000001', '#aabbcc', '2024-01-01',
  '00000000-0000-4000-8000-000000000001', `0x${'ab'.repeat(20)}`, 'ab'.repeat(16), 'ab'.repeat(20), 'ab'.repeat(32),
  '{}', '[]', '{"row": 1}', '["a"]', '{a}', '{1}', 'true', 'false', '0', '0.5', '10', '50', '100', '1000', '-1', '',
] // biome-ignore format: a table

/** Characters of the longest text that is made to measure. */
const longestText = 10_000

/** Values that the text of a condition names, their neighbours, and texts as long as its numbers. */
export function suggestionsIn(expressions: readonly string[]): readonly string[] {
  const found: string[] = []
  for (const expression of expressions) {
    for (const [, text = ''] of expression.matchAll(/'((?:[^']|'')*)'/g)) {
      const literal = text.replaceAll("''", "'")
      found.push(literal, literal.replaceAll('%', '').replaceAll('_', 'a'))
      // An array of words: '{a,b}'::text[].
      if (/^\{.*\}$/.test(literal)) found.push(...literal.slice(1, -1).split(','))
    }
    const lengths = /length|char_|octet/i.test(expression)
    for (const [text] of expression.matchAll(/(?<![\w.'])-?\d+(?:\.\d+)?(?![\w'])/g)) {
      const number = Number(text)
      const near = [number, number + 1, number - 1]
      found.push(...near.map(String))
      if (lengths)
        found.push(...near.filter(it => it > 0 && it <= longestText).map(it => 'a'.repeat(Math.floor(it))))
    }
  }
  return [...new Set([...found, ...forms])]
}
