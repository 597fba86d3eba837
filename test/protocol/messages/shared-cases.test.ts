import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { findEmoticons, standardEmoticons } from '../../../app/emoticons.ts'
import { defaultFormat, type TextFormat } from '../../../app/message.ts'
import { parseContentType } from '../../../main/protocol/messages/content-type.ts'
import { encodeNudge } from '../../../main/protocol/messages/datacast.ts'
import { parseDefinitions } from '../../../main/protocol/messages/emoticon.ts'
import type { Message } from '../../../main/protocol/messages/message.ts'
import { parseMessage } from '../../../main/protocol/messages/parse-message.ts'
import { encodeText } from '../../../main/protocol/messages/text.ts'
import {
  formatColor,
  formatFormat,
  parseColor,
  parseFormat,
} from '../../../main/protocol/messages/text-format.ts'
import { encodeTyping } from '../../../main/protocol/messages/typing.ts'
import { fromNotificationServer } from '../../../main/protocol/wire/command.ts'
import { parseMime } from '../../../main/protocol/wire/mime.ts'
import { decodePercent, encodePercent } from '../../../main/protocol/wire/percent.ts'
import { inPieces } from '../../support/arbitraries.ts'
import { readAll } from '../wire/read-all.ts'

/** A collection of cases that lies beside this repository on some machines; without it the tests of this file are skipped. */
const file = new URL('../../../../shared/protocol/vectors.json', import.meta.url)
const present = existsSync(file)

interface Format {
  readonly font: string | null
  readonly bold: boolean
  readonly italic: boolean
  readonly underline: boolean
  readonly strike: boolean
  readonly color: string | null
  readonly charset: number | null
  readonly pf: string | null
  readonly rtl: boolean
}
type Built = Pick<Format, 'rtl'> & {
  font: string
  effects: string
  rgb: string
  charset: number
  pf: string
  value: string
}
interface Cases {
  readonly percent_encoding: {
    encode: { plain: string; wire: string }[]
    decode: { plain: string; wire: string }[]
  }
  readonly color: { encode: { rgb: string; co: string }[]; decode: { rgb: string | null; co: string }[] }
  readonly im_format_build: { cases: Built[] }
  readonly im_format_parse: { cases: { value: string; expect: Format }[] }
  readonly messages: { cases: { name: string; length: number; hex: string }[] }
  readonly chunking: {
    message_id: string
    total_body_length: number
    body_sha1: string
    chunks: { payload_prefix: string; body_length: number; length: number }[]
  }
  readonly framing: { stream_hex: string; expect: { line: string; payload_length: number | null }[] }
  readonly mime_parse: {
    cases: {
      name: string
      hex: string
      expect: { headers: Record<string, string>; type: string; charset: string | null; body_hex: string }
    }[]
  }
  readonly datacast_parse: { cases: { body: string; expect: { id: number | null; data: string | null } }[] }
  readonly emoticon_definition_parse: { cases: { body: string; expect: [string, string][] }[] }
  readonly emoticon_match: {
    codes: string[]
    cases: { text: string; custom: string[]; expect: ['text' | 'code', string][] }[]
  }
}

const load = (): Cases => JSON.parse(readFileSync(file, 'utf8')) as Cases
const hexBytes = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex, 'hex'))
const utf8 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text))

describe.skipIf(!present)('shared cases of the wire', () => {
  const cases = present ? load() : ({} as Cases)

  it('percent coding', () => {
    for (const { plain, wire } of cases.percent_encoding.encode) expect(encodePercent(plain)).toBe(wire)
    for (const { plain, wire } of cases.percent_encoding.decode) expect(decodePercent(wire)).toBe(plain)
  })

  it.each([[1], [2], [7], [100_000]])('framing in pieces of %i', (size) => {
    const { stream_hex, expect: expected } = cases.framing
    const { commands, left, error } = readAll(fromNotificationServer, inPieces(hexBytes(stream_hex), [size]))
    const lines = commands.map(({ verb, params, payload }) => ({
      line: [verb, ...params, ...(payload === null ? [] : [payload.length])].join(' '),
      payload_length: payload?.length ?? null,
    }))
    // The collection leaves out the line of the one MSG in the stream.
    expect(lines.filter(({ line }) => !line.startsWith('MSG'))).toEqual(
      expected.filter(({ line }) => !line.startsWith('MSG')),
    )
    expect({ left, error, messages: commands.filter(({ verb }) => verb === 'MSG').length }).toEqual({
      left: 0,
      error: null,
      messages: 1,
    })
  })

  it('payloads', () => {
    for (const { name, hex, expect: expected } of cases.mime_parse.cases) {
      const { headers, body } = parseMime(hexBytes(hex))
      const { type, parameters } = parseContentType(headers.get('content-type') ?? 'text/plain')
      const charset = parameters.get('charset')?.toLowerCase() ?? null
      const body_hex = Buffer.from(body).toString('hex')
      expect({ headers: Object.fromEntries(headers), type, charset, body_hex }, name).toEqual(expected)
    }
  })
})

describe.skipIf(!present)('shared cases of formats', () => {
  const cases = present ? load() : ({} as Cases)

  it('colours', () => {
    for (const { rgb, co } of cases.color.encode) expect(formatColor(rgb)).toBe(co)
    for (const { rgb, co } of cases.color.decode) expect(parseColor(co), co).toBe(rgb)
  })

  it('written', () => {
    for (const { font, effects, rgb, charset, pf, rtl, value } of cases.im_format_build.cases) {
      const format: TextFormat = {
        font,
        bold: effects.includes('B'),
        italic: effects.includes('I'),
        underline: effects.includes('U'),
        strikethrough: effects.includes('S'),
        color: rgb,
        charset,
        pitchFamily: parseInt(pf, 16),
        rightToLeft: rtl,
      }
      expect(formatFormat(format)).toBe(value)
      expect(parseFormat(value)).toEqual(format)
    }
  })

  it('read', () => {
    for (const { value, expect: expected } of cases.im_format_parse.cases) {
      expect(parseFormat(value), value).toEqual({
        font: expected.font ?? '',
        bold: expected.bold,
        italic: expected.italic,
        underline: expected.underline,
        strikethrough: expected.strike,
        color: expected.color,
        charset: expected.charset ?? 0,
        pitchFamily: parseInt(expected.pf ?? '0', 16),
        rightToLeft: expected.rtl,
      })
    }
  })
})

const arial = { ...defaultFormat, font: 'Arial', italic: true }
const segoe = { ...defaultFormat, charset: 1, pitchFamily: 0 }

/** What we write ourselves must be these bytes; the rest must be understood. */
const ours: Readonly<Record<string, () => Uint8Array>> = {
  'text-hello': () => encodeText('Hello', arial),
  'text-hello-bang': () => encodeText('Hello!', arial),
  'text-how-are-you': () => encodeText('Hello! How are you?', arial),
  'text-utf8': () => encodeText('José says 日本語 😀', segoe),
  'text-two-lines': () => encodeText('first line\nsecond line', segoe),
  'text-empty': () => encodeText('', segoe),
  typing: () => encodeTyping('example@hotmail.com'),
  'typing-example-com': () => encodeTyping('alice@example.com'),
  nudge: () => encodeNudge(),
}

const kinds: readonly (readonly [prefix: string, kind: Message['kind']])[] = [
  ['text', 'text'],
  ['typing', 'typing'],
  ['recording', 'recording'],
  ['nudge', 'nudge'],
  ['wink', 'wink'],
  ['voice-clip', 'voice-clip'],
  ['action', 'action'],
  ['emoticon', 'emoticons'],
  ['animemoticon', 'emoticons'],
  ['clientcaps', 'client-capabilities'],
  ['keepalive', 'keep-alive'],
  ['ft-', 'invitation'],
  ['invit', 'invitation'],
  ['ink', 'ink'],
  ['p2p', 'peer-to-peer'],
]

describe.skipIf(!present)('shared cases of messages', () => {
  const cases = present ? load() : ({} as Cases)

  it('lengths, meanings, and what we write to the byte', () => {
    for (const { name, length, hex } of cases.messages.cases) {
      const payload = hexBytes(hex)
      expect(payload.length, name).toBe(length)
      const kind = kinds.find(([prefix]) => name.startsWith(prefix))?.[1]
      expect(parseMessage(payload).kind, name).toBe(kind)
      if (ours[name] !== undefined) expect(ours[name](), name).toEqual(payload)
    }
  })

  it('pieces', () => {
    const { message_id, total_body_length, body_sha1, chunks } = cases.chunking
    const bytes = Uint8Array.from({ length: 2048 }, (_, at) => at % 256)
    const body = utf8(`base64:${Buffer.from(bytes).toString('base64')}`)
    expect(body).toHaveLength(total_body_length)
    expect(createHash('sha1').update(body).digest('hex')).toBe(body_sha1)
    let at = 0
    chunks.forEach(({ payload_prefix, body_length, length }, index) => {
      const part = body.subarray(at, (at += body_length))
      const payload = new Uint8Array(Buffer.concat([utf8(payload_prefix), part]))
      expect(payload).toHaveLength(length)
      const whole = { index: 0, total: chunks.length, payload }
      const piece = index === 0 ? whole : { index, total: null, payload: new Uint8Array(part) }
      expect(parseMessage(payload)).toEqual({ kind: 'chunk', id: message_id.toLowerCase(), ...piece })
    })
  })

  it('datacasts', () => {
    const kinds = [null, 'nudge', 'wink', 'voice-clip', 'action']
    for (const { body, expect: expected } of cases.datacast_parse.cases) {
      const message = parseMessage(utf8(`Content-Type: text/x-msnmsgr-datacast\r\n\r\n${body}`))
      expect(message.kind, body).toBe(kinds[expected.id ?? 0] ?? 'unknown')
      const data = 'object' in message ? message.object : 'text' in message ? message.text : null
      expect(data, body).toBe(expected.data)
    }
  })

  it('definitions of custom emoticons', () => {
    for (const { body, expect: expected } of cases.emoticon_definition_parse.cases) {
      expect(parseDefinitions(body).map(({ code, object }) => [code, object])).toEqual(expected)
    }
  })

  it('emoticons in texts', () => {
    const known = new Set(standardEmoticons.flatMap(({ codes }) => codes.map((code) => code.toLowerCase())))
    expect(known).toEqual(new Set(cases.emoticon_match.codes.map((code) => code.toLowerCase())))
    for (const { text, custom, expect: expected } of cases.emoticon_match.cases) {
      // Custom codes are those of one sender, whose pictures this version does not fetch.
      if (custom.some((code) => !known.has(code.toLowerCase()))) continue
      const found = findEmoticons(text).map((token) =>
        token.kind === 'text' ? ['text', token.text] : ['code', token.code],
      )
      expect(found).toEqual(expected)
    }
  })
})
