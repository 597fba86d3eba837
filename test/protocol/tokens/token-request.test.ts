import { readFileSync } from 'node:fs'
import { XMLParser } from 'fast-xml-parser'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { encodeTokenRequest, renewalTarget } from '../../../main/protocol/tokens/token-request.ts'

const request = {
  address: 'alice@example.com',
  password: 'secret123',
  targets: [
    renewalTarget,
    { address: 'messengerclear.live.com', policy: 'MBI_KEY_OLD' },
    { address: 'messenger.msn.com', policy: '?id=507' },
    { address: 'contacts.msn.com', policy: 'MBI' },
    { address: 'messengersecure.live.com', policy: 'MBI_SSL' },
    { address: 'storage.msn.com', policy: 'MBI_SSL' },
  ],
  url: 'https://login.example.com/RST.srf',
  now: Date.UTC(2026, 10, 23, 3, 8, 30),
}

test('a request is, byte by byte, one that a real server answered', () => {
  const recorded = new URL('../../fixtures/tokens/rst-request.xml', import.meta.url)
  expect(encodeTokenRequest(request)).toBe(readFileSync(recorded, 'utf8'))
})

interface Document {
  readonly Header: {
    readonly To: { readonly '#text': string }
    readonly Security: {
      readonly UsernameToken: { readonly Username: string; readonly Password: string }
      readonly Timestamp: unknown
    }
  }
  readonly Body: {
    readonly RequestMultipleSecurityTokens: {
      readonly RequestSecurityToken: readonly {
        readonly AppliesTo: { readonly EndpointReference: { readonly Address: string } }
        readonly PolicyReference?: { readonly '@_URI': string }
      }[]
    }
  }
}

function read(xml: string): Document {
  const parser = new XMLParser({ removeNSPrefix: true, ignoreAttributes: false, parseTagValue: false })
  return (parser.parse(xml) as { Envelope: Document }).Envelope
}

describe('a request of the newer kind', () => {
  const xml = encodeTokenRequest({ ...request, url: 'https://login.example.com//RST2.srf' })
  const { Header, Body } = read(xml)

  test('says where it goes and how long it holds', () => {
    expect(xml).toContain('xmlns:s="http://www.w3.org/2003/05/soap-envelope"')
    expect(Header.To['#text']).toBe('https://login.example.com//RST2.srf')
    expect(Header.Security.Timestamp).toMatchObject({
      Created: '2026-11-23T03:08:30Z',
      Expires: '2026-11-23T03:13:30Z',
    })
  })

  test('asks for the same', () => {
    const requests = Body.RequestMultipleSecurityTokens.RequestSecurityToken
    const asked = requests.map(({ AppliesTo, PolicyReference }) => ({
      address: AppliesTo.EndpointReference.Address,
      policy: PolicyReference?.['@_URI'] ?? '',
    }))
    expect(asked).toEqual(request.targets)
  })
})

describe.each(['https://example.com/RST.srf', 'https://example.com/rst2.SRF'])('at %s', (url) => {
  test('name and password arrive as they were typed, whatever is in them', () => {
    const typed = fc.string({ unit: 'grapheme' }).filter((text) => text.trim() === text && text !== '')
    fc.assert(
      fc.property(typed, typed, (address, password) => {
        const xml = encodeTokenRequest({ ...request, address, password, url })
        const { Username, Password } = read(xml).Header.Security.UsernameToken
        expect([Username, Password]).toEqual([address, password])
      }),
    )
  })

  test('a password with marks of XML is no part of the document', () => {
    const xml = encodeTokenRequest({ ...request, password: `</wsse:Password>&"'`, url })
    expect(xml).toContain('<wsse:Password>&lt;/wsse:Password&gt;&amp;&quot;&apos;</wsse:Password>')
  })
})
