import { describe, expect, test } from 'vitest'
import { tell } from '../support/event-text.ts'
import { readTranscript, replayNotification, replaySwitchboard } from '../support/replay.ts'
import { textOf, plainly } from './session.ts'

// Expectations were written beside the transcripts, by hand. Lists: F, A, B, R and P for the five of them.

describe('MSNP8, alice', () => {
  const connections = readTranscript('msnp08-alice')

  test('on the notification connection', async () => {
    const { events, outcomes } = await replayNotification(connections.get('alice')!, 'alice@example.com', {
      8: (server) => server.contacts.setPrivacy({ whoMaySee: 'allowed' }),
      9: (server) => server.contacts.setPrivacy({ whoMaySee: 'everyone' }),
      10: (server) => server.contacts.setPrivacy({ askWhenAdded: false }),
      11: (server) => server.contacts.setPrivacy({ askWhenAdded: true }),
      14: (server) => server.contacts.add('dave@example.com', plainly),
      15: 'by itself',
      21: (server) => server.contacts.remove('dave@example.com', { forget: false }),
      25: (server) => server.contacts.createGroup('New Group 1'),
      26: (server) => server.contacts.createGroup('New Group 1'),
      27: (server) => server.contacts.renameGroup('2', 'Renamed Group'),
      28: (server) => server.contacts.addToGroup('bob@example.com', '2'),
      // We would put him on the list once more.
      29: 'other',
      30: (server) => server.contacts.removeGroup('2'),
      33: { refused: (server) => server.contacts.createGroup('x'.repeat(62)) },
      34: (server) => server.contacts.block('bob@example.com'),
      35: 'by itself',
      36: (server) => server.contacts.allow('bob@example.com'),
      37: 'by itself',
    })
    expect(events.map(tell)).toEqual([
      'me "Alice"',
      'privacy true',
      'privacy "everyone"',
      'list | [1 Friends] | bob@example.com "Bob" FA-R- [1] offline 0 says "" | carol@example.com "Carol" FA-R- [] offline 0 says ""',
      'me "online"',
      'bob@example.com "Bob" online 0',
      'carol@example.com offline',
      'carol@example.com "Carol" online 0',
      'bob@example.com "Bob" busy 0',
      'bob@example.com "Bob" idle 0',
      'bob@example.com "Bob" be-right-back 0',
      'bob@example.com "Bob" away 0',
      'bob@example.com "Bob" on-the-phone 0',
      'bob@example.com "Bob" out-to-lunch 0',
      'bob@example.com offline',
      'bob@example.com "Bob" online 0',
      'bob@example.com "Bob é€ %" online 0',
      'privacy "allowed"',
      'privacy "everyone"',
      'privacy false',
      'privacy true',
      'bob@example.com offline',
      'bob@example.com "Bob é€ %" online 0',
      'dave@example.com "Dave" F---- []',
      'dave@example.com FA--- []',
      'dave@example.com "Dave" busy 0',
      'dave@example.com FAB-- []',
      'dave@example.com FA--- []',
      'dave@example.com FA--- []',
      'dave@example.com -A--- [] offline',
      'dave@example.com gone',
      'groups [1 Friends] [2 New Group 1]',
      'groups [1 Friends] [2 Renamed Group]',
      'bob@example.com FA-R- [1 2]',
      'bob@example.com FA-R- [1]',
      'groups [1 Friends]',
      'bob@example.com F--R- [1]',
      'bob@example.com F-BR- [1]',
      'bob@example.com F--R- [1]',
      'bob@example.com FA-R- [1]',
      'bob@example.com offline',
      'bob@example.com "Bob é€ %" online 0',
      'bob@example.com offline',
      'carol@example.com offline',
    ])
    expect(outcomes).toEqual([
      'VER 1: {"kind":"signed-in"}',
      'CHG 6: ok',
      'PNG : ok',
      'BLP 8: ok',
      'BLP 9: ok',
      'GTC 10: ok',
      'GTC 11: ok',
      'XFR 12: {"host":"127.0.0.1","port":41640,"cookie":"befca8e5410620da9bd6"}',
      'XFR 13: {"host":"127.0.0.1","port":41640,"cookie":"eee5d4a7ca2482b0c429"}',
      'ADD 14: ok',
      'REM 21: ok',
      'ADG 25: 2',
      'ADG 26: ServerError 228',
      'REG 27: ok',
      'ADD 28: ok',
      'RMG 30: ok',
      'ADG 33: TooLongError',
      'REM 34: ok',
      'REM 36: ok',
      'PNG : ok',
      'OUT : ok',
    ])
  })

  test('on the first switchboard', async () => {
    const { events, outcomes } = await replaySwitchboard(connections.get('alice/SB')!, 'alice@example.com', {
      18: { refused: (switchboard) => switchboard.invite('bob@example.com') },
      21: { refused: (switchboard) => switchboard.sendText('to an empty room', textOf()) },
    })
    expect(events.map(tell)).toEqual([
      'bob@example.com "Bob é€ %" joined 0',
      'bob@example.com "Bob é€ %": typing',
      'bob@example.com "Bob é€ %": "reply from bob" in Segoe UI #0000ff bold',
      'carol@example.com "Carol" joined 0',
      'carol@example.com "Carol": "hello group, from carol" in Segoe UI #0000ff bold',
      'carol@example.com left',
      'bob@example.com left',
    ])
    expect(outcomes).toEqual([
      'USR 1: ok',
      'CAL 2: ok',
      'MSG 5: acknowledged',
      'MSG 7: ok',
      'CAL 18: ok',
      'CAL 16: ServerError 217',
      'CAL 17: ServerError 217',
      'CAL 19: ServerError 208',
      'CAL 20: ok',
      // The server acknowledges no N, and then everybody left.
      'MSG 8: NotDeliveredError',
      'MSG 3: NotDeliveredError',
      'MSG 13: NotDeliveredError',
      'MSG 21: NotDeliveredError',
      'OUT : ok',
    ])
  })

  test('on the second switchboard', async () => {
    const { events, outcomes } = await replaySwitchboard(connections.get('alice/SB2')!, 'alice@example.com')
    expect(events).toEqual([])
    expect(outcomes).toEqual(['USR 1: ok', 'CAL 2: ServerError 217', 'OUT : ok'])
  })
})

describe('MSNP8, bob', () => {
  const connections = readTranscript('msnp08-bob')

  test('on the notification connection', async () => {
    const { events, outcomes } = await replayNotification(connections.get('bob')!, 'bob@example.com')
    expect(events.map(tell)).toEqual([
      'me "Bob"',
      'privacy true',
      'privacy "everyone"',
      'list | alice@example.com "Alice" FA-R- [] offline 0 says "" | carol@example.com "Carol" FA-R- [] offline 0 says ""',
      'me "online"',
      'alice@example.com "Alice" online 0',
      'carol@example.com offline',
      'carol@example.com "Carol" online 0',
      ...['busy', 'idle', 'be-right-back', 'away', 'on-the-phone', 'out-to-lunch', 'hidden', 'online'].map(
        (own) => `me "${own}"`,
      ),
      'me "Bob é€ %"',
      'alice@example.com "Alice" online 0',
      'alice@example.com "Alice" online 0',
      'invited by alice@example.com "Alice" to 127.0.0.1:41640 c6b9ddb83136109d3e8e 4d0f694732456bf97105017c67a67a9',
      'me "hidden"',
      'me "online"',
      'alice@example.com FA--- []',
      'alice@example.com offline',
      'alice@example.com "Alice" online 0',
      'alice@example.com "Alice" online 0',
      'signed out: signed-in-elsewhere',
    ])
    expect(outcomes.every((outcome) => /: (ok|\{.*\})$/.test(outcome))).toBe(true)
    expect(outcomes).toHaveLength(13)
  })

  test('on the switchboard', async () => {
    const { events } = await replaySwitchboard(connections.get('bob/SB')!, 'bob@example.com')
    expect(events.map(tell)).toEqual([
      'alice@example.com "Alice" joined 0',
      'alice@example.com "Alice": "hello N é€\u{1f600}\\nsecond line" in Segoe UI #0000ff bold',
      'alice@example.com "Alice": "hello U" in Segoe UI #0000ff bold',
      'alice@example.com "Alice": "hello A" in Segoe UI #0000ff bold',
      'alice@example.com "Alice": "hello D" in Segoe UI #0000ff bold',
      'alice@example.com "Alice": typing',
      'alice@example.com "Alice": nudge',
      'alice@example.com "Alice": action "action message"',
      'alice@example.com "Alice": emoticons :)x',
      'alice@example.com "Alice": peer-to-peer to bob@example.com, 70 bytes',
      'alice@example.com "Alice": invitation INVITE 33267',
      'alice@example.com "Alice": 1540 in Segoe UI #0000ff bold',
      'alice@example.com "Alice": "first chunk second chunk" in Arial #000000',
      'carol@example.com "Carol" joined 0',
      'carol@example.com "Carol": "hello group, from carol" in Segoe UI #0000ff bold',
      'carol@example.com left',
    ])
  })

  test('at a second place', async () => {
    const { events } = await replayNotification(
      readTranscript('msnp08-bob-second').get('bob')!,
      'bob@example.com',
    )
    expect(events.map(tell)).toEqual([
      'me "Bob é€ %"',
      'privacy true',
      'privacy "everyone"',
      'list | alice@example.com "Alice" FA--- [] offline 0 says "" | carol@example.com "Carol" FA-R- [] offline 0 says ""',
      'me "online"',
      'alice@example.com "Alice" online 0',
      'carol@example.com "Carol" online 0',
    ])
  })
})

describe('MSNP8, carol', () => {
  const connections = readTranscript('msnp08-carol')

  test('on the notification connection', async () => {
    const { events, outcomes } = await replayNotification(connections.get('carol')!, 'carol@example.com')
    expect(events.map(tell)).toEqual([
      'me "Carol"',
      'privacy true',
      'privacy "everyone"',
      'list | alice@example.com "Alice" FA-R- [] offline 0 says "" | bob@example.com "Bob" FA-R- [] offline 0 says ""',
      'me "hidden"',
      'alice@example.com "Alice" online 0',
      'bob@example.com "Bob" online 0',
      'me "online"',
      ...['busy', 'idle', 'be-right-back', 'away', 'on-the-phone', 'out-to-lunch'].map(
        (his) => `bob@example.com "Bob" ${his} 0`,
      ),
      'bob@example.com offline',
      'bob@example.com "Bob" online 0',
      'bob@example.com "Bob é€ %" online 0',
      'alice@example.com "Alice" online 0',
      'alice@example.com "Alice" online 0',
      'invited by alice@example.com "Alice" to 127.0.0.1:41640 24e64ed28f47c3048ad2 4d0f694732456bf97105017c67a67a9',
      'bob@example.com offline',
      'bob@example.com "Bob é€ %" online 0',
      'bob@example.com offline',
      'bob@example.com "Bob é€ %" online 0',
      'bob@example.com offline',
    ])
    expect(outcomes).toContain('XFR 7: ServerError 913')
  })

  test('on the switchboard', async () => {
    const { events, outcomes } = await replaySwitchboard(connections.get('carol/SB')!, 'carol@example.com')
    expect(events.map(tell)).toEqual([
      'alice@example.com "Alice" joined 0',
      'bob@example.com "Bob é€ %" joined 0',
    ])
    expect(outcomes).toEqual(['ANS 1: ok', 'OUT : ok', 'MSG 2: ClosedError'])
  })
})

test('MSNP8, dave, whose list is empty, is added and taken off again', async () => {
  const { events } = await replayNotification(readTranscript('msnp08-dave').get('dave')!, 'dave@example.com')
  expect(events.map(tell)).toEqual([
    'me "Dave"',
    'privacy true',
    'privacy "everyone"',
    'list',
    'me "online"',
    'alice@example.com "Alice" ---R- []',
    'me "busy"',
    'alice@example.com gone',
  ])
})
