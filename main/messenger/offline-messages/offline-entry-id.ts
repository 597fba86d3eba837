import { createHash } from 'node:crypto'
import type { AccountId } from '../../../app/account.ts'
import type { OfflineMessage } from '../../protocol/offline-messages/offline-messages.ts'

/**
 * The id of the line that an offline message becomes. It is the same whenever the message is fetched, so that the history keeps
 * one line of it even where the program ended between keeping it and noting that. Other words are another line.
 */
export const offlineEntryId = (accountId: AccountId, { id, from, sentAt, text }: OfflineMessage): string =>
  `offline-${createHash('sha256')
    .update(JSON.stringify([accountId, id, from.address, sentAt, text]))
    .digest('hex')
    .slice(0, 32)}`
