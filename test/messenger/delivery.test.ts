import { beforeEach, describe, expect, test } from 'vitest'
import type { Program } from './program.ts'
import { sendOverScript, useScriptedNetwork } from './scripted-network.ts'

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

const sent = (text: string) => sendOverScript(setting.scripted, alice, id, text)

describe('a line', () => {
  test('is delivered when the server acknowledges it, not before', async () => {
    const { line, peer, trid } = await sent('hello')
    expect(alice.entry(id, line).delivery).toEqual({ state: 'sending' })
    peer.write(`ACK ${trid}`)
    expect(await alice.settled(id, line)).toEqual({ state: 'delivered' })
  })

  test('that the server refuses goes out again by itself, on another switchboard', async () => {
    const { line, peer, trid } = await sent('hello')
    peer.write(`NAK ${trid}`)
    await peer.next('OUT')
    expect(alice.entry(id, line).delivery).toEqual({ state: 'sending' })
    const again = await toBob()
    expect(again.text).toBe('hello')
    again.peer.write(`ACK ${again.trid}`)
    expect(await alice.settled(id, line)).toEqual({ state: 'delivered' })
    expect(alice.log(id)).toEqual(['me: hello'])
  })

  test('fails when the server refuses it three times, and goes out again when the user wants it', async () => {
    const { line, peer, trid } = await sent('hello')
    peer.write(`NAK ${trid}`)
    for (let time = 0; time < 2; time++) {
      const again = await toBob()
      again.peer.write(`NAK ${again.trid}`)
    }
    expect(await alice.settled(id, line)).toEqual({ state: 'failed', reason: 'not-delivered' })
    await alice.messenger.retryMessage(id, line)
    expect(alice.entry(id, line).delivery).toEqual({ state: 'sending' })
    const last = await toBob()
    last.peer.write(`ACK ${last.trid}`)
    expect(await alice.settled(id, line)).toEqual({ state: 'delivered' })
    expect(alice.log(id)).toEqual(['me: hello'])
  })

  test('is uncertain when it is refused in a group: nobody says whom it did not reach', async () => {
    setting.scripted.ring(bob)
    const peer = await setting.scripted.nextSwitchboard([bob, 'carol@example.com'])
    peer.says(bob, 'hi')
    const group = await alice.heard('hi')
    const line = await alice.say(group, 'hello both')
    peer.write(`NAK ${(await peer.nextText()).trid}`)
    expect(await alice.settled(group, line)).toEqual({ state: 'uncertain', reason: 'not-delivered' })
  })

  test('is shown as refused when one that was written after it arrived: it would come in the wrong order', async () => {
    const { line, peer, trid } = await sent('first')
    const second = await alice.say(id, 'second')
    const heard = await peer.nextText()
    peer.write(`NAK ${trid}`, `ACK ${heard.trid}`)
    expect(await alice.settled(id, line)).toEqual({ state: 'failed', reason: 'not-delivered' })
    expect(await alice.settled(id, second)).toEqual({ state: 'delivered' })
  })

  test('is not refused by what is said of anything else', async () => {
    const { line, peer, trid } = await sent('hello')
    await alice.messenger.reportTyping(id)
    peer.write('NAK 999', 'NAK 0', '282 999', 'NAK')
    const call = alice.messenger.inviteToConversation(id, 'carol@example.com')
    const { words } = await peer.next('CAL')
    peer.write(`217 ${words[1]}`, `NAK ${words[1]}`)
    expect(await call).toMatchObject({ ok: false, reason: 'contact-offline' })
    expect(alice.entry(id, line).delivery).toEqual({ state: 'sending' })
    peer.write(`ACK ${trid}`)
    expect(await alice.settled(id, line)).toEqual({ state: 'delivered' })
  })

  test('is uncertain without an answer in 30 seconds', async () => {
    const { line } = await sent('hello')
    alice.clock.advance(29_999)
    expect(alice.entry(id, line).delivery).toEqual({ state: 'sending' })
    alice.clock.advance(1)
    expect(await alice.settled(id, line)).toEqual({ state: 'uncertain', reason: 'not-acknowledged' })
  })

  test('is delivered after all when the answer comes later than that', async () => {
    const { line, peer, trid } = await sent('hello')
    alice.clock.advance(30_000)
    expect(await alice.settled(id, line)).toMatchObject({ state: 'uncertain' })
    peer.write(`ACK ${trid}`)
    await alice.until(() => alice.entry(id, line).delivery.state === 'delivered')
  })

  test('stays delivered when it was being sent again as the late answer came', async () => {
    const { line, peer, trid } = await sent('hello')
    alice.clock.advance(30_000)
    await alice.settled(id, line)
    await alice.messenger.retryMessage(id, line)
    const again = await toBob()
    peer.write(`ACK ${trid}`)
    expect(await alice.settled(id, line)).toEqual({ state: 'delivered' })
    again.peer.write(`NAK ${again.trid}`)
    const next = await alice.say(id, 'next')
    for (const there of [peer, again.peer]) {
      void there.nextText().then((heard) => there.write(`ACK ${heard.trid}`))
    }
    expect(await alice.settled(id, next)).toEqual({ state: 'delivered' })
    expect(alice.entry(id, line).delivery).toEqual({ state: 'delivered' })
  })

  test('does not go out again when the late answer comes while somebody is still being called', async () => {
    const carol = 'carol@example.com'
    setting.scripted.ring(bob)
    const peer = await setting.scripted.nextSwitchboard([bob, carol])
    peer.says(bob, 'hi')
    const group = await alice.heard('hi')
    const line = await alice.say(group, 'hello both')
    const { trid } = await peer.nextText()
    alice.clock.advance(30_000)
    await alice.settled(group, line)
    peer.write(`BYE ${carol} 1`)
    peer.says(bob, 'carol is away')
    await alice.heard('carol is away')
    await alice.messenger.retryMessage(group, line)
    const { words } = await peer.next('CAL')
    peer.write(`ACK ${trid}`)
    expect(await alice.settled(group, line)).toEqual({ state: 'delivered' })
    peer.write(`JOI ${carol} Carol 0`, `CAL ${words[1]} RINGING 1`)
    const next = await alice.say(group, 'next')
    const heard = await peer.nextText()
    expect(heard.text).toBe('next')
    peer.write(`ACK ${heard.trid}`)
    expect(await alice.settled(group, next)).toEqual({ state: 'delivered' })
  })

  test('is uncertain when the connection breaks before the answer; the next one opens a new switchboard', async () => {
    const { line, peer } = await sent('hello')
    peer.close()
    expect(await alice.settled(id, line)).toEqual({ state: 'uncertain', reason: 'connection-lost' })

    const second = await sent('are you still there?')
    second.peer.write(`ACK ${second.trid}`)
    expect(await alice.settled(id, second.line)).toEqual({ state: 'delivered' })
  })

  test('goes out again by itself when the other left before it came', async () => {
    const { line, peer } = await sent('one more thing')
    peer.write(`BYE ${bob}`)
    await setting.scripted.comesIn(peer)
    const again = await peer.nextText()
    expect(again.text).toBe('one more thing')
    peer.write(`ACK ${again.trid}`)
    expect(await alice.settled(id, line)).toEqual({ state: 'delivered' })
    expect(alice.log(id)).toEqual(['me: one more thing'])
  })

  test('goes out by itself three times at most', async () => {
    const { line, peer } = await sent('one more thing')
    for (let time = 0; time < 2; time++) {
      peer.write(`BYE ${bob}`)
      await setting.scripted.comesIn(peer)
      await peer.nextText()
    }
    peer.write(`BYE ${bob}`)
    expect(await alice.settled(id, line)).toEqual({ state: 'failed', reason: 'not-delivered' })
  })

  test('keeps its place among those that go out again', async () => {
    const { peer } = await sent('first')
    await alice.say(id, 'second')
    await peer.nextText()
    peer.write(`BYE ${bob}`)
    await setting.scripted.comesIn(peer)
    const texts = [await peer.nextText(), await peer.nextText()].map(({ text }) => text)
    expect(texts).toEqual(['first', 'second'])
  })

  test('keeps its place before those that were not sent yet, in a group', async () => {
    const carol = 'carol@example.com'
    setting.scripted.ring(bob)
    const peer = await setting.scripted.nextSwitchboard([bob, carol])
    peer.says(bob, 'hi')
    const group = await alice.heard('hi')
    await alice.say(group, 'first')
    await peer.nextText()
    peer.write(`BYE ${carol} 1`)
    peer.says(bob, 'carol is away')
    await alice.heard('carol is away')
    await alice.say(group, 'second')
    await peer.next('CAL')
    peer.write(`BYE ${bob} 1`, `JOI ${carol} Carol 0`)
    const texts = [await peer.nextText(), await peer.nextText()].map(({ text }) => text)
    expect(texts).toEqual(['first', 'second'])
  })

  test('takes a new switchboard when the old one, empty for a while, turns out to be dead', async () => {
    const { peer, trid } = await sent('hello')
    peer.write(`ACK ${trid}`, `BYE ${bob}`)
    await alice.pass(60_000)
    const line = await alice.say(id, 'are you back?')
    await peer.next('CAL')
    peer.close()
    const again = await setting.scripted.nextSwitchboard()
    await setting.scripted.comesIn(again)
    again.write(`ACK ${(await again.nextText()).trid}`)
    expect(await alice.settled(id, line)).toEqual({ state: 'delivered' })
  })

  test('never went when the one who came left at once, and is not tried for ever', async () => {
    const line = await alice.say(id, 'hello')
    const peer = await setting.scripted.nextSwitchboard()
    for (let time = 0; time < 3; time++) {
      const { words } = await peer.next('CAL')
      peer.write(`CAL ${words[1]} RINGING 1\r\nJOI ${bob} Bob 0\r\nBYE ${bob}`)
    }
    expect(await alice.settled(id, line)).toEqual({ state: 'failed', reason: 'not-delivered' })
  })

  test('that is long goes out in parts and is delivered when the last one is', async () => {
    const text = `${'long word '.repeat(300)}end`
    const line = await alice.say(id, text)
    const peer = await setting.scripted.nextSwitchboard()
    await setting.scripted.comesIn(peer)
    const parts = [await peer.nextText()]
    while (!parts.at(-1)!.text.endsWith('end')) parts.push(await peer.nextText())
    expect(parts.length).toBeGreaterThan(1)
    expect(
      parts
        .map((part) => part.text)
        .join('')
        .replaceAll(' ', ''),
    ).toBe(text.replaceAll(' ', ''))

    const [last, ...others] = parts.reverse()
    for (const { trid } of others) peer.write(`ACK ${trid}`)
    peer.says(bob, 'after the first acknowledgements')
    await alice.heard('after the first acknowledgements')
    expect(alice.entry(id, line).delivery).toEqual({ state: 'sending' })
    peer.write(`ACK ${last!.trid}`)
    expect(await alice.settled(id, line)).toEqual({ state: 'delivered' })
  })
})

describe('a network that does not acknowledge', () => {
  test('is trusted when it is silent for two seconds, and not when it refuses', async () => {
    const network = { ...setting.scripted.network, acknowledges: false }
    alice = await setting.alice({ prepareNetwork: () => Promise.resolve(network) })
    id = await alice.open(bob)
    const line = await alice.say(id, 'hello')
    const peer = await setting.scripted.nextSwitchboard()
    await setting.scripted.comesIn(peer)
    expect((await peer.nextText()).letter).toBe('N')
    alice.clock.advance(2_000)
    expect(await alice.settled(id, line)).toEqual({ state: 'delivered' })

    const refused = await alice.say(id, 'and this?')
    peer.write(`NAK ${(await peer.nextText()).trid}`)
    expect((await toBob()).text).toBe('and this?')
    expect(alice.entry(id, refused).delivery).toEqual({ state: 'sending' })
  })
})
