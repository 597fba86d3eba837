/** Why no connection came about, or why it broke: members of the program's closed set of reasons. */
export type ConnectionReason =
  | 'host-unknown'
  | 'server-unreachable'
  | 'timed-out'
  | 'cancelled'
  | 'connection-lost'
  | 'certificate-untrusted'
  /** A server of a public network named an address of a private one. */
  | 'private-address-refused'
  /** The proxy cannot be reached, or does not do what a proxy does. */
  | 'proxy-failed'
  /** The proxy does not accept name and password, or does not let this connection through. */
  | 'proxy-refused'

/** No connection, or one that broke. The cause is the system's own error. */
export class ConnectionError extends Error {
  override readonly name = 'ConnectionError'
  readonly reason: ConnectionReason

  constructor(reason: ConnectionReason, message: string, cause?: unknown) {
    super(message, { cause })
    this.reason = reason
  }
}

/** Why the sign-in service gave no ticket. */
export type TicketReason = 'wrong-password' | 'plain-http-refused' | 'sign-in-service-failed' | 'server-busy'

/** The sign-in service was reached and gave no ticket, or must not be asked at all. The text holds no secret. */
export class TicketError extends Error {
  override readonly name = 'TicketError'
  readonly reason: TicketReason

  constructor(reason: TicketReason, message: string, cause?: unknown) {
    super(message, { cause })
    this.reason = reason
  }
}

const reasonsByCode: Readonly<Record<string, ConnectionReason>> = {
  ENOTFOUND: 'host-unknown',
  EAI_AGAIN: 'host-unknown',
  EAI_NODATA: 'host-unknown',
  ETIMEDOUT: 'timed-out',
  ECONNRESET: 'connection-lost',
  EPIPE: 'connection-lost',
  ABORT_ERR: 'cancelled',
}

/** Turns an error of a socket that never connected, or of a request, into a ConnectionError. */
export function connectionError(error: unknown, fallback: ConnectionReason): ConnectionError {
  if (error instanceof ConnectionError) return error
  const code = errorCode(error)
  const reason = isCertificateCode(code) ? 'certificate-untrusted' : (reasonsByCode[code] ?? fallback)
  return new ConnectionError(
    reason,
    `no connection (${code || 'unknown cause'})`,
    withoutContent(error, code),
  )
}

/** An answer that cannot be parsed is part of its error, and may hold a ticket. */
const withoutContent = (error: unknown, code: string): unknown =>
  code.startsWith('HPE_') ? undefined : error

/** The system's code of an error; of several attempts (`AggregateError`) that of the first. */
function errorCode(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return errorCode(error.errors[0])
  const { code } = (error ?? {}) as { code?: unknown }
  return typeof code === 'string' ? code : ''
}

/** OpenSSL's and Node's codes for a certificate that nobody vouches for, that names another host, or that is none. */
const isCertificateCode = (code: string): boolean =>
  /CERT|SELF_SIGNED|UNABLE_TO_(?:GET|VERIFY)|OSSL/.test(code)
