import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Person } from '../support/person.ts'
import { dialects } from '../../main/protocol/dialects.ts'
import { NotDeliveredError, ServerError } from '../../main/protocol/errors.ts'
import { startLocalServer, type LocalServer } from '../../main/server/local-server.ts'
import { textOf, plainly } from './session.ts'

// Two clients and the local server, over real TCP. They share the framing and nothing else.

let server: LocalServer
let people = 0

beforeAll(async () => {
  server = await startLocalServer({
    host: '127.0.0.1',
    port: 0,
    httpPort: 0,
    directoryFile: null,
    contactsWhoAnswer: false,
  })
})
afterAll(() => server.close())

/** Two people who know each other, in these dialects; the second one's address comes first. */
async function twoPeople(dialectOfAlice: string, dialectOfBob = dialectOfAlice) {
  const number = ++people
  const [aliceAddress, bobAddress] = [`alice${number}@example.com`, `bob${number}@example.com`]
  const alice = await Person.signIn(server, aliceAddress, dialectOfAlice)
  const bob = await Person.signIn(server, bobAddress, dialectOfBob)
  await alice.session.contacts.add(bobAddress, plainly)
  await bob.notification.ear.next(
    (event) => event.type === 'contacts-changed' && event.changes[0]!.address === aliceAddress,
  )
  await bob.session.contacts.add(aliceAddress, plainly)
  return { alice, bob, signOut: () => [alice, bob].forEach((one) => one.signOut()) }
}

/** A conversation that Alice opened with Bob. */
async function conversation(alice: Person, bob: Person) {
  const hers = await alice.openSwitchboard()
  const called = bob.called()
  const joined = hers.session.invite(bob.address)
  const his = await bob.answer(await called)
  await joined
  return { hers, his }
}

describe.concurrent.each(dialects.map(({ name }) => name))('in %s two people', (dialect) => {
  test('see each other come, change and go', async () => {
    const { alice, bob, signOut } = await twoPeople(dialect)
    await bob.session.setPresence('away')
    await alice.sees(bob.address, { presence: 'away' })
    await bob.session.setFriendlyName('Bob \u3000é % <b>')
    await alice.sees(bob.address, { name: 'Bob \u3000é % <b>' })
    bob.signOut()
    await alice.sees(bob.address, { presence: 'offline' })
    signOut()
  })

  test('talk in formatted text', async () => {
    const { alice, bob, signOut } = await twoPeople(dialect)
    const { hers, his } = await conversation(alice, bob)
    expect(his.session.participants.map(({ address }) => address)).toEqual([alice.address])
    const format = textOf({ font: 'Comic Sans MS', bold: true, italic: true, color: '#ff8000' })

    const words = 'Grüße \u{1f98b}\nand a second line'
    expect(await hers.session.sendText(words, format)).toBe('acknowledged')
    const heard = await his.ear.next(({ type }) => type === 'message-received')
    expect(heard).toMatchObject({
      from: { address: alice.address },
      message: { kind: 'text', text: words, format },
    })

    his.session.sendTyping()
    expect(await hers.ear.next(({ type }) => type === 'message-received')).toMatchObject({
      message: { kind: 'typing' },
    })
    expect(await his.session.sendNudge()).toBe('acknowledged')
    expect(await hers.ear.next(({ type }) => type === 'message-received')).toMatchObject({
      message: { kind: 'nudge' },
    })

    const long = 'x'.repeat(4_000)
    expect(await his.session.sendText(long, format)).toBe('acknowledged')
    const received: string[] = []
    while (received.join('').length < long.length) {
      const event = await hers.ear.next(({ type }) => type === 'message-received')
      if (event.type === 'message-received' && event.message.kind === 'text')
        received.push(event.message.text)
    }
    expect(received.join('')).toBe(long)
    // From 12 on it is known that the other reads pieces, and they are one line.
    expect(received.length).toBe(Number(dialect.slice(4)) >= 12 ? 1 : 3)

    his.session.leave()
    his.close()
    expect(await hers.ear.next(({ type }) => type === 'left')).toMatchObject({
      address: bob.address,
      idle: false,
    })
    await expect(hers.session.sendText('gone?', format)).rejects.toBeInstanceOf(NotDeliveredError)
    hers.close()
    signOut()
  })

  test('part: the blocked one sees nobody and cannot call', async () => {
    const { alice, bob, signOut } = await twoPeople(dialect)
    await alice.session.contacts.block(bob.address)
    await bob.sees(alice.address, { presence: 'offline' })
    const his = await bob.openSwitchboard()
    await expect(his.session.invite(alice.address)).rejects.toBeInstanceOf(ServerError)
    await alice.session.contacts.allow(bob.address)
    await bob.sees(alice.address, { presence: 'online' })
    await bob.session.contacts.remove(alice.address, { forget: false })
    await alice.notification.ear.next(
      (event) =>
        event.type === 'contacts-changed' && event.changes.some(({ lists }) => lists?.reverse === false),
    )
    his.close()
    signOut()
  })
})

test.each([
  ['MSNP8', 'MSNP12'],
  ['MSNP12', 'MSNP9'],
  ['MSNP10', 'MSNP11'],
  ['MSNP8', 'MSNP18'],
  ['MSNP18', 'MSNP12'],
  ['MSNP13', 'MSNP16'],
  ['MSNP15', 'MSNP14'],
])('people of %s and %s talk with each other', async (one, other) => {
  const { alice, bob, signOut } = await twoPeople(one, other)
  const { hers, his } = await conversation(alice, bob)
  expect(await hers.session.sendText('over the fence', textOf())).toBe('acknowledged')
  expect(await his.ear.next(({ type }) => type === 'message-received')).toMatchObject({
    message: { text: 'over the fence' },
  })
  hers.close()
  his.close()
  signOut()
})

test.each(dialects.filter(({ personalMessages }) => personalMessages).map(({ name }) => name))(
  'personal messages pass in %s',
  async (dialect) => {
    const { alice, bob, signOut } = await twoPeople(dialect)
    await bob.session.setPersonalMessage('<3 & "quotes"', { type: 'music', text: 'Song - Artist' })
    await alice.sees(bob.address, {
      personalMessage: '<3 & "quotes"',
      currentMedia: { type: 'music', text: 'Song - Artist' },
    })
    signOut()
  },
)

test('a third person makes it a group', async () => {
  const { alice, bob, signOut } = await twoPeople('MSNP12')
  const carol = await Person.signIn(server, `carol${people}@example.com`, 'MSNP9')
  const { hers, his } = await conversation(alice, bob)
  const called = carol.called()
  const joined = his.session.invite(carol.address)
  const third = await carol.answer(await called)
  await joined
  expect(third.session.participants).toHaveLength(2)
  await hers.ear.next((event) => event.type === 'joined' && event.who.address === carol.address)
  expect(await third.session.sendText('hello both', textOf())).toBe('acknowledged')
  for (const one of [hers, his]) {
    expect(await one.ear.next(({ type }) => type === 'message-received')).toMatchObject({
      message: { text: 'hello both' },
    })
  }
  for (const one of [hers, his, third]) one.close()
  carol.signOut()
  signOut()
})

test('who signs in elsewhere ends the first sign-in', async () => {
  const address = `twice@example.com`
  const first = await Person.signIn(server, address, 'MSNP12')
  const second = await Person.signIn(server, address, 'MSNP8')
  expect(await first.notification.ear.next(({ type }) => type === 'signed-out')).toMatchObject({
    reason: 'signed-in-elsewhere',
  })
  expect(await first.notification.closed).toBeNull()
  await second.session.ping()
  second.signOut()
})

test('who hides cannot open a conversation', async () => {
  const alice = await Person.signIn(server, 'hidden@example.com', 'MSNP12', 'hidden')
  await expect(alice.session.requestSwitchboard()).rejects.toEqual(new ServerError(913, 'XFR'))
  alice.signOut()
})
