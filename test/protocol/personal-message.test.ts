import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatCurrentMedia, parseCurrentMedia } from '../../main/protocol/presence/current-media.ts'
import { TooLongError } from '../../main/protocol/errors.ts'
import { encodePersonalMessage, parsePersonalMessage } from '../../main/protocol/presence/personal-message.ts'

const read = (xml: string) => parsePersonalMessage(Buffer.from(xml))
const write = (text: string) => Buffer.from(encodePersonalMessage({ text, media: null })).toString()

describe('a personal message of somebody else', () => {
  test.each([
    ['<Data><PSM>busy</PSM><CurrentMedia></CurrentMedia></Data>', 'busy'],
    ['<Data><PSM>Hello &amp; &lt;welcome&gt;</PSM><CurrentMedia></CurrentMedia></Data>', 'Hello & <welcome>'],
    ['<Data><PSM>&quot;q&quot; &apos;a&apos; &amp;amp; \u{1f600}</PSM></Data>', '"q" \'a\' &amp; \u{1f600}'],
    ['<Data><PSM>&#65;&#x1F600;&#x7b;</PSM></Data>', 'A\u{1f600}{'],
    ['<Data><PSM> two  blanks </PSM></Data>', ' two  blanks '],
    ['<Data><PSM>007</PSM></Data>', '007'],
    ['<Data><PSM></PSM><CurrentMedia></CurrentMedia></Data>', ''],
    ['<Data></Data>', ''],
    ['<Data/>', ''],
    ['', ''],
    ['no xml at all', ''],
    ['<?xml version="1.0"?><Data><PSM>declared</PSM></Data>', 'declared'],
    ['<Data><PSM><![CDATA[a<b]]></PSM></Data>', 'a<b'],
  ])('%s says %j', (xml, text) => {
    expect(read(xml)).toEqual({ text, media: null })
  })

  test.each([
    ['<Data><PSM>Hello &#x26; <welcome></PSM><CurrentMedia></CurrentMedia></Data>', 'Hello & <welcome>'],
    ['<Data><PSM>a < b</PSM></Data>', 'a < b'],
    ['<Data><PSM>I <b>love</b> you<br/></PSM></Data>', 'I <b>love</b> you<br/>'],
    ['<Data><PSM>fish & chips</PSM></Data>', 'fish & chips'],
    ['<Data><PSM>I <3 you</PSM><CurrentMedia>\\0Music\\01\\0{0}\\0Song\\0</CurrentMedia></Data>', 'I <3 you'],
    ['<Data><__proto__>x</__proto__><PSM>polluted</PSM></Data>', 'polluted'],
  ])('is read where a server forgot to escape it: %s', (xml, text) => {
    expect(read(xml).text).toBe(text)
  })

  test('with a document type is empty: no entity of its own is ever expanded', () => {
    expect(read('<!DOCTYPE d [<!ENTITY x "boom">]><Data><PSM>&x;</PSM></Data>').text).toBe('')
    expect(read('<Data><PSM>&x;</PSM></Data>').text).toBe('&x;')
  })

  test('is cut when it is endless', () => {
    expect(read(`<Data><PSM>${'x'.repeat(100_000)}</PSM></Data>`).text).toHaveLength(1000)
  })

  test('does not grow by what it is told to put in many places', () => {
    const format = '{0}'.repeat(10_000)
    const { media } = read(
      `<Data><CurrentMedia>\\0Music\\01\\0${format}\\0${'x'.repeat(10_000)}\\0</CurrentMedia></Data>`,
    )
    expect(media?.text.length ?? 0).toBeLessThan(200_000)
    const short = `<CurrentMedia>\\0Music\\01\\0${'{0}'.repeat(150)}\\0${'x'.repeat(400)}\\0</CurrentMedia>`
    expect(read(`<Data>${short}</Data>`).media?.text).toHaveLength(60_000)
  })

  test('that fills a whole payload is none', () => {
    expect(read(`<Data><PSM>hi</PSM>${'<x></x>'.repeat(100_000)}</Data>`).text).toBe('')
  })

  test('any bytes are read without an error', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(typeof parsePersonalMessage(bytes).text).toBe('string')
      }),
    )
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom('<', '>', '/', '&', ';', 'PSM', 'Data', '<PSM>', '</PSM>', '!', ' '),
        }),
        (xml) => {
          expect(typeof read(xml).text).toBe('string')
        },
      ),
    )
  })
})

describe('the own personal message', () => {
  test.each([
    ['Out for lunch', '<Data><PSM>Out for lunch</PSM><CurrentMedia></CurrentMedia></Data>'],
    ['Tom & Jerry <3', '<Data><PSM>Tom &amp; Jerry &lt;3</PSM><CurrentMedia></CurrentMedia></Data>'],
    ['"q" \'a\'', '<Data><PSM>&quot;q&quot; &apos;a&apos;</PSM><CurrentMedia></CurrentMedia></Data>'],
    ['', '<Data><PSM></PSM><CurrentMedia></CurrentMedia></Data>'],
    ['bell\u0007 and null\u0000', '<Data><PSM>bell and null</PSM><CurrentMedia></CurrentMedia></Data>'],
  ])('%j goes as %s', (text, xml) => {
    expect(write(text)).toBe(xml)
  })

  test('is at most 129 characters long', () => {
    expect(() => write('\u{1f600}'.repeat(129))).not.toThrow()
    expect(() => write('x'.repeat(130))).toThrow(TooLongError)
  })

  test('is read back as it was', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 60 }).filter((some) => [...some].length <= 129)
    fc.assert(
      fc.property(text, (some) => {
        const clean = some.toWellFormed().replace(/[\p{Cc}\ufffe\uffff]/gu, '')
        expect(read(write(clean)).text).toBe(clean)
      }),
    )
  })
})

describe('what is played', () => {
  test.each([
    ['\\0Music\\01\\0{0} - {1}\\0Song\\0Artist\\0Album\\0\\0', { type: 'music', text: 'Song - Artist' }],
    ['Example\\0Music\\01\\0{0}\\0Song\\0', { type: 'music', text: 'Song' }],
    ['\\0Games\\01\\0Playing {0}\\0Chess\\0', { type: 'games', text: 'Playing Chess' }],
    ['\\0Office\\01\\0Editing {0}\\0Plan\\0', { type: 'office', text: 'Editing Plan' }],
    ['\\0Music\\01\\0{0} {7}\\0$& $1\\0', { type: 'music', text: '$& $1' }],
    ['\\0Music\\00\\0{0}\\0Song\\0', null],
    ['\\0constructor\\01\\0{0}\\0Song\\0', null],
    ['\\0Music\\01\\0\\0', null],
    ['nonsense', null],
    ['', null],
  ])('%s', (wire, expected) => {
    expect(parseCurrentMedia(wire)).toEqual(expected)
  })

  test('goes as one argument', () => {
    expect(formatCurrentMedia({ type: 'music', text: 'Song - Artist' })).toBe(
      '\\0Music\\01\\0{0}\\0Song - Artist\\0',
    )
    expect(formatCurrentMedia(null)).toBe('')
    expect(parseCurrentMedia(formatCurrentMedia({ type: 'games', text: 'a\\0b {0}' }))).toEqual({
      type: 'games',
      text: 'a0b {0}',
    })
  })
})
