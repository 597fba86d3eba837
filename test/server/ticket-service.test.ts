import { describe, expect, test } from 'vitest'
import { ticketRequest } from './sso.ts'
import { password, startNetwork, type TestNetwork } from './test-network.ts'

const address = 'alice@example.com'
const wanted = ['http://Passport.NET/tb', 'messengerclear.live.com', 'messenger.msn.com', 'contacts.msn.com']

async function ask(network: TestNetwork, page: string, body: string): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${network.httpPort}${page}`, { method: 'POST', body })
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('text/xml; charset=utf-8')
  return response.text()
}

/** What stands in each element of that name. */
const textsOf = (answer: string, name: string): readonly string[] =>
  [...answer.matchAll(new RegExp(`<${name}(?: [^>]*)?>([^<]*)</${name}>`, 'g'))].map(([, text = '']) => text)

describe.each([
  ['/RST.srf', 'wst:LifeTime', 'http://schemas.xmlsoap.org/soap/envelope/'],
  ['//RST2.srf', 'wst:Lifetime', 'http://www.w3.org/2003/05/soap-envelope'],
])('%s', (page, lifetime, namespace) => {
  test('gives one ticket and one secret for all, with the time that they are good', async () => {
    const network = await startNetwork({ limits: { tokenLifeMs: 90_000 } })
    const answer = await ask(network, page, ticketRequest(address, password, wanted))
    expect(answer).toContain(`<S:Envelope xmlns:S="${namespace}"`)
    expect(textsOf(answer, 'wsa:Address')).toEqual(wanted)
    const tickets = textsOf(answer, 'wsse:BinarySecurityToken')
    expect(tickets[0]).toMatch(/^t=[0-9a-f]{40}&amp;p=$/)
    expect(new Set(tickets).size).toBe(1)
    expect([...answer.matchAll(/Id="(Compact\d)"/g)].map(([, id]) => id)).toEqual([
      'Compact0',
      'Compact1',
      'Compact2',
      'Compact3',
    ])
    const secrets = textsOf(answer, 'wst:BinarySecret')
    expect(secrets).toHaveLength(wanted.length)
    expect(new Set(secrets).size).toBe(1)
    expect(Buffer.from(secrets[0]!, 'base64')).toHaveLength(24)
    expect(answer).toContain(
      `<${lifetime}><wsu:Created>2026-11-23T00:00:00Z</wsu:Created><wsu:Expires>2026-11-23T00:01:30Z</wsu:Expires></${lifetime}>`,
    )
    expect(answer).not.toMatch(/>\s+</)
  })

  test('gives others the next time', async () => {
    const network = await startNetwork()
    const [first, second] = [
      await ask(network, page, ticketRequest(address, password)),
      await ask(network, page, ticketRequest(address, password)),
    ]
    for (const name of ['wsse:BinarySecurityToken', 'wst:BinarySecret'])
      expect(textsOf(first, name)[0]).not.toBe(textsOf(second, name)[0])
  })

  test('says what it was asked for as text, whatever that is', async () => {
    const answer = await ask(
      await startNetwork(),
      page,
      ticketRequest(address, password, ['a&amp;&lt;b&gt;"']),
    )
    expect(textsOf(answer, 'wsa:Address')).toEqual(['a&amp;&lt;b&gt;&quot;'])
  })

  test('answers no more than twenty of many', async () => {
    const many = Array.from({ length: 100 }, (_, at) => `${at}.example`)
    const answer = await ask(await startNetwork(), page, ticketRequest(address, password, many))
    expect(textsOf(answer, 'wsa:Address')).toHaveLength(20)
  })
})

describe('a fault', () => {
  test.each([
    [ticketRequest(address, 'wrong'), 'wsse:FailedAuthentication'],
    [ticketRequest('x', password), 'wsse:FailedAuthentication'],
    ['<a>', 'S:Client'],
  ])('of RST.srf stands under the envelope', async (body, code) => {
    const answer = await ask(await startNetwork(), '/RST.srf', body)
    expect(answer).toMatch(
      new RegExp(`<S:Envelope [^>]*><S:Fault><faultcode>${code}</faultcode><faultstring>`),
    )
    expect(answer).not.toContain('BinarySe')
  })

  test.each([
    [ticketRequest(address, 'wrong'), 'S:Sender', 'wst:FailedAuthentication', '0x80048821'],
    ['<a>', 'S:Sender', 'wst:InvalidRequest', '0x80045b00'],
  ])('of RST2.srf is one of SOAP 1.2', async (body, code, subcode, status) => {
    const answer = await ask(await startNetwork(), '/RST2.srf', body)
    expect(answer).toContain(
      `<S:Body><S:Fault><S:Code><S:Value>${code}</S:Value><S:Subcode><S:Value>${subcode}</S:Value></S:Subcode></S:Code>`,
    )
    expect(answer).toContain(`<psf:reqstatus>${status}</psf:reqstatus>`)
  })

  test('also tells who asks too often', async () => {
    const network = await startNetwork({ limits: { logInsPerMinute: 1 } })
    await ask(network, '/RST.srf', ticketRequest(address, password))
    expect(await ask(network, '/RST.srf', ticketRequest(address, password))).toContain(
      '<faultcode>S:Server</faultcode>',
    )
    expect(await ask(network, '/RST2.srf', ticketRequest(address, password))).toContain(
      '<S:Value>S:Receiver</S:Value>',
    )
    network.clock.advance(60_000)
    expect(await ask(network, '/RST.srf', ticketRequest(address, password))).toContain('Compact1')
  })
})

test('somebody new is taken in by RST2.srf as well', async () => {
  const network = await startNetwork()
  expect(await ask(network, '/RST2.srf', ticketRequest('Eve@example.com', 'new'))).toContain('Compact1')
  expect(await ask(network, '/RST.srf', ticketRequest('eve@example.com', 'other'))).toContain(
    'FailedAuthentication',
  )
  expect(await ask(network, '/RST.srf', ticketRequest('eve@example.com', 'new'))).toContain('Compact1')
})
