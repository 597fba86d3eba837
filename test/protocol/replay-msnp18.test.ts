import { describe, expect, test } from 'vitest'
import { tell } from '../support/event-text.ts'
import { readTranscript, replayNotification } from '../support/replay.ts'

// Expectations were checked against the transcripts line by line. Lists: F, A, B, R and P for the five of them. The address
// book that is played here has no groups; how lists are edited is replayed elsewhere.

const caps = 2789003324

/** The same, with the personal message that the server repeats each time. */
const saying = (who: string, name: string, ...presences: readonly string[]): readonly string[] =>
  presences.flatMap((presence) => [
    `${who}@example.com "${name}" ${presence} ${caps}`,
    `${who}@example.com says "Hello & <welcome>" plays "Song - Artist"`,
  ])

describe('the notification connection in MSNP18 of', () => {
  test('alice', async () => {
    const { events, outcomes } = await replayNotification(
      readTranscript('msnp18-alice').get('alice')!,
      'alice@example.com',
      {},
      'nz8nwKpOqKGLP3AA4/Um3PcoYhh0RVkE',
    )
    expect(events.map(tell)).toEqual([
      'privacy "everyone"',
      'list | bob@example.com "Bob" FA-R- [] offline 0 says "" | carol@example.com "Carol" FA-R- [] offline 0 says ""',
      'me "Alice"',
      'me "Alice"',
      'me "online"',
      'me "online" "Alice"',
      'places {aaaaaaaa-1111-4111-8111-aaaaaaaaaaaa} "" online here',
      `bob@example.com "Bob" online ${caps}`,
      'bob@example.com says ""',
      'bob@example.com says "Hello & <welcome>" plays "Song - Artist"',
      'bob@example.com says "Hello & <welcome>" plays "Song - Artist"',
      'bob@example.com says "Hello & <welcome>" plays "Song - Artist"',
      'carol@example.com offline',
      `carol@example.com "Carol" online ${caps}`,
      'carol@example.com says ""',
      ...saying('bob', 'Bob', 'busy', 'idle', 'be-right-back', 'away', 'on-the-phone', 'out-to-lunch'),
      'bob@example.com offline',
      ...saying('bob', 'Bob', 'online'),
      ...saying('bob', 'Bob é€ %', 'online'),
      'privacy "allowed"',
      'privacy "everyone"',
      'bob@example.com offline',
      ...saying('bob', 'Bob é€ %', 'online'),
      ...saying('bob', 'Bob', 'online', 'online'),
      'bob@example.com says "Hello & <welcome>" plays "Song - Artist"',
      'bob@example.com offline',
      'carol@example.com offline',
    ])
    expect(outcomes).toEqual([
      'VER 1: {"kind":"signed-in"}',
      'CHG 10: ok',
      'PNG : ok',
      'XFR 14: {"host":"127.0.0.1","port":42640,"cookie":"f9e966a869db887eaad3"}',
      'XFR 15: {"host":"127.0.0.1","port":42640,"cookie":"c65916aba2bbc729740d"}',
      'PNG : ok',
      'UUM 35: ok',
      'OUT : ok',
    ])
  })

  test('bob', async () => {
    const { events, outcomes } = await replayNotification(
      readTranscript('msnp18-bob').get('bob')!,
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
      'me "online" "Bob"',
      'places {bbbbbbbb-2222-4222-8222-bbbbbbbbbbbb} "" online here',
      'me "Hello & <welcome>" {"type":"music","text":"Song - Artist"}',
      'me "online" "Bob"',
      'me "Hello & <welcome>" {"type":"music","text":"Song - Artist"}',
      'me "online" "Bob"',
      'places {bbbbbbbb-2222-4222-8222-bbbbbbbbbbbb} "BOBPC" online here',
      'me "Hello & <welcome>" {"type":"music","text":"Song - Artist"}',
      'me "online" "Bob"',
      'me "Hello & <welcome>" {"type":"music","text":"Song - Artist"}',
      'carol@example.com offline',
      `carol@example.com "Carol" online ${caps}`,
      'carol@example.com says ""',
      'me "busy"',
      'me "busy" "Bob"',
      'me "Hello & <welcome>" {"type":"music","text":"Song - Artist"}',
      'me "idle"',
      'me "Hello & <welcome>" {"type":"music","text":"Song - Artist"}',
      'me "be-right-back"',
      'me "be-right-back" "Bob"',
      'me "Hello & <welcome>" {"type":"music","text":"Song - Artist"}',
      'me "away"',
      'me "away" "Bob"',
      'me "Hello & <welcome>" {"type":"music","text":"Song - Artist"}',
      'me "on-the-phone"',
      'me "on-the-phone" "Bob"',
      'me "Hello & <welcome>" {"type":"music","text":"Song - Artist"}',
      'me "out-to-lunch"',
      'me "out-to-lunch" "Bob"',
      'me "Hello & <welcome>" {"type":"music","text":"Song - Artist"}',
      'me "hidden"',
      'me "hidden" "Bob"',
      'me "Hello & <welcome>" {"type":"music","text":"Song - Artist"}',
      'me "online"',
      'me "online" "Bob"',
      'me "Hello & <welcome>" {"type":"music","text":"Song - Artist"}',
      'me "Bob é€ %"',
      `alice@example.com "Alice" online ${caps}`,
      'alice@example.com says ""',
      `alice@example.com "Alice" online ${caps}`,
      'alice@example.com says ""',
      'invited by alice@example.com "Alice" to 127.0.0.1:42640 488d8047b54031b16d85 44b41a01cf3e7d31cbbd35f4e63818e',
      'me "hidden"',
      'me "hidden" "Bob é€ %"',
      'me "Hello & <welcome>" {"type":"music","text":"Song - Artist"}',
      'me "online"',
      'me "online" "Bob é€ %"',
      'me "Hello & <welcome>" {"type":"music","text":"Song - Artist"}',
      'alice@example.com offline',
      `alice@example.com "Alice" online ${caps}`,
      'alice@example.com says ""',
      `alice@example.com "Alice" online ${caps}`,
      'alice@example.com says ""',
      'me "online" "Bob"',
      'places {bbbbbbbb-2222-4222-8222-bbbbbbbbbbbb} "BOBPC" online here | {b0b0b0b0-9999-4999-8999-b0b0b0b0b0b0} "" online',
      'me "Hello & <welcome>" {"type":"music","text":"Song - Artist"}',
      'me "online" "Bob"',
      'places {bbbbbbbb-2222-4222-8222-bbbbbbbbbbbb} "BOBPC" online here',
      'me "Hello & <welcome>" {"type":"music","text":"Song - Artist"}',
    ])
    expect(outcomes).toEqual([
      'VER 1: {"kind":"signed-in"}',
      'CHG 8: ok',
      'UUX 9: ok',
      'CHG 12: ok',
      'CHG 13: ok',
      'CHG 14: ok',
      'CHG 15: ok',
      'CHG 16: ok',
      'CHG 17: ok',
      'CHG 18: ok',
      'CHG 19: ok',
      'PRP 20: ok',
      'CHG 22: ok',
      'CHG 23: ok',
      'OUT : ok',
    ])
  })

  test('bob at a second place', async () => {
    const { events, outcomes } = await replayNotification(
      readTranscript('msnp18-bob-second').get('bob')!,
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
      'me "online" "Bob"',
      'places {bbbbbbbb-2222-4222-8222-bbbbbbbbbbbb} "BOBPC" online | {b0b0b0b0-9999-4999-8999-b0b0b0b0b0b0} "" online here',
    ])
    expect(outcomes).toEqual(['VER 1: {"kind":"signed-in"}', 'CHG 8: ok', 'OUT : ok'])
  })

  test('carol', async () => {
    const { events, outcomes } = await replayNotification(
      readTranscript('msnp18-carol').get('carol')!,
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
      'me "hidden" "Carol"',
      'places {cccccccc-3333-4333-8333-cccccccccccc} "" online here',
      'me "online"',
      'me "online" "Carol"',
      ...saying('bob', 'Bob', 'busy', 'idle', 'be-right-back', 'away', 'on-the-phone', 'out-to-lunch'),
      'bob@example.com offline',
      ...saying('bob', 'Bob', 'online'),
      ...saying('bob', 'Bob é€ %', 'online'),
      `alice@example.com "Alice" online ${caps}`,
      'alice@example.com says ""',
      `alice@example.com "Alice" online ${caps}`,
      'alice@example.com says ""',
      'invited by alice@example.com "Alice" to 127.0.0.1:42640 aac10c3f10e4d4c3c49c 44b41a01cf3e7d31cbbd35f4e63818e',
      'bob@example.com offline',
      ...saying('bob', 'Bob é€ %', 'online'),
      ...saying('bob', 'Bob', 'online', 'online'),
      'bob@example.com says "Hello & <welcome>" plays "Song - Artist"',
      'bob@example.com offline',
    ])
    expect(outcomes).toEqual([
      'VER 1: {"kind":"signed-in"}',
      'CHG 8: ok',
      'XFR 9: {"host":"127.0.0.1","port":42640,"cookie":"e7535a42ac21a1a64dcf"}',
      'CHG 10: ok',
      'OUT : ok',
    ])
  })

  test('dave', async () => {
    const { events, outcomes } = await replayNotification(
      readTranscript('msnp18-dave').get('dave')!,
      'dave@example.com',
    )
    expect(events.map(tell)).toEqual([
      'privacy "everyone"',
      'list | alice@example.com "Alice" FA-R- [] offline 0 says "" | bob@example.com "Bob" FA-R- [] offline 0 says "" | carol@example.com "Carol" FA-R- [] offline 0 says ""',
      'me "Dave"',
      'me "Dave"',
      'me "online"',
      'me "online" "Dave"',
      'places {dddddddd-4444-4444-8444-dddddddddddd} "" online here',
      'alice@example.com FA-R- []',
      'alice@example.com FA--- []',
      'alice@example.com FA-R- []',
    ])
    expect(outcomes).toEqual(['VER 1: {"kind":"signed-in"}', 'CHG 8: ok', 'OUT : ok'])
  })

  test('dave, once more', async () => {
    const { events, outcomes } = await replayNotification(
      readTranscript('msnp18-dave').get('dave#1')!,
      'dave@example.com',
    )
    expect(events.map(tell)).toEqual([
      'privacy "everyone"',
      'list | alice@example.com "Alice" FA-R- [] offline 0 says "" | bob@example.com "Bob" FA-R- [] offline 0 says "" | carol@example.com "Carol" FA-R- [] offline 0 says ""',
      'me "Dave"',
      'me "Dave"',
      'me "online"',
      'waiting: AC105C02-5EBD-4980-9BFD-7DCEAC42E65E of alice@example.com "Alice"',
      'me "online" "Dave"',
      'places {dddddddd-4444-4444-8444-dddddddddddd} "" online here',
    ])
    expect(outcomes).toEqual(['VER 1: {"kind":"signed-in"}', 'CHG 8: ok', 'OUT : ok'])
  })
})
