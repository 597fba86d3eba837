import { describe, expect, test } from 'vitest'
import { tell } from '../support/event-text.ts'
import { readTranscript, replayNotification, replaySwitchboard } from '../support/replay.ts'
import { plainly } from './session.ts'

const connections = readTranscript('pending-and-privacy-msnp12')
const friends = '11111111-0000-4000-8000-000000000001'
const caps = 1073741824

test('alice adds dave while he is offline, and blocks bob', async () => {
  const { events, outcomes } = await replayNotification(connections.get('alice')!, 'alice@example.com', {
    // The recorded client asked for both at once, we wait for the first answer: dave is put on the lists elsewhere.
    7: 'other',
    8: 'other',
    9: 'other',
    10: 'other',
  })
  expect(events.map(tell)).toEqual([
    'privacy true',
    'privacy "everyone"',
    'me "Alice"',
    `list | [${friends} Friends] | bob@example.com "Bob" FA-R- [${friends}] offline 0 says "" | carol@example.com "Carol" FA-R- [] offline 0 says ""`,
    'me "online"',
    'dave@example.com "Dave" F---- []',
    'dave@example.com FA--- []',
    `dave@example.com "Dave" online ${caps}`,
    `dave@example.com "Dave" online ${caps}`,
    'dave@example.com says ""',
    'dave@example.com FA-R- []',
    'dave@example.com offline',
    `dave@example.com "Dave" online ${caps}`,
    `bob@example.com "Bob" online ${caps}`,
    `dave@example.com "Dave" online ${caps}`,
    `bob@example.com F--R- [${friends}]`,
    `bob@example.com F-BR- [${friends}]`,
    'bob@example.com offline',
    `bob@example.com "Bob" online ${caps}`,
  ])
  expect(outcomes).toEqual([
    'VER 1: {"kind":"signed-in"}',
    'CHG 6: ok',
    'XFR 11: {"host":"127.0.0.1","port":42640,"cookie":"2ebb11b0fe976b258ee9"}',
    'OUT : ok',
  ])
})

describe('dave', () => {
  test('finds alice waiting for an answer, and accepts', async () => {
    const { events } = await replayNotification(connections.get('dave')!, 'dave@example.com', {
      // The recorded client answered in another order: reverse, pending, allow.
      7: 'other',
      8: 'other',
      9: 'other',
      10: (server) => server.contacts.add('alice@example.com', plainly),
    })
    expect(events.map(tell)).toEqual([
      'privacy true',
      'privacy "everyone"',
      'me "Dave"',
      'list | alice@example.com "alice@example.com" ----P [] offline 0 says ""',
      'me "online"',
      'alice@example.com ---RP []',
      'alice@example.com ---R- []',
      'alice@example.com -A-R- []',
      'alice@example.com "Alice" FA-R- []',
      `alice@example.com "Alice" online ${caps}`,
      'alice@example.com says ""',
    ])
  })

  test('has her on his list the next time, and is called by bob, whom he then blocks', async () => {
    const { events } = await replayNotification(connections.get('dave#1')!, 'dave@example.com', {
      8: (server) => server.contacts.block('bob@example.com'),
    })
    expect(events.map(tell)).toEqual([
      'privacy true',
      'privacy "everyone"',
      'me "Dave"',
      'list | alice@example.com "Alice" FA-R- [] offline 0 says ""',
      'me "online"',
      `alice@example.com "Alice" online ${caps}`,
      'alice@example.com says ""',
      'invited by bob@example.com "Bob" to 127.0.0.1:42640 347ec44a756494a9d125 fbd13335890035d416b7c2633e23041',
      'privacy "allowed"',
      'invited by bob@example.com "Bob" to 127.0.0.1:42640 9598f9b25f843a92c824 7c981bb360688728cd80791a3c6c96b',
      'bob@example.com "bob@example.com" --B-- []',
      'invited by bob@example.com "Bob" to 127.0.0.1:42640 60cd852dae63d68b167b 0af3fe1719b4ba0065ece2b7d8fc567',
    ])
  })

  test('cannot call him', async () => {
    const { outcomes } = await replaySwitchboard(connections.get('dave/SB')!, 'dave@example.com')
    expect(outcomes).toEqual(['USR 1: ok', 'CAL 2: ServerError 217'])
  })
})

test('bob calls whoever he likes; only alice, who blocked him, cannot be called', async () => {
  const calls = [...connections].filter(([name]) => name.startsWith('bob/SB'))
  const outcomes = await Promise.all(calls.map(([, steps]) => replaySwitchboard(steps, 'bob@example.com')))
  expect(outcomes.map((one) => one.outcomes)).toEqual([
    ['USR 1: ok', 'CAL 2: ClosedError'],
    ['USR 1: ok', 'CAL 2: ClosedError'],
    ['USR 1: ok', 'CAL 2: ClosedError'],
    ['USR 1: ok', 'CAL 2: ServerError 217'],
  ])
})

test('bob, whom alice blocks, sees her go and never come', async () => {
  const first = await replayNotification(connections.get('bob')!, 'bob@example.com')
  expect(first.events.map(tell).slice(5)).toEqual([
    `alice@example.com "Alice" online ${caps}`,
    'alice@example.com says ""',
    'alice@example.com offline',
    'invited by alice@example.com "Alice" to 127.0.0.1:42640 6f0fbd9ace19fd30eb48 53f7646c463cf586eebceec6b6e2243',
  ])
  const name = [...connections.keys()].find((key) => /^bob#\d+$/.test(key))!
  const second = await replayNotification(connections.get(name)!, 'bob@example.com')
  expect(second.events.map(tell).slice(5)).toEqual([])
})
