import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { noLists, type Lists } from '../../app/contact.ts'
import {
  cutIntoPortions,
  formatMembership,
  formatPortion,
  parseMembership,
  type Entry,
} from '../../main/protocol/contacts/membership-xml.ts'
import { ProtocolError } from '../../main/protocol/wire/errors.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const text = (payload: Uint8Array): string => new TextDecoder().decode(payload)
const entry = (address: string, lists: Partial<Lists>, network = 1): Entry => ({
  address,
  network,
  lists: { ...noLists, ...lists },
})

const people = [
  entry('bob@example.com', { forward: true, allow: true }),
  entry('fred@example.net', { allow: true }, 32),
  entry('carol@Example.com', { forward: true, block: true }),
]

describe('a list', () => {
  test('is written without white space, each domain once', () => {
    expect(text(formatPortion(people))).toBe(
      '<ml l="1"><d n="example.com"><c n="bob" l="3" t="1"/><c n="carol" l="5" t="1"/></d><d n="example.net"><c n="fred" l="2" t="32"/></d></ml>',
    )
  })

  test('of nobody is written, too', () => {
    expect(cutIntoPortions([])).toEqual([[]])
    expect(text(formatPortion([]))).toBe('<ml l="1"></ml>')
  })

  test('that changes something does not say that it is the first; a question has no lists', () => {
    expect(text(formatMembership([entry('dave@example.com', { block: true })]))).toBe(
      '<ml><d n="example.com"><c n="dave" l="4" t="1"/></d></ml>',
    )
    expect(text(formatMembership([{ address: 'dave@example.com', network: 1, lists: null }]))).toBe(
      '<ml><d n="example.com"><c n="dave"/></d></ml>',
    )
    expect(text(formatMembership([entry('a&b\'"<@example.com', { forward: true })]))).toBe(
      '<ml><d n="example.com"><c n="a&amp;b&apos;&quot;&lt;" l="1" t="1"/></d></ml>',
    )
  })

  test('that servers send is read', () => {
    expect(
      parseMembership(bytes('<ml><d n="example.com"><c n="dave" t="1" l="8" f="Dave%20D" /></d></ml>')),
    ).toEqual([
      { address: 'dave@example.com', network: 1, lists: { ...noLists, reverse: true }, name: 'Dave D' },
    ])
    expect(
      parseMembership(
        bytes(
          '<ml><d n="example.net"><c n="fred" t="32"/></d><t><c n="tel:+1" l="1"/></t><d n=""><c n="x"/></d></ml>',
        ),
      ),
    ).toEqual([{ address: 'fred@example.net', network: 32, lists: null, name: null }])
  })

  test.each(['', '<m/>', '<ml><d n="a.b"><c n="x" l="many"/></d></ml>', '<ml>', '<!DOCTYPE ml><ml/>'])(
    'that is none breaks the protocol: %s',
    (xml) => {
      expect(() => parseMembership(bytes(xml))).toThrow(ProtocolError)
    },
  )

  test('of any bytes is read or breaks the protocol', () => {
    const xml = fc
      .array(
        fc.constantFrom(
          '<ml>',
          '</ml>',
          '<d n="a.b">',
          '</d>',
          '<c n="x" l="8"/>',
          '<c>',
          '&#x;',
          '"',
          'l="',
        ),
      )
      .map((parts) => bytes(parts.join('')))
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array(), xml), (payload) => {
        try {
          parseMembership(payload)
        } catch (error) {
          if (!(error instanceof ProtocolError)) throw error
        }
      }),
    )
  })
})

describe('portions', () => {
  const local = fc.stringMatching(/^[!-9;-?A-~]{1,60}$/)
  const domain = fc.oneof(
    fc.constantFrom('example.com', 'example.net', 'EXAMPLE.com'),
    fc.stringMatching(/^[a-z&'"]{1,60}$/),
  )
  const anybody = fc
    .record({
      local,
      domain,
      network: fc.constantFrom(1, 2, 32),
      bits: fc.constantFrom({ forward: true, allow: true }, { allow: true }, { forward: true, block: true }),
    })
    .map(({ local, domain, network, bits }) => entry(`${local}@${domain}`, bits, network))

  test('hold everybody exactly once, and each is as small as servers want it', () => {
    fc.assert(
      fc.property(fc.array(anybody, { maxLength: 700, size: 'max' }), (entries) => {
        const portions = cutIntoPortions(entries)
        expect(portions.flat().toSorted(byAddress)).toEqual(entries.toSorted(byAddress))
        for (const portion of portions) {
          const payload = formatPortion(portion)
          expect(portion.length).toBeLessThanOrEqual(150)
          expect(payload.length).toBeLessThanOrEqual(7500)
          const domains = [...text(payload).matchAll(/<d n="([^"]*)">/g)].map(([, name]) => name)
          expect(new Set(domains).size).toBe(domains.length)
        }
      }),
      { numRuns: 60 },
    )
  })

  test('are not smaller than they have to be', () => {
    const many = Array.from({ length: 450 }, (_, at) =>
      entry(`p${at}@example.com`, { forward: true, allow: true }),
    )
    expect(cutIntoPortions(many).map(({ length }) => length)).toEqual([150, 150, 150])
  })

  const byAddress = (one: Entry, other: Entry): number =>
    JSON.stringify(one) < JSON.stringify(other) ? -1 : JSON.stringify(one) > JSON.stringify(other) ? 1 : 0
})
