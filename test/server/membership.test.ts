import { describe, expect, test } from 'vitest'
import { catchUp, skipUntil, startNetwork, type TestNetwork } from './test-network.ts'
import type { WireClient } from './wire-client.ts'

const atDaves =
  '<Data><PSM></PSM><CurrentMedia></CurrentMedia><DDP></DDP><SignatureSound></SignatureSound><Scene></Scene><ColorScheme></ColorScheme>' +
  '<EndpointData id="{dddddddd-1111-4111-8111-dddddddddddd}"><Capabilities>7:8</Capabilities></EndpointData></Data>'
const nothingSaid = '<Data><PSM></PSM><CurrentMedia></CurrentMedia></Data>'

/** `<ml>` with one person of example.com. */
const one = (name: string, lists: number): string =>
  `<ml><d n="example.com"><c n="${name}" l="${lists}" t="1"/></d></ml>`

const send = (client: WireClient, line: string, payload: string): void =>
  client.send(`${line} ${Buffer.byteLength(payload)}`, payload)

/** S: NOT length, which names the service. */
async function expectNotice(client: WireClient, name: string): Promise<void> {
  await client.expect('NOT <noticeLength>')
  const text = (await client.read(Number(client.variable('noticeLength')))).toString('utf8')
  expect(text).toMatch(/^<NOTIFICATION id="0" siteid="45705" siteurl="http:\/\/contacts\.msn\.com">/)
  expect(text).toContain(` name="${name}@example.com">`)
  expect(text).toContain('&lt;Service&gt;ABCHInternal&lt;/Service&gt;')
}

describe('ADL when signing in', () => {
  test.each([
    '<ml l="1"></ml>',
    '<ml l="1"/>',
    '<ml l="1"><d n="example.com"><c n="dave" l="3" t="1"/><c n="bob" l="3" t="1"/></d></ml>',
    "<ml l='1'>\r\n <d n='example.com'>\r\n  <c n='dave' l='3' t='1' />\r\n </d>\r\n</ml>",
    '<ml l="1"><d n="nowhere.example"><c n="nobody" l="3" t="1"/></d><t><c n="tel:+15551234" l="1"/></t></ml>',
  ])('%j changes nothing', async (payload) => {
    const network = await startNetwork()
    const dave = await network.online('dave', 'MSNP15')
    const alice = await network.signIn('alice', 'MSNP15')
    send(alice, 'ADL 6', payload)
    await alice.expect('ADL 6 OK')
    await dave.expectNothing()
  })
})

describe('ADL later', () => {
  test('puts somebody on the forward list, who is shown and hears of it: MSNP15', async () => {
    const network = await startNetwork()
    const dave = await network.online('dave', 'MSNP15', '5')
    const alice = await network.online('alice', 'MSNP15')
    send(alice, 'ADL 16', one('dave', 1))
    await alice.expect('ILN 16 NLN dave@example.com 1 Dave 5 0')
    await alice.expectPayload('UBX dave@example.com 1 53', nothingSaid)
    await alice.expect('ADL 16 OK')
    await dave.expectPayload(
      'ADL 0 68',
      '<ml><d n="example.com"><c n="alice" t="1" l="8" f="Alice"/></d></ml>',
    )
    await expectNotice(dave, 'dave')
    await dave.expectNothing()
    send(alice, 'RML 18', one('dave', 1))
    await alice.expect('RML 18 OK')
    await dave.expectPayload('RML 0 58', '<ml><d n="example.com"><c n="alice" t="1" l="8"/></d></ml>')
    await expectNotice(dave, 'dave')
    dave.send('CHG 7 BSY 5 0')
    await dave.expect('CHG 7 BSY 5 0')
    await alice.expectNothing()
  })

  test('in MSNP18 with NLN, and a name that has to be written with care', async () => {
    const network = await startNetwork()
    const dave = await network.online('dave', 'MSNP18', '7:8')
    const alice = await network.online('alice', 'MSNP18')
    alice.send('PRP 7 MFN A%26%22%3C%C3%A9%25')
    await catchUp(alice)
    send(alice, 'ADL 16', one('dave', 1))
    await alice.expect('NLN NLN 1:dave@example.com Dave 7:8 0')
    await alice.expectPayload('UBX 1:dave@example.com 244', atDaves)
    await alice.expect('ADL 16 OK')
    await dave.expectPayload(
      'ADL 0 82',
      '<ml><d n="example.com"><c n="alice" t="1" l="8" f="A%26%22%3C%C3%A9%25"/></d></ml>',
    )
  })

  test.each([
    ['MSNP8', 'ADD 0 RL 2 alice@example.com Alice', 'REM 0 RL 3 alice@example.com'],
    ['MSNP12', 'ADC 0 RL N=alice@example.com F=Alice', 'REM 0 RL alice@example.com'],
  ])('reaches somebody of %s in their own words', async (dialect, added, removed) => {
    const network = await startNetwork()
    const dave = await network.online('dave', dialect)
    const alice = await network.online('alice', 'MSNP18')
    send(alice, 'ADL 16', one('dave', 3))
    await dave.expect(added)
    send(alice, 'RML 17', one('dave', 1))
    await dave.expect(removed)
    await dave.expectNothing()
  })

  test('of somebody added in MSNP12 reaches somebody of MSNP13', async () => {
    const network = await startNetwork()
    const dave = await network.online('dave', 'MSNP13')
    const alice = await network.online('alice', 'MSNP12')
    alice.send('ADC 16 FL N=dave@example.com F=Dave')
    await alice.expect('ADC 16 FL N=dave@example.com F=Dave C=000000a3-0000-4000-8000-000000001003')
    await dave.expectPayload(
      'ADL 0 68',
      '<ml><d n="example.com"><c n="alice" t="1" l="8" f="Alice"/></d></ml>',
    )
  })

  test('blocks and allows, which the other side sees as going and coming', async () => {
    const network = await startNetwork()
    const alice = await network.online('alice', 'MSNP15')
    const bob = await network.online('bob', 'MSNP18')
    await catchUp(alice)
    send(alice, 'RML 29', one('bob', 2))
    await alice.expect('RML 29 OK')
    await bob.expectNothing()
    send(alice, 'ADL 30', one('bob', 4))
    await alice.expect('ADL 30 OK')
    await bob.expect('FLN 1:alice@example.com 0:0')
    send(alice, 'RML 31', one('bob', 4))
    await alice.expect('RML 31 OK')
    await bob.expect('NLN NLN 1:alice@example.com Alice 0:0 0')
    send(alice, 'ADL 32', one('bob', 2))
    await alice.expect('ADL 32 OK')
  })

  test("tells the owner's other places that there is something to fetch", async () => {
    const network = await startNetwork()
    const home = await network.online('alice', 'MSNP18', '0', '{aaaaaaaa-1111-4111-8111-aaaaaaaaaaaa}')
    const office = await network.online('alice', 'MSNP16', '0', '{aaaaaaaa-2222-4222-8222-aaaaaaaaaaaa}')
    await catchUp(home)
    send(office, 'ADL 16', one('dave', 1))
    await office.expect('ADL 16 OK')
    await expectNotice(home, 'alice')
    send(office, 'RML 17', one('dave', 1))
    await office.expect('RML 17 OK')
    await expectNotice(home, 'alice')
    await office.expectNothing()
  })

  test('may repeat what is so already, and RML what is not', async () => {
    const network = await startNetwork()
    const dave = await network.online('dave', 'MSNP15')
    const alice = await network.online('alice', 'MSNP15')
    for (const [at, line] of ['ADL', 'ADL', 'RML', 'RML'].entries()) {
      send(alice, `${line} ${at + 20}`, one('dave', 3))
      await skipUntil(alice, new RegExp(`^${line} ${at + 20} OK$`))
    }
    await skipUntil(dave, /^RML 0 /)
  })

  test('may hold several people of several domains', async () => {
    const network = await startNetwork()
    const alice = await network.online('alice', 'MSNP15')
    send(
      alice,
      'ADL 16',
      '<ml><d n="example.com"><c n="dave" l="1" t="1"/><c n="BOB" l="1"/></d><d n="Example.COM"><c n="carol" l="1" t="1"/></d></ml>',
    )
    await alice.expect('ADL 16 OK')
  })
})

describe('a list is refused', () => {
  const refusedIn = async (
    dialect: string,
    verb: string,
    payload: string,
  ): Promise<readonly [network: TestNetwork, client: WireClient]> => {
    const network = await startNetwork()
    const alice = await network.online('alice', dialect)
    send(alice, `${verb} 24`, payload)
    return [network, alice]
  }

  test.each([
    ['ADL', one('nobody', 1)],
    ['RML', one('nobody', 1)],
    ['ADL', '<ml><d n="example.com"><c n="dave" l="1" t="32"/></d></ml>'],
    ['ADL', '<ml><t><c n="tel:+15551234" l="1" t="4"/></t></ml>'],
    ['FQY', '<ml><d n="example.com"><c n="nobody"/></d></ml>'],
  ])('with 208 when somebody has no account: %s %s', async (verb, payload) => {
    const [, alice] = await refusedIn('MSNP15', verb, payload)
    await alice.expect('208 24')
    await alice.expectNothing()
  })

  test('as a whole: who was named before somebody unknown is not added', async () => {
    const network = await startNetwork()
    const dave = await network.online('dave', 'MSNP15')
    const alice = await network.online('alice', 'MSNP15')
    send(
      alice,
      'ADL 24',
      '<ml><d n="example.com"><c n="dave" l="1" t="1"/><c n="nobody" l="1" t="1"/></d></ml>',
    )
    await alice.expect('208 24')
    await dave.expectNothing()
  })

  test.each([
    ['241', one('dave', 8)],
    ['241', one('dave', 16)],
    ['241', one('dave', 6)],
    ['241', one('dave', 99)],
    ['241', '<ml><d n="example.com"><c n="dave" l="x" t="1"/></d></ml>'],
    ['241', '<ml><d n="example.com"><c l="1" t="1"/></d></ml>'],
    ['241', '<ml><d n="example.com"><x n="dave" l="1" t="1"/></d></ml>'],
    ['241', '<ml><c n="dave" l="1" t="1"/></ml>'],
    ['241', '<ml>'],
    ['241', ''],
    ['241', 'x'],
    ['241', '<lm></lm>'],
    ['241', '<ml></ml><ml></ml>'],
    ['241', '<!DOCTYPE ml [<!ENTITY d "dave">]><ml><d n="example.com"><c n="&d;" l="1"/></d></ml>'],
    ['241', '<ml><d n="example.com"><![CDATA[x]]></d></ml>'],
    ['241', `${'<ml>'.repeat(50)}${'</ml>'.repeat(50)}`],
    ['241', '<ml __proto__="1"><d n="e"><c n="x" l="999"/></d></ml>'],
    ['241', `<ml><d n="example.com">${'<c n="dave" l="1" t="1"/>'.repeat(151)}</d></ml>`],
    ['241', one('d'.repeat(7500), 1)],
    ['240', '<ml l="1"><d n="example.com"></d></ml>'],
    ['240', '<ml><d n="example.com"/></ml>'],
    ['204', '<ml><d n="example.com"><c n="dave" l="1" t="77"/></d></ml>'],
    ['204', '<ml><d n="example.com"><c n="dave" l="1" t=""/></d></ml>'],
  ])('with %s and the end of the session: %s', async (number, payload) => {
    const [, alice] = await refusedIn('MSNP18', 'ADL', payload)
    await alice.expect(`${number} 24`)
    await alice.expectClosed()
  })

  test('with 502 before MSNP13, and FQY before MSNP14', async () => {
    for (const [dialect, verb] of [
      ['MSNP12', 'ADL'],
      ['MSNP12', 'RML'],
      ['MSNP13', 'FQY'],
    ] as const) {
      const [network, alice] = await refusedIn(dialect, verb, one('bob', 1))
      await alice.expect('502 24')
      await network.close()
    }
  })
})

test('FQY says on which network somebody is', async () => {
  const network = await startNetwork()
  const alice = await network.online('alice', 'MSNP14')
  send(alice, 'FQY 22', '<ml><d n="example.com"><c n="dave"/><c n="nobody"/></d></ml>')
  await alice.expectPayload('FQY 22 51', '<ml><d n="example.com"><c n="dave" t="1"/></d></ml>')
})

describe('the commands of older dialects still work', () => {
  test('in MSNP18: ADC, REM, ADG, BLP, GTC, PRP, but not SYN', async () => {
    const network = await startNetwork()
    const alice = await network.online('alice', 'MSNP18')
    alice.send('ADC 26 FL N=dave@example.com F=Dave')
    await alice.expect('ADC 26 FL N=dave@example.com F=Dave C=000000a3-0000-4000-8000-000000001003')
    alice.send('REM 27 AL bob@example.com')
    await alice.expect('REM 27 AL bob@example.com')
    alice.send('ADG 28 Old%20Group')
    await alice.expect('ADG 28 Old%20Group <guid> 0')
    alice.send('BLP 29 BL')
    alice.send('BLP 30 BL')
    alice.send('GTC 31 N')
    alice.send('PRP 32 PHH 555%201234')
    alice.send('SYN 33 0 0')
    await alice.expect('BLP 29 BL', 'BLP 30 BL', 'GTC 31 N', 'PRP 32 PHH 555%201234', '502 33')
  })
})
