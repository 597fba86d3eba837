import { HistoryError } from '../storage/history/history.ts'

/** An error as data, for another thread. */
export interface ErrorData {
  readonly name: string
  readonly message: string
  /** Of a HistoryError. */
  readonly kind?: HistoryError['kind']
  /** Of an error of the system, such as `ENOENT`. */
  readonly code?: string
  readonly cause?: ErrorData
}

/** What is known of an error, for `errorOf`. */
export function errorDataOf(error: unknown): ErrorData {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error) }
  const { name, message, cause } = error
  const { code } = error as { code?: unknown }
  return {
    name,
    message,
    ...(error instanceof HistoryError && { kind: error.kind }),
    ...(typeof code === 'string' && { code }),
    ...(cause !== undefined && { cause: errorDataOf(cause) }),
  }
}

/** The error again, as good as it can be told: a HistoryError is one, and a code is kept. */
export function errorOf({ name, message, kind, code, cause }: ErrorData): Error {
  const before = cause && errorOf(cause)
  if (kind !== undefined) return new HistoryError(kind, before)
  const error = new Error(message, before && { cause: before })
  return Object.assign(error, { name, ...(code !== undefined && { code }) })
}
