import { XMLParser, XMLValidator } from 'fast-xml-parser'
import type { CurrentMedia } from '../../../app/contact.ts'
import { parseCurrentMedia, formatCurrentMedia } from './current-media.ts'
import { TooLongError } from '../errors.ts'
import { decodeEntities, escapeXml } from '../wire/xml-text.ts'

/** What somebody says below the name, and what is played there. */
export interface PersonalMessage {
  readonly text: string
  readonly media: CurrentMedia | null
}

/** The longest personal message of the official clients, in characters. */
const maxPersonalMessage = 129

/** What others say, and what they play, is cut here: nobody fills our memory, also by repeating `{0}` in a format. */
const maxReadCharacters = 1000

/** More than that is no personal message; reading it would only take time. See docs/protocol.md#limits. */
const maxReadBytes = 128 * 1024

// Entities are left as they stand and decoded below: only the five of XML and numbers, each once.
const parser = new XMLParser({
  ignoreAttributes: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
  parseTagValue: false,
  trimValues: false,
  processEntities: false,
})
const decoder = new TextDecoder()
const encoder = new TextEncoder()

/**
 * Reads the payload of `UBX`: `<Data><PSM>…</PSM><CurrentMedia>…</CurrentMedia></Data>`, empty for no message.
 * Never throws: where the text holds marks of XML as they stand, as real servers send it, what is between the tags is
 * taken; a document type declaration makes the whole message empty.
 */
export function parsePersonalMessage(payload: Uint8Array): PersonalMessage {
  const xml = payload.length > maxReadBytes ? '' : decoder.decode(payload)
  if (/<!DOCTYPE/i.test(xml)) return { text: '', media: null }
  const field = fieldsOf(xml)
  const read = (name: string): string => field(name).slice(0, maxReadCharacters)
  return { text: read('PSM'), media: parseCurrentMedia(read('CurrentMedia')) }
}

/**
 * The payload of `UUX`. `machineId`: the GUID of this installation, or null where the dialect has no place for it.
 * @throws TooLongError above `maxPersonalMessage` characters.
 */
export function encodePersonalMessage(
  { text, media }: PersonalMessage,
  machineId: string | null = null,
): Uint8Array {
  if ([...text].length > maxPersonalMessage) throw new TooLongError('the personal message is too long')
  const current = escapeXml(formatCurrentMedia(media))
  const machine = machineId === null ? '' : `<MachineGuid>${escapeXml(machineId)}</MachineGuid>`
  return encoder.encode(
    `<Data><PSM>${escapeXml(text)}</PSM><CurrentMedia>${current}</CurrentMedia>${machine}</Data>`,
  )
}

function fieldsOf(xml: string): (name: string) => string {
  const data = XMLValidator.validate(xml) === true ? parseData(xml) : null
  return (name) => {
    const value = data === null ? null : (data[name] ?? '')
    return decodeEntities(typeof value === 'string' ? value : between(xml, name))
  }
}

function parseData(xml: string): Readonly<Record<string, unknown>> | null {
  try {
    const { Data } = parser.parse(xml) as { Data?: unknown }
    return typeof Data === 'object' && Data !== null ? (Data as Record<string, unknown>) : {}
  } catch {
    return null // the parser refuses names such as __proto__ that the validator lets pass
  }
}

function between(xml: string, name: string): string {
  const start = xml.indexOf(`<${name}>`)
  const end = xml.lastIndexOf(`</${name}>`)
  return start >= 0 && end > start ? xml.slice(start + name.length + 2, end) : ''
}
