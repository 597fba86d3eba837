import { escapeXml } from '../protocol/wire/xml-text.ts'
import type { Capabilities, Person, PlaceDetails, Said } from './person.ts'
import { parseCapabilities } from './presence-words.ts'
import { parseLeaves } from './xml.ts'

/** What a client says about itself by UUX; null, or a missing field, leaves the old value. */
export type SaidByClient =
  | { readonly kind: 'person'; readonly text: string | null; readonly said: Partial<Said> }
  | { readonly kind: 'place'; readonly capabilities: Capabilities | null }
  | { readonly kind: 'details'; readonly details: Partial<PlaceDetails> }

/** Longest text that is kept, in UTF-16 units; official clients stop at 129 characters. */
const maxTextLength = 1024

const saidNames = {
  currentMedia: 'CurrentMedia',
  picture: 'DDP',
  signatureSound: 'SignatureSound',
  scene: 'Scene',
  colorScheme: 'ColorScheme',
} as const
const detailNames = { name: 'EpName', idle: 'Idle', clientType: 'ClientType', state: 'State' } as const

/**
 * Reads UUX's payload: `<Data><PSM>text</PSM><CurrentMedia>song</CurrentMedia></Data>`, and from MSNP16 on also
 * `<EndpointData>` and `<PrivateEndpointData>`. Null when it is none of them.
 */
export function parseSaid(payload: Uint8Array): SaidByClient | null {
  const leaves = parseLeaves(payload)
  const root = leaves?.[0]?.parent || leaves?.[0]?.name
  const texts = (names: Readonly<Record<string, string>>): Record<string, string> =>
    Object.fromEntries(
      Object.entries(names).flatMap(([key, wanted]) => {
        const leaf = leaves?.find(({ name, parent }) => parent === root && name === wanted)
        return leaf === undefined ? [] : [[key, leaf.text.slice(0, maxTextLength).toWellFormed()]]
      }),
    )
  switch (root) {
    case 'Data':
      return { kind: 'person', text: texts({ text: 'PSM' })['text'] ?? null, said: texts(saidNames) }
    case 'EndpointData':
      return { kind: 'place', capabilities: parseCapabilities(texts({ text: 'Capabilities' })['text'] ?? '') }
    case 'PrivateEndpointData':
      return { kind: 'details', details: texts(detailNames) }
    case undefined:
      return null
  }
  return null
}

const element = (name: string, text: string): string => `<${name}>${escapeXml(text)}</${name}>`

/** UBX's payload up to MSNP15. */
export const personalMessage = ({ account, said }: Person): string =>
  `<Data>${element('PSM', account.personalMessage)}${element('CurrentMedia', said.currentMedia)}</Data>`

/** UBX's payload from MSNP16 on: also all places, and to the person's own places what each says in private. */
export function messageOfPlaces({ account, said, endpoints }: Person, isSelf: boolean): string {
  const named = endpoints.filter(({ id }) => id !== null)
  const places = named.map(({ id, presence }) => {
    const { first, second } = presence?.capabilities ?? { first: 0, second: 0 }
    return `<EndpointData id="${id}"><Capabilities>${first}:${second}</Capabilities></EndpointData>`
  })
  const privately = named.map(
    ({ id, details }) => `<PrivateEndpointData id="${id}">${detailElements(details)}</PrivateEndpointData>`,
  )
  return (
    `<Data>${element('PSM', account.personalMessage)}` +
    Object.entries(saidNames)
      .map(([key, name]) => element(name, said[key as keyof Said]))
      .join('') +
    `${places.join('')}${isSelf ? privately.join('') : ''}</Data>`
  )
}

const detailElements = (details: PlaceDetails): string =>
  Object.entries(detailNames)
    .map(([key, name]) => {
      const text = details[key as keyof PlaceDetails]
      return text === null ? '' : element(name, text)
    })
    .join('')
