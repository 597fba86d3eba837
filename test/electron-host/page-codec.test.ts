import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeCodec } from './page/codec.ts'

const { encode, decode } = makeCodec()

describe('the codec between main and pages', () => {
  it('carries plain data and undefined as they are', () => {
    const scalar = fc.oneof(
      fc.string(),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.constant(undefined),
    )
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        scalar,
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(fc.string(), tie('value'), { maxKeys: 4, noNullPrototype: true }),
      ),
    }))
    fc.assert(
      fc.property(value, (each) => {
        expect(decode(encode(each))).toStrictEqual(each)
      }),
    )
  })

  it.each([
    ['a function', () => 1],
    ['a symbol', Symbol('x')],
    ['a date', new Date(0)],
    ['a map', new Map()],
    ['bytes', new Uint8Array(1)],
    ['an error', new Error('x')],
    ['an instance', new (class {})()],
    ['a big integer', 1n],
    ['not a number', NaN],
  ])('refuses %s, which this program never sends', (_what, value) => {
    expect(() => encode({ value })).toThrow(/could not be cloned|not implemented/)
  })
})
