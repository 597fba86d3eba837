import fc from 'fast-check'
import { expect, test } from 'vitest'
import { escapeXml } from '../../main/protocol/wire/xml-text.ts'
import { elementAt, elementsAt, parseElement, parseLeaves, textAt } from '../../main/server/xml.ts'

const leaves = (text: string) => parseLeaves(Buffer.from(text))

test('any text that is escaped is read back', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(leaves(`<a><b>${escapeXml(text)}</b></a>`)).toEqual([
        { name: 'b', parent: 'a', text: text.toWellFormed() },
      ])
    }),
  )
})

test('an element is found on the way down the names, by the first of each, of the last one all', () => {
  const root = parseElement(
    Buffer.from('<x:a>\n<b> <c>1</c><c> 2&amp;<!-- - --> </c></b><b><c>3</c></b><d e="f">text</d></a>'),
  )
  expect(root).toBeNull()
  const element = parseElement(
    Buffer.from('<x:a>\n<b> <c>1</c><c> 2&amp;<!-- - --> </c></b><b><c>3</c></b><d e="f">text</d></x:a>'),
  )!
  expect(element.name).toBe('a')
  expect(elementsAt(element, 'b')).toHaveLength(2)
  expect(elementsAt(element, 'b', 'c').map(({ text }) => text)).toEqual(['1', ' 2& '])
  expect(textAt(element, 'b', 'c')).toBe('1')
  expect(elementAt(element, 'd')).toEqual({
    name: 'd',
    attributes: new Map([['e', 'f']]),
    text: 'text',
    children: [],
  })
  expect(elementAt(element, 'b', 'd')).toBeUndefined()
  expect(textAt(element, 'c')).toBe('')
})

test('any bytes give leaves or null', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.constantFrom(
          '<a>',
          '</a>',
          '<b x="1">',
          '</b>',
          '<c/>',
          '&amp;',
          '&#x',
          'x',
          '<',
          '>',
          '<!--',
          '-->',
          '<?',
          '?>',
        ),
      ),
      (pieces) => {
        const read = leaves(pieces.join(''))
        expect(read === null || Array.isArray(read)).toBe(true)
      },
    ),
  )
})

test.each([
  ['<a/>', [{ name: 'a', parent: '', text: '' }]],
  ['<x:a>1</x:a>', [{ name: 'a', parent: '', text: '1' }]],
  [
    '<?xml version="1.0"?>\r\n<a b="c d">\n<b>1</b><!-- - --><b>2</b></a>\n',
    [
      { name: 'b', parent: 'a', text: '1' },
      { name: 'b', parent: 'a', text: '2' },
    ],
  ],
  [
    '<a>&#65;&#x42;&lt;&AMP;&nbsp;&#0;&#x110000;</a>',
    [{ name: 'a', parent: '', text: 'AB<&&nbsp;&#0;&#x110000;' }],
  ],
  ['<a>Tom & Jerry &co &;</a>', [{ name: 'a', parent: '', text: 'Tom & Jerry &co &;' }]],
  ['<a>&amp;lt;</a>', [{ name: 'a', parent: '', text: '&lt;' }]],
])('%s is read', (text, expected) => {
  expect(leaves(text)).toEqual(expected)
})

test.each([
  '',
  'x',
  '<a>',
  '</a>',
  '<a></b>',
  '<a><b></a></b>',
  '<a/><b/>',
  '<a>x</a>y',
  '<!DOCTYPE a><a/>',
  '<a><![CDATA[x]]></a>',
  '<a><__proto__>x</__proto__></a>',
  '<a>'.repeat(40) + '</a>'.repeat(40),
  '<a',
  '<>x</>',
])('%j is not read', (text) => {
  expect(leaves(text)).toBeNull()
})

test('a long text without an end is refused in a moment', () => {
  const began = performance.now()
  expect(leaves(`<a ${'x '.repeat(30_000)}`)).toBeNull()
  expect(leaves('<!--'.repeat(15_000))).toBeNull()
  expect(leaves('<a>'.repeat(20_000))).toBeNull()
  expect(performance.now() - began).toBeLessThan(2_000)
})
