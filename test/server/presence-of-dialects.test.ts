import { describe, test } from 'vitest'
import { catchUp, placeOf, startNetwork } from './test-network.ts'

const picture = '%3Cmsnobj%20Creator%3D%22bob%40example.com%22%2F%3E'
const nothingSaid = '<Data><PSM></PSM><CurrentMedia></CurrentMedia></Data>'

/** What somebody of MSNP16 or later is told about the places of somebody who has said nothing. */
const atPlace = (name: string, capabilities: string): string =>
  '<Data><PSM></PSM><CurrentMedia></CurrentMedia><DDP></DDP><SignatureSound></SignatureSound><Scene></Scene><ColorScheme></ColorScheme>' +
  `<EndpointData id="${placeOf(name, 'MSNP16')}"><Capabilities>${capabilities}</Capabilities></EndpointData></Data>`
const nowhere = atPlace('', '').replace(/<EndpointData.*<\/EndpointData>/, '')

describe('what somebody sees of a person of MSNP18', () => {
  test.each([
    ['MSNP8', `NLN NLN bob@example.com Bob 2789003324`, null, 'FLN bob@example.com'],
    ['MSNP9', `NLN NLN bob@example.com Bob 2789003324 ${picture}`, null, 'FLN bob@example.com'],
    [
      'MSNP12',
      `NLN NLN bob@example.com Bob 2789003324 ${picture}`,
      ['UBX bob@example.com 53', nothingSaid],
      'FLN bob@example.com',
    ],
    [
      'MSNP13',
      `NLN NLN bob@example.com Bob 2789003324 ${picture}`,
      ['UBX bob@example.com 53', nothingSaid],
      'FLN bob@example.com',
    ],
    [
      'MSNP14',
      `NLN NLN bob@example.com 1 Bob 2789003324 ${picture}`,
      ['UBX bob@example.com 1 53', nothingSaid],
      'FLN bob@example.com 1 0',
    ],
    [
      'MSNP15',
      `NLN NLN bob@example.com 1 Bob 2789003324 ${picture}`,
      ['UBX bob@example.com 1 53', nothingSaid],
      'FLN bob@example.com 1 0',
    ],
    [
      'MSNP16',
      `NLN NLN bob@example.com 1 Bob 2789003324:48 ${picture}`,
      ['UBX bob@example.com 1 254', atPlace('bob', '2789003324:48')],
      'FLN bob@example.com 1 0:0',
    ],
    [
      'MSNP18',
      `NLN NLN 1:bob@example.com Bob 2789003324:48 ${picture}`,
      ['UBX 1:bob@example.com 254', atPlace('bob', '2789003324:48')],
      'FLN 1:bob@example.com 0:0',
    ],
  ] as const)('in %s', async (dialect, line, personal, gone) => {
    const network = await startNetwork()
    const alice = await network.online('alice', dialect)
    const bob = await network.signIn('bob', 'MSNP18')
    bob.send(`CHG 6 NLN 2789003324:48 ${picture}`)
    await alice.expect(line)
    if (personal !== null) await alice.expectPayload(personal[0], personal[1])
    await alice.expectNothing()
    bob.hangUp()
    await alice.expect(gone)
    await alice.expectNothing()
  })
})

describe('what somebody of MSNP18 sees of a person', () => {
  test.each([
    ['MSNP8', '1073741824', 'NLN NLN 1:bob@example.com Bob 1073741824:0 0'],
    ['MSNP12', `1073741824 ${picture}`, `NLN NLN 1:bob@example.com Bob 1073741824:0 ${picture}`],
    ['MSNP15', '1342558248 0', 'NLN NLN 1:bob@example.com Bob 1342558248:0 0'],
  ])('of %s', async (dialect, words, line) => {
    const network = await startNetwork()
    const alice = await network.online('alice', 'MSNP18')
    const bob = await network.signIn('bob', dialect)
    bob.send(`CHG 6 NLN ${words}`)
    await alice.expect(line)
    await alice.expectPayload('UBX 1:bob@example.com 139', nowhere)
    bob.hangUp()
    await alice.expect('FLN 1:bob@example.com 0:0')
  })
})

describe('who is there already comes with the first CHG', () => {
  test.each([
    ['MSNP13', 'ILN 6 BSY bob@example.com Bob 2789003324 0', 'UBX bob@example.com 53', nothingSaid],
    ['MSNP15', 'ILN 6 BSY bob@example.com 1 Bob 2789003324 0', 'UBX bob@example.com 1 53', nothingSaid],
    [
      'MSNP16',
      'ILN 6 BSY bob@example.com 1 Bob 2789003324:48 0',
      'UBX bob@example.com 1 254',
      atPlace('bob', '2789003324:48'),
    ],
    [
      'MSNP18',
      'NLN BSY 1:bob@example.com Bob 2789003324:48 0',
      'UBX 1:bob@example.com 254',
      atPlace('bob', '2789003324:48'),
    ],
  ])('in %s', async (dialect, line, ubx, payload) => {
    const network = await startNetwork()
    const bob = await network.online('bob', 'MSNP18')
    bob.send('CHG 7 BSY 2789003324:48')
    await bob.expect('CHG 7 BSY 2789003324:48')
    const alice = await network.signIn('alice', dialect)
    alice.send('CHG 6 NLN 0')
    await alice.expect(dialect < 'MSNP16' ? 'CHG 6 NLN 0' : 'CHG 6 NLN 0:0', line)
    await alice.expectPayload(ubx, payload)
    await alice.expect('MSG Hotmail Hotmail 195')
  })
})

test('every status reaches people of MSNP15, hidden as offline', async () => {
  const network = await startNetwork()
  const alice = await network.online('alice', 'MSNP15')
  const bob = await network.online('bob', 'MSNP15', '5')
  await alice.expect('NLN NLN bob@example.com 1 Bob 5 0')
  await alice.expectPayload('UBX bob@example.com 1 53', nothingSaid)
  for (const status of ['BSY', 'IDL', 'BRB', 'AWY', 'PHN', 'LUN']) {
    bob.send(`CHG 7 ${status} 5 0`)
    await bob.expect(`CHG 7 ${status} 5 0`)
    await alice.expect(`NLN ${status} bob@example.com 1 Bob 5 0`)
  }
  bob.send('CHG 13 HDN 5 0')
  await alice.expect('FLN bob@example.com 1 0')
  bob.send('CHG 14 NLN 5 0')
  await alice.expect('NLN NLN bob@example.com 1 Bob 5 0')
})

test('a new name comes with a status', async () => {
  const network = await startNetwork()
  const alice = await network.online('alice', 'MSNP18')
  const bob = await network.online('bob', 'MSNP15')
  await alice.expect('NLN NLN 1:bob@example.com Bob 0:0 0')
  await alice.expectPayload('UBX 1:bob@example.com 139', nowhere)
  bob.send('PRP 20 MFN Bob%20%C3%A9%E2%82%AC%20%25')
  await bob.expect('PRP 20 MFN Bob%20%C3%A9%E2%82%AC%20%25')
  await alice.expect('NLN NLN 1:bob@example.com Bob%20%C3%A9%E2%82%AC%20%25 0:0 0')
  await alice.expectPayload('UBX 1:bob@example.com 139', nowhere)
})

test.each([
  'CHG 7 NLN 1:2:3',
  'CHG 7 NLN 1:4294967296',
  'CHG 7 NLN 4294967296:1',
  'CHG 7 NLN :1',
  'CHG 7 NLN 1:',
])('%s is refused with 201', async (line) => {
  const alice = await (await startNetwork()).online('alice', 'MSNP18')
  alice.send(line)
  await alice.expect('201 7')
  await alice.expectNothing()
})

describe('what a person says by UUX', () => {
  const data =
    '<Data><PSM>Hello &amp; &lt;welcome&gt;</PSM><CurrentMedia>\\0Music\\01\\0{0} - {1}\\0Song\\0Artist\\0\\0</CurrentMedia></Data>'
  const public18 =
    '<Data><PSM>Hello &amp; &lt;welcome&gt;</PSM><CurrentMedia>\\0Music\\01\\0{0} - {1}\\0Song\\0Artist\\0\\0</CurrentMedia><DDP></DDP><SignatureSound></SignatureSound><Scene></Scene><ColorScheme></ColorScheme>' +
    '<EndpointData id="{bbbbbbbb-1111-4111-8111-bbbbbbbbbbbb}"><Capabilities>1:2</Capabilities></EndpointData></Data>'
  const private18 = public18.replace(
    '</Data>',
    '<PrivateEndpointData id="{bbbbbbbb-1111-4111-8111-bbbbbbbbbbbb}"></PrivateEndpointData></Data>',
  )

  test('reaches others and oneself, each in the form of the reader', async () => {
    const network = await startNetwork()
    const [alice, carol] = [await network.online('alice', 'MSNP18'), await network.online('carol', 'MSNP15')]
    const bob = await network.online('bob', 'MSNP18', '1:2')
    for (const client of [alice, bob, carol]) await catchUp(client)
    bob.send('UUX 9 119', data)
    await bob.expect('UUX 9 0', 'NLN NLN 1:bob@example.com Bob 1:2 0')
    await bob.expectPayload('UBX 1:bob@example.com 397', private18)
    await alice.expectPayload('UBX 1:bob@example.com 310', public18)
    await carol.expectPayload('UBX bob@example.com 1 119', data)
    for (const client of [alice, bob, carol]) await client.expectNothing()
  })

  test('leaves what it does not name as it was', async () => {
    const network = await startNetwork()
    const alice = await network.online('alice', 'MSNP18')
    const bob = await network.online('bob', 'MSNP15')
    await catchUp(alice)
    bob.send('UUX 9 48', '<Data><PSM>one</PSM><Scene>a&quot;b</Scene></Data>'.slice(0, 48))
    await bob.expect('201 9')
    bob.send('UUX 10 51', '<Data><PSM>one</PSM><Scene>a&quot;b</Scene> </Data>')
    bob.send('UUX 11 41', '<Data><CurrentMedia>m</CurrentMedia></Data>'.slice(0, 41))
    await bob.expect('UUX 10 0', '201 11')
    await alice.expectPayload(
      'UBX 1:bob@example.com 150',
      nowhere.replace('<PSM>', '<PSM>one').replace('<Scene>', '<Scene>a&quot;b'),
    )
    bob.send('UUX 12 43', '<Data><CurrentMedia>m</CurrentMedia></Data>')
    await bob.expect('UUX 12 0')
    await alice.expectPayload(
      'UBX 1:bob@example.com 151',
      nowhere
        .replace('<PSM>', '<PSM>one')
        .replace('<CurrentMedia>', '<CurrentMedia>m')
        .replace('<Scene>', '<Scene>a&quot;b'),
    )
  })

  test('about a place: what it can do is for all, its name only for oneself', async () => {
    const network = await startNetwork()
    const alice = await network.online('alice', 'MSNP18')
    const bob = await network.online('bob', 'MSNP16', '1:2')
    for (const client of [alice, bob]) await catchUp(client)
    bob.send('UUX 9 61', '<EndpointData><Capabilities>5:6</Capabilities></EndpointData>')
    await bob.expect('UUX 9 0', 'NLN NLN bob@example.com 1 Bob 1:2 0')
    await catchUp(bob)
    await alice.expectPayload('UBX 1:bob@example.com 244', atPlace('bob', '5:6'))
    bob.send(
      'UUX 10 135',
      '<PrivateEndpointData><EpName>BOB&apos;S PC</EpName><Idle>false</Idle><ClientType>1</ClientType><State>NLN</State></PrivateEndpointData>',
    )
    await bob.expect('UUX 10 0', 'NLN NLN bob@example.com 1 Bob 1:2 0')
    await bob.expectPayload(
      'UBX bob@example.com 1 423',
      atPlace('bob', '5:6').replace(
        '</Data>',
        '<PrivateEndpointData id="{bbbbbbbb-1111-4111-8111-bbbbbbbbbbbb}"><EpName>BOB&apos;S PC</EpName><Idle>false</Idle><ClientType>1</ClientType><State>NLN</State></PrivateEndpointData></Data>',
      ),
    )
    await alice.expectPayload('UBX 1:bob@example.com 244', atPlace('bob', '5:6'))
  })

  test.each([
    '<EndpointData><Capabilities>5:6</Capabilities></EndpointData>',
    '<PrivateEndpointData><EpName>PC</EpName></PrivateEndpointData>',
  ])('before MSNP16 %s is nothing', async (payload) => {
    const bob = await (await startNetwork()).online('bob', 'MSNP15')
    bob.send(`UUX 9 ${payload.length}`, payload)
    await bob.expect('201 9')
  })

  test.each([
    '',
    'x',
    '<Data>',
    '<Other><PSM>x</PSM></Other>',
    '<!DOCTYPE Data [<!ENTITY x "y">]><Data><PSM>&x;</PSM></Data>',
    '<Data><PSM><![CDATA[x]]></PSM></Data>',
    `${'<a>'.repeat(100)}${'</a>'.repeat(100)}`,
    '<Data></Data><Data></Data>',
    '<__proto__><PSM>x</PSM></__proto__>',
  ])('%j is refused with 201, and the session goes on', async (payload) => {
    const bob = await (await startNetwork()).online('bob', 'MSNP18')
    bob.send(`UUX 9 ${payload.length}`, payload)
    await bob.expect('201 9')
    await bob.expectNothing()
  })
})
