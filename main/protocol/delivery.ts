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
 * What became of a text, out of what became of its parts.
 * @throws NotDeliveredError when no part arrived, PartlyDeliveredError when some did, else what keeps it uncertain.
 */
export function outcomeOf(parts: readonly PromiseSettledResult<Sent>[]): Sent {
  const failures = parts.flatMap((part) => (part.status === 'rejected' ? [part.reason as Error] : []))
  if (failures.length === 0) return parts.some(isUnconfirmed) ? 'unconfirmed' : 'acknowledged'
  const uncertain = failures.filter((error) => !(error instanceof NotDeliveredError))
  if (uncertain.length === 0) {
    throw failures.length < parts.length
      ? new PartlyDeliveredError('only a part was delivered')
      : failures[0]!
  }
  const late = uncertain.flatMap((error) => (error instanceof UnacknowledgedError ? [error.late] : []))
  if (late.length === failures.length) throw new UnacknowledgedError(Promise.all(late))
  throw uncertain.find((error) => !(error instanceof UnacknowledgedError)) ?? partlyRefused()
}

const isUnconfirmed = (part: PromiseSettledResult<Sent>): boolean =>
  part.status === 'fulfilled' && part.value === 'unconfirmed'

const partlyRefused = (): Error => new TimeoutError('MSG: a part was refused, another one not answered')
