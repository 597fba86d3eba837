import { describe, expect, test } from 'vitest'
import { fetchTicket, startNetwork, type TestNetwork } from './test-network.ts'
import type { WireClient } from './wire-client.ts'

/** From VER to USR OK, which all dialects write alike but for the last line. */
async function signIn(network: TestNetwork, dialect: string, signedIn: string): Promise<WireClient> {
  const client = await network.open()
  client.send(`VER 1 ${dialect} CVR0`)
  await client.expect(`VER 1 ${dialect}`)
  client.send('CVR 2 0x0409 winnt 5.1 i386 MSNMSGR 7.5.0324 MSMSGS alice@example.com')
  await client.expect('CVR 2 7.5.0324 7.5.0324 7.5.0324 http://localhost/ http://localhost/')
  client.send('USR 3 TWN I alice@example.com')
  await client.expect('USR 3 TWN S <policy>')
  client.send(`USR 4 TWN S ${await fetchTicket(network.httpPort, 'alice@example.com')}`)
  await client.expect(signedIn)
  return client
}

async function expectProfile(client: WireClient): Promise<void> {
  await client.expect('MSG Hotmail Hotmail <profileLength>')
  const profile = (await client.read(Number(client.variable('profileLength')))).toString('utf8')
  expect(profile).toMatch(
    /^MIME-Version: 1\.0\r\nContent-Type: text\/x-msmsgsprofile; charset=UTF-8\r\nLoginTime: \d+\r\n/,
  )
  expect(profile).toMatch(
    /\r\nClientIP: 127\.0\.0\.1\r\nClientPort: \d+\r\nABCHMigrated: 1\r\nMPOPEnabled: 0\r\n\r\n$/,
  )
}

const mailData =
  'MIME-Version: 1.0\r\nContent-Type: text/x-msmsgsinitialmdatanotification; charset=UTF-8\r\n\r\n' +
  'Mail-Data: <MD><E><I>0</I><IU>0</IU><O>0</O><OU>0</OU></E><Q><QTM>409600</QTM><QNM>204800</QNM></Q></MD>\r\n'

describe('the whole sign-in', () => {
  test('in MSNP8: name in USR OK, groups by number, no personal messages', async () => {
    const network = await startNetwork()
    const client = await signIn(network, 'MSNP8', 'USR 4 OK alice@example.com Alice 1 0')
    await expectProfile(client)
    client.send('SYN 5 0')
    await client.expect(
      'SYN 5 1 2 2',
      'GTC A',
      'BLP AL',
      'LSG 0 Other%20Contacts 0',
      'LSG 1 Friends 0',
      'LST bob@example.com Bob 11 1',
      'LST carol@example.com Carol 11 0',
    )
    client.send('CHG 6 NLN 0')
    await client.expect('CHG 6 NLN 0', 'CHL 0 <challenge>')
    client.send('PNG')
    await client.expect('QNG')
    client.send('URL 7 INBOX')
    await client.expect('URL 7 /unused1 /unused2 1')
    client.send('OUT')
    await client.expectClosed()
  })

  test('in MSNP9: as MSNP8, but QNG has a number', async () => {
    const network = await startNetwork()
    const client = await signIn(network, 'MSNP9', 'USR 4 OK alice@example.com Alice 1 0')
    await expectProfile(client)
    client.send('SYN 5 0')
    await client.expect('SYN 5 1 2 2', 'GTC A', 'BLP AL', 'LSG 0 Other%20Contacts 0', 'LSG 1 Friends 0')
    await client.expect('LST bob@example.com Bob 11 1', 'LST carol@example.com Carol 11 0')
    client.send('CHG 6 NLN 1073741856')
    await client.expect('CHG 6 NLN 1073741856', 'CHL 0 <challenge>')
    client.send('PNG')
    await client.expect('QNG 60')
  })

  test('in MSNP10: contacts and groups by GUID, the own name in PRP', async () => {
    const network = await startNetwork()
    const client = await signIn(network, 'MSNP10', 'USR 4 OK alice@example.com 1 0')
    await expectProfile(client)
    client.send('SYN 5 0 0')
    await client.expect(
      'SYN 5 2000-01-01T00:00:00.0-00:00 2000-01-01T00:00:00.0-00:00 2 1',
      'GTC A',
      'BLP AL',
      'PRP MFN Alice',
      'LSG Friends 11111111-0000-4000-8000-000000000001',
      'LST N=bob@example.com F=Bob C=000000a1-0000-4000-8000-000000001001 11 11111111-0000-4000-8000-000000000001',
      'LST N=carol@example.com F=Carol C=000000a2-0000-4000-8000-000000001002 11',
    )
    client.send('GCF 6 Shields.xml')
    await client.expect('502 6')
    client.send('CHG 7 NLN 1073741824')
    await client.expect('CHG 7 NLN 1073741824', 'CHL 0 <challenge>')
    await client.expectNothing()
  })

  test.each([
    ['MSNP11', '11 11111111-0000-4000-8000-000000000001', '11'],
    ['MSNP12', '11 1 11111111-0000-4000-8000-000000000001', '11 1'],
  ])('in %s: personal messages, mail data, policies', async (dialect, bob, carol) => {
    const network = await startNetwork()
    const client = await signIn(network, dialect, 'USR 4 OK alice@example.com 1 0')
    await client.expect('SBS 0 null')
    await expectProfile(client)
    client.send('GCF 5 Shields.xml')
    await client.expect('715 5')
    client.send('SYN 5 0 0')
    await client.expect(
      'SYN 5 2000-01-01T00:00:00.0-00:00 2000-01-01T00:00:00.0-00:00 2 1',
      'GTC A',
      'BLP AL',
      'PRP MFN Alice',
      'LSG Friends 11111111-0000-4000-8000-000000000001',
      `LST N=bob@example.com F=Bob C=000000a1-0000-4000-8000-000000001001 ${bob}`,
      `LST N=carol@example.com F=Carol C=000000a2-0000-4000-8000-000000001002 ${carol}`,
    )
    client.send('GCF 6 Shields.xml')
    await client.expectPayload(
      'GCF 6 Shields.xml 145',
      '<?xml version="1.0" encoding="utf-8" ?><config><shield><cli maj="7" min="0" minbld="0" maxbld="9999" deny=" " /></shield><block></block></config>',
    )
    client.send('CHG 7 NLN 1073741824')
    await client.expect('CHG 7 NLN 1073741824')
    await client.expectPayload('MSG Hotmail Hotmail 195', mailData)
    await client.expect('CHL 0 <challenge>')
    client.send('PNG')
    await client.expect('QNG 60')
  })
})

describe('VER', () => {
  test.each([
    ['MSNP8 MSNP12 MSNP10 CVR0', 'MSNP12'],
    ['MSNP21 MSNP18 MSNP15 MSNP9 MSNP8 CVR0', 'MSNP18'],
    ['MSNP15 MSNP16 MSNP17', 'MSNP17'],
    ['MSNP13 MSNP14', 'MSNP14'],
    ['msnp11 cvr0', 'MSNP11'],
    ['MSNP9 MSNP8', 'MSNP9'],
  ])('of %s is answered with %s', async (offered, chosen) => {
    const client = await (await startNetwork()).open()
    client.send(`VER 1 ${offered}`)
    await client.expect(`VER 1 ${chosen}`)
  })

  test('with nothing in common is answered with 0 and the end', async () => {
    const client = await (await startNetwork()).open()
    client.send('VER 1 MSNP21 MSNP19 MSNP7 CVR0')
    await client.expect('VER 1 0')
    await client.expectClosed()
  })

  test('twice is refused and ends the connection', async () => {
    const client = await (await startNetwork()).open()
    client.send('VER 1 MSNP12')
    client.send('VER 2 MSNP12')
    await client.expect('VER 1 MSNP12', '715 2')
    await client.expectClosed()
  })
})

test('VER, CVR and USR may come in one piece, in lower case, with bare line feeds', async () => {
  const client = await (await startNetwork()).open()
  client.write(
    'ver 1 MSNP12\ncvr 2 0x0409 winnt 5.1 i386 X 1.2 Y alice@example.com\nUSR 3 TWN I Alice@Example.com\n',
  )
  await client.expect(
    'VER 1 MSNP12',
    'CVR 2 1.2 1.2 1.2 http://localhost/ http://localhost/',
    'USR 3 TWN S <policy>',
  )
})

describe('USR is refused with 911 and the end', () => {
  test.each([
    [
      'a ticket that was never given out',
      'alice@example.com',
      () => 't=0123456789abcdef0123456789abcdef01234567&p=',
    ],
    ['no ticket', 'alice@example.com', () => ''],
    ['a ticket of somebody else', 'bob@example.com', (ticket: string) => ticket],
  ])('for %s', async (_, address, use) => {
    const network = await startNetwork()
    const ticket = await fetchTicket(network.httpPort, 'alice@example.com')
    const client = await network.open()
    client.send('VER 1 MSNP12')
    client.send(`USR 2 TWN I ${address}`)
    client.send(`USR 3 TWN S ${use(ticket)}`)
    await client.expect('VER 1 MSNP12', 'USR 2 TWN S <policy>', '911 3')
    await client.expectClosed()
  })

  test('for a ticket that is too old', async () => {
    const network = await startNetwork({ limits: { ticketLifeMs: 30_000, signInMs: 600_000 } })
    const ticket = await fetchTicket(network.httpPort, 'alice@example.com')
    network.clock.advance(30_001)
    const client = await network.open()
    client.send('VER 1 MSNP8')
    client.send('USR 2 TWN I alice@example.com')
    client.send(`USR 3 TWN S ${ticket}`)
    await client.expect('VER 1 MSNP8', 'USR 2 TWN S <policy>', '911 3')
    await client.expectClosed()
  })

  test('for a word that is no address', async () => {
    const client = await (await startNetwork()).open()
    client.send('VER 1 MSNP12')
    client.send('USR 2 TWN I alice')
    await client.expect('VER 1 MSNP12', '911 2')
    await client.expectClosed()
  })

  test('for a way of signing in that these dialects do not have', async () => {
    const client = await (await startNetwork()).open()
    client.send('VER 1 MSNP12')
    client.send('USR 2 MD5 I alice@example.com')
    await client.expect('VER 1 MSNP12', '911 2')
    await client.expectClosed()
  })
})

test('commands before signing in are refused with 302', async () => {
  const client = await (await startNetwork()).open()
  client.send('VER 1 MSNP12')
  client.send('SYN 2 0 0')
  await client.expect('VER 1 MSNP12', '302 2')
})

test('signing in a second time is refused with 207 on the same connection', async () => {
  const client = await (await startNetwork()).online('alice', 'MSNP12')
  client.send('USR 20 TWN I alice@example.com')
  await client.expect('207 20')
  await client.expectNothing()
})

test('a second sign-in of the same account ends the first one', async () => {
  const network = await startNetwork()
  const bob = await network.online('bob', 'MSNP12')
  const first = await network.online('alice', 'MSNP12')
  await bob.expect('NLN NLN alice@example.com Alice 0')
  await bob.expectPayload('UBX alice@example.com 53', '<Data><PSM></PSM><CurrentMedia></CurrentMedia></Data>')
  const second = await network.online('alice', 'MSNP8')
  await first.expect('OUT OTH')
  await first.expectClosed()
  await bob.expect('FLN alice@example.com', 'NLN NLN alice@example.com Alice 0')
  await bob.expectPayload('UBX alice@example.com 53', '<Data><PSM></PSM><CurrentMedia></CurrentMedia></Data>')
  await bob.expectNothing()
  await second.expectNothing()
})

test('a connection that does not sign in within a minute is closed', async () => {
  const network = await startNetwork()
  const [silent, halfway] = [await network.open(), await network.open()]
  halfway.send('VER 1 MSNP12')
  await halfway.expect('VER 1 MSNP12')
  network.clock.advance(60_000)
  await silent.expectClosed()
  await halfway.expectClosed()
})

test('a client that has signed in may be silent for as long as it likes', async () => {
  const network = await startNetwork()
  const client = await network.signIn('alice', 'MSNP12')
  network.clock.advance(24 * 3_600_000)
  await client.expectNothing()
})

test('when the network stops everybody is told so', async () => {
  const network = await startNetwork()
  const client = await network.online('alice', 'MSNP12')
  await network.close()
  await client.expect('OUT SSD')
  await client.expectClosed()
})

test('neither passwords nor tickets reach the log', async () => {
  const network = await startNetwork()
  await network.online('alice', 'MSNP12')
  expect(network.log).toEqual(['alice@example.com signed in with MSNP12 from 127.0.0.1'])
})
