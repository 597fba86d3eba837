import type { Place } from '../../../app/account.ts'
import type { OwnPresence } from '../../../app/presence.ts'
import { formatPresence, parseOwnPresence } from './presence-codes.ts'
import { ProtocolError } from '../wire/errors.ts'
import { escapeXml } from '../wire/xml-text.ts'
import { parseXml, type XmlElement } from '../xml-element.ts'

/** The longest `UBX` that is read for places, in characters; see docs/protocol.md#limits. */
const maxPlacesXml = 128 * 1024

/** Nobody is signed in at more places. */
const maxPlaces = 100

const maxPlaceName = 200

const kinds: ReadonlyMap<string, Place['kind']> = new Map([
  ['1', 'computer'],
  ['2', 'web'],
  ['3', 'phone'],
  ['4', 'console'],
])

const encoder = new TextEncoder()

/**
 * Reads the places out of a `UBX` about oneself: each is an `EndpointData`, which everybody hears of, with a
 * `PrivateEndpointData`, which only we hear of. Null when the payload cannot be read: nothing is known then.
 */
export function parsePlaces(payload: Uint8Array, machineId: string): readonly Place[] | null {
  if (payload.length === 0) return []
  try {
    const data = parseXml(new TextDecoder().decode(payload), maxPlacesXml)
    const known = [...data.children('EndpointData'), ...data.children('PrivateEndpointData')]
    const ids = new Set(known.flatMap((each) => idOf(each) ?? []))
    const details = new Map(data.children('PrivateEndpointData').map((each) => [idOf(each), each]))
    return [...ids].slice(0, maxPlaces).map((id) => placeOf(id, details.get(id), machineId))
  } catch (error) {
    if (error instanceof ProtocolError) return null
    throw error
  }
}

function placeOf(id: string, details: XmlElement | undefined, machineId: string): Place {
  const read = (name: string): string => details?.find(name)?.text ?? ''
  const presence = parseOwnPresence(read('State')) ?? 'online'
  return {
    id,
    name: [...read('EpName')].slice(0, maxPlaceName).join(''),
    here: id === placeId(machineId),
    presence: presence === 'online' && /^true$/i.test(read('Idle')) ? 'idle' : presence,
    kind: kinds.get(read('ClientType')) ?? 'unknown',
  }
}

const idOf = (element: XmlElement): string | undefined => {
  const id = element.attribute('id')
  return id === undefined || id.length > 64 || !/^[!-~]+$/.test(id) ? undefined : placeId(id)
}

/** The id of a place as it is compared: in lower case with braces. */
export const placeId = (id: string): string => `{${id.replace(/^\{|\}$/g, '').toLowerCase()}}`

/** The payload of the `UUX` that tells everybody what this place can do. */
export const encodeEndpointData = (capabilities: string): Uint8Array =>
  encoder.encode(`<EndpointData><Capabilities>${escapeXml(capabilities)}</Capabilities></EndpointData>`)

/** The payload of the `UUX` that tells one's other places what this one is called and how it stands. */
export const encodePrivateEndpointData = (name: string, presence: OwnPresence): Uint8Array =>
  encoder.encode(
    `<PrivateEndpointData><EpName>${escapeXml(name)}</EpName><Idle>${presence === 'idle'}</Idle>` +
      `<ClientType>1</ClientType><State>${formatPresence(presence)}</State></PrivateEndpointData>`,
  )
