import { UserError } from '../../../model/errors.ts'

const modes = ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full', 'no-verify'] as const

/**
 * The address with its TLS as the driver is to take it. What libpq calls `require` encrypts and proves nothing, and
 * `prefer` and `allow` may do neither: here every mode but `disable` and `no-verify` proves certificate and host, as
 * `verify-full` does. Without a mode there is no TLS; who wants libpq's own modes says `uselibpqcompat=true`.
 * @throws UserError for a mode that nobody knows: the driver would take it for one that proves nothing
 */
export function strictly(address: URL): string {
  const mode = address.searchParams.get('sslmode')
  if (mode === null || address.searchParams.get('uselibpqcompat') === 'true') return address.href
  if (!modes.some(known => known === mode))
    throw new UserError(`sslmode is ${JSON.stringify(mode)}. Allowed: ${modes.join(', ')}. Use verify-full.`)
  const strict = new URL(address.href)
  if (mode !== 'disable' && mode !== 'no-verify') strict.searchParams.set('sslmode', 'verify-full')
  return strict.href
}

/** Why the server is not believed to be the one that is meant; `null` where that is not what went wrong. */
export function distrustOf(cause: unknown, { host, searchParams }: URL): string | null {
  const { code = '', message = '' } = cause as { readonly code?: unknown; readonly message?: string }
  const ca = searchParams.get('sslrootcert')
  const given = ca === null ? 'the certificates that Node knows' : ca
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return `The certificate of the database at ${host} is for another host: ${message}. Use the name that is in it; sslmode=verify-full asks for that.`
  if (noChain.has(String(code)))
    return `The certificate of the database at ${host} was signed by nobody in ${given} (${code}). Say with sslrootcert=<file> whose signature counts.`
  if (code === 'CERT_HAS_EXPIRED' || code === 'CERT_NOT_YET_VALID')
    return `The certificate of the database at ${host} is not valid now (${code}).`
  if (/server does not support SSL/i.test(message))
    return `The database at ${host} offers no TLS, and sslmode=${searchParams.get('sslmode')} asks for it.`
  return null
}

const noChain: ReadonlySet<string> = new Set([
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'CERT_SIGNATURE_FAILURE',
  'CERT_UNTRUSTED',
  'INVALID_CA',
])
