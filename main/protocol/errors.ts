/** The server refused a request with a number; that request rejects, the connection goes on. */
export class ServerError extends Error {
  override readonly name = 'ServerError'
  /** The server's number, such as 217. */
  readonly code: number
  /** The verb of the request that was refused. */
  readonly verb: string

  constructor(code: number, verb: string) {
    super(`${verb} was refused with ${code}`)
    this.code = code
    this.verb = verb
  }
}

/** The server did not answer a request in time. Most servers answer a malformed command with silence. */
export class TimeoutError extends Error {
  override readonly name = 'TimeoutError'
}

/** No acknowledgement of a message came in time: nobody knows whether it arrived. */
export class UnacknowledgedError extends TimeoutError {
  /** Resolves when the acknowledgement comes after all; without one it never settles. */
  readonly late: Promise<unknown>

  constructor(late: Promise<unknown>) {
    super('MSG: no acknowledgement in time')
    this.late = late
  }
}

/** The connection closed before the request was answered. */
export class ClosedError extends Error {
  override readonly name = 'ClosedError'
}

/** The server speaks none of the dialects that were offered. */
export class DialectRefusedError extends Error {
  override readonly name = 'DialectRefusedError'
}

/** A text does not fit on the wire; nothing was sent. */
export class TooLongError extends Error {
  override readonly name = 'TooLongError'
}

/** Nothing of the message arrived: nobody was there, or the server said so (`NAK`). It may be sent again. */
export class NotDeliveredError extends Error {
  override readonly name = 'NotDeliveredError'
}

/** Of a long text some parts arrived and others did not; sending all of it again would repeat the former. */
export class PartlyDeliveredError extends Error {
  override readonly name = 'PartlyDeliveredError'
  /**
   * So many leading pieces certainly arrived and the others certainly did not: the text can be continued from there. Null
   * where it cannot, because pieces are missing in between.
   */
  readonly resumeAt: number | null

  constructor(message: string, resumeAt: number | null = null, options?: ErrorOptions) {
    super(message, options)
    this.resumeAt = resumeAt
  }
}

/**
 * The password is right as far as anybody said, but this family of dialects does not work here: the server, the token
 * service or the address book failed in a way in which an older family may not. The cause says what happened.
 */
export class DialectTroubleError extends Error {
  override readonly name = 'DialectTroubleError'

  constructor(cause: unknown) {
    super(
      `this family of dialects does not work here (${cause instanceof Error ? cause.name : 'unknown cause'})`,
      {
        cause,
      },
    )
  }
}

/** A SOAP service refused a call, or answered it with something that cannot be understood. */
export class SoapFaultError extends Error {
  override readonly name = 'SoapFaultError'
  /** The service's word, such as `ContactAlreadyExists`; empty where it gave none. */
  readonly code: string
  /** What was called, such as `ABContactAdd`. */
  readonly method: string

  constructor(code: string, method: string) {
    super(`${method} was refused${code === '' ? '' : ` with ${code}`}`)
    this.code = code
    this.method = method
  }
}
