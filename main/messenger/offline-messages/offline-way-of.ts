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
  if (error instanceof NotDeliveredError || error instanceof PartlyDeliveredError) return error
  if (error instanceof SoapFaultError) return refusalOf(error)
  if (error instanceof TooLongError) return new Refusal('too-long')
  if (error instanceof ServerError) {
    const { reason, detail } = explain(error)
    return new Refusal(reason, detail)
  }
  return error
}

/** The words of the service; see docs/protocol.md#offline-messages. Others are told as they are. */
function refusalOf({ code }: SoapFaultError): Refusal {
  if (code === 'SenderThrottleLimitExceeded') return new Refusal('too-fast')
  if (code === 'MessageTooLarge') return new Refusal('too-long')
  return code === '' ? new Refusal('offline-messages-failed') : new Refusal('offline-messages-failed', code)
}
