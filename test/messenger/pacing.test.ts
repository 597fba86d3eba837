import { beforeEach, describe, expect, test } from 'vitest'
import { Pacing } from '../../main/messenger/conversations/pacing.ts'
import { settle } from '../protocol/session.ts'
import type { Program } from './program.ts'
import { useScriptedNetwork } from './scripted-network.ts'

describe('pacing', () => {
  test('lets so many pieces of work run, the next when one is done or failed, in their order', async () => {
    const pacing = new Pacing(2)
    const begun: number[] = []
    const ends: PromiseWithResolvers<number>[] = []
    const results = [0, 1, 2, 3].map((number) =>
      pacing.run(() => {
        begun.push(number)
        ends[number] = Promise.withResolvers<number>()
        return ends[number].promise
      }),
    )
    await settle()
    expect(begun).toEqual([0, 1])
    ends[1]!.reject(new Error('failed'))
    await expect(results[1]).rejects.toThrow('failed')
    expect(begun).toEqual([0, 1, 2])
    ends[0]!.resolve(0)
    await results[0]
    await settle()
    expect(begun).toEqual([0, 1, 2, 3])
    for (const number of [2, 3]) ends[number]!.resolve(number)
    expect(await Promise.all([results[0], results[2], results[3]])).toEqual([0, 2, 3])
  })
})

describe('after a long loss', () => {
  const setting = useScriptedNetwork()
  let alice: Program

  beforeEach(async () => {
    alice = await setting.alice()
  })

  test('conversations with waiting lines ask for switchboards three at a time, and all of them get one', async () => {
    setting.scripted.notification!.close()
    await alice.until(() => alice.account.connection.state === 'reconnecting')
    const lines = new Map<string, string>()
    for (let number = 0; number < 10; number++) {
      const id = await alice.open(`friend${number}@example.com`)
      lines.set(id, await alice.say(id, `hello ${number}`))
    }
    alice.clock.advance(3_000)
    const seen: number[] = []
    for (let number = 0; number < 10; number++) {
      const peer = await setting.scripted.nextSwitchboard()
      seen.push(setting.scripted.requests - number)
      const { words } = await peer.next('CAL')
      peer.write(`CAL ${words[1]} RINGING 1`, `JOI ${words[2]} Friend 0`)
      peer.write(`ACK ${(await peer.nextText()).trid}`)
    }
    expect(Math.max(...seen)).toBeLessThanOrEqual(3)
    for (const [id, line] of lines) expect(await alice.settled(id, line)).toEqual({ state: 'delivered' })
  })
})
