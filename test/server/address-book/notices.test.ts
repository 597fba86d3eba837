import { describe, expect, test } from 'vitest'
import { fetchToken, prove } from '../sso.ts'
import { password, skipUntil, startNetwork, type TestNetwork } from '../test-network.ts'
import type { WireClient } from '../wire-client.ts'
import {
  addContact,
  addGroup,
  caller,
  changeMember,
  envelope,
  messengerUser,
  passport,
  post,
  updateContact,
  withContact,
} from './soap.ts'

const bobId = '000000a1-0000-4000-8000-000000001001'
const daveId = '000000a3-0000-4000-8000-000000001003'
const home = '{aaaaaaaa-1111-4111-8111-aaaaaaaaaaaa}'
const work = '{aaaaaaaa-2222-4222-8222-aaaaaaaaaaaa}'

/** What tells a client that its address book changed. */
const notification = (name: string, number: number, cid: number): string =>
  `<NOTIFICATION id="0" siteid="45705" siteurl="http://contacts.msn.com"><TO pid="0x00000000:0x000000a${number}" name="${name}@example.com"><VIA agent="messenger"/></TO><MSG id="0"><SUBSCR url="s.htm"/><ACTION url="a.htm"/><BODY>` +
  '&lt;NotificationData xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"&gt;&lt;Service&gt;ABCHInternal&lt;/Service&gt;' +
  `&lt;CID&gt;${cid}&lt;/CID&gt;&lt;LastModifiedDate&gt;2026-11-23T00:00:00Z&lt;/LastModifiedDate&gt;&lt;HasNewItem&gt;false&lt;/HasNewItem&gt;&lt;/NotificationData&gt;</BODY></MSG></NOTIFICATION>`

const expectNotification = (client: WireClient, name: string, number: number, cid: number): Promise<void> => {
  const payload = notification(name, number, cid)
  return client.expectPayload(`NOT ${payload.length}`, payload)
}

const added = '<ml><d n="example.com"><c n="alice" t="1" l="8" f="Alice"/></d></ml>'
const removed = '<ml><d n="example.com"><c n="alice" t="1" l="8"/></d></ml>'

describe('who is added and removed hears of it in their own dialect', () => {
  const change = async (network: TestNetwork): Promise<void> => {
    const alice = await caller(network, 'alice')
    for (const action of [addContact(messengerUser('dave')), withContact('ABContactDelete', daveId)])
      expect((await alice(action)).status).toBe(200)
  }

  test.each([
    ['MSNP8', 'ADD 0 RL 2 alice@example.com Alice', 'REM 0 RL 3 alice@example.com'],
    ['MSNP9', 'ADD 0 RL 2 alice@example.com Alice', 'REM 0 RL 3 alice@example.com'],
    ['MSNP10', 'ADC 0 RL N=alice@example.com F=Alice', 'REM 0 RL alice@example.com'],
    ['MSNP12', 'ADC 0 RL N=alice@example.com F=Alice', 'REM 0 RL alice@example.com'],
  ])('%s', async (dialect, first, second) => {
    const network = await startNetwork()
    const dave = await network.online('dave', dialect)
    await change(network)
    await dave.expect(first, second)
    await dave.expectNothing()
  })

  test.each(['MSNP13', 'MSNP14', 'MSNP15', 'MSNP16', 'MSNP17', 'MSNP18'])('%s', async (dialect) => {
    const network = await startNetwork()
    const dave = await network.online('dave', dialect)
    await change(network)
    await dave.expectPayload(`ADL 0 ${added.length}`, added)
    await expectNotification(dave, 'dave', 3, 170917892)
    await dave.expectPayload(`RML 0 ${removed.length}`, removed)
    await expectNotification(dave, 'dave', 3, 170917892)
    await dave.expectNothing()
  })
})

describe("the owner's places", () => {
  const changes = [
    ['a contact', addContact(messengerUser('dave'))],
    ['a contact less', withContact('ABContactDelete', bobId)],
    ['a group', addGroup('Work')],
    ['a member', changeMember('AddMember', 'Block', passport('dave'))],
    [
      'a setting',
      updateContact(
        'Me',
        '<annotations><Annotation><Name>MSN.IM.BLP</Name><Value>0</Value></Annotation></annotations>',
        'Annotation',
      ),
    ],
  ] as const

  test.each(changes)('hear of %s where they are several', async (_, action) => {
    const network = await startNetwork()
    const one = await network.online('alice', 'MSNP18', '0:0', home)
    const other = await network.online('alice', 'MSNP16', '0:0', work)
    await skipUntil(one, /^UBX 1:alice@example\.com /).then((line) =>
      one.read(Number(line.split(' ').at(-1))),
    )
    const alice = await caller(network, 'alice')
    expect((await alice(action)).status).toBe(200)
    await expectNotification(one, 'alice', 0, 167772164)
    await expectNotification(other, 'alice', 0, 167772164)
    for (const place of [one, other]) await place.expectNothing()
  })

  test.each(changes)('do not hear of %s where it is one alone, which did it', async (_, action) => {
    const network = await startNetwork()
    const one = await network.online('alice', 'MSNP18', '0:0', home)
    const alice = await caller(network, 'alice')
    expect((await alice(action)).status).toBe(200)
    await one.expectNothing()
  })

  test('do not hear of what they did themselves, known by their ticket', async () => {
    const network = await startNetwork()
    const other = await network.online('alice', 'MSNP18', '0:0', home)
    const { ticket, secret } = await fetchToken(network.httpPort, 'alice@example.com', password)
    const one = await network.open()
    one.send('VER 1 MSNP18')
    one.send('USR 2 SSO I alice@example.com')
    const nonce = (await skipUntil(one, /^USR 2 SSO S /)).split(' ')[5] ?? ''
    one.send(`USR 3 SSO S ${ticket} ${prove(secret, nonce)} ${work}`)
    await skipUntil(one, /^UBX 1:alice@example\.com 0$/)
    expect((await post(network, envelope(ticket, addGroup('Work')))).status).toBe(200)
    await expectNotification(other, 'alice', 0, 167772164)
    for (const place of [one, other]) await place.expectNothing()
  })

  test('hear nothing of what was refused or is read only', async () => {
    const network = await startNetwork()
    const one = await network.online('alice', 'MSNP18', '0:0', home)
    const other = await network.online('alice', 'MSNP18', '0:0', work)
    await skipUntil(one, /^UBX 1:alice@example\.com /).then((line) =>
      one.read(Number(line.split(' ').at(-1))),
    )
    const alice = await caller(network, 'alice')
    expect((await alice(addContact(messengerUser('bob')))).status).toBe(500)
    expect((await alice('<ABFindAll/>')).status).toBe(200)
    for (const place of [one, other]) await place.expectNothing()
  })

  test('hear what one of them changes by commands, once, and not the one that did it', async () => {
    const network = await startNetwork()
    const one = await network.online('alice', 'MSNP18', '0:0', home)
    const other = await network.online('alice', 'MSNP18', '0:0', work)
    await skipUntil(one, /^UBX 1:alice@example\.com /).then((line) =>
      one.read(Number(line.split(' ').at(-1))),
    )
    const ml = '<ml><d n="example.com"><c n="dave" l="3" t="1"/></d></ml>'
    const steps = [
      [`ADL 10 ${ml.length}`, ml, 'ADL 10 OK', true],
      [`ADL 11 ${ml.length}`, ml, 'ADL 11 OK', false],
      [`RML 12 ${ml.length}`, ml, 'RML 12 OK', true],
      [`RML 13 ${ml.length}`, ml, 'RML 13 OK', false],
      ['BLP 14 AL', '', 'BLP 14 AL', false],
      ['BLP 15 BL', '', 'BLP 15 BL', true],
      ['ADG 16 New 0', '', 'ADG 16 New <group> 0', true],
      ['REG 17 <group> Newer 0', '', 'REG 17 <group> Newer 0', true],
      [`ADC 18 FL C=${bobId} <group>`, '', `ADC 18 FL C=${bobId} <group>`, true],
      ['RMG 19 <group>', '', 'RMG 19 <group>', true],
      ['ADC 20 BL N=dave@example.com', '', 'ADC 20 BL N=dave@example.com', true],
      ['REM 21 BL dave@example.com', '', 'REM 21 BL dave@example.com', true],
    ] as const
    for (const [line, payload, answer, isChange] of steps) {
      one.send(line, payload)
      await one.expect(answer)
      if (isChange) await expectNotification(other, 'alice', 0, 167772164)
      await other.expectNothing()
    }
    await one.expectNothing()
  })
})

describe('who sees whom follows at once', () => {
  test('somebody who is blocked by SOAP sees the other go, and come back after', async () => {
    const network = await startNetwork()
    await network.online('alice', 'MSNP12')
    const bob = await network.online('bob', 'MSNP8')
    const alice = await caller(network, 'alice')
    await alice(changeMember('AddMember', 'Block', passport('bob')))
    await bob.expect('FLN alice@example.com')
    await alice(changeMember('DeleteMember', 'Block', passport('bob')))
    await bob.expect('NLN NLN alice@example.com Alice 0')
    await bob.expectNothing()
  })

  test('a name that is chosen by SOAP is seen by contacts', async () => {
    const network = await startNetwork()
    const bob = await network.online('bob', 'MSNP8')
    await network.online('alice', 'MSNP12')
    await bob.expect('NLN NLN alice@example.com Alice 0')
    const alice = await caller(network, 'alice')
    await alice(updateContact('Me', '<displayName>Alice X</displayName>', 'DisplayName'))
    await bob.expect('NLN NLN alice@example.com Alice%20X 0')
    await alice(updateContact('Me', '<displayName>Alice X</displayName>', 'DisplayName'))
    await bob.expectNothing()
  })

  test('somebody who was added by SOAP is shown by the ADL that follows; who was removed, no more', async () => {
    const network = await startNetwork()
    const client = await network.online('alice', 'MSNP15')
    const dave = await network.online('dave', 'MSNP8')
    const alice = await caller(network, 'alice')
    await alice(addContact(messengerUser('dave')))
    await dave.expect('ADD 0 RL 2 alice@example.com Alice')
    const ml = '<ml><d n="example.com"><c n="dave" l="1" t="1"/></d></ml>'
    client.send(`ADL 10 ${ml.length}`, ml)
    await client.expect('ILN 10 NLN dave@example.com 1 Dave 0 0')
    await client.expectPayload(
      'UBX dave@example.com 1 53',
      '<Data><PSM></PSM><CurrentMedia></CurrentMedia></Data>',
    )
    await client.expect('ADL 10 OK')
    await dave.expectNothing()
    await alice(withContact('ABContactDelete', daveId))
    await dave.expect('REM 0 RL 3 alice@example.com')
    dave.send('CHG 6 BSY 0')
    await dave.expect('CHG 6 BSY 0')
    dave.send('OUT')
    await dave.expectClosed()
    await client.expectNothing()
    await alice(addContact(messengerUser('dave')))
    await network.online('dave', 'MSNP8')
    await client.expect('NLN NLN dave@example.com 1 Dave 0 0')
    await client.expectPayload(
      'UBX dave@example.com 1 53',
      '<Data><PSM></PSM><CurrentMedia></CurrentMedia></Data>',
    )
    await client.expectNothing()
  })
})
