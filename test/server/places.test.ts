import { describe, expect, test } from 'vitest'
import { catchUp, skipUntil, startNetwork } from './test-network.ts'

const [home, office] = ['{bbbbbbbb-1111-4111-8111-bbbbbbbbbbbb}', '{b0b0b0b0-9999-4999-8999-b0b0b0b0b0b0}']
const said =
  '<PSM></PSM><CurrentMedia></CurrentMedia><DDP></DDP><SignatureSound></SignatureSound><Scene></Scene><ColorScheme></ColorScheme>'
const at = (place: string, capabilities: string): string =>
  `<EndpointData id="${place}"><Capabilities>${capabilities}</Capabilities></EndpointData>`
const privately = (place: string, details = ''): string =>
  `<PrivateEndpointData id="${place}">${details}</PrivateEndpointData>`

describe('who signs in at a second place', () => {
  test('with another machine keeps both from MSNP16 on, and everybody hears of both', async () => {
    const network = await startNetwork()
    const alice = await network.online('alice', 'MSNP18')
    const carol = await network.online('carol', 'MSNP12')
    const first = await network.online('bob', 'MSNP18', '1:1', home)
    first.send('UUX 6 65', '<PrivateEndpointData><EpName>HOME</EpName></PrivateEndpointData>'.padEnd(65))
    for (const client of [first, alice, carol]) await catchUp(client)

    const second = await network.signIn('bob', 'MSNP16', office)
    second.send('CHG 6 BSY 2:2 0')
    await second.expect('CHG 6 BSY 2:2 0', 'ILN 6 NLN alice@example.com 1 Alice 0:0 0')
    await alice.expect('NLN BSY 1:bob@example.com Bob 2:2 0')
    await alice.expectPayload(
      'UBX 1:bob@example.com 349',
      `<Data>${said}${at(home, '1:1')}${at(office, '2:2')}</Data>`,
    )
    await carol.expect('NLN BSY bob@example.com Bob 2')
    await first.expect('NLN BSY 1:bob@example.com Bob 2:2 0')
    await first.expectPayload(
      'UBX 1:bob@example.com 544',
      `<Data>${said}${at(home, '1:1')}${at(office, '2:2')}${privately(home, '<EpName>HOME</EpName>')}${privately(office)}</Data>`,
    )

    await catchUp(second)
    second.send('OUT')
    await second.expectClosed()
    await alice.expect('NLN BSY 1:bob@example.com Bob 1:1 0')
    await alice.expectPayload('UBX 1:bob@example.com 244', `<Data>${said}${at(home, '1:1')}</Data>`)
    await first.expect('NLN BSY 1:bob@example.com Bob 1:1 0')
    await first.expectPayload(
      'UBX 1:bob@example.com 352',
      `<Data>${said}${at(home, '1:1')}${privately(home, '<EpName>HOME</EpName>')}</Data>`,
    )
    first.hangUp()
    await alice.expect('FLN 1:bob@example.com 0:0')
    await carol.expect('NLN BSY bob@example.com Bob 1', 'FLN bob@example.com')
  })

  test.each([
    ['with the same machine', 'MSNP18', home, 'MSNP18', home.toUpperCase()],
    ['with the same machine in another dialect', 'MSNP16', home, 'MSNP18', home],
    ['with a dialect that has no places', 'MSNP18', home, 'MSNP15', ''],
    ['after a dialect that has no places', 'MSNP12', '', 'MSNP18', home],
  ])('%s ends the first', async (_how, before, machine, after, otherMachine) => {
    const network = await startNetwork()
    const alice = await network.online('alice', 'MSNP8')
    const first = await network.online('bob', before, '0', machine)
    await alice.expect('NLN NLN bob@example.com Bob 0')
    const second = await network.signIn('bob', after, otherMachine)
    await first.expect('OUT OTH')
    await first.expectClosed()
    await alice.expect('FLN bob@example.com')
    await second.expectNothing()
  })

  test('with one machine too many ends the oldest', async () => {
    const network = await startNetwork({ limits: { maxPlaces: 2 } })
    const machine = (n: number) => `{cccccccc-1111-4111-8111-00000000000${n}}`
    const first = await network.online('bob', 'MSNP18', '0', machine(1))
    const second = await network.online('bob', 'MSNP18', '0', machine(2))
    await catchUp(first)
    await network.signIn('bob', 'MSNP18', machine(3))
    await first.expect('OUT OTH')
    await first.expectClosed()
    second.send('PNG')
    await skipUntil(second, /^QNG/)
  })

  test('counts for nobody until it has a status', async () => {
    const network = await startNetwork()
    const alice = await network.online('alice', 'MSNP18')
    const first = await network.online('bob', 'MSNP18', '1:1', home)
    for (const client of [first, alice]) await catchUp(client)
    const second = await network.signIn('bob', 'MSNP18', office)
    await alice.expectNothing()
    second.send('OUT')
    await second.expectClosed()
    await alice.expectNothing()
    await first.expectNothing()
  })

  test('shows a change of name and settings at the other', async () => {
    const network = await startNetwork()
    const first = await network.online('bob', 'MSNP18', '0', home)
    const second = await network.online('bob', 'MSNP18', '0', office)
    await catchUp(first)
    second.send('PRP 6 MFN Robert')
    await first.expect('NLN NLN 1:bob@example.com Robert 0:0 0')
  })
})

test('who hides at one place is hidden at all, and sees it', async () => {
  const network = await startNetwork()
  const alice = await network.online('alice', 'MSNP15')
  const first = await network.online('bob', 'MSNP18', '0', home)
  const second = await network.online('bob', 'MSNP18', '0', office)
  for (const client of [first, alice]) await catchUp(client)
  second.send('CHG 6 HDN 0')
  await alice.expect('FLN bob@example.com 1 0')
  await first.expect('NLN HDN 1:bob@example.com Bob 0:0 0')
})

describe('UUN', () => {
  test('is relayed byte for byte to every place of a person, and to none of an old dialect', async () => {
    const network = await startNetwork()
    const alice = await network.online('alice', 'MSNP15')
    const [first, second] = [
      await network.online('bob', 'MSNP18', '0', home),
      await network.online('bob', 'MSNP18', '0', office),
    ]
    const carol = await network.online('carol', 'MSNP12')
    for (const client of [alice, first, second, carol]) await catchUp(client)
    alice.send('UUN 34 bob@example.com 1 13', 'test\r\n\0ayload')
    await alice.expect('UUN 34 OK')
    await first.expectPayload('UBN alice@example.com 1 13', 'test\r\n\0ayload')
    await second.expectPayload('UBN alice@example.com 1 13', 'test\r\n\0ayload')
    alice.send(`UUN 35 bob@example.com;${office.toUpperCase()} 3 1`, 'x')
    await alice.expect('UUN 35 OK')
    await second.expectPayload('UBN alice@example.com 3 1', 'x')
    await first.expectNothing()
    alice.send('UUN 36 carol@example.com 1 1', 'x')
    await alice.expect('UUN 36 OK')
    await carol.expectNothing()
  })

  test("signs out one place of one's own, or all others", async () => {
    const network = await startNetwork()
    const [first, second] = [
      await network.online('bob', 'MSNP18', '0', home),
      await network.online('bob', 'MSNP18', '0', office),
    ]
    for (const client of [first, second]) await catchUp(client)
    first.send(`UUN 7 bob@example.com;${office} 4 14`, 'goawyplzthxbye')
    await first.expect('UUN 7 OK')
    await second.expectPayload('UBN bob@example.com 4 14', 'goawyplzthxbye')
    second.send('UUN 8 1:bob@example.com 4 4', 'gtfo')
    await second.expect('UUN 8 OK')
    await first.expectPayload('UBN bob@example.com 4 4', 'gtfo')
    await second.expectNothing()
  })

  test.each([
    ['to sign somebody else out', 'UUN 7 bob@example.com 4 4', '216 7'],
    ['to nobody', 'UUN 7 nobody@example.com 1 4', '217 7'],
    ['to somebody offline', 'UUN 7 dave@example.com 1 4', '217 7'],
    ['to a place that is not there', `UUN 7 bob@example.com;${office} 1 4`, '217 7'],
    ["to a place of one's own that is not there", `UUN 7 alice@example.com;${office} 4 4`, '217 7'],
    ['of no type', 'UUN 7 bob@example.com x 4', '201 7'],
  ])('%s is refused', async (_what, line, answer) => {
    const network = await startNetwork()
    const bob = await network.online('bob', 'MSNP18')
    const alice = await network.online('alice', 'MSNP18')
    await catchUp(bob)
    alice.send(line, 'gtfo')
    await alice.expect(answer)
    await bob.expectNothing()
  })

  test('is refused with 800 to who sends too many', async () => {
    const network = await startNetwork({ limits: { relaysPerTenSeconds: 2 } })
    const alice = await network.online('alice', 'MSNP15')
    for (const trid of [7, 8, 9]) alice.send(`UUN ${trid} alice@example.com 1 1`, 'x')
    await alice.expect('UUN 7 OK', 'UUN 8 OK', '800 9')
    network.clock.advance(10_000)
    alice.send('UUN 10 alice@example.com 1 1', 'x')
    await alice.expect('UUN 10 OK')
  })

  test('does not exist before MSNP13', async () => {
    const alice = await (await startNetwork()).online('alice', 'MSNP12')
    alice.send('UUN 7 bob@example.com 1 1', 'x')
    await alice.expect('502 7')
  })
})

test('a network that is about to stop says so, and at the end signs everybody out', async () => {
  const network = await startNetwork()
  const alice = await network.online('alice', 'MSNP18')
  network.announceStop(5)
  await alice.expectPayload(
    'MSG Hotmail Hotmail 88',
    'MIME-Version: 1.0\r\nContent-Type: application/x-msmsgssystemmessage\r\n\r\nType: 1\r\nArg1: 5\r\n',
  )
  await network.close()
  await alice.expect('OUT SSD')
  await alice.expectClosed()
  expect(network.log.at(-1)).toContain('alice@example.com')
})
