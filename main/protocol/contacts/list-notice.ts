import { addressKey } from '../../../app/contact.ts'
import type { Command } from '../wire/command.ts'

/** The service whose lists changed. */
const service = 'ABCHInternal'

/** The kind of a note between places that says: fetch the lists again. */
const resynchronize = '6'

/**
 * Whether the server, or another place of this account, says that the lists changed elsewhere.
 *
 * S: NOT length, with a `NotificationData` of the service `ABCHInternal`
 * S: UBN own-address 6 length
 */
export function isListNotice({ verb, params, payload }: Command, ownAddress: string): boolean {
  if (payload === null) return false
  if (verb === 'NOT') return new TextDecoder().decode(payload).includes(service)
  const [address = '', type] = params
  return type === resynchronize && addressKey(address.replace(/^\d+:/, '')) === addressKey(ownAddress)
}
