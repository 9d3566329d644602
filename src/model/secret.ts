/** Every form in which a secret may turn up: as it is, in an address, in a header, in JSON. */
export function formsOf(secret: string): readonly string[] {
  if (secret === '') return []
  const bytes = new TextEncoder().encode(secret)
  const base64 = btoa(String.fromCharCode(...bytes))
  const forms = [
    secret,
    encodeURIComponent(secret),
    encodeURI(secret),
    new URLSearchParams([['', secret]]).toString().slice(1),
    JSON.stringify(secret).slice(1, -1),
    base64,
    base64.replace(/=+$/, ''),
    base64.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, ''),
  ]
  return [...new Set(forms)].toSorted((one, other) => other.length - one.length)
}

/** A text without these secrets, in any of their forms. */
export function masked(text: string, secrets: readonly string[]): string {
  return secrets.flatMap(formsOf).reduce((safe, form) => safe.replaceAll(form, '***'), text)
}
