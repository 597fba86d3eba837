import { beforeEach, describe, expect, test } from 'vitest'
import type { Program } from './program.ts'
import { useScriptedNetwork } from './scripted-network.ts'

const setting = useScriptedNetwork()
let alice: Program

beforeEach(async () => {
  alice = await setting.alice()
  setting.scripted.said.length = 0
})

const day = 24 * 60 * 60_000
const state = () => alice.account.connection.state
const reconnecting = () => alice.until(() => state() === 'reconnecting')
const signedIn = () => alice.until(() => state() === 'signed-in')
const signedOut = () => alice.until(() => state() === 'signed-out')

async function lose(): Promise<void> {
  setting.scripted.notification!.close()
  await reconnecting()
}

/** Lets so much time pass that many attempts would fall due, and answers how many there were. */
async function attemptsInADay(): Promise<number> {
  const before = setting.scripted.signIns
  for (let hours = 0; hours < 24; hours++) {
    alice.clock.advance(day / 24)
    await new Promise((resolve) => setImmediate(resolve))
  }
  return setting.scripted.signIns - before
}

describe('a lost link', () => {
  test('is shown with the time of the next attempt, and comes back by itself', async () => {
    await lose()
    expect(alice.account.connection).toEqual({
      state: 'reconnecting',
      reason: 'connection-lost',
      attempt: 1,
      nextAttemptAt: alice.clock.now() + 2_000,
    })
    alice.clock.advance(1_999)
    expect(setting.scripted.signIns).toBe(1)
    alice.clock.advance(1)
    expect(alice.account.connection).toMatchObject({ attempt: 1, nextAttemptAt: null })
    await signedIn()
    expect(alice.account.connection).toEqual({ state: 'signed-in', dialect: 'MSNP12' })
  })

  test('brings status, personal message and media back', async () => {
    const { messenger, accountId, clock } = alice
    void messenger.setPresence(accountId, 'busy')
    clock.advance(2_000)
    await messenger.setPersonalMessage(accountId, 'do not disturb')
    await messenger.setCurrentMedia(accountId, { type: 'music', text: 'Song' })
    await lose()
    setting.scripted.said.length = 0
    clock.advance(2_000)
    await signedIn()
    expect((await setting.scripted.hears('CHG')).words[2]).toBe('BSY')
    const { payload } = await setting.scripted.hears('UUX')
    expect(payload).toContain('do not disturb')
    expect(payload).toContain('Song')
    expect(alice.account.me).toMatchObject({ presence: 'busy', personalMessage: 'do not disturb' })
  })

  test('does not hinder choosing a status and a message, which the server hears afterwards', async () => {
    const { messenger, accountId } = alice
    await lose()
    expect(await messenger.setPresence(accountId, 'away')).toEqual({ ok: true, value: null })
    expect(await messenger.setPersonalMessage(accountId, 'in a tunnel')).toEqual({ ok: true, value: null })
    expect(alice.account.me).toMatchObject({ presence: 'away', personalMessage: 'in a tunnel' })
    setting.scripted.said.length = 0
    alice.clock.advance(2_000)
    await signedIn()
    expect((await setting.scripted.hears('CHG')).words[2]).toBe('AWY')
    expect((await setting.scripted.hears('UUX')).payload).toContain('in a tunnel')
  })

  test('brings a status back that is chosen while it is coming back', async () => {
    const { messenger, accountId } = alice
    await lose()
    setting.scripted.answers.set('CVR', [])
    alice.clock.advance(2_000)
    const { words } = await setting.scripted.hears('CVR')
    await messenger.setPresence(accountId, 'busy')
    setting.scripted.notification!.write(`CVR ${words[1]} 7.5 7.5 1.0 http://example.com http://example.com`)
    await signedIn()
    expect((await setting.scripted.hears('CHG')).words[2]).toBe('BSY')
    expect(alice.account.me.presence).toBe('busy')
  })

  test('leaves the conversations as they are', async () => {
    const id = await alice.open('bob@example.com')
    await lose()
    alice.clock.advance(2_000)
    await signedIn()
    expect(alice.events.filter(({ type }) => type === 'conversation-closed')).toEqual([])
    expect(alice.conversation(id).participants).toMatchObject([{ address: 'bob@example.com' }])
  })

  test('is tried at once when the user says so', async () => {
    await lose()
    expect(await alice.messenger.reconnect(alice.accountId)).toEqual({ ok: true, value: null })
    await signedIn()
    expect(await alice.messenger.reconnect(alice.accountId)).toEqual({ ok: false, reason: 'not-available' })
  })

  test('is tried at once when the system has a network again, or woke up', async () => {
    for (const wake of [() => alice.messenger.networkChanged(true), () => alice.messenger.systemResumed()]) {
      await lose()
      wake()
      await signedIn()
    }
  })

  test('is given up when the user signs out, or cancels', async () => {
    for (const call of ['signOut', 'cancelSignIn'] as const) {
      await lose()
      expect(await alice.messenger[call](alice.accountId)).toEqual({ ok: true, value: null })
      expect(alice.account.connection).toEqual({ state: 'signed-out', reason: null })
      expect(await attemptsInADay()).toBe(0)
      expect(await alice.signIn()).toMatchObject({ ok: true })
    }
  })

  test('is given up for a password that is not right any more', async () => {
    setting.scripted.answers.set('USR', ['911 {trid}'])
    await lose()
    alice.clock.advance(2_000)
    await signedOut()
    expect(alice.account.connection).toMatchObject({ state: 'signed-out', reason: 'wrong-password' })
    expect(await attemptsInADay()).toBe(0)
  })

  test('is tried again and again, ever more seldom', async () => {
    setting.scripted.answers.set('USR', ['910 {trid}'])
    await lose()
    const delays: number[] = []
    for (let attempt = 1; attempt <= 9; attempt++) {
      const nextAttemptAt = await alice.until(() => {
        const { connection } = alice.account
        return (
          connection.state === 'reconnecting' && connection.attempt === attempt && connection.nextAttemptAt
        )
      })
      delays.push(nextAttemptAt - alice.clock.now())
      alice.clock.advance(delays.at(-1)!)
    }
    expect(delays).toEqual([2, 4, 8, 16, 32, 64, 128, 200, 200].map((seconds) => seconds * 1000))
    await alice.until(() => alice.account.connection.state === 'reconnecting')
    expect(alice.account.connection).toMatchObject({ reason: 'server-busy' })
    setting.scripted.answers.clear()
    await alice.messenger.reconnect(alice.accountId)
    alice.clock.advance(200_000)
    await signedIn()
  })
})

describe('a good-bye of the server', () => {
  test.each(['OTH'])('for another sign-in (%s) is heeded: nobody fights', async (reason) => {
    setting.scripted.notification!.write(`OUT ${reason}`)
    await signedOut()
    expect(alice.account.connection).toEqual({ state: 'signed-out', reason: 'signed-in-elsewhere' })
    expect(await attemptsInADay()).toBe(0)
  })

  test('in one breath with the last answer of a sign-in is heard', async () => {
    await alice.messenger.signOut(alice.accountId)
    setting.scripted.answers.set('CHG', ['CHG {trid} NLN 0', 'OUT OTH'])
    expect(await alice.signIn()).toEqual({ ok: false, reason: 'signed-in-elsewhere' })
    expect(state()).toBe('signed-out')
    setting.scripted.answers.clear()
    expect(await alice.signIn()).toMatchObject({ ok: true })
  })

  test.each(['OUT SSD', 'OUT', 'OUT MIG'])('without harm (%s) is followed by coming back', async (line) => {
    setting.scripted.notification!.write(line)
    await reconnecting()
    alice.clock.advance(3_000)
    await signedIn()
  })

  test('that names the minutes of its absence is believed', async () => {
    setting.scripted.notification!.write('OUT RCT 3')
    await reconnecting()
    expect(alice.account.connection).toMatchObject({ nextAttemptAt: alice.clock.now() + 182_000 })
    alice.clock.advance(182_000)
    await signedIn()
  })
})

describe('a first sign-in', () => {
  test('that fails is not repeated', async () => {
    await alice.messenger.signOut(alice.accountId)
    setting.scripted.answers.set('USR', ['910 {trid}'])
    expect(await alice.signIn()).toMatchObject({ ok: false, reason: 'server-busy' })
    setting.scripted.answers.clear()
    expect(await attemptsInADay()).toBe(0)
    expect(state()).toBe('signed-out')
  })
})

describe('after the computer slept', () => {
  test('an old link is asked first, and stays when it answers', async () => {
    alice.messenger.systemResumed()
    await setting.scripted.hears('PNG')
    alice.clock.advance(1_000)
    expect(state()).toBe('signed-in')
    expect(setting.scripted.signIns).toBe(1)
  })

  test('one that does not answer is replaced', async () => {
    setting.scripted.answers.set('PNG', [])
    alice.messenger.systemResumed()
    await setting.scripted.hears('PNG')
    alice.clock.advance(20_000)
    await reconnecting()
    alice.clock.advance(3_000)
    await signedIn()
    expect(setting.scripted.signIns).toBe(2)
  })
})

describe('a computer without a network', () => {
  test('waits for it instead of trying', async () => {
    const { network } = setting.scripted
    const elsewhere = { ...network, notificationServer: { host: 'msn.example.org', port: 1863 } }
    alice = await setting.stranger({ prepareNetwork: () => Promise.resolve(network) })
    setting.scripted.forget()
    expect(await alice.signIn('secret', { network: elsewhere })).toMatchObject({ ok: true })
    alice.messenger.networkChanged(false)
    await lose()
    expect(await attemptsInADay()).toBe(0)
    alice.messenger.networkChanged(true)
    await signedIn()
  })

  test('still reaches itself', async () => {
    alice.messenger.networkChanged(false)
    await lose()
    alice.clock.advance(3_000)
    await signedIn()
  })
})

describe('somebody who does not touch the computer', () => {
  const settle = async (): Promise<void> => {
    alice.clock.advance(2_000)
    await new Promise((resolve) => setImmediate(resolve))
  }

  test('is idle, and online again at the first touch', async () => {
    alice.messenger.setIdle(true)
    expect(alice.account.me.presence).toBe('idle')
    await settle()
    expect((await setting.scripted.hears('CHG')).words[2]).toBe('IDL')
    alice.messenger.setIdle(false)
    await settle()
    expect((await setting.scripted.hears('CHG')).words[2]).toBe('NLN')
    expect(alice.account.me.presence).toBe('online')
  })

  test('keeps a status that was chosen', async () => {
    const { messenger, accountId } = alice
    for (const presence of ['busy', 'hidden', 'idle'] as const) {
      void messenger.setPresence(accountId, presence)
      await settle()
      messenger.setIdle(true)
      messenger.setIdle(false)
      await settle()
      expect(alice.account.me.presence).toBe(presence)
    }
  })

  test('keeps a status that is chosen while idle', async () => {
    const { messenger, accountId } = alice
    messenger.setIdle(true)
    await settle()
    void messenger.setPresence(accountId, 'away')
    await settle()
    messenger.setIdle(false)
    await settle()
    expect(alice.account.me.presence).toBe('away')
  })

  test('is online again after the link was lost meanwhile', async () => {
    alice.messenger.setIdle(true)
    await settle()
    await lose()
    alice.clock.advance(3_000)
    await signedIn()
    expect(alice.account.me.presence).toBe('idle')
    await settle()
    alice.messenger.setIdle(false)
    await settle()
    expect(alice.account.me.presence).toBe('online')
  })

  test('is idle as soon as a sign-in succeeds', async () => {
    await alice.messenger.signOut(alice.accountId)
    alice.messenger.setIdle(true)
    await alice.signIn()
    await settle()
    expect(alice.account.me.presence).toBe('idle')
  })
})

test('the password is nowhere to be seen', async () => {
  await lose()
  alice.clock.advance(2_000)
  await signedIn()
  expect(JSON.stringify([alice.events, alice.store.state, alice.faults])).not.toContain('secret')
})
