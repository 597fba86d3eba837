import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  fromNotificationServer,
  fromSwitchboard,
  toNotificationServer,
  toSwitchboard,
  type Command,
  type Grammar,
} from '../../../main/protocol/wire/command.ts'
import { ProtocolError } from '../../../main/protocol/wire/errors.ts'
import { CommandReader } from '../../../main/protocol/wire/reader.ts'
import { encodeCommand } from '../../../main/protocol/wire/writer.ts'
import { commandOf, inPieces, pieceSizes } from '../../support/arbitraries.ts'
import { bytesOf, readAll } from './read-all.ts'

const grammars = { fromNotificationServer, toNotificationServer, fromSwitchboard, toSwitchboard }
const small: Grammar = {
  payloadVerbs: new Set(['MSG']),
  errorPayloads: true,
  maxLineBytes: 40,
  maxPayloadBytes: 64,
}

const concat = (parts: readonly Uint8Array[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => [...part]))

describe.each(Object.entries(grammars))('the grammar %s', (_name, grammar) => {
  it('reads back whatever was written, however the stream was cut', () => {
    fc.assert(
      fc.property(fc.array(commandOf(grammar), { maxLength: 12 }), pieceSizes, (commands, sizes) => {
        const stream = concat(commands.map(encodeCommand))
        const { commands: read, error, left } = readAll(grammar, inPieces(stream, sizes))
        expect({ read, error, left }).toEqual({ read: commands, error: null, left: 0 })
      }),
    )
  })
})

describe('a stream of any bytes', () => {
  const soup = fc
    .array(
      fc.oneof(
        fc.uint8Array({ maxLength: 90 }),
        fc
          .constantFrom(
            '\r\n',
            '\n',
            ' ',
            'MSG ',
            'MSG a b 12\r\n',
            'NLN x\r\n',
            '241 9 12\r\n',
            'MSG 65\r\n',
            '\r',
          )
          .map(bytesOf),
      ),
      { maxLength: 30 },
    )
    .map(concat)

  it('gives commands or a ProtocolError, and the buffer stays within the limits', () => {
    fc.assert(
      fc.property(soup, pieceSizes, (bytes, sizes) => {
        const { commands, mostBuffered } = readAll(small, inPieces(bytes, sizes))
        expect(mostBuffered).toBeLessThanOrEqual(Math.max(small.maxLineBytes, small.maxPayloadBytes))
        for (const { verb } of commands) expect(verb).toMatch(/^([A-Z]{3}|[0-9]{3})$/)
      }),
    )
  })

  it('means the same however it was cut', () => {
    fc.assert(
      fc.property(soup, pieceSizes, (bytes, sizes) => {
        const { commands, error } = readAll(small, inPieces(bytes, sizes))
        const whole = readAll(small, [bytes])
        expect({ commands, error: error?.message }).toEqual({
          commands: whole.commands,
          error: whole.error?.message,
        })
      }),
    )
  })
})

const hello =
  'MIME-Version: 1.0\r\nContent-Type: text/plain; charset=UTF-8\r\n' +
  'X-MMS-IM-Format: FN=Arial; EF=I; CO=0; CS=0; PF=22\r\n\r\nHello'

/** Bytes, and what they mean: the verb, the words after it, the payload as text. */
type Case = readonly [name: string, grammar: Grammar, stream: string, ...commands: readonly Expected[]]
type Expected = readonly [line: string, payload?: string]

const cases: readonly Case[] = [
  ['a line', fromNotificationServer, 'VER 1 MSNP12 CVR0\r\n', ['VER 1 MSNP12 CVR0']],
  ['a bare line feed', fromNotificationServer, 'QNG 60\nOUT OTH\n', ['QNG 60'], ['OUT OTH']],
  ['empty lines', fromNotificationServer, '\r\n\nQNG 60\r\n\r\n  \r\nQNG 50\r\n', ['QNG 60'], ['QNG 50']],
  [
    'runs of spaces',
    fromNotificationServer,
    ' NLN  NLN   bob@example.com Bob  0 \r\n',
    ['NLN NLN bob@example.com Bob 0'],
  ],
  [
    'an empty name, which is a word less',
    fromSwitchboard,
    'JOI bob@example.com  0\r\n',
    ['JOI bob@example.com 0'],
  ],
  [
    'an empty list of groups at the end',
    fromNotificationServer,
    'LST N=a@b.c F=A 11 1 \r\n',
    ['LST N=a@b.c F=A 11 1'],
  ],
  ['lower case', fromNotificationServer, 'qng 60\r\n', ['QNG 60']],
  ['verbs that nobody knows', fromSwitchboard, 'XYZ 1 2 3\r\nABC\r\n', ['XYZ 1 2 3'], ['ABC']],
  ['a carriage return inside a line', fromNotificationServer, 'PRP MFN a\rb\r\n', ['PRP MFN a\rb']],
  [
    'raw white space of other kinds inside a word',
    fromNotificationServer,
    'PRP MFN A\t\xc2\xa0\xe3\x80\x80+&<%25\r\n',
    ['PRP MFN A\t\u00a0\u3000+&<%25'],
  ],
  ['bytes that are no UTF-8', fromSwitchboard, 'JOI a@b.c \xff\xc3\r\n', ['JOI a@b.c \ufffd\ufffd']],
  [
    'a text',
    fromSwitchboard,
    `MSG bob@example.com Bob%20B 119\r\n${hello}`,
    ['MSG bob@example.com Bob%20B', hello],
  ],
  [
    'a name of digits before the length',
    fromSwitchboard,
    'MSG a@b.c 12 5\r\nHello',
    ['MSG a@b.c 12', 'Hello'],
  ],
  [
    'the next command at the byte after the payload',
    fromSwitchboard,
    'MSG a@b.c A 5\r\nHelloBYE a@b.c\r\n',
    ['MSG a@b.c A', 'Hello'],
    ['BYE a@b.c'],
  ],
  [
    'a payload that looks like commands',
    fromSwitchboard,
    'MSG a@b.c A 9\r\nBYE a@b\r\nACK 3\r\n',
    ['MSG a@b.c A', 'BYE a@b\r\n'],
    ['ACK 3'],
  ],
  [
    'a payload of no bytes',
    fromNotificationServer,
    'UBX bob@example.com 0\r\nQNG 45\r\n',
    ['UBX bob@example.com', ''],
    ['QNG 45'],
  ],
  [
    'a payload verb whose last word is no number',
    fromNotificationServer,
    'ADL 7 OK\r\nRML 8 OK\r\n',
    ['ADL 7 OK'],
    ['RML 8 OK'],
  ],
  ['a payload verb without words', fromSwitchboard, 'MSG\r\nBYE a@b.c\r\n', ['MSG'], ['BYE a@b.c']],
  ['a length with leading zeros', fromSwitchboard, 'MSG a@b.c A 005\r\nHello', ['MSG a@b.c A', 'Hello']],
  [
    'the answer to UUX, which carries nothing',
    fromNotificationServer,
    'UUX 8 0\r\nQNG 45\r\n',
    ['UUX 8 0'],
    ['QNG 45'],
  ],
  [
    'the same UUX from the client',
    toNotificationServer,
    'UUX 8 6\r\n<Data>PNG\r\n',
    ['UUX 8', '<Data>'],
    ['PNG'],
  ],
  ['an error without a payload', fromNotificationServer, '911 4\r\nOUT\r\n', ['911 4'], ['OUT']],
  [
    'an error with a payload',
    fromNotificationServer,
    '241 9 12\r\n<ml></ml>abcNLN NLN a@b.c A 0\r\n',
    ['241 9', '<ml></ml>abc'],
    ['NLN NLN a@b.c A 0'],
  ],
  [
    'an error with a third word that is no length',
    fromNotificationServer,
    '715 20 x\r\nQNG 1\r\n',
    ['715 20 x'],
    ['QNG 1'],
  ],
  [
    'an error of a switchboard, which never carries one',
    fromSwitchboard,
    '217 2 12\r\nBYE a@b.c\r\n',
    ['217 2 12'],
    ['BYE a@b.c'],
  ],
  [
    'a challenge answered',
    toNotificationServer,
    'QRY 7 PROD0101{0RM?UBW 32\r\n8f2f5a91b72102cd28355e9fc9000d6eCHG 8 NLN 0\r\n',
    ['QRY 7 PROD0101{0RM?UBW', '8f2f5a91b72102cd28355e9fc9000d6e'],
    ['CHG 8 NLN 0'],
  ],
  [
    'a client that says what its text is',
    toSwitchboard,
    'MSG 4 N 3\r\nabcOUT\r\n',
    ['MSG 4 N', 'abc'],
    ['OUT'],
  ],
]

const commandsOf = (expected: readonly Expected[]): readonly Command[] =>
  expected.map(([line, payload]) => {
    const [verb = '', ...params] = line.split(' ')
    return { verb, params, payload: payload === undefined ? null : bytesOf(payload) }
  })

describe.each(cases.map(([name, grammar, stream, ...expected]) => ({ name, grammar, stream, expected })))(
  '$name',
  ({ grammar, stream, expected }) => {
    const bytes = bytesOf(stream)
    const commands = commandsOf(expected)

    it.each([
      ['whole', [bytes.length]],
      ['byte by byte', [1]],
      ['two at a time', [2]],
    ])('is read %s', (_cut, sizes) => {
      expect(readAll(grammar, inPieces(bytes, sizes))).toMatchObject({ commands, error: null, left: 0 })
    })

    it('leaves alone what follows', () => {
      const more = concat([bytes, bytesOf('XYZ unfin')])
      expect(readAll(grammar, [more])).toMatchObject({ commands, error: null, left: 9 })
    })
  },
)

describe('a stream that breaks the protocol', () => {
  it.each([
    ['words that are no command', fromSwitchboard, 'HELLO world\r\n'],
    ['a number of four digits', fromSwitchboard, '1234 1\r\n'],
    ['letters that only upper case would make a verb', fromSwitchboard, '\xc3\x9fa 1\r\n'],
    ['a web server', fromNotificationServer, 'HTTP/1.1 400 Bad Request\r\n'],
    ['a payload above the limit', fromSwitchboard, 'MSG a@b.c A 65537\r\n'],
    ['a payload beyond all numbers', fromSwitchboard, `MSG a@b.c A ${'9'.repeat(400)}\r\n`],
    ['a line of a server that never ends', fromSwitchboard, 'A'.repeat(65_537)],
    ['a line of a server above the limit that does end', fromSwitchboard, `ABC ${'x'.repeat(65_533)}\n`],
    ['a line of a client that never ends', toSwitchboard, 'A'.repeat(8193)],
    ['a line of a client above the limit that does end', toSwitchboard, `ABC ${'x'.repeat(8189)}\n`],
  ])('%s: is refused, and the reader with it', (_name, grammar, stream) => {
    const reader = new CommandReader(grammar)
    reader.push(bytesOf(`BYE a@b.c\r\n${stream}`))
    expect(reader.next()).toEqual({ verb: 'BYE', params: ['a@b.c'], payload: null })
    expect(() => reader.next()).toThrow(ProtocolError)
    expect(reader.bufferedBytes).toBe(0)
    expect(() => reader.push(bytesOf('BYE a@b.c\r\n'))).toThrow(ProtocolError)
    expect(() => reader.next()).toThrow(ProtocolError)
  })

  it('takes what is exactly at the limits', () => {
    const line = `ABC ${'x'.repeat(8188)}\n`
    const payload = new Uint8Array(65536).fill(7)
    const { commands } = readAll(fromSwitchboard, [bytesOf(line), bytesOf('MSG a A 65536\r\n'), payload])
    expect(commands.map(({ verb, payload }) => [verb, payload?.length])).toEqual([
      ['ABC', undefined],
      ['MSG', 65536],
    ])
  })

  it('says nothing of what a payload or a line held', () => {
    const { error } = readAll(fromNotificationServer, [bytesOf('secret-ticket t=abc\r\n')])
    expect(error?.message).not.toContain('secret')
  })
})

describe('a payload', () => {
  it('is a copy: the piece that brought it may be used again by its owner once it was read', () => {
    const piece = Buffer.from('MSG a A 5\r\nHello')
    const { commands } = readAll(fromSwitchboard, [piece])
    piece.fill(0)
    expect(commands[0]?.payload).toEqual(bytesOf('Hello'))
  })

  it('never writes into a piece', () => {
    const pieces = [Buffer.from('MSG a A 5\r\nHe'), Buffer.from('llo'), Buffer.from('BYE a\r\n')]
    const before = pieces.map((piece) => piece.toString('latin1'))
    readAll(fromSwitchboard, pieces)
    expect(pieces.map((piece) => piece.toString('latin1'))).toEqual(before)
  })

  it('of a megabyte costs about the same in pieces of one byte as its bytes do, not their square', () => {
    const size = 1024 * 1024
    const reader = new CommandReader(fromNotificationServer)
    reader.push(bytesOf(`NOT ${size}\r\n`))
    const piece = Uint8Array.of(65)
    const started = performance.now()
    let commands = 0
    for (let sent = 0; sent < size; sent++) {
      reader.push(piece)
      if (reader.next() !== null) commands++
    }
    expect(commands).toBe(1)
    expect(performance.now() - started).toBeLessThan(10_000)
  })
})

it('reads the line of a contact with a very long name, which would cut every connection', () => {
  const reader = new CommandReader(fromNotificationServer)
  reader.push(Buffer.from(`NLN NLN 1:bob@example.com ${'x'.repeat(20_000)} 0:0\r\n`))
  expect(reader.next()?.params).toHaveLength(4)
})
