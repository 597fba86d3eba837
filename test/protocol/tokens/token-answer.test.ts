import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseTokenAnswer } from '../../../main/protocol/tokens/token-answer.ts'
import { ProtocolError } from '../../../main/protocol/wire/errors.ts'

const fixture = (name: string): string =>
  readFileSync(new URL(`../../fixtures/tokens/${name}.xml`, import.meta.url), 'utf8')

const tokensOf = (xml: string) => {
  const answer = parseTokenAnswer(xml)
  if (answer.kind !== 'tokens') throw new Error(`the answer is ${answer.kind}`)
  return answer.tokens
}

/** An answer with one response, which has these elements. */
const withResponse = (elements: string): string =>
  `<Envelope><Body><RequestSecurityTokenResponseCollection><RequestSecurityTokenResponse>${elements}` +
  '</RequestSecurityTokenResponse></RequestSecurityTokenResponseCollection></Body></Envelope>'

const appliesTo = (address: string): string =>
  `<AppliesTo><EndpointReference><Address>${address}</Address></EndpointReference></AppliesTo>`

const token = (ticket: string): string =>
  `<RequestedSecurityToken><BinarySecurityToken Id="Compact1">${ticket}</BinarySecurityToken></RequestedSecurityToken>`

// Recorded from a real revival server; its own blobs were replaced by neutral ones of the same length.
describe.each([
  ['rst-answer', '7de40f3abb7cfa8d29af', 'PpS4k14eWhbdl1MM19XgHnyXRc+2EGQy'],
  ['rst2-answer', '2a9f2d80041bfdbe24e5', 'ZnIihYhY+MkVFRdy6G6YJAny064ncT9C'],
])('the recorded %s', (name, digits, secret) => {
  const tokens = tokensOf(fixture(name))

  test('has a token for each address but that of renewals', () => {
    expect(tokens.map(({ address }) => address)).toEqual([
      'messengerclear.live.com',
      'messenger.msn.com',
      'contacts.msn.com',
      'messengersecure.live.com',
      'storage.msn.com',
    ])
  })

  test('has tickets with their ampersands decoded', () => {
    for (const { ticket } of tokens) {
      expect(ticket.slice(0, 22)).toBe(`t=${digits}`)
      expect(ticket.slice(-4)).toBe('A&p=')
    }
  })

  test('has a secret for the chat alone', () => {
    expect(tokens.map((each) => each.secret)).toEqual([secret, '', '', '', ''])
  })
})

describe('an answer', () => {
  test('is read by address, in whatever order and with whatever ids', () => {
    const response = (address: string, ticket: string) =>
      `<RequestSecurityTokenResponse>${appliesTo(address)}${token(ticket)}</RequestSecurityTokenResponse>`
    const [first, second] = tokensOf(
      `<e:Envelope xmlns:e="x"><e:Body><RequestSecurityTokenResponseCollection>${response('B.example', 't=2')}` +
        `${response('a.example', 't=1')}</RequestSecurityTokenResponseCollection></e:Body></e:Envelope>`,
    )
    expect(first).toEqual({ address: 'b.example', ticket: 't=2', secret: '' })
    expect(second).toEqual({ address: 'a.example', ticket: 't=1', secret: '' })
  })

  test('may have one response without a collection', () => {
    const xml = `<Envelope><Body><RequestSecurityTokenResponse>${appliesTo('a')}${token('t=1')}</RequestSecurityTokenResponse></Body></Envelope>`
    expect(tokensOf(xml)).toHaveLength(1)
  })

  test.each([
    ['a blank', 't=1 2'],
    ['a line break', 't=1&#13;&#10;OUT'],
    ['a letter beyond ASCII', 't=é'],
    ['more than fits into a line', `t=${'a'.repeat(8000)}`],
    ['nothing', ''],
  ])('leaves out a ticket with %s: it could not be sent on', (_, ticket) => {
    expect(tokensOf(withResponse(`${appliesTo('a')}${token(ticket)}`))).toEqual([])
  })

  test('decodes each entity once', () => {
    expect(tokensOf(withResponse(`${appliesTo('a')}${token('t=&amp;lt;')}`))[0]!.ticket).toBe('t=&lt;')
  })
})

describe('a fault', () => {
  const oldFault = (code: string, more = ''): string =>
    `<S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/" xmlns:psf="p" xmlns:wsse="w"><S:Fault>` +
    `<faultcode>${code}</faultcode><faultstring>no</faultstring>${more}</S:Fault></S:Envelope>`
  const newFault = (code: string, subcode: string): string =>
    `<S:Envelope xmlns:S="http://www.w3.org/2003/05/soap-envelope" xmlns:wst="t"><S:Body><S:Fault><S:Code>` +
    `<S:Value>${code}</S:Value><S:Subcode><S:Value>${subcode}</S:Value></S:Subcode></S:Code>` +
    `<S:Reason><S:Text xml:lang="en-US">no</S:Text></S:Reason></S:Fault></S:Body></S:Envelope>`

  test.each([
    ['directly in the envelope', oldFault('wsse:FailedAuthentication')],
    [
      'in the body',
      oldFault('wsse:FailedAuthentication').replace(/<S:Fault>.*<\/S:Fault>/, '<S:Body>$&</S:Body>'),
    ],
    ['of the newer kind', newFault('S:Sender', 'wst:FailedAuthentication')],
  ])('%s may say that the password is wrong', (_, xml) => {
    expect(parseTokenAnswer(xml)).toEqual({ kind: 'wrong-password' })
  })

  test('may name another address of the service', () => {
    const url = 'https://msnia.login.example.com/pp550/RST.srf?a=1&b=2'
    const xml = oldFault('psf:Redirect', `<psf:redirectUrl>${url.replace('&', '&amp;')}</psf:redirectUrl>`)
    expect(parseTokenAnswer(xml)).toEqual({ kind: 'redirected', url })
  })

  test('of a redirection without an address is a refusal', () => {
    expect(parseTokenAnswer(oldFault('psf:Redirect'))).toEqual({ kind: 'refused', code: 'Redirect' })
  })

  test.each([
    [oldFault('S:Client'), 'Client'],
    [newFault('S:Sender', 'wst:InvalidRequest'), 'InvalidRequest'],
    ['<Envelope><Fault/></Envelope>', ''],
  ])('of another kind is a refusal with its code', (xml, code) => {
    expect(parseTokenAnswer(xml)).toEqual({ kind: 'refused', code })
  })
})

describe('what is no answer', () => {
  test.each([
    ['nothing', ''],
    ['a page', '<html><body>It works</body></html>'],
    ['a text', 'Not Found'],
    ['an unfinished document', withResponse('').slice(0, -12)],
    ['an envelope without tokens', '<Envelope><Body/></Envelope>'],
    ['a document type', `<!DOCTYPE a [<!ENTITY b "c">]>${withResponse(appliesTo('a') + token('t=&b;'))}`],
    ['too long a document', withResponse(`<a>${' '.repeat(300_000)}</a>`)],
    ['too many elements in each other', '<a>'.repeat(20_000) + '</a>'.repeat(20_000)],
    ['a forbidden name', '<Envelope><__proto__><Body/></__proto__></Envelope>'],
  ])('%s is a ProtocolError', (_, xml) => {
    expect(() => parseTokenAnswer(xml)).toThrow(ProtocolError)
  })

  test('never throws anything else', () => {
    const pieces = [
      '<Envelope>',
      '</Envelope>',
      '<Body>',
      '</Body>',
      '<Fault>',
      '</Fault>',
      '<a b="c">',
      '</a>',
    ]
    const documents = fc.array(
      fc.oneof(fc.constantFrom(...pieces, '&#x0;', '<![CDATA[', ']]>', '<!--'), fc.string()),
    )
    fc.assert(
      fc.property(documents, (parts) => {
        try {
          parseTokenAnswer(parts.join(''))
        } catch (error) {
          expect(error).toBeInstanceOf(ProtocolError)
        }
      }),
    )
  })
})
