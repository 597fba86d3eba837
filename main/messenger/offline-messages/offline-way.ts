import type { AccountId } from '../../../app/account.ts'
import type { TextFormat } from '../../../app/message.ts'

/** Leaves texts for people who are offline. */
export interface OfflineWay {
  /** Whether the account's network keeps messages, in the dialect of its session. */
  has(accountId: AccountId): boolean
  /**
   * Resolves when the network has the text.
   * @throws (as a rejection) Refusal or NotDeliveredError when it certainly was not taken; PartlyDeliveredError when a part
   * of it was, with a Refusal as its cause where it is known why not the rest; anything else when nobody knows.
   */
  leave(accountId: AccountId, address: string, text: string, format: TextFormat): Promise<void>
}
