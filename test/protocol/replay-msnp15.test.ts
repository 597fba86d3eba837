import { describe, expect, test } from 'vitest'
import { tell } from '../support/event-text.ts'
import { readTranscript, replayNotification } from '../support/replay.ts'

// Expectations were checked against the transcripts line by line. Lists: F, A, B, R and P for the five of them. The address
// book that is played here has no groups; how lists are edited is replayed elsewhere.

const caps = 1342558248

/** Somebody in one status after the other. */
const shown = (who: string, name: string, ...presences: readonly string[]): readonly string[] =>
  presences.map((presence) => `${who}@example.com "${name}" ${presence} ${caps}`)

/** The same, with the personal message that the server repeats each time. */
const saying = (who: string, name: string, ...presences: readonly string[]): readonly string[] =>
  presences.flatMap((presence) => [
    `${who}@example.com "${name}" ${presence} ${caps}`,
    `${who}@example.com says "Hello & <welcome>" plays "Song - Artist"`,
  ])

describe('the notification connection in MSNP15 of', () => {
  test('alice', async () => {
    const { events, outcomes } = await replayNotification(
      readTranscript('msnp15-alice').get('alice')!,
      'alice@example.com',
      {},
      'erRcrA1uimJhdqWWTS7Lej5hBSP7nxJc',
    )
    expect(events.map(tell)).toEqual([
      'privacy "everyone"',
      'list | bob@example.com "Bob" FA-R- [] offline 0 says "" | carol@example.com "Carol" FA-R- [] offline 0 says ""',
      'me "Alice"',
      'me "Alice"',
      'me "online"',
      ...saying('bob', 'Bob', 'online'),
      'carol@example.com offline',
      `carol@example.com "Carol" online ${caps}`,
      ...shown('bob', 'Bob', 'busy', 'idle', 'be-right-back', 'away', 'on-the-phone', 'out-to-lunch'),
      'bob@example.com offline',
      `bob@example.com "Bob" online ${caps}`,
      `bob@example.com "Bob é€ %" online ${caps}`,
      'privacy "allowed"',
      'privacy "everyone"',
      'bob@example.com offline',
      `bob@example.com "Bob é€ %" online ${caps}`,
      'bob@example.com offline',
      `bob@example.com "Bob" online ${caps}`,
      'bob@example.com offline',
      'carol@example.com offline',
    ])
    expect(outcomes).toEqual([
      'VER 1: {"kind":"signed-in"}',
      'CHG 10: ok',
      'PNG : ok',
      'XFR 14: {"host":"127.0.0.1","port":44640,"cookie":"3084affd413a798af981"}',
      'XFR 15: {"host":"127.0.0.1","port":44640,"cookie":"80688be63f15b67dcc0e"}',
      'PNG : ok',
      'OUT : ok',
    ])
  })

  test('bob', async () => {
    const { events, outcomes } = await replayNotification(
      readTranscript('msnp15-bob').get('bob')!,
      'bob@example.com',
    )
    expect(events.map(tell)).toEqual([
      'privacy "everyone"',
      'list | alice@example.com "Alice" FA-R- [] offline 0 says "" | carol@example.com "Carol" FA-R- [] offline 0 says ""',
      'me "Bob"',
      'me "Bob"',
      'me "online"',
      `alice@example.com "Alice" online ${caps}`,
      'alice@example.com says ""',
      'me "Hello & <welcome>" {"type":"music","text":"Song - Artist"}',
      'carol@example.com offline',
      `carol@example.com "Carol" online ${caps}`,
      'me "busy"',
      'me "idle"',
      'me "be-right-back"',
      'me "away"',
      'me "on-the-phone"',
      'me "out-to-lunch"',
      'me "hidden"',
      'me "online"',
      'me "Bob é€ %"',
      `alice@example.com "Alice" online ${caps}`,
      `alice@example.com "Alice" online ${caps}`,
      'invited by alice@example.com "Alice" to 127.0.0.1:44640 349f5675382481cab427 bc85ea9f14123dc14d3125a92899b43',
      'me "hidden"',
      'me "online"',
      'alice@example.com offline',
      `alice@example.com "Alice" online ${caps}`,
      'alice@example.com says ""',
      `alice@example.com "Alice" online ${caps}`,
      'alice@example.com says ""',
      'signed out: signed-in-elsewhere',
    ])
    expect(outcomes).toEqual([
      'VER 1: {"kind":"signed-in"}',
      'CHG 8: ok',
      'UUX 9: ok',
      'CHG 10: ok',
      'CHG 11: ok',
      'CHG 12: ok',
      'CHG 13: ok',
      'CHG 14: ok',
      'CHG 15: ok',
      'CHG 16: ok',
      'CHG 17: ok',
      'PRP 18: ok',
      'CHG 20: ok',
      'CHG 21: ok',
    ])
  })

  test('bob at a second place', async () => {
    const { events, outcomes } = await replayNotification(
      readTranscript('msnp15-bob-second').get('bob')!,
      'bob@example.com',
    )
    expect(events.map(tell)).toEqual([
      'privacy "everyone"',
      'list | alice@example.com "Alice" FA-R- [] offline 0 says "" | carol@example.com "Carol" FA-R- [] offline 0 says ""',
      'me "Bob"',
      'me "Bob"',
      'me "online"',
      `alice@example.com "Alice" online ${caps}`,
      'alice@example.com says ""',
      `carol@example.com "Carol" online ${caps}`,
      'carol@example.com says ""',
    ])
    expect(outcomes).toEqual(['VER 1: {"kind":"signed-in"}', 'CHG 8: ok', 'OUT : ok'])
  })

  test('carol', async () => {
    const { events, outcomes } = await replayNotification(
      readTranscript('msnp15-carol').get('carol')!,
      'carol@example.com',
    )
    expect(events.map(tell)).toEqual([
      'privacy "everyone"',
      'list | alice@example.com "Alice" FA-R- [] offline 0 says "" | bob@example.com "Bob" FA-R- [] offline 0 says ""',
      'me "Carol"',
      'me "Carol"',
      'me "hidden"',
      `alice@example.com "Alice" online ${caps}`,
      'alice@example.com says ""',
      ...saying('bob', 'Bob', 'online'),
      'me "online"',
      ...shown('bob', 'Bob', 'busy', 'idle', 'be-right-back', 'away', 'on-the-phone', 'out-to-lunch'),
      'bob@example.com offline',
      `bob@example.com "Bob" online ${caps}`,
      `bob@example.com "Bob é€ %" online ${caps}`,
      `alice@example.com "Alice" online ${caps}`,
      `alice@example.com "Alice" online ${caps}`,
      'invited by alice@example.com "Alice" to 127.0.0.1:44640 73b72bc88d706457cbc0 bc85ea9f14123dc14d3125a92899b43',
      'bob@example.com offline',
      `bob@example.com "Bob é€ %" online ${caps}`,
      'bob@example.com offline',
      `bob@example.com "Bob" online ${caps}`,
      'bob@example.com offline',
    ])
    expect(outcomes).toEqual([
      'VER 1: {"kind":"signed-in"}',
      'CHG 8: ok',
      'XFR 9: {"host":"127.0.0.1","port":44640,"cookie":"a25e7a6d48d6f6316350"}',
      'CHG 10: ok',
      'OUT : ok',
    ])
  })

  test('dave', async () => {
    const { events, outcomes } = await replayNotification(
      readTranscript('msnp15-dave').get('dave')!,
      'dave@example.com',
    )
    expect(events.map(tell)).toEqual([
      'privacy "everyone"',
      'list | alice@example.com "Alice" FA-R- [] offline 0 says "" | bob@example.com "Bob" FA-R- [] offline 0 says "" | carol@example.com "Carol" FA-R- [] offline 0 says ""',
      'me "Dave"',
      'me "Dave"',
      'me "online"',
      'alice@example.com FA-R- []',
      'alice@example.com FA--- []',
      'alice@example.com FA-R- []',
    ])
    expect(outcomes).toEqual(['VER 1: {"kind":"signed-in"}', 'CHG 8: ok', 'OUT : ok'])
  })
})
