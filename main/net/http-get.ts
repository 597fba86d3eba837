import { request as requestPlain, type IncomingHttpHeaders, type RequestOptions } from 'node:http'
import { request as requestSecure } from 'node:https'
import * as tls from 'node:tls'
import { ConnectionError, TicketError, connectionError } from './errors.ts'

/** What is of interest in an answer: never the body. */
export interface Answer {
  readonly status: number
  /** Names in lower case. */
  readonly headers: IncomingHttpHeaders
}

/** What to send, whom to trust and when to give up. */
export interface GetOptions {
  readonly headers: Readonly<Record<string, string>>
  /** A PEM certificate that is trusted beside the usual ones; empty for none. */
  readonly trustedCertificate: string
  readonly signal?: AbortSignal | undefined
  readonly timeoutMs: number
}

/** Policies and tickets take part of it; see docs/protocol.md#limits. */
const maxHeaderBytes = 32 * 1024

/** Whether a URL's host is this computer. */
export const isLoopback = ({ hostname }: URL): boolean =>
  /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/i.test(hostname)

/**
 * Makes one GET request and answers with its status and headers; the body is not read.
 * @throws TicketError `plain-http-refused` for a URL that is neither https nor http on this computer.
 * @throws ConnectionError when there is no answer.
 */
export function getHead(url: URL, options: GetOptions): Promise<Answer> {
  const { signal, timeoutMs } = options
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url))) {
    return Promise.reject(new TicketError('plain-http-refused', 'passwords only go over https'))
  }
  const deadline = AbortSignal.timeout(timeoutMs)
  return new Promise<Answer>((resolve, reject) => {
    const fail = (error: unknown): void => {
      if (signal?.aborted === true) reject(new ConnectionError('cancelled', 'cancelled'))
      else if (deadline.aborted) reject(new ConnectionError('timed-out', 'no answer in time', error))
      else reject(connectionError(error, 'server-unreachable'))
    }
    const send = url.protocol === 'https:' ? requestSecure : requestPlain
    try {
      const request = send(requestOptions(url, options, deadline), ({ statusCode, headers }) => {
        resolve({ status: statusCode ?? 0, headers })
        request.destroy()
      })
      request.on('error', fail)
      request.end()
    } catch (error) {
      fail(error)
    }
  })
}

function requestOptions(
  url: URL,
  options: GetOptions,
  deadline: AbortSignal,
): RequestOptions & { ca?: string[] } {
  const { headers, signal, trustedCertificate } = options
  return {
    hostname: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port,
    path: url.pathname + url.search,
    headers: { ...headers, connection: 'close' },
    agent: false,
    maxHeaderSize: maxHeaderBytes,
    signal: signal === undefined ? deadline : AbortSignal.any([signal, deadline]),
    ...(url.protocol === 'https:'
      ? { ca: [...usualCertificates(), trustedCertificate].filter(Boolean) }
      : {}),
  }
}

let usual: readonly string[] | null = null

/** Whom Node and the operating system trust; read once, when it is needed first. */
function usualCertificates(): readonly string[] {
  usual ??= [...certificatesOf('default'), ...certificatesOf('system')]
  return usual
}

/** Not every build of Node can read every store. */
function certificatesOf(store: 'default' | 'system'): readonly string[] {
  try {
    return tls.getCACertificates(store)
  } catch {
    return store === 'default' ? tls.rootCertificates : []
  }
}
