import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatMime, parseFields, parseMime } from '../../../main/protocol/wire/mime.ts'
import { bytesOf } from './read-all.ts'

const parsed = (payload: string) => {
  const { headers, body } = parseMime(bytesOf(payload))
  return { headers: Object.fromEntries(headers), body }
}

describe('a payload', () => {
  it.each([
    ['strict', 'Content-Type: text/plain\r\n\r\nhi', { 'content-type': 'text/plain' }, 'hi'],
    [
      'names in any case',
      'Mime-version: 1.0\r\nCONTENT-TYPE: a\r\n\r\n',
      { 'mime-version': '1.0', 'content-type': 'a' },
      '',
    ],
    [
      'no space, or many, around the colon',
      'A:1\r\nB  :   2  \r\nC\t:\t3\t\r\n\r\n',
      { a: '1', b: '2', c: '3' },
      '',
    ],
    ['bare line feeds', 'A: 1\nB: 2\n\nx\n\ny', { a: '1', b: '2' }, 'x\n\ny'],
    ['a folded line', 'A: 1;\r\n  two\r\n\tthree\r\nB: 4\r\n\r\n', { a: '1; two three', b: '4' }, ''],
    ['a folded line after nothing', ' folded\r\nA: 1\r\n\r\n', { a: '1' }, ''],
    ['a line without a colon', 'garbage\r\nA: 1\r\n\r\nx', { a: '1' }, 'x'],
    ['a colon in the value', 'A: b: c\r\n\r\n', { a: 'b: c' }, ''],
    ['a repeated header: the last counts', 'A: 1\r\na: 2\r\n\r\n', { a: '2' }, ''],
    ['no empty line: all is header', 'A: 1\r\nB: 2\r\n', { a: '1', b: '2' }, ''],
    ['an empty value', 'preferredEmail:\r\nKid: 0\r\n\r\n', { preferredemail: '', kid: '0' }, ''],
    ['a binary body', 'A: 1\r\n\r\n\x00\x01\r\n\r\n\xff', { a: '1' }, '\x00\x01\r\n\r\n\xff'],
    ['an empty line as the body', 'A: 1\r\n\r\n\r\n', { a: '1' }, '\r\n'],
    ['nothing', '', {}, ''],
    [
      'names that objects have',
      '__proto__: 1\r\nconstructor: 2\r\n\r\n',
      { ['__proto__']: '1', constructor: '2' },
      '',
    ],
  ])('is cut: %s', (_name, payload, headers, body) => {
    expect(parsed(payload)).toEqual({
      headers: Object.fromEntries(Object.entries(headers)),
      body: bytesOf(body),
    })
  })

  it('of any bytes is cut without an error, and its body ends it', () => {
    const piece = fc.oneof(
      fc.uint8Array({ maxLength: 20 }),
      fc.constantFrom('\r\n', '\n', ':', ' ', 'A: b').map(bytesOf),
    )
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const payload = Uint8Array.from(pieces.flatMap((bytes) => [...bytes]))
        const { body } = parseMime(payload)
        expect(body).toEqual(payload.subarray(payload.length - body.length))
      }),
    )
  })

  it('of a megabyte of folded lines is read in linear time', () => {
    const started = performance.now()
    const { headers } = parseMime(bytesOf(`A: 1\r\n${' b\r\n'.repeat(250_000)}`))
    expect(headers.get('a')).toHaveLength(500_001)
    expect(performance.now() - started).toBeLessThan(5_000)
  })
})

describe('fields', () => {
  it('are read with CR LF, CR and LF as line ends', () => {
    expect([...parseFields('ID: 4\rData: a: b\n\r\nX:1')]).toEqual([
      ['id', '4'],
      ['data', 'a: b'],
      ['x', '1'],
    ])
  })
})

describe('what we send', () => {
  it('has its headers in order, one empty line, and the body as it is', () => {
    const payload = formatMime(
      [
        ['MIME-Version', '1.0'],
        ['Content-Type', 'text/x-keepalive'],
      ],
      bytesOf('\x00\r\n'),
    )
    expect(payload).toEqual(bytesOf('MIME-Version: 1.0\r\nContent-Type: text/x-keepalive\r\n\r\n\x00\r\n'))
  })

  it.each(['a\r\nX: y', 'a\n', 'a\r', '\0'])(
    'never holds the value %j: it would be another header',
    (value) => {
      expect(() => formatMime([['TypingUser', value]], new Uint8Array(0))).toThrow(TypeError)
      expect(() => formatMime([[value, 'x']], new Uint8Array(0))).toThrow(TypeError)
    },
  )
})
