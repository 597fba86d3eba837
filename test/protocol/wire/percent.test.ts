import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodePercent, encodePercent } from '../../../main/protocol/wire/percent.ts'

describe('percent coding', () => {
  it('is read back, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(decodePercent(encodePercent(text))).toBe(text.toWellFormed())
      }),
    )
  })

  it('writes nothing that could end a word or a line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(encodePercent(text)).toMatch(/^[A-Za-z0-9\-_.~!*'()%]*$/)
      }),
    )
  })

  it('never throws on reading, and leaves words without a percent sign as they are', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('%', 'C', '3', 'a', '9', 'é', '+', 'f') }), (word) => {
        const text = decodePercent(word)
        if (!word.includes('%')) expect(text).toBe(word)
      }),
    )
  })

  it.each([
    ['Mike', 'Mike'],
    ['Mike Smith', 'Mike%20Smith'],
    ['100%', '100%25'],
    ['é€😀', '%C3%A9%E2%82%AC%F0%9F%98%80'],
    ["-_.~!*'()", "-_.~!*'()"],
    ['a+b;c=d', 'a%2Bb%3Bc%3Dd'],
    ['two\r\nlines', 'two%0D%0Alines'],
    ['\u00a0\u3000', '%C2%A0%E3%80%80'],
    ['\ufeffBob', '%EF%BB%BFBob'],
    ['\ud800', '%EF%BF%BD'],
  ])('writes %j as %s', (text, wire) => {
    expect(encodePercent(text)).toBe(wire)
    expect(decodePercent(wire)).toBe(text.toWellFormed())
  })

  it.each([
    ['a percent sign at the end', 'Mike%', 'Mike%'],
    ['one digit', '100%2', '100%2'],
    ['no hex digits', '100%zz', '100%zz'],
    ['a plus', 'a+b', 'a+b'],
    ['lower case', '%c3%a9', 'é'],
    ['once only', '%2525', '%25'],
    ['a broken letter', '%C3', '\ufffd'],
    ['a broken letter before a whole one', '%C3%C3%A9', '\ufffdé'],
    ['raw letters between', 'na%C3%AFve\u3000naïve', 'naïve\u3000naïve'],
    ['a sign that begins an escape after a stray one', '%%41', '%A'],
    ['a zero byte', '%00x', '\0x'],
  ])('reads %s', (_name, wire, text) => {
    expect(decodePercent(wire)).toBe(text)
  })
})
