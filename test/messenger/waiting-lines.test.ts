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

const sending = { state: 'sending' }
const state = () => alice.account.connection.state
const delivery = (line: string) => alice.entry(id, line).delivery

async function lose(): Promise<void> {
  setting.scripted.notification!.close()
  await alice.until(() => state() === 'reconnecting')
}

async function comeBack(): Promise<void> {
  alice.clock.advance(3_000)
  await alice.until(() => state() === 'signed-in')
}

describe('lines that are written while a link is lost', () => {
  test('wait for it, and go out in their order', async () => {
    await lose()
    const lines = [await alice.say(id, 'one'), await alice.say(id, 'two')]
    await new Promise((resolve) => setImmediate(resolve))
    expect(lines.map(delivery)).toEqual([sending, sending])
    expect(setting.scripted.requests).toBe(0)
    await comeBack()
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

  test.each(['signOut', 'cancelSignIn'] as const)(
    'fail when the user gives up (%s), at once',
    async (call) => {
      await lose()
      const line = await alice.say(id, 'hello')
      expect(await alice.messenger[call](alice.accountId)).toEqual({ ok: true, value: null })
      expect(await alice.settled(id, line)).toEqual({ state: 'failed', reason: 'not-signed-in' })
      expect(await alice.signIn()).toMatchObject({ ok: true })
      expect(setting.scripted.requests).toBe(0)
    },
  )

  test('fail when the account may not come back', async () => {
    await lose()
    const line = await alice.say(id, 'hello')
    setting.scripted.answers.set('USR', ['911 {trid}'])
    alice.clock.advance(3_000)
    expect(await alice.settled(id, line)).toEqual({ state: 'failed', reason: 'not-signed-in' })
  })

  test('go at once where a switchboard is left', async () => {
    const { line, peer, trid } = await sendOverScript(setting.scripted, alice, id, 'before')
    peer.write(`ACK ${trid}`)
    await alice.settled(id, line)
    await lose()
    const meanwhile = await alice.say(id, 'meanwhile')
    peer.write(`ACK ${(await peer.nextText()).trid}`)
    expect(await alice.settled(id, meanwhile)).toEqual({ state: 'delivered' })
    expect(state()).toBe('reconnecting')
  })

  test('keep their conversation until they arrived when it is closed', async () => {
    await lose()
    await alice.say(id, 'good night')
    const closed = alice.messenger.closeConversation(id)
    await comeBack()
    const peer = await setting.scripted.nextSwitchboard()
    await setting.scripted.comesIn(peer)
    peer.write(`ACK ${(await peer.nextText()).trid}`)
    expect(await closed).toEqual({ ok: true, value: null })
    expect(alice.store.state.conversations[id]).toBeUndefined()
  })
})

test('a line for which a switchboard was being asked as the link broke waits as well', async () => {
  setting.scripted.answers.set('XFR', [])
  const line = await alice.say(id, 'hello')
  await setting.scripted.hears('XFR')
  await lose()
  await new Promise((resolve) => setImmediate(resolve))
  expect(delivery(line)).toEqual(sending)
  setting.scripted.answers.clear()
  await comeBack()
  const peer = await setting.scripted.nextSwitchboard()
  await setting.scripted.comesIn(peer)
  peer.write(`ACK ${(await peer.nextText()).trid}`)
  expect(await alice.settled(id, line)).toEqual({ state: 'delivered' })
})

test('a line that is written while one is being signed in goes out after that', async () => {
  await alice.messenger.signOut(alice.accountId)
  const signingIn = alice.signIn()
  const line = await alice.say(id, 'early')
  expect(delivery(line)).toEqual(sending)
  expect(await signingIn).toMatchObject({ ok: true })
  const peer = await setting.scripted.nextSwitchboard()
  await setting.scripted.comesIn(peer)
  expect((await peer.nextText()).text).toBe('early')
})

test('after the server was silent, nothing goes over the switchboards of before', async () => {
  const { line, peer, trid } = await sendOverScript(setting.scripted, alice, id, 'before')
  peer.write(`ACK ${trid}`)
  await alice.settled(id, line)
  setting.scripted.answers.set('PNG', [])
  alice.messenger.systemResumed()
  await setting.scripted.hears('PNG')
  alice.clock.advance(20_000)
  await alice.until(() => state() === 'reconnecting')
  const after = await alice.say(id, 'after')
  setting.scripted.answers.clear()
  await comeBack()
  const next = await setting.scripted.nextSwitchboard()
  await setting.scripted.comesIn(next)
  const heard = await next.nextText()
  expect(heard.text).toBe('after')
  next.write(`ACK ${heard.trid}`)
  expect(await alice.settled(id, after)).toEqual({ state: 'delivered' })
})
