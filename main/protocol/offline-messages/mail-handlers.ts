import { addressKey, isAddress } from '../../../app/contact.ts'
import { parseMessage } from '../messages/parse-message.ts'
import type { NotificationContext } from '../notification-handlers.ts'
import type { Command } from '../wire/command.ts'
import { ProtocolError } from '../wire/errors.ts'
import { parseMailNotification } from './mail-data.ts'

/** The name in which a server speaks itself. */
const server = 'Hotmail'

/** S: MSG Hotmail Hotmail length. What comes in another name is no server's. */
export function onServerMessage(
  { offlineMessages, emit }: NotificationContext,
  { params, payload }: Command,
): void {
  if (payload === null) throw new ProtocolError('MSG without a payload')
  if (offlineMessages === null || params[0] !== server || params[1] !== server) return
  const messages = parseMailNotification(payload)
  if (messages === null || messages.length > 0) emit({ type: 'offline-messages-waiting', messages })
}

/**
 * S: UBM {network:}address network {own-address own-network} type length
 *
 * Something that goes without a switchboard. Only what is shown counts: texts and nudges, of others.
 */
export function onRelayed(
  { address: own, contacts, emit }: NotificationContext,
  { params: [word = ''], payload }: Command,
): void {
  const address = addressKey(word.replace(/^\d{1,3}:/, ''))
  if (payload === null || word === '') throw new ProtocolError('UBM without a sender or a payload')
  if (!isAddress(address) || address === addressKey(own)) return
  const message = parseMessage(payload)
  if (message.kind !== 'nudge' && (message.kind !== 'text' || message.text === '')) return
  const name = contacts.find(address)?.name ?? address
  emit({ type: 'message-relayed', from: { address, name }, message })
}
