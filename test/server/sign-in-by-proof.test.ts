import { describe, expect, test } from 'vitest'
import { fetchToken, prove, type Token } from './sso.ts'
import { fetchTicket, password, startNetwork, type TestNetwork } from './test-network.ts'
import type { WireClient } from './wire-client.ts'

const address = 'alice@example.com'
const place = '{AAAAAAAA-1111-4111-8111-AAAAAAAAAAAA}'
const policies =
  '<Policies><Policy type="SHIELDS"><config><shield><cli maj="7" min="0" minbld="0" maxbld="9999" deny=" "/></shield><block></block></config></Policy></Policies>'

/** Up to the nonce. */
async function begin(network: TestNetwork, dialect: string): Promise<WireClient> {
  const client = await network.open()
  client.send(`VER 1 ${dialect} CVR0`)
  await client.expect(`VER 1 ${dialect}`)
  client.send(`CVR 2 0x0409 winnt 5.1 i386 MSNMSGR 8.1.0178 MSMSGS ${address}`)
  await client.expect('CVR 2 8.1.0178 8.1.0178 8.1.0178 http://localhost/ http://localhost/')
  client.send(`USR 3 SSO I ${address}`)
  await client.expectPayload('GCF 0 158', policies)
  await client.expect('USR 3 SSO S MBI_KEY_OLD <nonce>')
  expect(client.variable('nonce')).toMatch(/^[\w+/]{64}$/)
  return client
}

const token = (network: TestNetwork): Promise<Token> => fetchToken(network.httpPort, address, password)

async function expectProfile(client: WireClient, ending: string): Promise<void> {
  await client.expect('MSG Hotmail Hotmail <profileLength>')
  const profile = (await client.read(Number(client.variable('profileLength')))).toString('utf8')
  expect(profile).toMatch(/^MIME-Version: 1\.0\r\nContent-Type: text\/x-msmsgsprofile; charset=UTF-8\r\n/)
  expect(profile.endsWith(`ABCHMigrated: 1\r\nMPOPEnabled: ${ending}\r\n\r\n`)).toBe(true)
}

describe('the whole sign-in', () => {
  test.each(['MSNP13', 'MSNP14'])('in %s: by ticket, and policies come unasked', async (dialect) => {
    const network = await startNetwork()
    const client = await network.open()
    client.send(`VER 1 ${dialect}`)
    client.send(`USR 2 TWN I ${address}`)
    await client.expect(`VER 1 ${dialect}`)
    await client.expectPayload('GCF 0 158', policies)
    await client.expect('USR 2 TWN S <policy>')
    client.send(`USR 3 TWN S ${await fetchTicket(network.httpPort, address)}`)
    await client.expect('USR 3 OK alice@example.com 1 0', 'SBS 0 null')
    await expectProfile(client, '0')
    await client.expectNothing()
  })

  test('in MSNP14 also with a ticket of the SOAP service', async () => {
    const network = await startNetwork()
    const client = await network.open()
    client.send('VER 1 MSNP14')
    client.send(`USR 2 TWN I ${address}`)
    client.send(`USR 3 TWN S ${(await token(network)).ticket}`)
    await client.expect('VER 1 MSNP14')
    await client.expectPayload('GCF 0 158', policies)
    await client.expect('USR 2 TWN S <policy>', 'USR 3 OK alice@example.com 1 0')
  })

  test('in MSNP15: ticket and proof', async () => {
    const network = await startNetwork()
    const client = await begin(network, 'MSNP15')
    const { ticket, secret } = await token(network)
    client.send(`USR 4 SSO S ${ticket} ${prove(secret, client.variable('nonce'))}`)
    await client.expect('USR 4 OK alice@example.com 1 0', 'SBS 0 null')
    await expectProfile(client, '0')
    client.send('BLP 5 AL')
    client.send(
      'ADL 6 88',
      '<ml l="1"><d n="example.com"><c n="bob" l="3" t="1"/><c n="carol" l="3" t="1"/></d></ml>',
    )
    client.send('PRP 7 MFN Alice')
    await client.expect('BLP 5 AL', 'ADL 6 OK', 'PRP 7 MFN Alice')
    client.send('SYN 8 0 0')
    client.send('GCF 9 Shields.xml')
    await client.expect('502 8', 'GCF 9 Shields.xml 145')
    await client.read(145)
    client.send('CHG 10 NLN 1342558248')
    await client.expect('CHG 10 NLN 1342558248', 'MSG Hotmail Hotmail 195')
    await client.read(195)
    await client.expect('CHL 0 <challenge>')
    await client.expectNothing()
  })

  test.each([
    ['MSNP16', 'alice@example.com 1'],
    ['MSNP17', 'alice@example.com 1'],
    ['MSNP18', '1:alice@example.com'],
  ])('in %s: the machine, and at first nothing about oneself', async (dialect, name) => {
    const network = await startNetwork()
    const client = await begin(network, dialect)
    const { ticket, secret } = await token(network)
    client.send(`USR 4 SSO S ${ticket} ${prove(secret, client.variable('nonce'))} ${place}`)
    await client.expect('USR 4 OK alice@example.com 1 0', 'SBS 0 null')
    await expectProfile(client, '1')
    await client.expect(`UBX ${name} 0`)
    client.send('CHG 5 NLN 2789003324:48 0')
    await client.expect('CHG 5 NLN 2789003324:48 0', 'MSG Hotmail Hotmail 195')
    await client.read(195)
    await client.expect('CHL 0 <challenge>', `NLN NLN ${name} Alice 2789003324:48 0`)
    await client.expectPayload(
      `UBX ${name} 341`,
      '<Data><PSM></PSM><CurrentMedia></CurrentMedia><DDP></DDP><SignatureSound></SignatureSound><Scene></Scene><ColorScheme></ColorScheme>' +
        '<EndpointData id="{aaaaaaaa-1111-4111-8111-aaaaaaaaaaaa}"><Capabilities>2789003324:48</Capabilities></EndpointData>' +
        '<PrivateEndpointData id="{aaaaaaaa-1111-4111-8111-aaaaaaaaaaaa}"></PrivateEndpointData></Data>',
    )
    await client.expectNothing()
  })
})

test('in MSNP15 the proof may be missing: the ticket says who it is', async () => {
  const network = await startNetwork()
  const client = await begin(network, 'MSNP15')
  client.send(`USR 4 SSO S ${(await token(network)).ticket}`)
  await client.expect('USR 4 OK alice@example.com 1 0')
})

describe('a sign-in is refused with 911 and ends', () => {
  const good = ({ secret, ticket }: Token, nonce: string): readonly [ticket: string, proof: string] => [
    ticket,
    prove(secret, nonce),
  ]
  test.each<[string, string, (token: Token, nonce: string) => string]>([
    [
      'a proof for another nonce',
      'MSNP15',
      ({ ticket, secret }, nonce) => `${ticket} ${prove(secret, nonce.toLowerCase())}`,
    ],
    [
      'a proof with another secret',
      'MSNP15',
      ({ ticket }, nonce) => `${ticket} ${prove(Buffer.alloc(24), nonce)}`,
    ],
    [
      "a proof of the nonce's bytes",
      'MSNP15',
      ({ ticket, secret }, nonce) =>
        `${ticket} ${prove(secret, Buffer.from(nonce, 'base64').toString('hex').slice(0, 64))}`,
    ],
    ['a proof that is none', 'MSNP15', ({ ticket }) => `${ticket} x`],
    ['an unknown ticket', 'MSNP15', ({ secret }, nonce) => `t=${'0'.repeat(40)}&p= ${prove(secret, nonce)}`],
    ['no ticket', 'MSNP15', () => ''],
    ['no proof in MSNP16', 'MSNP16', ({ ticket }) => ticket],
    ['no machine in MSNP16', 'MSNP16', (token, nonce) => good(token, nonce).join(' ')],
    [
      'a machine without braces',
      'MSNP18',
      (token, nonce) => `${good(token, nonce).join(' ')} ${place.slice(1, -1)}`,
    ],
    [
      'a machine with more than a GUID',
      'MSNP18',
      (token, nonce) => `${good(token, nonce).join(' ')} ${place.replace('}', '"/>}')}`,
    ],
  ])('for %s', async (_why, dialect, words) => {
    const network = await startNetwork()
    const client = await begin(network, dialect)
    client.send(`USR 4 SSO S ${words(await token(network), client.variable('nonce'))}`.trimEnd())
    await client.expect('911 4')
    await client.expectClosed()
  })

  test('for the ticket of somebody else', async () => {
    const network = await startNetwork()
    const client = await begin(network, 'MSNP15')
    const { ticket, secret } = await fetchToken(network.httpPort, 'bob@example.com', password)
    client.send(`USR 4 SSO S ${ticket} ${prove(secret, client.variable('nonce'))}`)
    await client.expect('911 4')
    await client.expectClosed()
  })

  test('for a ticket of the log-in page, which has no secret', async () => {
    const network = await startNetwork()
    const client = await begin(network, 'MSNP15')
    client.send(`USR 4 SSO S ${await fetchTicket(network.httpPort, address)}`)
    await client.expect('911 4')
  })

  test('for a ticket that has grown old', async () => {
    const network = await startNetwork({ limits: { tokenLifeMs: 30_000 } })
    const { ticket, secret } = await token(network)
    network.clock.advance(30_001)
    const client = await begin(network, 'MSNP15')
    client.send(`USR 4 SSO S ${ticket} ${prove(secret, client.variable('nonce'))}`)
    await client.expect('911 4')
  })

  test.each([
    ['MSNP15', 'USR 2 TWN I alice@example.com'],
    ['MSNP14', 'USR 2 SSO I alice@example.com'],
    ['MSNP18', 'USR 2 SHA A x'],
    ['MSNP18', 'USR 2 SSO I nobody'],
    ['MSNP15', 'USR 2 SSO S x'],
  ])('in %s for %s', async (dialect, line) => {
    const client = await (await startNetwork()).open()
    client.send(`VER 1 ${dialect}`)
    client.send(line)
    await client.expect(`VER 1 ${dialect}`, '911 2')
    await client.expectClosed()
  })
})

test('a network may be told to speak fewer dialects', async () => {
  const network = await startNetwork({ dialects: ['MSNP12', 'MSNP15'] })
  const client = await network.open()
  client.send('VER 1 MSNP18 MSNP15 MSNP12 CVR0')
  await client.expect('VER 1 MSNP15')
})

test('and to leave verbs without an answer', async () => {
  const network = await startNetwork({ silentVerbs: ['CVR', 'PNG'] })
  const client = await network.open()
  client.send('VER 1 MSNP18')
  client.send('CVR 2 0x0409 winnt 5.1 i386 MSNMSGR 8.1.0178 MSMSGS alice@example.com')
  client.send('USR 3 SSO I alice@example.com')
  await client.expect('VER 1 MSNP18', 'GCF 0 158')
})
