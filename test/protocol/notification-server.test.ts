import { describe, expect, test } from 'vitest'
import { ClosedError, ServerError, TooLongError } from '../../main/protocol/errors.ts'
import { ProtocolError } from '../../main/protocol/wire/errors.ts'
import { caught, notificationStage, settle, signedIn, withBob } from './session.ts'

describe('the own status', () => {
  test.each([
    ['MSNP8', 'CHG 6 NLN 0'],
    ['MSNP9', 'CHG 6 NLN 268435456'],
    ['MSNP10', 'CHG 6 NLN 805306400'],
    ['MSNP11', 'CHG 6 NLN 1073741856'],
    ['MSNP12', 'CHG 6 NLN 1342177312'],
  ])('goes with the capabilities of %s and without a picture', async (dialect, line) => {
    const stage = await signedIn(dialect)
    const changed = caught(stage.session.setPresence('online'))
    expect(stage.sent()).toEqual([line])
    await stage.say(line)
    await changed
    expect(stage.heard()).toEqual([{ type: 'me-changed', change: { presence: 'online' } }])
  })

  test('changed many times in a row goes twice: the first at once, the newest after two seconds', async () => {
    const stage = await signedIn('MSNP8')
    const [first, second, third] = (['busy', 'away', 'online'] as const).map((one) =>
      stage.session.setPresence(one),
    )
    expect(stage.sent()).toEqual(['CHG 6 BSY 0'])
    await stage.say('CHG 6 BSY 0')
    await first
    stage.clock.advance(1_999)
    expect(stage.sent()).toEqual([])
    stage.clock.advance(1)
    expect(stage.sent()).toEqual(['CHG 7 NLN 0'])
    await stage.say('CHG 7 NLN 0')
    await Promise.all([second, third])
    stage.clock.advance(2_000)
    void stage.session.setPresence('hidden')
    expect(stage.sent()).toEqual(['CHG 8 HDN 0'])
  })

  test('that waits for its turn is given up when the connection closes', async () => {
    const stage = await signedIn()
    const first = caught(stage.session.setPresence('busy'))
    const second = caught(stage.session.setPresence('away'))
    stage.session.connectionClosed()
    await expect(first).rejects.toBeInstanceOf(ClosedError)
    await expect(second).rejects.toBeInstanceOf(ClosedError)
    stage.clock.advance(10_000)
    expect(stage.sent()).toEqual(['CHG 6 BSY 1342177312'])
  })
})

describe('the own name', () => {
  test.each([
    ['MSNP8', 'REA 6 alice@example.com Alice%20%C3%A9', 'REA 6 8 alice@example.com Alice%20é'],
    ['MSNP12', 'PRP 6 MFN Alice%20%C3%A9', 'PRP 6 MFN Alice%20é'],
  ])('is changed in %s', async (dialect, line, reply) => {
    const stage = await signedIn(dialect)
    const renamed = caught(stage.session.setFriendlyName('Alice é'))
    expect(stage.sent()).toEqual([line])
    await stage.say(reply)
    await renamed
    expect(stage.heard()).toEqual([{ type: 'me-changed', change: { name: 'Alice é' } }])
  })

  test('never holds any white space on the wire, since servers split at all of it', async () => {
    const stage = await signedIn()
    const blanks =
      '\t\n\u000b\f\r \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff'
    void caught(stage.session.setFriendlyName(blanks))
    const [line = ''] = stage.sent()
    expect(line).toMatch(/^PRP 6 MFN (%[0-9A-F]{2})+$/)
  })

  test('of more than 387 encoded bytes is refused and not sent', async () => {
    const stage = await signedIn()
    await expect(stage.session.setFriendlyName('é'.repeat(65))).rejects.toBeInstanceOf(TooLongError)
    expect(stage.sent()).toEqual([])
    void caught(stage.session.setFriendlyName('x'.repeat(387)))
    expect(stage.sent()).toHaveLength(1)
  })
})

describe('the own personal message', () => {
  test('goes in dialects that have it', async () => {
    const stage = await signedIn('MSNP11')
    const done = caught(stage.session.setPersonalMessage('Out for lunch', null))
    expect(stage.sent()).toEqual([
      'UUX 6 66\n<Data><PSM>Out for lunch</PSM><CurrentMedia></CurrentMedia></Data>',
    ])
    await stage.say('UUX 6 0')
    await done
    expect(stage.heard()).toEqual([
      { type: 'me-changed', change: { personalMessage: 'Out for lunch', currentMedia: null } },
    ])
  })

  test.each(['MSNP8', 'MSNP9', 'MSNP10'])('is only remembered in %s', async (dialect) => {
    const stage = await signedIn(dialect)
    await stage.session.setPersonalMessage('Out for lunch', null)
    expect(stage.sent()).toEqual([])
    expect(stage.heard()).toHaveLength(1)
  })
})

describe('a switchboard', () => {
  test('is asked for one at a time', async () => {
    const stage = await signedIn()
    const first = caught(stage.session.requestSwitchboard())
    const second = caught(stage.session.requestSwitchboard())
    const third = caught(stage.session.requestSwitchboard())
    await settle()
    expect(stage.sent()).toEqual(['XFR 6 SB'])
    await stage.say('XFR 6 SB 192.0.2.20:1864 CKI 17262740.1050826919.32308')
    await expect(first).resolves.toEqual({
      host: '192.0.2.20',
      port: 1864,
      cookie: '17262740.1050826919.32308',
    })
    expect(stage.sent()).toEqual(['XFR 7 SB'])
    await stage.say('913 7')
    await expect(second).rejects.toEqual(new ServerError(913, 'XFR'))
    expect(stage.sent()).toEqual(['XFR 8 SB'])
    await stage.say('XFR 8 SB 192.0.2.20 CKI abc.def U messenger.msn.com 1')
    await expect(third).resolves.toEqual({ host: '192.0.2.20', port: 1863, cookie: 'abc.def' })
  })

  test('calls us', async () => {
    const stage = await signedIn()
    await stage.say('RNG 11752013 192.0.2.20:1863 CKI 849102291.520491113 Bob@example.com Bob%20B')
    await stage.say('RNG 7f80fc 192.0.2.20 CKI 8.5 eve@example.com 100% U messenger.msn.com 1')
    expect(stage.heard()).toEqual([
      {
        type: 'invited',
        invitation: {
          sessionId: '11752013',
          host: '192.0.2.20',
          port: 1863,
          cookie: '849102291.520491113',
          from: { address: 'bob@example.com', name: 'Bob B' },
        },
      },
      {
        type: 'invited',
        invitation: {
          sessionId: '7f80fc',
          host: '192.0.2.20',
          port: 1863,
          cookie: '8.5',
          from: { address: 'eve@example.com', name: '100%' },
        },
      },
    ])
  })

  test.each(['__proto__', 'constructor', 'Hotmail'])('is not heard of %s, who is no person', async (who) => {
    const stage = await signedIn()
    await stage.say(`RNG 11752013 192.0.2.20:1863 CKI 849102291.520491113 ${who} Name`)
    expect(stage.heard()).toEqual([])
  })

  test.each(['RNG 1 192.0.2.20:1863 CKI', 'RNG 1 192.0.2.20:0 CKI a b@c', 'RNG 1 what?ever:1 CKI a b@c'])(
    'that nobody could reach breaks the protocol: %s',
    async (line) => {
      const stage = await signedIn()
      await expect(stage.say(line)).rejects.toBeInstanceOf(ProtocolError)
    },
  )
})

test.each([
  ['MSNP10', 'PROD0061VRRZH@4F', '29409134351025259292', 'e713b299d972368a01227dfbc0c7c7c7'],
  ['MSNP11', 'PROD0090YUAUV{2B', '22210219642164014968', '85ecb0db8f32113df79ce0892b9a102c'],
])(
  'a challenge in %s is answered, whether or not the server says anything to it',
  async (dialect, product, challenge, answer) => {
    const stage = await signedIn(dialect)
    await stage.say(`CHL 0 ${challenge}`)
    expect(stage.sent()).toEqual([`QRY 6 ${product} 32\n${answer}`])
    stage.clock.advance(40_000)
    await stage.say('QRY 6')
    expect(stage.heard()).toEqual([])
  },
)

describe('good-bye', () => {
  test.each([
    ['OUT OTH', 'signed-in-elsewhere'],
    ['OUT SSD', 'server-shutting-down'],
    ['OUT', 'server-shutting-down'],
    ['OUT MIG', 'server-shutting-down'],
    ['OUT RCT', 'server-shutting-down'],
    ['OUT RCT soon', 'server-shutting-down'],
    ['out oth', 'signed-in-elsewhere'],
    ['OUT TOU', 'server-closed'],
    ['OUT constructor', 'server-shutting-down'],
  ])('%s says %s', async (line, reason) => {
    const stage = await signedIn()
    await stage.say(line)
    expect(stage.heard()).toEqual([{ type: 'signed-out', reason }])
  })

  test.each([
    ['OUT RCT 5', 300_000],
    ['OUT RCT 0', 0],
    // Nobody is kept out for days.
    ['OUT RCT 9999', 3_600_000],
  ])('%s says when the server is back', async (line, returnAfterMs) => {
    const stage = await signedIn()
    await stage.say(line)
    expect(stage.heard()).toEqual([{ type: 'signed-out', reason: 'server-shutting-down', returnAfterMs }])
  })

  test('is heard before anybody is signed in, and said', async () => {
    const stage = notificationStage()
    await stage.say('OUT SSD')
    expect(stage.heard()).toEqual([{ type: 'signed-out', reason: 'server-shutting-down' }])
    stage.session.signOut()
    expect(stage.sent()).toEqual(['OUT'])
  })

  test('ends whatever waits', async () => {
    const stage = await withBob()
    const waiting = [
      caught(stage.session.requestSwitchboard()),
      caught(stage.session.setFriendlyName('Al')),
      caught(stage.session.contacts.remove('bob@example.com', { forget: false })),
      caught(stage.session.ping()),
    ]
    await settle()
    stage.session.connectionClosed()
    for (const one of waiting) await expect(one).rejects.toBeInstanceOf(ClosedError)
    await expect(stage.session.requestSwitchboard()).rejects.toBeInstanceOf(ClosedError)
  })
})

test('what is asked before the sign-in rejects', async () => {
  const { session } = notificationStage()
  expect(() => session.contacts).toThrow(ClosedError)
  await expect(session.setFriendlyName('Al')).rejects.toBeInstanceOf(ClosedError)
  await expect(session.setPresence('online')).rejects.toBeInstanceOf(ClosedError)
})

test('what is of no use is ignored', async () => {
  const stage = await withBob()
  const profile =
    'MIME-Version: 1.0\r\nContent-Type: text/x-msmsgsprofile; charset=UTF-8\r\nLoginTime: 1\r\n\r\n'
  await stage.say(
    `MSG Hotmail Hotmail ${profile.length}\n${profile}`,
    `MSG bob@example.com Bob 2\nhi`,
    'GCF 0 Shields.xml 3\nabc',
    'SBS 0 null',
    'NOT 3\n<N>',
    'IPG 3\n<I>',
    'URL 7 /unused1 /unused2 1',
    'BPR bob@example.com PHH 555',
    'BPR bob@example.com MOB',
    'PRP 10 PHH 555%201234',
    'PRP 11 MFN',
    'LST N=eve@example.com F=Eve 3 1',
    'LSG Late 1',
    'QNG 50',
    'ZZZ 1 2 3',
    '540 77',
  )
  expect(stage.heard()).toEqual([])
  expect(stage.sent()).toEqual([])
})
