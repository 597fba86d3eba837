import { parseMime } from '../../protocol/wire/mime.ts'

/** What somebody left, as its sender wrote it. */
export interface Letter {
  /** The sender's name as a word of RFC 2047, `=?utf-8?B?…?=`. */
  readonly name: string
  /** A GUID in braces: one conversation of the sender. */
  readonly runId: string
  /** Counts the messages of a run. */
  readonly sequence: number
  /** Such as `text/plain; charset=UTF-8`. */
  readonly contentType: string
  /** The text in base64, in lines that are joined by CR LF. */
  readonly body: string
}

/** An offline message that waits for its recipient. */
export interface OfflineMessage extends Letter {
  /** A GUID in upper case. */
  readonly id: string
  /** The sender's address. */
  readonly from: string
  /** When it was taken, milliseconds since 1970. */
  readonly at: number
  readonly isRead: boolean
}

const guid = /^\{[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\}$/i
const base64 = /^[A-Za-z0-9+/]*={0,2}$/
const text = /^text\/plain(?:; ?charset="?[\w-]{1,30}"?)?$/i

/** Reads what a client leaves: headers, an empty line, the text in base64. Null when it is anything else. */
export function parseContent(content: string): Omit<Letter, 'name'> | null {
  const { headers, body } = parseMime(Buffer.from(content))
  const contentType = headers.get('content-type') ?? ''
  const runId = headers.get('x-oim-run-id') ?? ''
  const number = headers.get('x-oim-sequence-num') ?? ''
  const lines = Buffer.from(body).toString('latin1').split(/\s+/).filter(Boolean)
  const isGood =
    headers.get('content-transfer-encoding')?.toLowerCase() === 'base64' &&
    text.test(contentType) &&
    guid.test(runId) &&
    /^[1-9]\d{0,9}$/.test(number) &&
    base64.test(lines.join(''))
  return isGood ? { runId, sequence: Number(number), contentType, body: lines.join('\r\n') } : null
}

/** A name as a word of RFC 2047. */
export const encodeName = (name: string): string =>
  `=?utf-8?B?${Buffer.from(name.toWellFormed()).toString('base64')}?=`

/** Whether this is a name as `encodeName` writes it, and not too long. */
export const isEncodedName = (word: string): boolean =>
  word.length <= 600 && /^=\?utf-8\?B\?[A-Za-z0-9+/]*={0,2}\?=$/i.test(word)

/** Base64 of a text in lines of 76 characters, joined by CR LF. */
export const encodeText = (bytes: Uint8Array): string =>
  Buffer.from(bytes)
    .toString('base64')
    .match(/.{1,76}/g)
    ?.join('\r\n') ?? ''

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const two = (number: number): string => String(number).padStart(2, '0')

/** `23 Nov 2026 03:08:34` in UTC. */
function dateText(milliseconds: number): string {
  const date = new Date(milliseconds)
  const time = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(two).join(':')
  return `${date.getUTCDate()} ${months[date.getUTCMonth()]} ${date.getUTCFullYear()} ${time}`
}

/** Milliseconds from the beginning of 1601, from which Windows counts, to that of 1970. */
const since1601 = 11_644_473_600_000n

/** A moment as Windows writes it, low word first: `ECD6E500:01DD7AF7`. */
export function fileTime(milliseconds: number): string {
  const ticks = (BigInt(milliseconds) + since1601) * 10_000n
  const word = (value: bigint): string => value.toString(16).toUpperCase().padStart(8, '0')
  return `${word(ticks & 0xffff_ffffn)}:${word(ticks >> 32n)}`
}

/** The whole mail that GetMessage answers with. Unlike real servers it tells nobody's network address. */
export function formatMail(message: OfflineMessage, to: string): string {
  const date = dateText(message.at)
  const fraction = String((message.at % 1000) * 10).padStart(4, '0')
  return [
    'X-Message-Info: papilio',
    `Received: from papilio.example by papilio.example;\r\n\t ${date} +0000`,
    `From: ${message.name} <${message.from}>`,
    `To: ${to}`,
    'Subject: ',
    'X-OIMProxy: MSNMSGR',
    'MIME-Version: 1.0',
    `Content-Type: ${message.contentType}`,
    'Content-Transfer-Encoding: base64',
    'X-OIM-Message-Type: OfflineMessage',
    `X-OIM-Run-Id: ${message.runId}`,
    `X-OIM-Sequence-Num: ${message.sequence}`,
    `Message-ID: <OIM${message.id}@papilio.example>`,
    `X-OriginalArrivalTime: ${date}.${fraction} (UTC) FILETIME=[${fileTime(message.at)}]`,
    `Date: ${date} +0000`,
    'Return-Path: ndr@papilio.example',
    '',
    message.body,
  ].join('\r\n')
}
