import { NotDeliveredError, PartlyDeliveredError, TimeoutError, UnacknowledgedError } from './errors.ts'
import type { Transactions } from './transactions.ts'
import type { Command } from './wire/command.ts'

/** What is known of a message that was sent and not refused. */
export type Sent = 'acknowledged' | 'unconfirmed'

/** So long an acknowledgement may take. */
const acknowledgementTimeoutMs = 30_000

/** So long a refusal may take where silence means success. */
const refusalTimeoutMs = 2_000

/**
 * C: MSG trid A length
 * S: ACK trid    or    NAK trid
 * @throws NotDeliveredError, UnacknowledgedError or ClosedError, as a rejection.
 */
export async function sendAcknowledged(transactions: Transactions, payload: Uint8Array): Promise<Sent> {
  const late = Promise.withResolvers<void>()
  const onLate = ({ verb }: Command): void => {
    if (verb === 'ACK') late.resolve()
  }
  const options = { payload, replies: ['ACK', 'NAK'], timeoutMs: acknowledgementTimeoutMs, onLate }
  try {
    const { verb } = await transactions.request('MSG', ['A'], options)
    if (verb === 'ACK') return 'acknowledged'
  } catch (error) {
    throw error instanceof TimeoutError ? new UnacknowledgedError(late.promise) : error
  }
  throw new NotDeliveredError('the server did not deliver it')
}

/**
 * C: MSG trid N length
 * S: NAK trid    or nothing
 * @throws NotDeliveredError or ClosedError, as a rejection.
 */
export async function sendUnlessRefused(transactions: Transactions, payload: Uint8Array): Promise<Sent> {
  const options = { payload, replies: ['NAK'], timeoutMs: refusalTimeoutMs }
  try {
    await transactions.request('MSG', ['N'], options)
  } catch (error) {
    if (error instanceof TimeoutError) return 'unconfirmed'
    throw error
  }
  throw new NotDeliveredError('the server did not deliver it')
}

/**
 * What became of a text, out of what became of the messages that it was cut into, behind the first `from`.
 * @throws NotDeliveredError when none arrived, PartlyDeliveredError when some did, else what keeps it uncertain.
 */
export function outcomeOfMessages(parts: readonly PromiseSettledResult<Sent>[], from: number): Sent {
  const failures = failuresIn(parts)
  if (failures.length === 0) return success(parts)
  if (!failures.every(isRefusal)) throw uncertainty(failures)
  const arrived = parts.findIndex(isFailure)
  if (arrived + from === 0 && failures.length === parts.length) throw failures[0]!
  const inOneRow = arrived + failures.length === parts.length
  throw new PartlyDeliveredError('only a part was delivered', inOneRow ? from + arrived : null)
}

/**
 * What became of a text, out of what became of its pieces: nobody shows it unless all of them arrived.
 * @throws NotDeliveredError when one of them did not, else what keeps it uncertain.
 */
export function outcomeOfChunks(parts: readonly PromiseSettledResult<Sent>[]): Sent {
  const failures = failuresIn(parts)
  if (failures.length === 0) return success(parts)
  throw failures.find(isRefusal) ?? uncertainty(failures)
}

/** Late acknowledgements of all that lacks one settle it, unless something else is uncertain as well. */
function uncertainty(failures: readonly Error[]): Error {
  const late = failures.flatMap((error) => (error instanceof UnacknowledgedError ? [error.late] : []))
  if (late.length === failures.length) return new UnacknowledgedError(Promise.all(late))
  const other = failures.find((error) => !isRefusal(error) && !(error instanceof UnacknowledgedError))
  return other ?? new TimeoutError('MSG: a part was refused, another one not answered')
}

const success = (parts: readonly PromiseSettledResult<Sent>[]): Sent =>
  parts.some((part) => part.status === 'fulfilled' && part.value === 'unconfirmed')
    ? 'unconfirmed'
    : 'acknowledged'

const failuresIn = (parts: readonly PromiseSettledResult<Sent>[]): readonly Error[] =>
  parts.flatMap((part) => (part.status === 'rejected' ? [part.reason as Error] : []))

const isFailure = ({ status }: PromiseSettledResult<Sent>): boolean => status === 'rejected'

const isRefusal = (error: Error): boolean => error instanceof NotDeliveredError
