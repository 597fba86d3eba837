import { ConnectionError, connectionError, type ConnectionReason } from './errors.ts'

/** When an attempt is given up: after a time, or because the user says so. */
export class Deadline {
  /** Aborted in either case. */
  readonly signal: AbortSignal
  readonly #timeout: AbortSignal
  readonly #user: AbortSignal | undefined

  constructor(timeoutMs: number, user?: AbortSignal) {
    this.#timeout = AbortSignal.timeout(timeoutMs)
    this.#user = user
    this.signal = user === undefined ? this.#timeout : AbortSignal.any([user, this.#timeout])
  }

  /** What to report for whatever went wrong: giving up goes before what it led to, unless that says more. */
  explain(error: unknown, fallback: ConnectionReason): ConnectionError {
    if (this.#user?.aborted === true) return new ConnectionError('cancelled', 'cancelled')
    if (error instanceof ConnectionError) return error
    if (this.#timeout.aborted) return new ConnectionError('timed-out', 'no answer in time')
    return connectionError(error, fallback)
  }

  /** The promise's outcome, or a rejection as soon as the attempt is given up. */
  unlessOver<T>(promise: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const onAbort = (): void => reject(this.explain(null, 'cancelled'))
      if (this.signal.aborted) onAbort()
      this.signal.addEventListener('abort', onAbort)
      promise.then(resolve, reject).finally(() => this.signal.removeEventListener('abort', onAbort))
    })
  }
}
