/** Errors of these classes are told in words of whoever raised them, which may be anything. */
const anybodysWords = /^(?:P0|38|39|F0|HV|XX)/

/** These quote what was read: values, or a piece of the statement. Of all others the words hold names of objects alone. */
const quotesValues = /^(?:22|42601$|42602$|42846$|54)/

/**
 * What the server says of an error, without values. Its DETAIL, which has those of rows (`Key (email)=(a@b.c) already
 * exists`), is shown nowhere.
 */
export function hideValues(message: string, code: string): string {
  if (anybodysWords.test(code)) return 'its message is hidden (apply.redact)'
  const named = message.replace(/'(?:[^']|'')*'/g, "'***'")
  if (!quotesValues.test(code)) return named
  return named.replace(/"[\s\S]*"/g, '"***"').replace(/\d+(?:[.,:\-/]\d+)*/g, '***')
}
