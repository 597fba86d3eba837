import type { X509Certificate } from 'node:crypto'
import { isIP, type Socket } from 'node:net'
import {
  connect,
  createSecureContext,
  getCACertificates,
  rootCertificates,
  type SecureContext,
  type TLSSocket,
} from 'node:tls'

import { ConnectionError } from './errors.ts'
import { bare } from './private-addresses.ts'

/**
 * Speaks TLS over a connected socket. It is trusted when somebody vouches for the server's certificate and its name is
 * the host's, or when the certificate is the pinned one; nothing is sent before that is known.
 * @throws ConnectionError `certificate-untrusted`, and what the socket broke of.
 */
export async function secureSocket(
  socket: Socket,
  { host, pinned, signal }: { readonly host: string; readonly pinned: string; readonly signal: AbortSignal },
): Promise<TLSSocket> {
  const secure = await handshake(socket, host, signal)
  const { authorized } = secure
  const certificate = authorized ? undefined : secure.getPeerX509Certificate()
  if (isTrusted({ authorized, certificate }, pinned)) return secure
  secure.destroy()
  throw new ConnectionError(
    'certificate-untrusted',
    'nobody vouches for the certificate',
    secure.authorizationError,
  )
}

/** Shakes hands with whomever; the caller looks at `authorized`. */
export function handshake(socket: Socket, host: string, signal: AbortSignal): Promise<TLSSocket> {
  const name = bare(host)
  const secure = connect({
    socket,
    host: name,
    ...(isIP(name) === 0 ? { servername: name } : {}),
    secureContext: usualTrust(),
    ALPNProtocols: ['http/1.1'],
    rejectUnauthorized: false,
  })
  return new Promise((resolve, reject) => {
    const fail = (error: unknown): void => {
      stopWaiting()
      secure.on('error', () => undefined).destroy()
      reject(error instanceof Error ? error : new Error('no TLS'))
    }
    const onAbort = (): void => fail(signal.reason)
    const onClose = (): void => fail(Object.assign(new Error('closed during TLS'), { code: 'ECONNRESET' }))
    const stopWaiting = (): void => {
      secure.off('error', fail).off('close', onClose)
      signal.removeEventListener('abort', onAbort)
    }
    if (signal.aborted) return onAbort()
    signal.addEventListener('abort', onAbort)
    secure.once('error', fail).once('close', onClose)
    secure.once('secureConnect', () => {
      stopWaiting()
      resolve(secure)
    })
  })
}

/** Whether somebody vouches for the server, by the name that was asked for, or its own certificate is the pinned one. */
export const isTrusted = (
  peer: { readonly authorized: boolean; readonly certificate: X509Certificate | undefined },
  pinned: string,
): boolean => peer.authorized || (pinned !== '' && peer.certificate?.fingerprint256 === pinned)

let usual: SecureContext | null = null

/** Whom Node and the operating system trust; read once, when it is needed first, because that takes a while. */
function usualTrust(): SecureContext {
  usual ??= createSecureContext({ ca: [...certificatesOf('default'), ...certificatesOf('system')] })
  return usual
}

/** Not every build of Node can read every store. */
function certificatesOf(store: 'default' | 'system'): readonly string[] {
  try {
    return getCACertificates(store)
  } catch {
    return store === 'default' ? rootCertificates : []
  }
}
