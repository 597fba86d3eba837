import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultFormat } from '../../../app/message.ts'
import { parseMessage } from '../../../main/protocol/messages/parse-message.ts'
import { maxPayloadBytes, splitText } from '../../../main/protocol/messages/split-text.ts'
import { encodeText } from '../../../main/protocol/messages/text.ts'
import { anyText, textFormat } from '../../support/arbitraries.ts'
import { bytesOf } from '../wire/read-all.ts'

const arialItalic = { ...defaultFormat, font: 'Arial', italic: true }

/** What is left of a text that was written on this side: the rules again, in other words. */
const asShown = (text: string): string =>
  text
    .toWellFormed()
    .split(/\r\n|\r|\n/)
    .map((line) => [...line].filter((character) => character === '\t' || !/\p{Cc}/u.test(character)).join(''))
    .join('\n')

describe('a text', () => {
  it('arrives as it was written, with its format', () => {
    fc.assert(
      fc.property(anyText, textFormat, (text, format) => {
        const message = parseMessage(encodeText(text, format))
        expect(message).toEqual({ kind: 'text', text: asShown(text), format, claimedName: null })
      }),
    )
  })

  it.each([
    [119, 'Hello', 'Hello'],
    [120, 'Hello!', 'Hello!'],
    [133, 'Hello! How are you?', 'Hello! How are you?'],
    [114, '', ''],
    [121, 'é€ü', '\xc3\xa9\xe2\x82\xac\xc3\xbc'],
    [118, '😀', '\xf0\x9f\x98\x80'],
    [118, 'a\nb', 'a\r\nb'],
    [118, 'a\rb', 'a\r\nb'],
    [118, 'a\r\nb', 'a\r\nb'],
    [120, 'a\0\tb\u009b\ud800', 'a\tb\xef\xbf\xbd'],
  ])('in Arial italic is %i bytes: %j', (length, text, body) => {
    const payload = encodeText(text, arialItalic)
    expect(payload).toHaveLength(length)
    expect(payload).toEqual(
      bytesOf(
        'MIME-Version: 1.0\r\nContent-Type: text/plain; charset=UTF-8\r\n' +
          `X-MMS-IM-Format: FN=Arial; EF=I; CO=0; CS=0; PF=22\r\n\r\n${body}`,
      ),
    )
  })

  it.each([
    ['no charset, UTF-8', 'Content-Type: text/plain\r\n\r\ncaf\xc3\xa9', 'café'],
    ['no charset, Latin-1', 'Content-Type: text/plain\r\n\r\ncaf\xe9', 'café'],
    ['no charset, the Latin-1 of one system', 'Content-Type: text/plain\r\n\r\n\x93a\x94 \x80', '“a” €'],
    [
      'UTF-8 with bytes that are none',
      'Content-Type: text/plain; charset=UTF-8\r\n\r\ncaf\xe9!',
      'caf\ufffd!',
    ],
    ['UTF-8 in odd spelling', 'content-type:Text/Plain;CharSet = "utf-8" \r\n\r\n\xc3\xa9', 'é'],
    [
      'a charset of others',
      'Content-Type: text/plain; charset=windows-1251\r\n\r\n\xcf\xf0\xe8\xe2\xe5\xf2',
      'Привет',
    ],
    ['a Japanese one', 'Content-Type: text/plain; charset=Shift_JIS\r\n\r\n\x82\xa0', 'あ'],
    ['a charset that nobody knows', 'Content-Type: text/plain; charset=x-none\r\n\r\ncaf\xc3\xa9', 'café'],
    ['an empty charset', 'Content-Type: text/plain; charset=\r\n\r\ncaf\xe9', 'café'],
    ['no type at all', 'MIME-Version: 1.0\r\n\r\nhi', 'hi'],
    ['parameters alone', 'Content-Type: ; charset=windows-1251\r\n\r\n\xcf', 'П'],
    ['an empty type', 'Content-Type:\r\n\r\nhi', 'hi'],
    ['line breaks of three kinds', 'Content-Type: text/plain\r\n\r\na\r\nb\rc\nd\r\r\ne', 'a\nb\nc\nd\n\ne'],
    ['blanks at both ends', 'Content-Type: text/plain\r\n\r\n  a \r\n', '  a \n'],
    ['control characters', 'Content-Type: text/plain\r\n\r\n\x1b[31ma\x00\x07\tb\x7f', '[31ma\tb'],
    [
      'the byte order mark, which is a character',
      'Content-Type: text/plain; charset=utf-8\r\n\r\n\xef\xbb\xbfa',
      '\ufeffa',
    ],
    ['a body of its own empty lines', 'Content-Type: text/plain\r\n\r\na\r\n\r\nb', 'a\n\nb'],
    ['markup', 'Content-Type: text/plain\r\n\r\n<b>&amp;</b>', '<b>&amp;</b>'],
    ['nothing', 'Content-Type: text/plain\r\n\r\n', ''],
  ])('is read from %s', (_name, payload, text) => {
    expect(parseMessage(bytesOf(payload))).toMatchObject({ kind: 'text', text })
  })

  it('tells the name that its sender claims, apart from the sender', () => {
    const payload = (name: string) => bytesOf(`Content-Type: text/plain\r\nP4-Context:${name}\r\n\r\nhi`)
    expect(parseMessage(payload(' Work name'))).toMatchObject({ claimedName: 'Work name' })
    expect(parseMessage(payload(' \x01 '))).toMatchObject({ claimedName: null })
  })
})

describe('a long text', () => {
  const lengthOf = (text: string) => encodeText(text, arialItalic).length

  it('is cut into pieces that fit and lose nothing', () => {
    const long = fc.array(anyText, { maxLength: 60 }).map((parts) => parts.join(''))
    fc.assert(
      fc.property(long, textFormat, fc.integer({ min: 400, max: 900 }), (text, format, most) => {
        const pieces = splitText(text, format, most)
        expect(pieces.join('')).toBe(asShown(text))
        for (const piece of pieces) expect(encodeText(piece, format).length).toBeLessThanOrEqual(most)
        if (pieces.length > 1) expect(pieces).not.toContain('')
      }),
      { numRuns: 60 },
    )
  })

  it('stays whole as long as it fits', () => {
    expect(splitText('', arialItalic)).toEqual([''])
    expect(splitText('Hello', arialItalic, 119)).toEqual(['Hello'])
    expect(splitText('Hello', arialItalic, 118)).toEqual(['Hell', 'o'])
    expect(splitText('x'.repeat(1550), arialItalic)).toHaveLength(1)
    expect(splitText('x'.repeat(1551), arialItalic).map(lengthOf)).toEqual([maxPayloadBytes, 115])
  })

  it.each([
    ['after a space', 'hello my world', ['hello my ', 'world']],
    ['after a line break rather than a space', 'hello\nmy world', ['hello\n', 'my world']],
    ['in a word, when the space lies far back', 'a bcdefghijklm', ['a bcdefghij', 'klm']],
    ['never between CR and LF', '1234567890\nx', ['1234567890', '\nx']],
    ['never inside a letter of several bytes', 'éééééé', ['ééééé', 'é']],
    ['never inside a letter with an accent of its own', 'abcdefghie\u0301x', ['abcdefghi', 'e\u0301x']],
    ['never between a space and the accent on it', 'abcdefgh \u0301xyz', ['abcdefgh \u0301', 'xyz']],
    ['before a flag that does not fit', 'abcde🇨🇭', ['abcde', '🇨🇭']],
    ['inside what alone does not fit, between its parts', '👩‍👩‍👧', ['👩\u200d👩', '\u200d👧']],
  ])('is cut %s', (_name, text, pieces) => {
    expect(splitText(text, arialItalic, 114 + 11)).toEqual(pieces)
  })

  it('of a size that no server takes is refused', () => {
    expect(() => splitText('Hello', arialItalic, 114)).toThrow(RangeError)
    expect(() => splitText('😀', arialItalic, 117)).toThrow(RangeError)
    expect(() => splitText('\n', arialItalic, 115)).toThrow(RangeError)
  })

  it('is cut in linear time', () => {
    const started = performance.now()
    expect(splitText('e\u0301'.repeat(200_000), arialItalic).join('')).toHaveLength(400_000)
    expect(performance.now() - started).toBeLessThan(10_000)
  })
})
