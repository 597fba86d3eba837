import type { Delivery } from '../../../app/message.ts'
import type { Reason } from '../../../app/reasons.ts'
import { ClosedError, NotDeliveredError, PartlyDeliveredError, TimeoutError } from '../../protocol/errors.ts'
import { explain, Refusal } from '../reasons.ts'

/** What became of one attempt to send a line. */
export type SendOutcome =
  | { readonly kind: 'delivered' | 'stored' }
  /** It certainly did not arrive, or nothing of it from this piece on: it may be sent again without asking. */
  | { readonly kind: 'again'; readonly firstPiece: number }
  /** It was not sent; when it can be, the user is asked. */
  | { readonly kind: 'waiting'; readonly reason: Reason }
  /** Nobody knows. */
  | { readonly kind: 'uncertain'; readonly reason: Reason }
  /** It certainly did not arrive, and would not the next time. */
  | { readonly kind: 'failed'; readonly reason: Reason }

/** What became of a line when it does not go out again by itself. */
export type FinalOutcome = Exclude<SendOutcome, { kind: 'again' }>

/** How an attempt was made. */
export interface SendAttempt {
  /** The first piece of a long text that was sent. */
  readonly firstPiece: number
  /** Several people were in the room: a refusal does not say whom the line did not reach. */
  readonly toSeveral: boolean
}

/** The outcome of a line that a switchboard did not take for delivered. */
export function outcomeOnSwitchboard(error: unknown, { firstPiece, toSeveral }: SendAttempt): SendOutcome {
  if (error instanceof NotDeliveredError) {
    return toSeveral ? { kind: 'uncertain', reason: 'not-delivered' } : { kind: 'again', firstPiece }
  }
  if (error instanceof PartlyDeliveredError && error.resumeAt !== null && !toSeveral) {
    return { kind: 'again', firstPiece: error.resumeAt }
  }
  if (error instanceof ClosedError) return { kind: 'uncertain', reason: 'connection-lost' }
  if (error instanceof TimeoutError || error instanceof PartlyDeliveredError) {
    return { kind: 'uncertain', reason: 'not-acknowledged' }
  }
  return { kind: 'failed', reason: explain(error).reason }
}

/** The outcome of a line that the network did not take for somebody who is offline. */
export function outcomeOfLeaving(error: unknown): FinalOutcome {
  const partly = error instanceof PartlyDeliveredError && error.cause instanceof Refusal
  const { reason } = explain(partly ? error.cause : error)
  const refused = error instanceof Refusal || error instanceof NotDeliveredError
  return { kind: refused ? 'failed' : 'uncertain', reason }
}

/**
 * What the user is told of a line after its last attempt. `inDoubt`: an earlier attempt, or a part of the line, may have
 * arrived, so it is not said that it did not.
 */
export function deliveryAfter(outcome: FinalOutcome, inDoubt: boolean): Delivery {
  switch (outcome.kind) {
    case 'delivered':
    case 'stored':
      return { state: outcome.kind }
    case 'uncertain':
      return { state: 'uncertain', reason: outcome.reason }
    case 'waiting':
    case 'failed':
      return { state: inDoubt ? 'uncertain' : outcome.kind, reason: outcome.reason }
  }
}
