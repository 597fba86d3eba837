import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeEntities, escapeXml } from '../../../main/protocol/wire/xml-text.ts'

test('any text is read back after it was escaped, without what XML cannot hold', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const kept = text
        .toWellFormed()
        // eslint-disable-next-line no-control-regex
        .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
      expect(decodeEntities(escapeXml(text))).toBe(kept)
      expect(escapeXml(text)).not.toMatch(/[<>"']/)
    }),
  )
})

test.each([
  ['&#65;&#x42;&lt;&AMP;', 'AB<&'],
  ['&amp;lt;', '&lt;'],
  ['&nbsp; &#0; &#x110000; & &', '&nbsp; &#0; &#x110000; & &'],
  ['&#xd800;', '\ufffd'],
])('%s is read as %s', (text, expected) => {
  expect(decodeEntities(text)).toBe(expected)
})
