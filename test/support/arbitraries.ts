import * as fc from 'fast-check'
import type { TextFormat } from '../../app/message.ts'
import type { Command, Grammar } from '../../main/protocol/wire/command.ts'

/** A word as it may stand on a line: no white space, no control characters, not empty. Percent signs and any letters occur. */
export const word: fc.Arbitrary<string> = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 12 })
  .map((text) => text.replace(/[\s\p{Cc}\p{Cs}]/gu, '%'))

/** Three letters, from those with a payload as often as from all others. */
const verbOf = (grammar: Grammar): fc.Arbitrary<string> =>
  fc.oneof(
    fc.constantFrom(...grammar.payloadVerbs),
    fc.string({ unit: fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'), minLength: 3, maxLength: 3 }),
  )

/** Whatever one side of a connection may send, with payloads of any bytes up to 3000. */
export function commandOf(grammar: Grammar): fc.Arbitrary<Command> {
  const params = fc.array(word, { maxLength: 5 })
  const payload = fc.uint8Array({ maxLength: 3000 })
  const withPayload = fc.record({ verb: fc.constantFrom(...grammar.payloadVerbs), params, payload })
  const without = fc
    .record({ verb: verbOf(grammar), params, payload: fc.constant(null) })
    .filter(({ verb, params }) => !grammar.payloadVerbs.has(verb) || !/^\d+$/.test(params.at(-1) ?? ''))
  const error = fc.record({
    verb: fc.integer({ min: 100, max: 999 }).map(String),
    params: fc.tuple(fc.nat().map(String)),
    payload: grammar.errorPayloads ? fc.option(payload) : fc.constant(null),
  })
  return fc.oneof(withPayload, without, error)
}

/** How a stream is cut: the sizes of its pieces, used round and round. */
export const pieceSizes: fc.Arbitrary<readonly number[]> = fc.array(fc.integer({ min: 1, max: 400 }), {
  minLength: 1,
  maxLength: 8,
})

/** Cuts bytes into pieces of these sizes, used round and round. */
export function* inPieces(bytes: Uint8Array, sizes: readonly number[]): Generator<Uint8Array> {
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const size = sizes[turn % sizes.length]!
    yield bytes.slice(at, at + size)
    at += size
  }
}

/** Text of any characters: other scripts, emoji of several code points, line breaks, control characters, lone surrogates. */
export const anyText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.integer({ min: 0xd7f0, max: 0xe010 }).map((unit) => String.fromCharCode(unit)) }),
      fc.constantFrom('\r\n', '\r', '\n', '\t', ' ', '\0', '👩‍👩‍👧‍👦', '\u202e', '\ufeff', 'é', 'e\u0301'),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''))

/** A format as the program sends it; the colour is never the reader's default, which the wire cannot say. */
export const textFormat: fc.Arbitrary<TextFormat> = fc.record({
  font: fc
    .string({ unit: 'grapheme', maxLength: 10 })
    .map((name) => name.toWellFormed().replace(/\p{Cc}/gu, '')),
  bold: fc.boolean(),
  italic: fc.boolean(),
  underline: fc.boolean(),
  strikethrough: fc.boolean(),
  color: fc.integer({ min: 0, max: 0xffffff }).map((rgb) => `#${rgb.toString(16).padStart(6, '0')}`),
  charset: fc.integer({ min: 0, max: 255 }),
  pitchFamily: fc.integer({ min: 0, max: 255 }),
  rightToLeft: fc.boolean(),
})
