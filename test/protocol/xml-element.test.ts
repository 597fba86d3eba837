import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ProtocolError } from '../../main/protocol/wire/errors.ts'
import { parseXml, type XmlElement } from '../../main/protocol/xml-element.ts'

const parse = (xml: string): XmlElement => parseXml(xml, 100_000)

interface Tree {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly text: string
  readonly children: readonly Tree[]
}

const name = fc.stringMatching(/^[a-z][a-z\d_.-]{0,6}$/)
const text = fc.string({ unit: 'grapheme' }).map((word) => word.trim())
const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.record({
    name,
    attributes: fc.dictionary(name, text, { maxKeys: 3, noNullPrototype: true }),
    text,
    children: fc.oneof({ maxDepth: 4 }, fc.constant([]), fc.array(tie('tree'), { maxLength: 4 })),
  }),
}))

const escape = (value: string): string =>
  value.replaceAll('&', '&amp;').replaceAll('<', '&#60;').replaceAll('"', '&quot;')

function write({ name, attributes, text, children }: Tree): string {
  const words = Object.entries(attributes).map(([key, value]) => ` ${key}="${escape(value)}"`)
  const inside = escape(text) + children.map(write).join('<!-- > -->\n')
  return inside === '' ? `<${name}${words.join('')}/>` : `<${name}${words.join('')}>${inside}</${name}>`
}

const read = (element: XmlElement, { attributes }: Tree): Omit<Tree, 'children'> => ({
  name: element.name,
  attributes: Object.fromEntries(Object.keys(attributes).map((key) => [key, element.attribute(key) ?? ''])),
  text: element.text,
})

function expectSame(element: XmlElement, { children, ...tree }: Tree): void {
  expect(read(element, { ...tree, children })).toEqual(tree)
  expect(element.children()).toHaveLength(children.length)
  element.children().forEach((child, at) => expectSame(child, children[at]!))
}

test('whatever is written is read', () => {
  fc.assert(fc.property(tree, (written) => expectSame(parse(write(written)), written)))
})

test('whatever comes is a document or is refused', () => {
  const pieces = [
    '<a>',
    '</a>',
    '<a',
    '>',
    '<b x="',
    '"',
    '/>',
    ' ',
    '<!--',
    '-->',
    '<![CDATA[',
    ']]>',
    '<?x',
    '?>',
    '&',
    'é',
  ]
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces)), (parts) => {
      try {
        expect(['a', 'b']).toContain(parse(parts.join('')).name)
      } catch (error) {
        expect(error).toBeInstanceOf(ProtocolError)
      }
    }),
  )
})

describe('a document', () => {
  test.each<[what: string, xml: string, text: string]>([
    ['with a declaration and a mark of its order', '\ufeff<?xml version="1.0"?>\n<a>b</a>\n', 'b'],
    ['with entities and numbers, each decoded once', '<a>&lt;&#233;&#x20ac;&amp;lt;</a>', '<é€&lt;'],
    ['with an entity that nobody knows', '<a>&nbsp;</a>', '&nbsp;'],
    ['with CDATA, which is text as it stands', '<a> 1<![CDATA[<b>&amp;]]>2 </a>', '1<b>&amp;2'],
    ['with comments and instructions', '<!-- <b> --><a>1<!-- > --><?x <c> ?>2</a><!-- -->', '12'],
    ['with white space in its tags', '<a\n x = "1"\ty=\'2\' >3</a\n>', '3'],
    ['with a bracket in an attribute', '<a x="1>2">3</a>', '3'],
    ['with text on both sides of an element', '<a>1<b>2</b>3</a>', '13'],
  ])('%s', (_, xml, text) => {
    expect(parse(xml).text).toBe(text)
  })

  test('is read by names without prefix and letter case, and by the same tag with another bracket in it', () => {
    const root = parse('<s:A xmlns:s="urn:x"><S:b n:Id="1>0">x</S:b><B Id="1>1">y</B><b id="1"/></s:A>')
    expect(root.name).toBe('a')
    expect(root.children('B').map((each) => [each.attribute('ID'), each.text])).toEqual([
      ['1>0', 'x'],
      ['1>1', 'y'],
      ['1', ''],
    ])
    expect(root.attribute('s')).toBeUndefined()
    expect(root.find('c')).toBeUndefined()
  })

  test('is searched through every element of a name', () => {
    expect(parse('<a><b/><b><c>1</c></b><b><c>2</c></b></a>').find('b', 'c')?.text).toBe('1')
  })

  test.each<[what: string, xml: string]>([
    ['nothing', ''],
    ['text', 'hello'],
    ['two documents', '<a/><b/>'],
    ['text after it', '<a/>b'],
    ['text before it', 'b<a/>'],
    ['an element that is not closed', '<a><b></a>'],
    ['an element that nobody opened', '<a></b></a>'],
    ['an end that is longer than its beginning', '<a></ab>'],
    ['an end alone', '</a>'],
    ['another prefix at the end', '<s:a></t:a>'],
    ['a tag that does not end', '<a><b'],
    ['a bracket alone', '<a> < </a>'],
    ['a bracket at the end', '<a/><'],
    ['a name that begins with a number', '<1/>'],
    ['an attribute without quotes', '<a x=1/>'],
    ['an attribute without a value', '<a x/>'],
    ['an attribute twice', '<a x="1" x="2"/>'],
    ['quotes in quotes', '<a x="the "one""/>'],
    ['an ampersand alone', '<a>you & me</a>'],
    ['an ampersand alone in an attribute', '<a x="you & me"/>'],
    ['a comment that does not end', '<a/><!-- '],
    ['CDATA outside', '<![CDATA[x]]><a/>'],
    ['CDATA that does not end', '<a><![CDATA[x]]</a>'],
    ['a document type', '<!DOCTYPE a><a/>'],
    ['a document type with entities', '<!doctype a [<!ENTITY b "c">]><a>&b;</a>'],
    ['too many elements in each other', `${'<a>'.repeat(101)}${'</a>'.repeat(101)}`],
    ['too much', `<a>${' '.repeat(100_000)}</a>`],
  ])('that is %s is refused', (_, xml) => {
    expect(() => parse(xml)).toThrow(ProtocolError)
  })

  test('with names that every object has is read like any other', () => {
    const root = parse('<a><__proto__>1</__proto__><constructor toString="2"/></a>')
    expect(root.find('__proto__')?.text).toBe('1')
    expect(root.find('constructor')?.attribute('toString')).toBe('2')
    expect(root.find('constructor')?.attribute('valueOf')).toBeUndefined()
  })

  test('of many megabytes is read before anybody notices', () => {
    const xml = `<a>${'<b c="d"><e>f</e><g>1 &amp; 2</g></b>'.repeat(50_000)}</a>`
    const began = performance.now()
    expect(parseXml(xml, xml.length).children('b')).toHaveLength(50_000)
    expect(performance.now() - began).toBeLessThan(5_000)
  })
})
