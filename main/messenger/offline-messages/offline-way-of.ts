import type { AccountId } from '../../../app/account.ts'
import {
  NotDeliveredError,
  PartlyDeliveredError,
  ServerError,
  SoapFaultError,
  TooLongError,
} from '../../protocol/errors.ts'
import type { OfflineMessages } from '../../protocol/offline-messages/offline-messages.ts'
import { explain, Refusal } from '../reasons.ts'
import type { OfflineWay } from './offline-way.ts'

/** The way to people who are offline. `servicesOf`: those of the account's session, or null. */
export const offlineWayOf = (servicesOf: (accountId: AccountId) => OfflineMessages | null): OfflineWay => ({
  has: (accountId) => servicesOf(accountId)?.canLeave ?? false,
  leave: async (accountId, address, text, format) => {
    const services = servicesOf(accountId)
    if (services === null) throw new Refusal('not-signed-in')
    try {
      await services.leave(address, text, format)
    } catch (error) {
      throw certain(error)
    }
  },
})

/** What is certain not to have been taken becomes a refusal; everything else stays as it is. */
function certain(error: unknown): unknown {
  if (error instanceof NotDeliveredError) return refusalBecauseOf(error.cause) ?? error
  if (error instanceof PartlyDeliveredError) return withReason(error)
  if (error instanceof SoapFaultError) return refusalOf(error)
  if (error instanceof TooLongError) return new Refusal('too-long')
  if (error instanceof ServerError) return refusalBecauseOf(error) ?? error
  return error
}

/** Its cause becomes what was in the way of the rest, where that is known. */
function withReason(error: PartlyDeliveredError): PartlyDeliveredError {
  const cause = refusalBecauseOf(error.cause)
  return cause === null ? error : new PartlyDeliveredError(error.message, error.resumeAt, { cause })
}

/** What was in the way says more than that it was not taken; null when nobody knows it. */
function refusalBecauseOf(cause: unknown): Refusal | null {
  if (cause instanceof NotDeliveredError) return refusalBecauseOf(cause.cause)
  if (cause instanceof SoapFaultError) return refusalOf(cause)
  const { reason, detail } = explain(cause)
  if (reason === 'unexpected') return null
  return new Refusal(reason === 'sign-in-service-failed' ? 'offline-messages-failed' : reason, detail)
}

/** The words of the service; see docs/protocol.md#offline-messages. Others are told as they are. */
function refusalOf({ code }: SoapFaultError): Refusal {
  if (code === 'SenderThrottleLimitExceeded') return new Refusal('too-fast')
  if (code === 'MessageTooLarge') return new Refusal('too-long')
  return code === '' ? new Refusal('offline-messages-failed') : new Refusal('offline-messages-failed', code)
}
