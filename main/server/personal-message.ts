import { escapeXml } from '../protocol/wire/xml-text.ts'
import { parseLeaves } from './xml.ts'

/** What a client says about itself beside its status; null where it said nothing, which leaves the old value. */
export interface PersonalMessage {
  readonly text: string | null
  readonly currentMedia: string | null
}

/** Longest text that is kept, in UTF-16 units; official clients stop at 129 characters. */
const maxTextLength = 1024

/** Reads UUX's payload, `<Data><PSM>text</PSM><CurrentMedia>song</CurrentMedia></Data>`; null when it is not that. */
export function parsePersonalMessage(payload: Uint8Array): PersonalMessage | null {
  const leaves = parseLeaves(payload)
  if (leaves === null || !leaves.some(({ name, parent }) => parent === 'Data' || name === 'Data')) return null
  const text = (wanted: string): string | null => {
    const leaf = leaves.find(({ name, parent }) => parent === 'Data' && name === wanted)
    return leaf?.text.slice(0, maxTextLength).toWellFormed() ?? null
  }
  return { text: text('PSM'), currentMedia: text('CurrentMedia') }
}

/** Writes UBX's payload. */
export const personalMessagePayload = (text: string, currentMedia: string): Uint8Array =>
  Buffer.from(
    `<Data><PSM>${escapeXml(text)}</PSM><CurrentMedia>${escapeXml(currentMedia)}</CurrentMedia></Data>`,
  )
