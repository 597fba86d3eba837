import type { Presence } from '../../../app/presence.ts'
import { addressAlone, type AddressForm } from './address-forms.ts'
import { isCapabilities, parseCapabilities } from './capabilities.ts'
import { parsePresence } from './presence-codes.ts'
import { ProtocolError } from '../wire/errors.ts'
import { decodePercent } from '../wire/percent.ts'

/** Somebody's status, as a notification server tells it. */
export interface PresenceLine {
  /** In lower case. */
  readonly address: string
  /** The number of the network that the person uses. */
  readonly network: number
  readonly presence: Presence
  /** Null where the line has no name. */
  readonly name: string | null
  readonly capabilities: number
}

/**
 * Reads what follows `NLN`, or the transaction id of `ILN`.
 *
 * `status person name capabilities {object} {icon-url}`
 *
 * The name may consist of digits and, from sloppy servers, be empty.
 * @throws ProtocolError without a status or an address.
 */
export function parsePresenceLine(
  [code, ...words]: readonly string[],
  form: AddressForm = addressAlone,
): PresenceLine {
  if (code === undefined) throw new ProtocolError('a line without a status')
  const { rest, ...person } = form(words)
  const nameless = isCapabilities(rest[0]) && (!isCapabilities(rest[1]) || isWithoutPicture(rest))
  const name = nameless ? undefined : rest[0]
  return {
    ...person,
    presence: parsePresence(code),
    name: name === undefined ? null : decodePercent(name),
    capabilities: parseCapabilities(nameless ? rest[0] : rest[1]),
  }
}

/** The lowest number of a client that can have a picture. */
const firstGeneration = 0x10000000

/** Whether two numbers are capabilities with a generation, and the `0` of somebody who has no picture. */
const isWithoutPicture = (words: readonly string[]): boolean =>
  words.length === 2 && words[1] === '0' && parseCapabilities(words[0]) >= firstGeneration

/** Reads what follows `FLN`: `person {capabilities}`. */
export const parseOfflineLine = (words: readonly string[], form: AddressForm = addressAlone): string =>
  form(words).address
