import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A certificate for `localhost` and no other name, whoever signed it, and a stranger who signed nothing of it. */
export interface Certificates {
  /** Settings of a server that shows it. */
  readonly settings: readonly string[]
  /** Files for `sslrootcert`. */
  readonly authority: string
  readonly stranger: string
}

export function makeCertificates(): Certificates {
  const folder = mkdtempSync(join(tmpdir(), 'migration-gate-tls-'))
  chmodSync(folder, 0o755)
  const at = (name: string) => join(folder, name)
  const openssl = (...args: readonly string[]) => execFileSync('openssl', args, { stdio: 'pipe' })
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']
  for (const name of ['authority', 'stranger'])
    openssl(
      ...['req', '-x509', ...key, '-days', '2', '-subj', `/CN=${name}`],
      ...['-keyout', at(`${name}.key`), '-out', at(`${name}.pem`)],
    )
  openssl('req', ...key, '-subj', '/CN=localhost', '-keyout', at('server.key'), '-out', at('server.csr'))
  writeFileSync(at('names'), 'subjectAltName=DNS:localhost\n')
  openssl(
    ...['x509', '-req', '-in', at('server.csr'), '-days', '2', '-extfile', at('names'), '-CAcreateserial'],
    ...['-CA', at('authority.pem'), '-CAkey', at('authority.key'), '-out', at('server.pem')],
  )
  // A server that root starts runs as another user.
  if (process.getuid?.() === 0) execFileSync('chown', ['postgres', at('server.key')])
  chmodSync(at('server.key'), 0o600)
  return {
    settings: ['ssl=on', `ssl_cert_file=${at('server.pem')}`, `ssl_key_file=${at('server.key')}`],
    authority: at('authority.pem'),
    stranger: at('stranger.pem'),
  }
}
