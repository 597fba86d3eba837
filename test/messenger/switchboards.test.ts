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

const sent = (text: string) => sendOverScript(setting.scripted, alice, id, text)

describe('a switchboard', () => {
  test('is asked for once, however many lines and keystrokes wait for it', async () => {
    await alice.messenger.reportTyping(id)
    const lines = [await alice.say(id, 'one'), await alice.say(id, 'two')]
    const peer = await setting.scripted.nextSwitchboard()
    await setting.scripted.comesIn(peer)
    for (const text of ['one', 'two']) {
      const heard = await peer.nextText()
      expect(heard.text).toBe(text)
      peer.write(`ACK ${heard.trid}`)
    }
    for (const line of lines) expect(await alice.settled(id, line)).toEqual({ state: 'delivered' })
    expect(setting.scripted.requests).toBe(1)
  })

  test('carries nothing before somebody came', async () => {
    await alice.say(id, 'hello')
    const peer = await setting.scripted.nextSwitchboard()
    const { words } = await peer.next('CAL')
    peer.write(`CAL ${words[1]} RINGING 1`)
    await alice.pass(1000)
    expect(peer.heard).toEqual([])
    peer.write(`JOI ${bob} Bob 0`)
    expect((await peer.nextText()).text).toBe('hello')
  })

  test('is used again by the next line, and left with OUT after five silent minutes', async () => {
    const { peer, trid } = await sent('hello')
    peer.write(`ACK ${trid}`)
    await alice.pass(4 * 60_000)
    await alice.say(id, 'still here')
    peer.write(`ACK ${(await peer.nextText()).trid}`)
    expect(setting.scripted.requests).toBe(1)
    await alice.pass(5 * 60_000 - 1_000)
    expect(peer.heard).toEqual([])
    await alice.pass(1_000)
    await peer.next('OUT')
  })

  test('of two with the same person the one used last is taken', async () => {
    const { peer, trid } = await sent('hello')
    peer.write(`ACK ${trid}`)
    alice.clock.advance(1)
    setting.scripted.ring(bob)
    const second = await setting.scripted.nextSwitchboard([bob])
    alice.clock.advance(1)
    second.says(bob, 'from the other one')
    expect(await alice.heard('from the other one')).toBe(id)
    const answer = await alice.say(id, 'answer')
    const heard = await second.nextText()
    expect(heard.text).toBe('answer')
    second.write(`ACK ${heard.trid}`)
    await alice.settled(id, answer)

    alice.clock.advance(1)
    peer.says(bob, 'and on the first')
    expect(await alice.heard('and on the first')).toBe(id)
    await alice.say(id, 'answer again')
    expect((await peer.nextText()).text).toBe('answer again')
  })

  test('to which the other calls serves the open conversation, also before anything was said', async () => {
    setting.scripted.ring(bob)
    const peer = await setting.scripted.nextSwitchboard([bob])
    await alice.pass(1)
    await alice.say(id, 'you called?')
    expect((await peer.nextText()).text).toBe('you called?')
    expect(setting.scripted.requests).toBe(0)
  })

  test('to which a stranger calls opens nothing before something is said', async () => {
    const carol = 'carol@example.com'
    setting.scripted.ring(carol)
    const peer = await setting.scripted.nextSwitchboard([carol])
    peer.types(carol)
    peer.message(carol, ['MIME-Version: 1.0', 'Content-Type: text/x-clientcaps'], 'Client-Name: Test/1\r\n')
    peer.says(carol, 'hello')
    const theirs = await alice.heard('hello')
    expect(alice.log(theirs)).toEqual([`${carol}: hello`])
    expect(alice.events.filter(({ type }) => type === 'typing-changed')).toEqual([])
  })

  test('with two people on it who speak is a group of its own, beside the conversation with one of them', async () => {
    setting.scripted.ring(bob)
    const peer = await setting.scripted.nextSwitchboard([bob])
    peer.types(bob)
    await alice.until(() => alice.conversation(id).typing.includes(bob))
    peer.write('JOI carol@example.com Carol 0')
    peer.says(bob, 'welcome both')
    const group = await alice.heard('welcome both')
    expect(group).not.toBe(id)
    expect(alice.conversation(group)).toMatchObject({ group: true })
    expect(alice.conversation(group).participants.map(({ address }) => address)).toEqual([
      bob,
      'carol@example.com',
    ])
    expect(alice.conversation(id)).toMatchObject({ group: false, entries: [] })
  })

  test('with one person alone is the beginning of a new conversation when the other one became a group', async () => {
    setting.scripted.ring(bob)
    const alone = await setting.scripted.nextSwitchboard([bob])
    alone.says(bob, 'first here')
    await alice.heard('first here')
    setting.scripted.ring(bob)
    const other = await setting.scripted.nextSwitchboard([bob])
    other.says(bob, 'then there')
    await alice.heard('then there')
    other.write('JOI carol@example.com Carol 0')
    await alice.until(() => alice.conversation(id).group)

    alone.says(bob, 'between us')
    const fresh = await alice.heard('between us')
    expect(fresh).not.toBe(id)
    expect(alice.conversation(fresh)).toMatchObject({ group: false })
    await alice.say(fresh, 'yes?')
    expect((await alone.nextText()).text).toBe('yes?')
    await alice.say(id, 'welcome')
    expect((await other.nextText()).text).toBe('welcome')
  })

  test('that was dropped for silence in a group shows nobody leaving, and the next line calls everybody', async () => {
    const carol = 'carol@example.com'
    setting.scripted.ring(bob)
    const peer = await setting.scripted.nextSwitchboard([bob, carol])
    peer.says(bob, 'hi')
    const group = await alice.heard('hi')
    await alice.pass(5 * 60_000)
    peer.write(`BYE ${bob} 1`)
    peer.end()
    await peer.ended
    await alice.pass(1_000)

    const line = await alice.say(group, 'still there?')
    const again = await setting.scripted.nextSwitchboard()
    const calls = [await again.next('CAL'), await again.next('CAL')]
    expect(calls.map(({ words }) => words[2])).toEqual([bob, carol])
    again.write(`JOI ${bob} Bob 0`, `217 ${calls[1]!.words[1]}`)
    again.write(`ACK ${(await again.nextText()).trid}`)
    expect(await alice.settled(group, line)).toEqual({ state: 'delivered' })
    expect(alice.log(group)).toEqual([`${bob}: hi`, 'me: still there?', `(did-not-answer ${carol})`])
    expect(alice.conversation(group).participants).toMatchObject([{ address: bob }])
  })

  test('that refuses us opens nothing', async () => {
    setting.scripted.ring('carol@example.com')
    const peer = await setting.scripted.nextSwitchboard(null)
    peer.write(`911 ${(await peer.next('ANS')).words[1]}`)
    await peer.ended
    await alice.pass(1)
    expect(Object.keys(alice.store.state.conversations)).toEqual([id])
  })

  test('that comes about after its conversation was closed is left again, and calls nobody', async () => {
    await alice.messenger.reportTyping(id)
    const peer = await setting.scripted.nextSwitchboard(null)
    expect(await alice.messenger.closeConversation(id)).toEqual({ ok: true, value: null })
    peer.write(`USR ${(await peer.next('USR')).words[1]} OK alice@example.com Alice`)
    await peer.next('OUT')
    peer.write(`JOI ${bob} Bob 0`)
    peer.says(bob, 'are you there?')
    expect(alice.log(await alice.heard('are you there?'))).toEqual([`${bob}: are you there?`])
    expect(peer.heard).toEqual([])
  })

  test('on which somebody else is as well before the first line goes out gets none that is for one person', async () => {
    const line = await alice.say(id, 'between us')
    const peer = await setting.scripted.nextSwitchboard()
    const { words } = await peer.next('CAL')
    peer.write(`CAL ${words[1]} RINGING 1`, `JOI ${bob} Bob 0`, 'JOI carol@example.com Carol 0')
    await alice.clock.isSet(3_000)
    alice.clock.advance(3_000)
    const other = await setting.scripted.nextSwitchboard()
    await setting.scripted.comesIn(other)
    const { text, trid } = await other.nextText()
    expect(text).toBe('between us')
    other.write(`ACK ${trid}`)
    expect(await alice.settled(id, line)).toEqual({ state: 'delivered' })
    expect(peer.heard).toEqual([])
    expect(alice.conversation(id).group).toBe(false)
  })

  test('brings what was said before it closed, also after we left it', async () => {
    const { peer, trid } = await sent('hello')
    peer.write(`ACK ${trid}`)
    await alice.until(() => alice.log(id).length === 1)
    const closed = alice.messenger.closeConversation(id)
    await peer.next('OUT')
    peer.says(bob, 'wait!')
    expect(await closed).toEqual({ ok: true, value: null })
    const again = await alice.heard('wait!')
    expect(alice.log(again)).toEqual([`${bob}: wait!`])
  })

  test('is kept when the conversation is opened again while it closes', async () => {
    const { peer, trid } = await sent('hello')
    const closed = alice.messenger.closeConversation(id)
    expect(await alice.open(bob)).toBe(id)
    peer.write(`ACK ${trid}`)
    expect(await closed).toEqual({ ok: true, value: null })
    expect(alice.log(id)).toEqual(['me: hello'])
    await alice.say(id, 'still here')
    expect((await peer.nextText()).text).toBe('still here')
  })

  test('is one of a hundred at most: who rings more often is not heeded', async () => {
    for (let number = 0; number < 150; number++) setting.scripted.ring(`caller${number}@example.com`)
    for (let number = 0; number < 100; number++)
      await setting.scripted.nextSwitchboard(['caller@example.com'])
    await alice.pass(1)
    expect(setting.scripted.switchboardsWaiting).toBe(0)
    const line = await alice.say(id, 'no room left')
    expect(await alice.settled(id, line)).toEqual({ state: 'failed', reason: 'too-fast' })
  })

  test('on which the server breaks the protocol is closed, and nothing else is', async () => {
    const { line, peer } = await sent('hello')
    peer.write('BYE')
    await peer.ended
    expect(await alice.settled(id, line)).toEqual({ state: 'uncertain', reason: 'connection-lost' })
    expect(alice.account.connection.state).toBe('signed-in')
  })
})

describe('typing alone', () => {
  test('does not ring again for a minute when nobody answered', async () => {
    await alice.messenger.reportTyping(id)
    const peer = await setting.scripted.nextSwitchboard()
    peer.write(`217 ${(await peer.next('CAL')).words[1]}`)
    await alice.pass(30_000)
    await alice.messenger.reportTyping(id)
    await alice.pass(1)
    expect(peer.heard).toEqual([])
    expect(setting.scripted.requests).toBe(1)
    await alice.pass(30_000)
    await alice.messenger.reportTyping(id)
    await peer.next('CAL')
    expect(alice.log(id)).toEqual([])
  })

  test('does not ring somebody who is shown offline', async () => {
    alice = await setting.alice()
    setting.scripted.notification!.write(`ADC 0 FL N=${bob} F=Bob C=1`)
    await alice.until(() => alice.account.contacts[bob]?.lists.forward)
    id = await alice.open(bob)
    await alice.messenger.reportTyping(id)
    await alice.pass(1_000)
    expect(setting.scripted.requests).toBe(0)
    setting.scripted.notification!.write(`NLN NLN ${bob} Bob 0`)
    await alice.until(() => alice.account.contacts[bob]?.presence === 'online')
    await alice.messenger.reportTyping(id)
    await setting.scripted.comesIn(await setting.scripted.nextSwitchboard())
  })

  test('without a connection says and holds off nothing', async () => {
    await alice.messenger.signOut(alice.accountId)
    expect(await alice.messenger.reportTyping(id)).toEqual({ ok: true, value: null })
    await alice.signIn()
    await alice.messenger.reportTyping(id)
    await setting.scripted.comesIn(await setting.scripted.nextSwitchboard())
  })
})
