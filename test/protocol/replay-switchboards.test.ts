import { describe, expect, test } from 'vitest'
import { tell } from '../support/event-text.ts'
import { readTranscript, replaySwitchboard } from '../support/replay.ts'
import { textOf } from './session.ts'

// Expectations were checked against the transcripts line by line.

describe('the switchboards in MSNP15 of', () => {
  const caps = 1342558248

  test('alice', async () => {
    const steps = readTranscript('msnp15-alice').get('alice/SB')!
    const { events, outcomes } = await replaySwitchboard(steps, 'alice@example.com', {
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
      'MSG 8: NotDeliveredError',
      'MSG 3: NotDeliveredError',
      'MSG 13: NotDeliveredError',
      'MSG 21: NotDeliveredError',
      'OUT : ok',
    ])
  })

  test('alice, to nobody', async () => {
    const steps = readTranscript('msnp15-alice').get('alice/SB2')!
    const { events, outcomes } = await replaySwitchboard(steps, 'alice@example.com')
    expect(events.map(tell)).toEqual([])
    expect(outcomes).toEqual(['USR 1: ok', 'CAL 2: ServerError 217', 'OUT : ok'])
  })

  test('bob', async () => {
    const steps = readTranscript('msnp15-bob').get('bob/SB')!
    const { events, outcomes } = await replaySwitchboard(steps, 'bob@example.com')
    expect(events.map(tell)).toEqual([
      `alice@example.com "Alice" joined ${caps}`,
      'alice@example.com "Alice": "hello N é€😀\\nsecond line" in Segoe UI #0000ff bold',
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
    expect(outcomes).toEqual(['ANS 1: ok', 'MSG 2: ok', 'MSG 3: ClosedError'])
  })

  test('carol', async () => {
    const steps = readTranscript('msnp15-carol').get('carol/SB')!
    const { events, outcomes } = await replaySwitchboard(steps, 'carol@example.com')
    expect(events.map(tell)).toEqual([
      `alice@example.com "Alice" joined ${caps}`,
      `bob@example.com "Bob é€ %" joined ${caps}`,
    ])
    expect(outcomes).toEqual(['ANS 1: ok', 'OUT : ok', 'MSG 2: ClosedError'])
  })
})

describe('the switchboards in MSNP18 of', () => {
  const caps = 2789003324

  test('alice', async () => {
    const steps = readTranscript('msnp18-alice').get('alice/SB')!
    const { events, outcomes } = await replaySwitchboard(
      steps,
      'alice@example.com',
      {
        // The recorded client called itself first, wherever it was.
        2: 'other',
        19: { refused: (switchboard) => switchboard.invite('bob@example.com') },
        22: { refused: (switchboard) => switchboard.sendText('to an empty room', textOf()) },
      },
      { place: '{aaaaaaaa-1111-4111-8111-aaaaaaaaaaaa}' },
    )
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
      'CAL 3: ok',
      'MSG 6: acknowledged',
      'MSG 8: ok',
      'CAL 19: ok',
      'CAL 17: ServerError 217',
      'CAL 18: ServerError 217',
      'CAL 20: ServerError 208',
      'CAL 21: ok',
      'MSG 9: NotDeliveredError',
      'MSG 4: NotDeliveredError',
      'MSG 14: NotDeliveredError',
      'MSG 22: NotDeliveredError',
      'OUT : ok',
    ])
  })

  test('alice, to nobody', async () => {
    const steps = readTranscript('msnp18-alice').get('alice/SB2')!
    const { events, outcomes } = await replaySwitchboard(
      steps,
      'alice@example.com',
      {},
      { place: '{aaaaaaaa-1111-4111-8111-aaaaaaaaaaaa}' },
    )
    expect(events.map(tell)).toEqual([])
    expect(outcomes).toEqual(['USR 1: ok', 'CAL 2: ServerError 217', 'OUT : ok'])
  })

  test('bob', async () => {
    const steps = readTranscript('msnp18-bob').get('bob/SB')!
    const { events, outcomes } = await replaySwitchboard(
      steps,
      'bob@example.com',
      {},
      { place: '{bbbbbbbb-2222-4222-8222-bbbbbbbbbbbb}' },
    )
    expect(events.map(tell)).toEqual([
      `alice@example.com "Alice" joined ${caps}`,
      'alice@example.com "Alice": "hello N é€😀\\nsecond line" in Segoe UI #0000ff bold',
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
    expect(outcomes).toEqual(['ANS 1: ok', 'MSG 2: ok', 'MSG 3: ClosedError'])
  })

  test('carol', async () => {
    const steps = readTranscript('msnp18-carol').get('carol/SB')!
    const { events, outcomes } = await replaySwitchboard(
      steps,
      'carol@example.com',
      {},
      { place: '{cccccccc-3333-4333-8333-cccccccccccc}' },
    )
    expect(events.map(tell)).toEqual([
      `alice@example.com "Alice" joined ${caps}`,
      `bob@example.com "Bob é€ %" joined ${caps}`,
    ])
    expect(outcomes).toEqual(['ANS 1: ok', 'OUT : ok', 'MSG 2: ClosedError'])
  })
})
