import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatMembership, parseMembership } from '../../main/server/lists/membership-xml.ts'

const parse = (text: string) => parseMembership(Buffer.from(text))

const word = fc.string({ unit: fc.constantFrom(...'abcdefgh019._-&<>"\'é😀'), minLength: 1, maxLength: 20 })

test('who is written is read back, whatever the name', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          name: word,
          domain: word,
          lists: fc.integer({ min: 0, max: 31 }),
          friendlyName: fc.string(),
        }),
      ),
      (people) => {
        const entries = people.map(({ name, domain, ...rest }) => ({ address: `${name}@${domain}`, ...rest }))
        expect(parse(formatMembership(entries))).toEqual({
          kind: 'list',
          isInitial: false,
          entries: entries.map(({ address, lists }) => ({
            address: address.toLowerCase(),
            lists,
            network: '1',
          })),
        })
      },
    ),
  )
})

test('any pieces give a list or a refusal', () => {
  const piece = fc.constantFrom(
    '<ml>',
    '<ml l="1">',
    '</ml>',
    '<d n="e">',
    '<d/>',
    '</d>',
    '<c n="x" l="1"/>',
    "<c n='y'>",
    '</c>',
    '<t>',
    '</t>',
    '<__proto__ n="1"/>',
    'x',
    '&amp;',
    '&',
    '<!--',
    '-->',
    ' ',
    '<?',
    '?>',
  )
  fc.assert(
    fc.property(fc.array(piece), fc.uint8Array(), (pieces, bytes) => {
      for (const payload of [Buffer.from(pieces.join('')), bytes]) {
        expect(['list', 'malformed', 'empty-domain']).toContain(parseMembership(payload).kind)
      }
    }),
  )
})

test.each([
  ['<ml l="1"><d n="Example.com"><c n="Bob" l="3" t="1"/></d></ml>', true, [['bob@example.com', 3, '1']]],
  ["<ml><d n='e.x'><c n='b' l='3' t='32' /></d></ml>", false, [['b@e.x', 3, '32']]],
  [
    '<?xml version="1.0"?>\n<ml>\n<!-- - --> <d n="e.x"> <c n="b"/> </d>\n</ml>\n',
    false,
    [['b@e.x', 0, '1']],
  ],
  ['<ml><t><c n="tel:+1555" l="1"/></t></ml>', false, [['tel:+1555', 1, '1']]],
  ['<ml><d n="e.x"><c n="a&amp;&#98;&lt;" l="1"/></d></ml>', false, [['a&b<@e.x', 1, '1']]],
] as const)('%s is read', (text, isInitial, entries) => {
  expect(parse(text)).toEqual({
    kind: 'list',
    isInitial,
    entries: entries.map(([address, lists, network]) => ({ address, lists, network })),
  })
})
