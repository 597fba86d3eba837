import { escapeXml } from '../protocol/wire/xml-text.ts'
import type { Capabilities, Person, PlaceDetails, Said } from './person.ts'
import { parseCapabilities } from './dialects/presence-words.ts'
import { parseElement, type Element } from './xml.ts'

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
  const root = parseElement(payload)
  switch (root?.name) {
    case 'Data':
      return { kind: 'person', text: textOf(root, 'PSM'), said: textsOf(root, saidNames) }
    case 'EndpointData':
      return { kind: 'place', capabilities: parseCapabilities(textOf(root, 'Capabilities') ?? '') }
    case 'PrivateEndpointData':
      return { kind: 'details', details: textsOf(root, detailNames) }
    case undefined:
      return null
  }
  return null
}

function textOf({ children }: Element, wanted: string): string | null {
  const child = children.find(({ name }) => name === wanted)
  return child?.text.slice(0, maxTextLength).toWellFormed() ?? null
}

/** The texts that there are, each by its key. */
const textsOf = (root: Element, names: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(names).flatMap(([key, name]) => {
      const text = textOf(root, name)
      return text === null ? [] : [[key, text]]
    }),
  )

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
