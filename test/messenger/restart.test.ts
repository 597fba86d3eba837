import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { defaultFormat } from '../../app/message.ts'
import type { MessengerOptions } from '../../main/messenger/options.ts'
import { openDatabase } from '../../main/storage/database.ts'
import { storageOf } from '../../main/storage/storage.ts'
import { FakeClock } from './fake-clock.ts'
import { useLocalNetwork } from './local-network.ts'
import type { Program } from './program.ts'
import { sendOverScript, useScriptedNetwork } from './scripted-network.ts'

const bob = 'bob@example.com'
let folder: string
let databases: DatabaseSync[]

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'papilio-restart-'))
  databases = []
})
afterEach(() => {
  kill()
  rmSync(folder, { recursive: true })
})

/** What a run of the program has of the file; the runs before cannot write any more, as if they had been killed. */
function files(): Partial<MessengerOptions> {
  kill()
  const { database } = openDatabase(path.join(folder, 'papilio.db'))
  databases.push(database)
  return storageOf(database, () => '6f2c7a10-0000-4000-8000-00000000beef')
}

function kill(): void {
  for (const database of databases.splice(0)) database.close()
}

describe('after a crash', () => {
  const setting = useScriptedNetwork()
  let alice: Program
  let id: string

  beforeEach(async () => {
    alice = await setting.alice(files())
    id = await alice.open(bob)
  })

  /** The program runs again, so much later, and Alice signs in. */
  async function restart(awayMs = 1_000): Promise<void> {
    const clock = new FakeClock()
    clock.advance(alice.clock.now() + awayMs - clock.now())
    alice = await setting.alice({ ...files(), clock })
  }

  /** The link with the notification server breaks, and nothing comes back. */
  async function lose(): Promise<void> {
    setting.scripted.notification!.close()
    await alice.until(() => alice.account.connection.state === 'reconnecting')
  }

  const theLine = () => alice.conversation(id).entries[0]!.id

  test('a line that may have arrived is shown as uncertain, and sent again only by the user', async () => {
    const { line } = await sendOverScript(setting.scripted, alice, id, 'hello')
    await restart()
    expect(alice.log(id)).toEqual(['me: hello'])
    expect(theLine()).toBe(line)
    expect(await alice.settled(id, line)).toEqual({ state: 'uncertain', reason: 'interrupted' })
    expect(setting.scripted.requests).toBe(0)
    await alice.messenger.retryMessage(id, line)
    const peer = await setting.scripted.nextSwitchboard()
    await setting.scripted.comesIn(peer)
    const again = await peer.nextText()
    expect(again.text).toBe('hello')
    peer.write(`ACK ${again.trid}`)
    expect(await alice.settled(id, line)).toEqual({ state: 'delivered' })
  })

  test('lines that never went out go by themselves, in their order', async () => {
    await lose()
    for (const text of ['one', 'two']) await alice.say(id, text)
    await restart()
    expect(alice.log(id)).toEqual(['me: one', 'me: two'])
    const peer = await setting.scripted.nextSwitchboard()
    await setting.scripted.comesIn(peer)
    for (const text of ['one', 'two']) {
      const heard = await peer.nextText()
      expect(heard.text).toBe(text)
      peer.write(`ACK ${heard.trid}`)
    }
    for (const { id: line } of alice.conversation(id).entries)
      expect(await alice.settled(id, line)).toEqual({ state: 'delivered' })
  })

  test('a line that waited for the link when the user ended the program goes when it runs again', async () => {
    await lose()
    const line = await alice.say(id, 'see you')
    await alice.messenger.close()
    expect(await alice.settled(id, line)).toEqual({ state: 'failed', reason: 'not-signed-in' })
    await restart()
    expect(alice.entry(id, line).delivery).toEqual({ state: 'sending' })
    const peer = await setting.scripted.nextSwitchboard()
    await setting.scripted.comesIn(peer)
    expect((await peer.nextText()).text).toBe('see you')
  })

  test('a line that failed because the user signed out is not sent by itself', async () => {
    await lose()
    const line = await alice.say(id, 'never mind')
    await alice.messenger.signOut(alice.accountId)
    const fate = { state: 'failed', reason: 'not-signed-in' }
    expect(await alice.settled(id, line)).toEqual(fate)
    await restart()
    expect(await alice.settled(id, line)).toEqual(fate)
  })

  test('a line that never went out is offered when it is an hour old', async () => {
    await lose()
    await alice.say(id, 'lunch?')
    await restart(60 * 60_000)
    expect(await alice.settled(id, theLine())).toEqual({ state: 'waiting', reason: 'interrupted' })
    expect(setting.scripted.requests).toBe(0)
  })

  test('a line of a clock that was wrong is offered, too', async () => {
    await lose()
    await alice.say(id, 'lunch?')
    await restart(-60 * 60_000)
    expect(await alice.settled(id, theLine())).toEqual({ state: 'waiting', reason: 'interrupted' })
  })

  test('a line that failed is there, as it was', async () => {
    setting.scripted.switchboardAnswer = '913 {trid}'
    const line = await alice.say(id, 'boo')
    const fate = { state: 'failed', reason: 'hidden' }
    expect(await alice.settled(id, line)).toEqual(fate)
    await restart()
    expect(await alice.settled(id, line)).toEqual(fate)
  })

  test('a line that arrived is not shown again, and its outcome is told once more', async () => {
    const { line, peer, trid } = await sendOverScript(setting.scripted, alice, id, 'hello')
    peer.write(`ACK ${trid}`)
    await alice.settled(id, line)
    await restart()
    expect(alice.store.state.conversations).toEqual({})
    await alice.until(() => alice.events.some(({ type }) => type === 'delivery-changed'))
    expect(alice.events.filter(({ type }) => type === 'delivery-changed')).toEqual([
      { type: 'delivery-changed', conversationId: id, entryId: line, delivery: { state: 'delivered' } },
    ])
    alice.clock.advance(10_000)
    await restart()
    expect(alice.events.filter(({ type }) => type === 'delivery-changed')).toEqual([])
  })

  test('a line to a group is back in a conversation with those people, and never sent by itself', async () => {
    const carol = 'carol@example.com'
    setting.scripted.ring(bob)
    const peer = await setting.scripted.nextSwitchboard([bob, carol])
    peer.says(bob, 'hi')
    const group = await alice.heard('hi')
    const { historyId } = alice.conversation(group)
    const inFlight = await alice.say(group, 'in flight')
    await peer.nextText()
    await lose()
    peer.close()
    await alice.settled(group, inFlight)
    await alice.say(group, 'unsent')
    await restart()
    const [conversation] = Object.values(alice.store.state.conversations)
    expect(conversation).toMatchObject({ group: true, historyId })
    expect(conversation!.participants.map(({ address }) => address)).toEqual([bob, carol])
    const fates = await Promise.all(
      conversation!.entries.map((entry) => alice.settled(conversation!.id, entry.id)),
    )
    expect(fates).toEqual([
      { state: 'uncertain', reason: 'connection-lost' },
      { state: 'waiting', reason: 'interrupted' },
    ])
    expect(setting.scripted.requests).toBe(0)
  })

  test('a discarded line is gone for good, and its text is given back', async () => {
    const { line } = await sendOverScript(setting.scripted, alice, id, 'too much')
    expect(await alice.messenger.discardMessage(id, line)).toEqual({ ok: false, reason: 'not-available' })
    alice.clock.advance(30_000)
    await alice.settled(id, line)
    expect(await alice.messenger.discardMessage(id, line)).toEqual({ ok: true, value: 'too much' })
    expect(alice.log(id)).toEqual([])
    expect(await alice.messenger.retryMessage(id, line)).toEqual({ ok: false, reason: 'not-available' })
    await restart()
    expect(alice.store.state.conversations).toEqual({})
  })

  test('an account that is forgotten leaves no line and no draft', async () => {
    setting.scripted.switchboardAnswer = '913 {trid}'
    await alice.settled(id, await alice.say(id, 'boo'))
    await alice.messenger.keepDraft(id, 'and more')
    await alice.messenger.signOut(alice.accountId)
    await alice.messenger.forgetAccount(alice.accountId, { history: false })
    await restart()
    expect(alice.store.state.conversations).toEqual({})
    expect(await alice.messenger.readDraft(await alice.open(bob))).toEqual({ ok: true, value: '' })
  })

  test('an account that is forgotten with its history while it is in use leaves no draft', async () => {
    await alice.messenger.keepDraft(id, 'and more')
    expect(await alice.messenger.forgetAccount(alice.accountId, { history: true })).toMatchObject({
      ok: true,
    })
    expect(await alice.messenger.readDraft(id)).toEqual({ ok: true, value: '' })
  })

  test('what was being written goes with a conversation that becomes a group', async () => {
    const { peer } = await sendOverScript(setting.scripted, alice, id, 'hello')
    await alice.messenger.keepDraft(id, 'both of')
    peer.write('JOI carol@example.com Carol 0')
    await alice.until(() => alice.conversation(id).group)
    expect(await alice.messenger.readDraft(id)).toEqual({ ok: true, value: 'both of' })
    await alice.messenger.keepDraft(id, '')
    expect(await alice.messenger.readDraft(await alice.open(bob))).toEqual({ ok: true, value: '' })
  })

  test('lines are shown to nobody before the account is signed in', async () => {
    await sendOverScript(setting.scripted, alice, id, 'private')
    const stranger = await setting.stranger(files())
    setting.scripted.answers.set('USR', ['911 {trid}'])
    expect(await stranger.signIn('wrong')).toMatchObject({ ok: false })
    expect(stranger.store.state.conversations).toEqual({})
    setting.scripted.answers.clear()
    await stranger.signIn()
    expect(stranger.log(id)).toEqual(['me: private'])
  })

  test('what was being written is there', async () => {
    expect(await alice.messenger.readDraft(id)).toEqual({ ok: true, value: '' })
    await alice.messenger.keepDraft(id, 'Dear B')
    await alice.messenger.keepDraft(id, 'Dear Bob')
    await restart()
    id = await alice.open(bob)
    expect(await alice.messenger.readDraft(id)).toEqual({ ok: true, value: 'Dear Bob' })
    await alice.messenger.keepDraft(id, '')
    expect(await alice.messenger.readDraft(id)).toEqual({ ok: true, value: '' })
  })

  test('nothing is shown that the disk does not have', async () => {
    kill()
    expect(await alice.messenger.sendMessage(id, 'lost?', defaultFormat)).toEqual({
      ok: false,
      reason: 'disk-failed',
    })
    expect(await alice.messenger.keepDraft(id, 'lost?')).toEqual({ ok: false, reason: 'disk-failed' })
    expect(alice.log(id)).toEqual([])
    expect(setting.scripted.requests).toBe(0)
  })
})

describe('with two people on a real network', () => {
  const { program, signedIn, newAddress } = useLocalNetwork('MSNP18')

  test('a line that waited for the link when the program ended arrives once', async () => {
    const [alices, bobs] = [newAddress('alice'), newAddress('bob')]
    const his = await signedIn(bobs)
    const alice = program(alices, files())
    await alice.signIn()
    await alice.messenger.signOut(alice.accountId)
    const signingIn = alice.signIn()
    const id = await alice.open(bobs)
    const line = await alice.say(id, 'did you get this?')
    kill()
    await signingIn
    await alice.settled(id, line)

    const again = program(alices, files())
    await again.signIn()
    expect(await again.settled(id, line)).toEqual({ state: 'delivered' })
    const heard = await his.heard('did you get this?')
    expect(his.log(heard)).toEqual([`${alices}: did you get this?`])
  })
})
