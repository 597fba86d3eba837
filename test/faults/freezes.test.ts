import { afterEach, describe, expect, test } from 'vitest'
import type { FaultLink, Pace } from '../support/fault-proxy.ts'
import type { LocalServerOptions } from '../../main/server/local-server.ts'
import { recordedChat, type Beat, type Side } from './chat.ts'
import { historyFaults } from './history-faults.ts'
import { endChat, entriesOf, isSettled, linesOf, play, retryAll, runChat } from './run-chat.ts'
import { judge } from './verdict.ts'
import { FaultWorld } from './world.ts'

let world: FaultWorld | null = null

afterEach(async () => {
  await world?.close()
  world = null
})

/** Two who can begin to talk. */
async function people(options: Partial<LocalServerOptions> = {}, dialect = 'MSNP12'): Promise<FaultWorld> {
  world = await FaultWorld.start(dialect, options)
  await world.signIn()
  await world.befriend()
  world.forgetLinks()
  return world
}

const states = (there: FaultWorld, side: Side): readonly string[] =>
  linesOf(there.program(side))
    .filter(({ mine }) => mine)
    .map(({ delivery }) => delivery.state)

/** Where commands begin on each switchboard of a chat without a fault, and the middle between two of them. */
async function borders(there: FaultWorld, direction: 'up' | 'down', side: Side): Promise<readonly number[]> {
  await runChat(there, recordedChat())
  const [link] = there.proxies[side].switchboard.links
  const starts = commandStarts(link![direction].passed)
  await endChat(there)
  return starts.flatMap((at, index) => [at, Math.floor((at + (starts[index + 1] ?? at)) / 2)])
}

/** The places behind each command: lines, and payloads as long as the line says. */
function commandStarts(bytes: Buffer): readonly number[] {
  const starts: number[] = []
  for (let at = 0; at < bytes.length;) {
    starts.push(at)
    const end = bytes.indexOf('\r\n', at) + 2
    const line = bytes.subarray(at, end).toString('latin1').trim()
    at = line.startsWith('MSG') ? end + Number(line.split(' ').at(-1)) : end
  }
  return starts
}

describe('a switchboard that freezes', () => {
  test.each([
    ['alice', 'up'],
    ['alice', 'down'],
    ['bob', 'up'],
    ['bob', 'down'],
  ] as const)(
    'of %s, %s, between commands and inside of them: nothing is shown twice, and what is late counts',
    async (side, direction) => {
      let late = 0
      const there = await people()
      for (const at of await borders(there, direction, side)) {
        there.forgetLinks()
        const proxy = there.proxies[side].switchboard
        proxy.onLink = (link) => {
          if (proxy.links.length === 1) link[direction].freezeAfter(at)
        }
        const written = await runChat(there, recordedChat())
        const before = judge(there, written)
        for (const { up, down } of proxy.links) for (const lane of [up, down]) lane.thaw()
        await there.quiet.settled()
        await there.until(() => isSettled(there.program('alice')) && isSettled(there.program('bob')))
        const after = judge(there, written)
        late += after.delivered - before.delivered
        const twice = (one: string): boolean => /times|invented|acknowledged/.test(one)
        expect([...before.violations, ...after.violations].filter(twice), `after ${at}`).toEqual([])
        expect(await historyFaults(there)).toEqual([])
        expect(await retryAll(there)).toBe(true)
        await endChat(there)
      }
      console.info(
        `${side}'s switchboard, frozen ${direction}: ${late} lines became delivered when it went on`,
      )
    },
    10 * 60_000,
  )

  test('leaves a line uncertain after 30 seconds; its late acknowledgement makes it delivered', async () => {
    const there = await people()
    await play(there, [[{ side: 'alice', kind: 'text', text: 'hello' }]])
    const [link] = there.proxies.alice.switchboard.links
    link!.up.freeze()
    await play(there, [[{ side: 'alice', kind: 'text', text: 'are you there?' }]])
    expect(states(there, 'alice')).toEqual(['delivered', 'sending'])
    await there.until(() => isSettled(there.program('alice')))
    expect(states(there, 'alice')).toEqual(['delivered', 'uncertain'])
    link!.up.thaw()
    await there.quiet.settled()
    expect(states(there, 'alice')).toEqual(['delivered', 'delivered'])
    expect(linesOf(there.program('bob'))).toHaveLength(2)
  })
})

describe('a slow way', () => {
  test.each<[string, Pace]>([
    ['each byte by itself', 'single-bytes'],
    ['each piece some turns later', { turns: 7 }],
  ])('%s: everything is delivered, and nothing marked', async (_name, pace) => {
    const there = await people()
    const slow = ({ up, down }: FaultLink): void => void [up, down].forEach((lane) => (lane.pace = pace))
    for (const proxies of Object.values(there.proxies)) {
      proxies.switchboard.onLink = slow
      proxies['notification-server'].links.forEach(slow)
    }
    const written = await runChat(there, recordedChat())
    expect(judge(there, written)).toMatchObject({ lines: 14, delivered: 14, resent: 0, violations: [] })
    for (const side of ['alice', 'bob'] as const)
      expect(entriesOf(there.program(side)).filter(({ kind }) => kind === 'notice')).toEqual([])
  })
})

describe('a server with quirks', () => {
  const hello: Beat = [{ side: 'alice', kind: 'text', text: 'hello' }]

  test('that acknowledges what nobody hears makes nothing delivered that is not there', async () => {
    const there = await people({ acknowledgesEmptyRooms: true })
    await play(there, [hello])
    await there
      .program('bob')
      .messenger.closeConversation(Object.keys(there.program('bob').store.state.conversations)[0]!)
    await there.quiet.settled()
    const written = await runChat(there, [[{ side: 'alice', kind: 'text', text: 'one more thing' }]])
    expect(judge(there, written)).toMatchObject({ lines: 1, delivered: 1, violations: [] })
  })

  test('that refuses a text is asked three times; the others arrive, and so does it when it is let through', async () => {
    const refusedTexts = ['hello U']
    const there = await people({ refusedTexts })
    const written = await runChat(there, recordedChat())
    const verdict = judge(there, written)
    expect(verdict).toMatchObject({
      lines: 14,
      delivered: 13,
      visiblyNot: 1,
      arrivedUnknown: 0,
      violations: [],
    })
    refusedTexts.splice(0)
    expect(await retryAll(there)).toBe(true)
    expect(
      linesOf(there.program('bob')).filter((line) => line.kind === 'text' && line.text === 'hello U'),
    ).toHaveLength(1)
  })

  test('that closes silent switchboards gives up no line, and nobody is told that anything is missing', async () => {
    const there = await people({ limits: { switchboardIdleMs: 290_000 } })
    const written = [...(await runChat(there, [hello]))]
    for (const text of ['one', 'two', 'three']) {
      const start = there.clock.now()
      await there.until(() => there.clock.now() - start > 400_000)
      written.push(...(await runChat(there, [[{ side: 'bob', kind: 'text', text }]])))
    }
    expect(judge(there, written)).toMatchObject({ lines: 4, delivered: 4, violations: [] })
    expect(entriesOf(there.program('alice')).filter(({ kind }) => kind === 'notice')).toEqual([])
    expect(there.proxies.bob.switchboard.links.length).toBeGreaterThan(1)
  })
})
