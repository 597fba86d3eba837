import { describe, expect, test } from 'vitest'
import { tell } from '../support/event-text.ts'
import { readTranscript, replayNotification, replaySwitchboard } from '../support/replay.ts'
import { textOf, plainly } from './session.ts'

// Expectations were written beside the transcripts, by hand. Lists: F, A, B, R and P for the five of them.

const friends = '11111111-0000-4000-8000-000000000001'
const made = 'd637ad9d-c7e3-49a1-b7a4-5e868a83e2fc'
const caps = 1073741824

describe('MSNP12, alice', () => {
  const connections = readTranscript('msnp12-alice')

  test('on the notification connection', async () => {
    const { events, outcomes } = await replayNotification(connections.get('alice')!, 'alice@example.com', {
      9: (server) => server.contacts.setPrivacy({ whoMaySee: 'allowed' }),
      10: (server) => server.contacts.setPrivacy({ whoMaySee: 'everyone' }),
      11: (server) => server.contacts.setPrivacy({ askWhenAdded: false }),
      12: (server) => server.contacts.setPrivacy({ askWhenAdded: true }),
      15: (server) => server.contacts.add('dave@example.com', plainly),
      16: 'by itself',
      23: (server) => server.contacts.remove('dave@example.com', { forget: false }),
      27: (server) => server.contacts.createGroup('New Group 1'),
      28: (server) => server.contacts.createGroup('New Group 1'),
      29: (server) => server.contacts.renameGroup(made, 'Renamed Group'),
      30: (server) => server.contacts.addToGroup('bob@example.com', made),
      // We would put him on the list once more.
      31: 'other',
      32: (server) => server.contacts.removeGroup(made),
      35: { refused: (server) => server.contacts.createGroup('x'.repeat(62)) },
      // A command of older dialects.
      36: 'other',
      37: (server) => server.contacts.block('bob@example.com'),
      38: 'by itself',
      39: (server) => server.contacts.allow('bob@example.com'),
      40: 'by itself',
    })
    expect(events.map(tell)).toEqual([
      'privacy true',
      'privacy "everyone"',
      'me "Alice"',
      `list | [${friends} Friends] | bob@example.com "Bob" FA-R- [${friends}] offline 0 says "" | carol@example.com "Carol" FA-R- [] offline 0 says ""`,
      'me "online"',
      `bob@example.com "Bob" online ${caps}`,
      'bob@example.com says "Hello & <welcome>" plays "Song - Artist"',
      'carol@example.com offline',
      `carol@example.com "Carol" online ${caps}`,
      ...['busy', 'idle', 'be-right-back', 'away', 'on-the-phone', 'out-to-lunch'].map(
        (his) => `bob@example.com "Bob" ${his} ${caps}`,
      ),
      'bob@example.com offline',
      `bob@example.com "Bob" online ${caps}`,
      `bob@example.com "Bob é€ %" online ${caps}`,
      'privacy "allowed"',
      'privacy "everyone"',
      'privacy false',
      'privacy true',
      'bob@example.com offline',
      `bob@example.com "Bob é€ %" online ${caps}`,
      'dave@example.com "Dave" F---- []',
      'dave@example.com FA--- []',
      `dave@example.com "Dave" busy ${caps}`,
      'dave@example.com FAB-- []',
      'dave@example.com FA--- []',
      'dave@example.com FA--- []',
      'dave@example.com -A--- [] offline',
      'dave@example.com gone',
      `groups [${friends} Friends] [${made} New Group 1]`,
      `groups [${friends} Friends] [${made} Renamed Group]`,
      `bob@example.com FA-R- [${friends} ${made}]`,
      `bob@example.com FA-R- [${friends}]`,
      `groups [${friends} Friends]`,
      `bob@example.com F--R- [${friends}]`,
      `bob@example.com F-BR- [${friends}]`,
      `bob@example.com F--R- [${friends}]`,
      `bob@example.com FA-R- [${friends}]`,
      'bob@example.com offline',
      `bob@example.com "Bob é€ %" online ${caps}`,
      'bob@example.com offline',
      'carol@example.com offline',
    ])
    expect(outcomes).toEqual([
      'VER 1: {"kind":"signed-in"}',
      'CHG 7: ok',
      'PNG : ok',
      'BLP 9: ok',
      'BLP 10: ok',
      'GTC 11: ok',
      'GTC 12: ok',
      'XFR 13: {"host":"127.0.0.1","port":45640,"cookie":"f67fb2c43cd020a99205"}',
      'XFR 14: {"host":"127.0.0.1","port":45640,"cookie":"c0f4c927706f62fa857a"}',
      'ADC 15: ok',
      'REM 23: ok',
      `ADG 27: ${made}`,
      'ADG 28: ServerError 228',
      'REG 29: ok',
      'ADC 30: ok',
      'RMG 32: ok',
      'ADG 35: TooLongError',
      'REM 37: ok',
      'REM 39: ok',
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
      `bob@example.com "Bob é€ %" joined ${caps}`,
      'bob@example.com "Bob é€ %": typing',
      'bob@example.com "Bob é€ %": "reply from bob" in Segoe UI #0000ff bold',
      `carol@example.com "Carol" joined ${caps}`,
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

describe('MSNP12, bob', () => {
  const connections = readTranscript('msnp12-bob')

  test('on the notification connection', async () => {
    const { events, outcomes } = await replayNotification(connections.get('bob')!, 'bob@example.com')
    expect(events.map(tell)).toEqual([
      'privacy true',
      'privacy "everyone"',
      'me "Bob"',
      'list | alice@example.com "Alice" FA-R- [] offline 0 says "" | carol@example.com "Carol" FA-R- [] offline 0 says ""',
      'me "online"',
      `alice@example.com "Alice" online ${caps}`,
      'alice@example.com says ""',
      'me "Hello & <welcome>" {"type":"music","text":"Song - Artist"}',
      'carol@example.com offline',
      `carol@example.com "Carol" online ${caps}`,
      ...['busy', 'idle', 'be-right-back', 'away', 'on-the-phone', 'out-to-lunch', 'hidden', 'online'].map(
        (own) => `me "${own}"`,
      ),
      'me "Bob é€ %"',
      `alice@example.com "Alice" online ${caps}`,
      `alice@example.com "Alice" online ${caps}`,
      'invited by alice@example.com "Alice" to 127.0.0.1:45640 219eb56d2f09d4eff145 7f801b59b1838faa7fc83be075231fc',
      'me "hidden"',
      'me "online"',
      'alice@example.com FA--- []',
      'alice@example.com offline',
      `alice@example.com "Alice" online ${caps}`,
      'alice@example.com says ""',
      `alice@example.com "Alice" online ${caps}`,
      'alice@example.com says ""',
      'signed out: signed-in-elsewhere',
    ])
    expect(outcomes.every((outcome) => /: (ok|\{.*\})$/.test(outcome))).toBe(true)
    expect(outcomes).toHaveLength(14)
  })

  test('on the switchboard', async () => {
    const { events } = await replaySwitchboard(connections.get('bob/SB')!, 'bob@example.com')
    expect(events.map(tell)).toEqual([
      `alice@example.com "Alice" joined ${caps}`,
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
      `carol@example.com "Carol" joined ${caps}`,
      'carol@example.com "Carol": "hello group, from carol" in Segoe UI #0000ff bold',
      'carol@example.com left',
    ])
  })

  test('at a second place', async () => {
    const { events } = await replayNotification(
      readTranscript('msnp12-bob-second').get('bob')!,
      'bob@example.com',
    )
    expect(events.map(tell)).toEqual([
      'privacy true',
      'privacy "everyone"',
      'me "Bob é€ %"',
      'list | alice@example.com "Alice" FA--- [] offline 0 says "" | carol@example.com "Carol" FA-R- [] offline 0 says ""',
      'me "online"',
      `alice@example.com "Alice" online ${caps}`,
      'alice@example.com says ""',
      `carol@example.com "Carol" online ${caps}`,
      'carol@example.com says ""',
    ])
  })
})

describe('MSNP12, carol', () => {
  const connections = readTranscript('msnp12-carol')

  test('on the notification connection', async () => {
    const { events, outcomes } = await replayNotification(connections.get('carol')!, 'carol@example.com')
    expect(events.map(tell)).toEqual([
      'privacy true',
      'privacy "everyone"',
      'me "Carol"',
      'list | alice@example.com "Alice" FA-R- [] offline 0 says "" | bob@example.com "Bob" FA-R- [] offline 0 says ""',
      'me "hidden"',
      `alice@example.com "Alice" online ${caps}`,
      'alice@example.com says ""',
      `bob@example.com "Bob" online ${caps}`,
      'bob@example.com says "Hello & <welcome>" plays "Song - Artist"',
      'me "online"',
      ...['busy', 'idle', 'be-right-back', 'away', 'on-the-phone', 'out-to-lunch'].map(
        (his) => `bob@example.com "Bob" ${his} ${caps}`,
      ),
      'bob@example.com offline',
      `bob@example.com "Bob" online ${caps}`,
      `bob@example.com "Bob é€ %" online ${caps}`,
      `alice@example.com "Alice" online ${caps}`,
      `alice@example.com "Alice" online ${caps}`,
      'invited by alice@example.com "Alice" to 127.0.0.1:45640 d91a2b6f0ec7f72b1843 7f801b59b1838faa7fc83be075231fc',
      'bob@example.com offline',
      `bob@example.com "Bob é€ %" online ${caps}`,
      'bob@example.com offline',
      `bob@example.com "Bob é€ %" online ${caps}`,
      'bob@example.com offline',
    ])
    expect(outcomes).toContain('XFR 7: ServerError 913')
  })

  test('on the switchboard', async () => {
    const { events, outcomes } = await replaySwitchboard(connections.get('carol/SB')!, 'carol@example.com')
    expect(events.map(tell)).toEqual([
      `alice@example.com "Alice" joined ${caps}`,
      `bob@example.com "Bob é€ %" joined ${caps}`,
    ])
    expect(outcomes).toEqual(['ANS 1: ok', 'OUT : ok', 'MSG 2: ClosedError'])
  })
})

test('MSNP12, dave, whose list is empty, is added and taken off again', async () => {
  const { events } = await replayNotification(readTranscript('msnp12-dave').get('dave')!, 'dave@example.com')
  // The own name stands after an empty list.
  expect(events.map(tell)).toEqual([
    'list',
    'privacy true',
    'privacy "everyone"',
    'me "Dave"',
    'me "online"',
    'alice@example.com "Alice" ---R- []',
    'me "busy"',
    'alice@example.com gone',
  ])
})
