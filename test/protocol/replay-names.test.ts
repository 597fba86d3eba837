import { expect, test } from 'vitest'
import { tell } from '../support/event-text.ts'
import { readTranscript, replayNotification } from '../support/replay.ts'

const connections = readTranscript('names-and-payloads-msnp12')
const longName = 'n'.repeat(500)

test('names and personal messages, as bob sends them', async () => {
  const steps = connections.get('bob')!
  // The recorded client said one thing more after its good-bye, to see what happens.
  const afterOut = steps.findLast((step) => step.kind === 'command' && step.side === 'client')
  const ours = steps.filter((step) => step !== afterOut)
  const { events, outcomes } = await replayNotification(ours, 'bob@example.com', {
    // Too long for us; the server would have taken it.
    55: { refused: (server) => server.setFriendlyName(longName) },
    // An XML declaration, which that server does not answer, and payloads that we never write.
    60: 'other',
    64: 'other',
    65: 'other',
  })
  expect(events.map(tell)).toEqual([
    'privacy true',
    'privacy "everyone"',
    'me "Bob"',
    'list | alice@example.com "Alice" FA-R- [] offline 0 says "" | carol@example.com "Carol" FA-R- [] offline 0 says ""',
    'me "online"',
    'alice@example.com "Alice" online 1073741824',
    'alice@example.com says ""',
    // Everything encoded arrives; the server gives it back raw, with an ideographic space, a no-break space and a tab.
    'me "A é\u3000\u00a0\\t+&<%"',
    'me "Bé"',
    // The recorded client sent these blanks raw, and the server cut the name there.
    'me "A"',
    'me "A"',
    'me "A\\r\\nB"',
    `me "${longName}"`,
    'me "a+b"',
    'me "plain" null',
    'me "\\"q\\" \'a\' <b> &amp; \u{1f600}" null',
    'me "only" null',
  ])
  expect(outcomes).toEqual([
    'VER 1: {"kind":"signed-in"}',
    'CHG 6: ok',
    'PRP 50: ok',
    'PRP 51: ok',
    'PRP 52: ok',
    'PRP 53: ok',
    'PRP 54: ok',
    'PRP 55: TooLongError',
    'PRP 56: ok',
    'UUX 61: ok',
    'UUX 62: ok',
    'UUX 63: ok',
    'PNG : ok',
    'OUT : ok',
    'PNG : ok',
  ])
})

test('names and personal messages, as alice sees them', async () => {
  const { events } = await replayNotification(connections.get('alice')!, 'alice@example.com')
  const caps = 1073741824
  expect(events.map(tell).slice(5)).toEqual([
    `bob@example.com "Bob" online ${caps}`,
    `bob@example.com "A é\u3000\u00a0\\t+&<%" online ${caps}`,
    `bob@example.com "Bé" online ${caps}`,
    `bob@example.com "A" online ${caps}`,
    `bob@example.com "A\\r\\nB" online ${caps}`,
    `bob@example.com "${longName}" online ${caps}`,
    `bob@example.com "a+b" online ${caps}`,
    'bob@example.com says "plain"',
    'bob@example.com says "\\"q\\" \'a\' <b> &amp; \u{1f600}"',
    'bob@example.com says "only"',
    'bob@example.com says "only"',
    'bob@example.com says "g"',
    'bob@example.com offline',
  ])
})
