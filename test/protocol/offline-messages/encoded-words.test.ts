import * as fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { decodeWords, encodeWord } from '../../../main/protocol/offline-messages/encoded-words.ts'
import { anyText } from '../../support/arbitraries.ts'

/** Written by the header encoder of another language's standard library. */
const written = JSON.parse(
  readFileSync(new URL('../../fixtures/offline-messages/encoded-words.json', import.meta.url), 'utf8'),
) as readonly { readonly text: string; readonly encoded: string; readonly how: string }[]

describe('the words of a header', () => {
  // RFC 2047, section 8; the line that is folded is joined by a blank when a header is read.
  test.each([
    ['=?ISO-8859-1?Q?a?=', 'a'],
    ['=?ISO-8859-1?Q?a?= b', 'a b'],
    ['=?ISO-8859-1?Q?a?= =?ISO-8859-1?Q?b?=', 'ab'],
    ['=?ISO-8859-1?Q?a?=  =?ISO-8859-1?Q?b?=', 'ab'],
    ['=?ISO-8859-1?Q?a?=\r\n   =?ISO-8859-1?Q?b?=', 'ab'],
    ['=?ISO-8859-1?Q?a_b?=', 'a b'],
    ['=?ISO-8859-1?Q?a?= =?ISO-8859-2?Q?_b?=', 'a b'],
    ['=?US-ASCII?Q?Keith_Moore?=', 'Keith Moore'],
    ['=?ISO-8859-1?Q?Keld_J=F8rn_Simonsen?=', 'Keld Jørn Simonsen'],
    ['=?ISO-8859-1?Q?Andr=E9?= Pirard', 'André Pirard'],
    [
      '=?ISO-8859-1?B?SWYgeW91IGNhbiByZWFkIHRoaXMgeW8=?= =?ISO-8859-2?B?dSB1bmRlcnN0YW5kIHRoZSBleGFtcGxlLg==?=',
      'If you can read this you understand the example.',
    ],
    ['=?ISO-8859-1?Q?Olle_J=E4rnefors?=', 'Olle Järnefors'],
    ['=?ISO-8859-1?Q?Patrik_F=E4ltstr=F6m?=', 'Patrik Fältström'],
    ['Nathaniel Borenstein =?iso-8859-8?b?7eXs+SDv4SDp7Oj08A==?=', 'Nathaniel Borenstein םולש ןב ילטפנ'],
  ])('are read as the standard says: %s', (header, text) => {
    expect(decodeWords(header)).toBe(text)
  })

  test.each(written)('are read as another program wrote them: $how, $text', ({ text, encoded }) => {
    expect(decodeWords(encoded.replaceAll('\n', ''))).toBe(text)
  })

  test.each([
    ['a blank in the word (wire)', '=?utf-8?B?QWxpY2Ugw6k= ?=', 'Alice é'],
    ['a language', '=?utf-8*en?Q?Bob?=', 'Bob'],
    ['a letter that is cut between two words', '=?utf-8?B?Y2Fmww==?= =?utf-8?B?qQ==?=', 'café'],
    ['a charset that nobody knows', '=?x-klingon?Q?caf=E9?=', 'café'],
    ['no word at all', 'Bob <3 =?= a?b', 'Bob <3 =?= a?b'],
    ['an encoding that there is not', '=?utf-8?X?abc?=', '=?utf-8?X?abc?='],
    ['stray signs', '=?utf-8?Q?100%_=_=G1?=', '100% = =G1'],
    ['nothing', '', ''],
  ])('are read with %s', (_, header, text) => {
    expect(decodeWords(header)).toBe(text)
  })

  test('never throw, whatever they are', () => {
    const parts = fc.constantFrom('=?', '?=', '?', 'utf-8', 'B', 'q', '=', 'QWxp', '_', ' ', '\r\n ', '=C3')
    fc.assert(
      fc.property(fc.array(fc.oneof(parts, anyText), { maxLength: 30 }), (all) => {
        expect(typeof decodeWords(all.join(''))).toBe('string')
      }),
    )
  })
})

describe('a name as a word', () => {
  test('is the recorded one', () => {
    expect(encodeWord('Alice é')).toBe('=?utf-8?B?QWxpY2Ugw6k=?=')
  })

  test('is never longer than the standard allows, and is the beginning of the name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (name) => {
        const word = encodeWord(name)
        expect(word.length).toBeLessThanOrEqual(75)
        expect(word).toMatch(/^=\?utf-8\?B\?[A-Za-z0-9+/]*={0,2}\?=$/)
        const begin = Buffer.from(word.slice(10, -2), 'base64').toString('utf8')
        expect(name.toWellFormed().startsWith(begin)).toBe(true)
        expect(Buffer.byteLength(begin)).toBeGreaterThan(
          Math.min(45, Buffer.byteLength(name.toWellFormed())) - 4,
        )
      }),
    )
  })
})
