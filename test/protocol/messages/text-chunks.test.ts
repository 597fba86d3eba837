import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { defaultFormat, type TextFormat } from '../../../app/message.ts'
import { maxChunks } from '../../../main/protocol/messages/chunks.ts'
import { splitBytes, splitText } from '../../../main/protocol/messages/split-text.ts'
import { encodeChunks } from '../../../main/protocol/messages/text-chunks.ts'
import { encodeText } from '../../../main/protocol/messages/text.ts'
import { anyText, textFormat } from '../../support/arbitraries.ts'

const id = '{2B073406-65D8-4B4E-A2F4-1B3B3E0B5A10}'
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Header lines and body, cut by hand at the first empty line. */
function cut(payload: Uint8Array): [headers: string[], body: string] {
  const text = strict.decode(payload)
  const gap = text.indexOf('\r\n\r\n')
  return [text.slice(0, gap).split('\r\n'), text.slice(gap + 4)]
}

/** Longer than one message holds, of anything that can be written. */
const longText = fc
  .tuple(anyText, anyText, fc.integer({ min: 1, max: 400 }))
  .map(([one, other, times]) => `${one}${other} `.repeat(times))

/** What remains of a text: control characters gone, one kind of line break, no lone surrogates. */
const plain = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/(?![\n\t])\p{Cc}/gu, '')

/** Names that take the most room: 64 letters of which each is nine or twelve characters over the wire. */
const longestNames: readonly TextFormat[] = ['字'.repeat(64), '𝔉'.repeat(32), '%'.repeat(64)].map((font) => ({
  ...defaultFormat,
  font,
  bold: true,
  italic: true,
  underline: true,
  strikethrough: true,
  color: '#ffffff',
  charset: 255,
  pitchFamily: 255,
  rightToLeft: true,
}))

describe('a text in pieces', () => {
  test('has the headers in the first one, and what belongs together in all', () => {
    const pieces = encodeChunks('é'.repeat(2000), defaultFormat, id)!
    const [first, ...others] = pieces.map(cut)
    expect(first![0]).toEqual([
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=UTF-8',
      `Message-ID: ${id}`,
      'Chunks: 3',
      'X-MMS-IM-Format: FN=Segoe%20UI; EF=; CO=0; CS=0; PF=22',
    ])
    expect(others.map(([headers]) => headers)).toEqual([
      [`Message-ID: ${id}`, 'Chunk: 1'],
      [`Message-ID: ${id}`, 'Chunk: 2'],
    ])
    expect(pieces.map((each) => cut(each)[1]).join('')).toBe('é'.repeat(2000))
  })

  test('is the text when joined, each piece fits and is UTF-8 by itself', () => {
    fc.assert(
      fc.property(longText, fc.oneof(textFormat, fc.constantFrom(...longestNames)), (text, format) => {
        const pieces = encodeChunks(text, format, id)!
        for (const piece of pieces) expect(piece.length).toBeLessThanOrEqual(1664)
        const bodies = pieces.map((piece) => cut(piece)[1])
        expect(bodies.join('').replaceAll('\r\n', '\n')).toBe(plain(text))
      }),
    )
  })

  test('is none when nobody would read so many', () => {
    const room = 1300
    expect(encodeChunks('x'.repeat(maxChunks * room), defaultFormat, id)!.length).toBeLessThanOrEqual(1024)
    expect(encodeChunks('x'.repeat(maxChunks * 1664), defaultFormat, id)).toBeNull()
  })
})

describe('a text in several messages', () => {
  test('is the text when joined, and each message fits with its headers', () => {
    fc.assert(
      fc.property(longText, fc.oneof(textFormat, fc.constantFrom(...longestNames)), (text, format) => {
        const messages = splitText(text, format).map((piece) => encodeText(piece, format))
        for (const message of messages) expect(message.length).toBeLessThanOrEqual(1664)
        const bodies = messages.map((message) => cut(message)[1])
        expect(bodies.join('').replaceAll('\r\n', '\n')).toBe(plain(text))
      }),
    )
  })

  test('cannot be cut where not even a letter has room', () => {
    expect(() => splitBytes('字', 2)).toThrow(RangeError)
    expect(() => splitBytes('x', -5)).toThrow(RangeError)
    expect(splitBytes('', 0)).toEqual([''])
  })
})
