import { beforeEach, describe, expect, test } from 'vitest'
import type { Event } from '../../app/events.ts'
import { EventBatch } from '../../main/messenger/accounts/event-batch.ts'
import type { Program } from './program.ts'
import { useScriptedNetwork } from './scripted-network.ts'

const setting = useScriptedNetwork()
let alice: Program

beforeEach(async () => {
  setting.scripted.forget()
  alice = await setting.stranger()
})

const people = (count: number): string[] =>
  Array.from({ length: count }, (_, number) => `person${number}@example.com`)
const listed = (address: string): string => `LST N=${address} F=Name C=${address.length}-${address} 11 1 `

describe('a sign-in that is sent on to another server', () => {
  test('follows five times', async () => {
    setting.scripted.redirections = 5
    expect(await alice.signIn()).toMatchObject({ ok: true })
  })

  test('gives up a server that sends it on without end', async () => {
    setting.scripted.redirections = Infinity
    expect(await alice.signIn()).toMatchObject({ ok: false, reason: 'too-many-redirections' })
    expect(alice.account.connection).toMatchObject({ state: 'signed-out', reason: 'too-many-redirections' })
  })
})

describe('the notification server', () => {
  test('that says good-bye is believed, and the reason is told', async () => {
    await alice.signIn()
    setting.scripted.notification!.write('OUT OTH')
    setting.scripted.notification!.close()
    await alice.until(() => alice.account.connection.state === 'signed-out')
    expect(alice.account.connection).toEqual({ state: 'signed-out', reason: 'signed-in-elsewhere' })
  })

  test('that says good-bye and stays is left', async () => {
    await alice.signIn()
    setting.scripted.notification!.write('OUT SSD')
    await setting.scripted.notification!.ended
    expect(alice.account.connection).toMatchObject({ state: 'reconnecting', reason: 'server-shutting-down' })
  })

  test('that says good-bye during the sign-in is left, and the reason is told', async () => {
    setting.scripted.answers.set('CVR', ['OUT SSD'])
    expect(await alice.signIn()).toEqual({ ok: false, reason: 'server-shutting-down' })
    await setting.scripted.notification!.ended
  })

  test('that tells of a call together with the end of the sign-in is heeded', async () => {
    const bob = 'bob@example.com'
    setting.scripted.answers.set('CHG', [
      'CHG {trid} NLN 0',
      `RNG 11752013 {server} CKI 849102291.520491113 ${bob} Bob`,
    ])
    await alice.signIn()
    const peer = await setting.scripted.nextSwitchboard([bob])
    peer.says(bob, 'there you are')
    await alice.heard('there you are')
  })

  test('that breaks the protocol loses its connection; the list stays', async () => {
    setting.scripted.contactList = [listed('bob@example.com')]
    await alice.signIn()
    setting.scripted.notification!.write('this is no command')
    await alice.until(() => alice.account.connection.state === 'reconnecting')
    expect(alice.account.connection).toMatchObject({ reason: 'protocol-error' })
    expect(Object.keys(alice.account.contacts)).toEqual(['bob@example.com'])
    expect(alice.faults).toEqual([])
  })

  test('that closes without a word: server-closed', async () => {
    await alice.signIn()
    setting.scripted.notification!.end()
    await alice.until(() => alice.account.connection.state === 'reconnecting')
    expect(alice.account.connection).toMatchObject({ reason: 'server-closed' })
  })

  test('leaves a conversation alive whose switchboard still stands', async () => {
    const bob = 'bob@example.com'
    await alice.signIn()
    setting.scripted.ring(bob)
    const peer = await setting.scripted.nextSwitchboard([bob])
    peer.says(bob, 'hello')
    const id = await alice.heard('hello')
    setting.scripted.notification!.end()
    await alice.until(() => alice.account.connection.state === 'reconnecting')
    const line = await alice.say(id, 'my list is gone')
    peer.write(`ACK ${(await peer.nextText()).trid}`)
    expect(await alice.settled(id, line)).toEqual({ state: 'delivered' })

    alice.clock.advance(3_000)
    await alice.until(() => alice.account.connection.state === 'signed-in')
    const again = await alice.say(id, 'my list is back')
    peer.write(`ACK ${(await peer.nextText()).trid}`)
    expect(await alice.settled(id, again)).toEqual({ state: 'delivered' })
  })

  test('is not heeded when somebody who is blocked rings', async () => {
    setting.scripted.contactList = ['LST N=mallory@example.com F=M 4 1 ']
    await alice.signIn()
    setting.scripted.ring('mallory@example.com')
    setting.scripted.ring('bob@example.com')
    const peer = await setting.scripted.nextSwitchboard(['bob@example.com', 'mallory@example.com'])
    peer.says('mallory@example.com', 'hear me')
    peer.says('bob@example.com', 'hello')
    const id = await alice.heard('hello')
    expect(alice.log(id)).toEqual(['bob@example.com: hello'])
    expect(setting.scripted.switchboardsWaiting).toBe(0)
  })
})

describe('what one chooses for oneself', () => {
  const chosen = () =>
    alice.events.flatMap((event) => (event.type === 'me-changed' ? [event.change.presence] : []))

  test('shows at once; of statuses that follow each other quickly the server hears the first and the last', async () => {
    await alice.signIn()
    alice.events.length = 0
    const { messenger, accountId } = alice
    const statuses = (['busy', 'away', 'idle'] as const).map((status) =>
      messenger.setPresence(accountId, status),
    )
    expect(chosen()).toEqual(['busy', 'away', 'idle'])
    alice.clock.advance(2_000)
    for (const status of statuses) expect(await status).toEqual({ ok: true, value: null })
    expect(chosen()).toEqual(['busy', 'away', 'idle'])
    expect(alice.account.me.presence).toBe('idle')
  })

  test('goes back to what it was when the server refuses it', async () => {
    await alice.signIn()
    const { messenger, accountId } = alice
    await messenger.setPersonalMessage(accountId, 'before')
    setting.scripted.answers.set('CHG', ['201 {trid}']).set('UUX', ['201 {trid}'])
    const presence = messenger.setPresence(accountId, 'away')
    expect(alice.account.me.presence).toBe('away')
    alice.clock.advance(2_000)
    expect(await presence).toMatchObject({ ok: false })
    expect(alice.account.me.presence).toBe('online')

    const message = messenger.setPersonalMessage(accountId, 'after')
    expect(alice.account.me.personalMessage).toBe('after')
    expect(await message).toMatchObject({ ok: false })
    expect(alice.account.me.personalMessage).toBe('before')
  })

  test('is not undone by what is played, when both change before the server answers', async () => {
    await alice.signIn()
    const { messenger, accountId } = alice
    const media = { type: 'music', text: 'Song' } as const
    await Promise.all([
      messenger.setPersonalMessage(accountId, 'new words'),
      messenger.setCurrentMedia(accountId, media),
    ])
    expect(alice.account.me).toMatchObject({ personalMessage: 'new words', currentMedia: media })
  })

  test('is told again when the connection breaks before the answer', async () => {
    await alice.signIn()
    setting.scripted.answers.set('UUX', [])
    const message = alice.messenger.setPersonalMessage(alice.accountId, 'typed')
    setting.scripted.notification!.close()
    expect(await message).toEqual({ ok: true, value: null })
    expect(alice.account.connection.state).toBe('reconnecting')
    expect(alice.account.me.personalMessage).toBe('typed')
    setting.scripted.answers.clear()
    alice.clock.advance(3_000)
    await alice.until(() => alice.account.connection.state === 'signed-in')
    expect((await setting.scripted.hears('UUX')).payload).toContain('typed')
  })
})

describe('ten thousand contacts', () => {
  test('who come in one piece are one event', async () => {
    const events: Event[] = []
    const batch = new EventBatch('local/alice@example.com', (event) => events.push(event))
    for (const address of people(10_000)) {
      batch.add({ type: 'contacts-changed', changes: [{ address, presence: 'online' }] })
    }
    expect(events).toEqual([])
    await Promise.resolve()
    expect(events).toHaveLength(1)
    expect(events[0]).toMatchObject({ type: 'contacts-changed', changes: { length: 10_000 } })
  })

  test('and places with names without end are cut', () => {
    const events: Event[] = []
    const batch = new EventBatch('local/alice@example.com', (event) => events.push(event))
    const place = {
      id: '{1}',
      name: 'x'.repeat(9_999),
      here: false,
      presence: 'online',
      kind: 'unknown',
    } as const
    batch.add({ type: 'places-changed', places: Array(1_000).fill(place) as (typeof place)[] })
    const change = { address: 'bob@example.com', inviteMessage: 'y'.repeat(9_999) }
    batch.add({ type: 'contacts-changed', changes: [change] })
    batch.flush()
    const [places, contacts] = events
    if (places?.type !== 'places-changed' || contacts?.type !== 'contacts-changed') throw new Error('others')
    expect(places.places).toHaveLength(50)
    expect(places.places[0]!.name).toHaveLength(400)
    expect(contacts.changes[0]!.inviteMessage).toHaveLength(400)
  })

  test('keep their place among other events of the piece', async () => {
    const events: Event[] = []
    const batch = new EventBatch('local/alice@example.com', (event) => events.push(event))
    batch.add({ type: 'contacts-changed', changes: [{ address: 'bob@example.com', presence: 'online' }] })
    batch.add({ type: 'contact-removed', address: 'bob@example.com' })
    batch.add({ type: 'contacts-changed', changes: [{ address: 'carol@example.com', presence: 'online' }] })
    await Promise.resolve()
    expect(events.map(({ type }) => type)).toEqual([
      'contacts-changed',
      'contact-removed',
      'contacts-changed',
    ])
  })

  test('who sign in over TCP are as many events as pieces, and all of them are there', async () => {
    setting.scripted.contactList = people(10_000).map(listed)
    await alice.signIn()
    expect(alice.events.filter(({ type }) => type === 'contact-list-received')).toHaveLength(1)
    const before = alice.events.length
    setting.scripted.notification!.write(...people(10_000).map((address) => `NLN BSY ${address} Name 0`))
    await alice.until(() => alice.account.contacts['person9999@example.com']?.presence === 'busy')
    const { contacts } = alice.account
    expect(Object.values(contacts).filter(({ presence }) => presence === 'busy')).toHaveLength(10_000)
    // A piece of the stream has up to 64 KiB; these lines have about 400.
    expect(alice.events.length - before).toBeLessThan(200)
  })

  test('cannot bring in names of any length, nor keys that are no addresses', () => {
    const events: Event[] = []
    const batch = new EventBatch('local/alice@example.com', (event) => events.push(event))
    const name = '🦋'.repeat(1000)
    batch.add({
      type: 'contacts-changed',
      changes: [
        { address: '__proto__', name },
        { address: 'b@example.com', name },
      ],
    })
    batch.flush()
    expect(events).toEqual([
      {
        type: 'contacts-changed',
        accountId: 'local/alice@example.com',
        changes: [{ address: 'b@example.com', name: '🦋'.repeat(200) }],
      },
    ])
  })
})
