import { beforeEach, describe, expect, test } from 'vitest'
import type { Program } from './program.ts'
import { useScriptedNetwork } from './scripted-network.ts'

const bob = 'bob@example.com'
const setting = useScriptedNetwork()
let alice: Program
let id: string

beforeEach(async () => {
  alice = await setting.alice()
  id = await alice.open(bob)
})

/** The next switchboard that Alice opens, where Bob comes in, and the text that goes over it. */
async function toBob() {
  const peer = await setting.scripted.nextSwitchboard()
  await setting.scripted.comesIn(peer)
  return { peer, ...(await peer.nextText()) }
}

describe('a line for which no switchboard is found yet', () => {
  test('waits for another switchboard when one breaks before anybody came, three times at most', async () => {
    const line = await alice.say(id, 'hello')
    for (const pause of [3_000, 10_000, 15_000]) {
      const peer = await setting.scripted.nextSwitchboard()
      await peer.next('CAL')
      peer.close()
      await alice.clock.isSet(pause)
      expect(alice.entry(id, line).delivery).toEqual({ state: 'sending' })
      alice.clock.advance(pause)
    }
    const last = await setting.scripted.nextSwitchboard()
    await last.next('CAL')
    last.close()
    expect(await alice.settled(id, line)).toEqual({ state: 'failed', reason: 'connection-lost' })
  })

  test('goes out when a later try succeeds', async () => {
    setting.scripted.switchboardAnswer = '280 {trid}'
    const line = await alice.say(id, 'hello')
    await alice.clock.isSet(3_000)
    setting.scripted.forget()
    alice.clock.advance(3_000)
    const heard = await toBob()
    heard.peer.write(`ACK ${heard.trid}`)
    expect(await alice.settled(id, line)).toEqual({ state: 'delivered' })
  })

  test('does not wait any longer when the other one calls', async () => {
    setting.scripted.switchboardAnswer = '280 {trid}'
    const line = await alice.say(id, 'hello')
    await alice.clock.isSet(3_000)
    setting.scripted.ring(bob)
    const peer = await setting.scripted.nextSwitchboard([bob])
    const heard = await peer.nextText()
    expect(heard.text).toBe('hello')
    peer.write(`ACK ${heard.trid}`)
    expect(await alice.settled(id, line)).toEqual({ state: 'delivered' })
  })

  test('fails when nobody answers the call for 30 seconds', async () => {
    const line = await alice.say(id, 'hello')
    const peer = await setting.scripted.nextSwitchboard()
    const { words } = await peer.next('CAL')
    peer.write(`CAL ${words[1]} RINGING 1`)
    alice.clock.advance(30_000)
    expect(await alice.settled(id, line)).toEqual({ state: 'failed', reason: 'timed-out' })
  })

  test.each([
    ['waits when the other is offline', '217', { state: 'waiting', reason: 'contact-offline' }],
    ['waits when the other blocks us', '216', { state: 'waiting', reason: 'contact-offline' }],
    ['fails when the other does not exist', '208', { state: 'failed', reason: 'account-unknown' }],
  ])('%s', async (_what, code, delivery) => {
    const line = await alice.say(id, 'hello')
    const peer = await setting.scripted.nextSwitchboard()
    const { words } = await peer.next('CAL')
    peer.write(`${code} ${words[1]}`)
    expect(await alice.settled(id, line)).toEqual(delivery)
  })

  test('calls again after a pause when it was too fast', async () => {
    const line = await alice.say(id, 'hello')
    const peer = await setting.scripted.nextSwitchboard()
    const { words } = await peer.next('CAL')
    peer.write(`713 ${words[1]}`)
    await alice.clock.isSet(3_000)
    alice.clock.advance(3_000)
    await setting.scripted.comesIn(peer)
    peer.write(`ACK ${(await peer.nextText()).trid}`)
    expect(await alice.settled(id, line)).toEqual({ state: 'delivered' })
  })

  test('fails at once when one may have no switchboard while one is hidden', async () => {
    setting.scripted.switchboardAnswer = '913 {trid}'
    const line = await alice.say(id, 'hello')
    expect(await alice.settled(id, line)).toEqual({ state: 'failed', reason: 'hidden' })
  })

  test.each([
    ['is refused with 800', '800 {trid}', 'too-fast'],
    ['is refused with 280', '280 {trid}', 'server-busy'],
    ['leads nowhere', 'XFR {trid} SB 127.0.0.1:1 CKI 1', 'server-unreachable'],
  ])('fails when the request for a switchboard %s, four times', async (_what, answer, reason) => {
    setting.scripted.switchboardAnswer = answer
    const line = await alice.say(id, 'hello')
    for (const pause of [3_000, 10_000, 15_000]) {
      await alice.clock.isSet(pause)
      alice.clock.advance(pause)
    }
    expect(await alice.settled(id, line)).toEqual({ state: 'failed', reason })
    expect(setting.scripted.requests).toBe(4)
  })
})
