import type { X509Certificate } from 'node:crypto'
import { Deadline } from './deadline.ts'
import { ConnectionError } from './errors.ts'
import { openSocket } from './open-socket.ts'
import { bare, type Lookup } from './private-addresses.ts'
import type { Route } from './route.ts'
import { handshake, isTrusted } from './secure-socket.ts'

/** A server's certificate, as a person compares it. */
export interface Certificate {
  readonly host: string
  /** SHA-256 of the certificate: 32 pairs of hexadecimal digits in capitals, joined by colons. */
  readonly fingerprint: string
  /** `CN=…, O=…`, at most 500 characters. */
  readonly subject: string
  readonly issuer: string
  /** Milliseconds since 1970. */
  readonly validFrom: number
  readonly validTo: number
}

/** How a certificate is reached. */
export interface CertificateOptions {
  readonly route: Route
  readonly signal?: AbortSignal | undefined
  readonly timeoutMs?: number
  readonly lookup?: Lookup | undefined
}

const defaultTimeoutMs = 30_000

/** Shakes hands with a server, says nothing, and tells its certificate and whether it is trusted. @throws ConnectionError */
export async function inspectCertificate(
  host: string,
  port: number,
  options: CertificateOptions,
): Promise<{ readonly certificate: Certificate; readonly trusted: boolean }> {
  const { route, signal, lookup } = options
  const deadline = new Deadline(options.timeoutMs ?? defaultTimeoutMs, signal)
  const socket = await openSocket({ scheme: 'https', host, port, route, lookup }, deadline)
  try {
    const secure = await handshake(socket, host, deadline.signal)
    // Node gives it only once.
    const x509 = secure.getPeerX509Certificate()
    if (x509 === undefined) throw new ConnectionError('certificate-untrusted', 'no certificate')
    return {
      certificate: describe(bare(host), x509),
      trusted: isTrusted({ authorized: secure.authorized, certificate: x509 }, route.pinnedCertificate),
    }
  } catch (error) {
    throw deadline.explain(error, 'connection-lost')
  } finally {
    socket.destroy()
  }
}

const describe = (host: string, x509: X509Certificate): Certificate => ({
  host,
  fingerprint: x509.fingerprint256,
  subject: oneLine(x509.subject),
  issuer: oneLine(x509.issuer),
  validFrom: Date.parse(x509.validFrom),
  validTo: Date.parse(x509.validTo),
})

/** Node puts each part on a line of its own; the text is the server's. */
const oneLine = (text: string | undefined): string =>
  (text ?? '')
    .replaceAll('\n', ', ')
    .replace(/\p{Cc}/gu, '')
    .slice(0, 500)
