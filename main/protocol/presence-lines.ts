import { addressKey } from '../../app/contact.ts'
import type { Presence } from '../../app/presence.ts'
import { parseCapabilities } from './capabilities.ts'
import { parsePresence } from './presence-codes.ts'
import { ProtocolError } from './wire/errors.ts'
import { decodePercent } from './wire/percent.ts'

/** Somebody's status, as a notification server tells it. */
export interface PresenceLine {
  /** In lower case. */
  readonly address: string
  readonly presence: Presence
  /** Null where the line has no name. */
  readonly name: string | null
  readonly capabilities: number
}

const isCapabilities = (word: string | undefined): boolean =>
  word !== undefined && /^\d+(?::\d+)?$/.test(word)

/**
 * Reads what follows `NLN`, or the transaction id of `ILN`, in dialects 8 to 12.
 *
 * `status address name capabilities {object}`
 *
 * The name may consist of digits and, from sloppy servers, be empty.
 * @throws ProtocolError without a status or an address.
 */
export function parsePresenceLine([code, address, ...rest]: readonly string[]): PresenceLine {
  if (code === undefined || address === undefined) throw new ProtocolError('a status without an address')
  const nameless = isCapabilities(rest[0]) && !isCapabilities(rest[1])
  const name = nameless ? undefined : rest[0]
  return {
    address: addressKey(address),
    presence: parsePresence(code),
    name: name === undefined ? null : decodePercent(name),
    capabilities: parseCapabilities(nameless ? rest[0] : rest[1]),
  }
}

/** Reads what follows `FLN` in dialects 8 to 12: `address`. */
export function parseOfflineLine([address]: readonly string[]): string {
  if (address === undefined) throw new ProtocolError('FLN without an address')
  return addressKey(address)
}
