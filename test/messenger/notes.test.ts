import { beforeEach, describe, expect, test } from 'vitest'
import { noNote } from '../../app/contact.ts'
import { limits } from '../../main/messenger/limits.ts'
import { openDatabase } from '../../main/storage/database.ts'
import { storageOf, type Storage } from '../../main/storage/storage.ts'
import { useLocalNetwork } from './local-network.ts'

const { program, signedIn, newAddress } = useLocalNetwork()
const done = { ok: true, value: null }
const bobs = 'bob@example.com'

let storage: Storage

beforeEach(() => {
  storage = storageOf(openDatabase(':memory:').database, () => 'f26d1f07-95e2-403c-bc18-d4bfed493428')
})

describe('a note about somebody', () => {
  test('shows at once, changes field by field, and is there after the next start', async () => {
    const alice = program(newAddress('alice'), storage)
    await alice.signIn('secret', { rememberAccount: true })
    const { messenger, accountId } = alice
    expect(await messenger.noteContact(accountId, 'Bob@example.com', { alias: 'Bobby' })).toEqual(done)
    expect(await messenger.noteContact(accountId, bobs, { favourite: true })).toEqual(done)
    expect(await messenger.noteContact(accountId, bobs, { note: 'from school' })).toEqual(done)
    const note = { ...noNote, alias: 'Bobby', favourite: true, note: 'from school' }
    expect(alice.account.contactNotes).toEqual({ [bobs]: note })
    await messenger.signOut(accountId)

    const again = program(alice.account.address, storage)
    await again.signIn()
    expect(again.account.contactNotes).toEqual({ [bobs]: note })
  })

  test('of an account that is not remembered is for this run alone, until it is remembered', async () => {
    const alice = program(newAddress('alice'), storage)
    await alice.signIn()
    await alice.messenger.noteContact(alice.accountId, bobs, { alias: 'Bobby' })
    await alice.messenger.signOut(alice.accountId)
    expect(storage.notes.load(alice.accountId)).toEqual({})
    await alice.signIn('secret', { rememberAccount: true })
    expect(alice.account.contactNotes[bobs]).toMatchObject({ alias: 'Bobby' })
    expect(storage.notes.load(alice.accountId)[bobs]).toMatchObject({ alias: 'Bobby' })
  })

  test('can be made without a link, but not about somebody of an account that nobody knows', async () => {
    const alice = program(newAddress('alice'), storage)
    expect(await alice.messenger.noteContact(alice.accountId, bobs, { alias: 'B' })).toEqual({
      ok: false,
      reason: 'not-signed-in',
    })
    await alice.signIn()
    await alice.messenger.signOut(alice.accountId)
    expect(await alice.messenger.noteContact(alice.accountId, bobs, { alias: 'B' })).toEqual(done)
  })

  test('is each account’s own', async () => {
    const alice = await signedIn(newAddress('alice'), storage)
    const other = await signedIn(newAddress('zoe'), storage)
    await alice.messenger.noteContact(alice.accountId, bobs, { alias: 'Bobby' })
    expect(other.account.contactNotes).toEqual({})
  })

  test('does not hinder anything when it cannot be kept', async () => {
    const notes = Object.assign(Object.create(storage.notes) as Storage['notes'], {
      save: () => {
        throw new Error('database or disk is full')
      },
    })
    const alice = await signedIn(newAddress('alice'), { ...storage, notes })
    expect(await alice.messenger.noteContact(alice.accountId, bobs, { alias: 'Bobby' })).toEqual(done)
    expect(alice.account.contactNotes[bobs]).toMatchObject({ alias: 'Bobby' })
    expect(alice.faults).not.toEqual([])
  })
})

describe('the time of the last talk', () => {
  test('is that of the last line in either direction, on both sides', async () => {
    const alice = await signedIn(newAddress('alice'))
    const bob = await signedIn(newAddress('bob'))
    const [alices, his] = [alice.account.address, bob.account.address]
    const id = await alice.open(his)
    alice.clock.advance(60_000)
    const sentAt = alice.clock.now()
    await alice.settled(id, await alice.say(id, 'hello'))
    expect(alice.account.contactNotes[his]?.lastTalkAt).toBe(sentAt)
    const there = await bob.heard('hello')
    expect(bob.account.contactNotes[alices]?.lastTalkAt).toBe(bob.clock.now())
    alice.clock.advance(30_000)
    await bob.say(there, 'hi')
    await alice.heard('hi')
    expect(alice.account.contactNotes[his]?.lastTalkAt).toBe(sentAt + 30_000)

    const [old] = alice.conversation(id).entries
    const entry = { ...old!, id: 'left long ago', at: 1 }
    alice.store.publish({ type: 'entry-added', conversationId: id, entry })
    expect(alice.account.contactNotes[his]?.lastTalkAt).toBe(sentAt + 30_000)
  })
})

test('strangers who write are noted up to a number, and contacts who are noted still', async () => {
  const alice = await signedIn(newAddress('alice'))
  const { accountId, store } = alice
  const friend = newAddress('friend')
  const strangers = Array.from({ length: limits.notedPeople - 1 }, (_, at) => `stranger-${at}@example.com`)
  const notes = Object.fromEntries([friend, ...strangers].map((address) => [address, noNote]))
  store.publish({ type: 'contact-notes-changed', accountId, notes })
  for (const address of [friend, 'one-more@example.com']) await alice.say(await alice.open(address), 'hello')
  expect(alice.account.contactNotes[friend]?.lastTalkAt).toBe(alice.clock.now())
  expect(Object.keys(alice.account.contactNotes)).toHaveLength(limits.notedPeople)
})

describe('an account that is forgotten', () => {
  test('takes its notes, its list and its conversations along when it is not in use', async () => {
    const alice = program(newAddress('alice'), storage)
    await alice.signIn('secret', { rememberAccount: true })
    const { messenger, accountId } = alice
    await messenger.noteContact(accountId, bobs, { alias: 'Bobby' })
    await alice.open(bobs)
    await messenger.signOut(accountId)
    expect(await messenger.forgetAccount(accountId, { history: false })).toEqual(done)
    expect(alice.store.state).toMatchObject({ accounts: {}, conversations: {}, rememberedAccounts: [] })
    expect(storage.notes.load(accountId)).toEqual({})
  })

  test('goes on when it is in use', async () => {
    const alice = program(newAddress('alice'), storage)
    await alice.signIn('secret', { rememberAccount: true })
    await alice.messenger.forgetAccount(alice.accountId, { history: false })
    expect(alice.account.connection.state).toBe('signed-in')
    expect(alice.store.state.rememberedAccounts).toEqual([])
  })
})
