import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { defaultFormat } from '../../app/message.ts'
import type { Network } from '../../app/networks.ts'
import { SoapFaultError } from '../../main/protocol/errors.ts'
import type { NotificationEvent } from '../../main/protocol/events.ts'
import type { WaitingMessage } from '../../main/protocol/offline-messages/offline-messages.ts'
import { startLocalServer, type LocalServer } from '../../main/server/local-server.ts'
import { Person } from '../support/person.ts'

// Messages for people who are offline, left and read by real clients on the local server over TCP and HTTP.

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

const newName = (name: string) => `${name}${++people}@example.com`
const signIn = (address: string, dialect: string, network: Partial<Network> = {}) =>
  Person.signIn(server, address, dialect, 'online', undefined, network)

/** Somebody who has an account and is not there. */
async function absentee(dialect: string): Promise<string> {
  const address = newName('bob')
  const person = await signIn(address, dialect)
  person.signOut()
  await person.notification.closed
  return address
}

type Waiting = Extract<NotificationEvent, { type: 'offline-messages-waiting' }>
const announced = async (person: Person): Promise<readonly WaitingMessage[] | null> => {
  const event = await person.notification.ear.next(({ type }) => type === 'offline-messages-waiting')
  return (event as Waiting).messages
}

const long = 'Ein langer Satz, 字 und 👩‍👩‍👧‍👦.\n'.repeat(60)

describe.each([
  ['MSNP11', 'MSNP18'],
  ['MSNP12', 'MSNP11'],
  ['MSNP13', 'MSNP12'],
  ['MSNP14', 'MSNP13'],
  ['MSNP15', 'MSNP15'],
  ['MSNP16', 'MSNP14'],
  ['MSNP17', 'MSNP16'],
  ['MSNP18', 'MSNP17'],
])('what is left in %s for somebody who signs in in %s', (dialect, other) => {
  test('waits, is read in its order and with its time, and is gone when it was deleted', async () => {
    const began = Date.now()
    const bob = await absentee(other)
    const alice = await signIn(newName('alice'), dialect)
    const { offlineMessages } = alice.session
    for (const text of ['hello é\nline 2', long, '<b>&amp;</b>'])
      await offlineMessages!.leave(bob, text, defaultFormat)

    const his = await signIn(bob, other)
    const waiting = (await announced(his))!
    const fetched = await his.session.offlineMessages!.fetch(waiting)
    expect(
      fetched
        .map(({ text }) => text)
        .join('|')
        .replaceAll('.\n|Ein', '.\nEin'),
    ).toBe(['hello é\nline 2', long, '<b>&amp;</b>'].join('|'))
    for (const { from, sentAt } of fetched) {
      expect(from.address).toBe(alice.address)
      expect(sentAt).toBeGreaterThanOrEqual(began - 1000)
      expect(sentAt).toBeLessThanOrEqual(Date.now() + 1000)
    }
    expect(await his.session.offlineMessages!.list()).toEqual(waiting)

    await his.session.offlineMessages!.remove(fetched.map(({ id }) => id))
    expect(await his.session.offlineMessages!.list()).toEqual([])
    alice.signOut()
    his.signOut()
  })
})

test('a message that comes while one is online is announced at once', async () => {
  const bob = await signIn(newName('bob'), 'MSNP15')
  const alice = await signIn(newName('alice'), 'MSNP15')
  await alice.session.offlineMessages!.leave(bob.address, 'just now', defaultFormat)
  const fetched = await bob.session.offlineMessages!.fetch((await announced(bob))!)
  expect(fetched.map(({ text }) => text)).toEqual(['just now'])
})

test('more than the server announces are asked for', async () => {
  const bob = await absentee('MSNP18')
  const alice = await signIn(newName('alice'), 'MSNP18')
  const texts = Array.from({ length: 30 }, (_, at) => `line ${at}`)
  for (const text of texts) await alice.session.offlineMessages!.leave(bob, text, defaultFormat)
  const his = await signIn(bob, 'MSNP18')
  expect(await announced(his)).toBeNull()
  const { offlineMessages } = his.session
  const fetched = await offlineMessages!.fetch(await offlineMessages!.list())
  expect(fetched.map(({ text }) => text)).toEqual(texts)
})

test('nobody of that name is refused', async () => {
  const alice = await signIn(newName('alice'), 'MSNP18')
  await expect(
    alice.session.offlineMessages!.leave('nobody@example.com', 'hi', defaultFormat),
  ).rejects.toEqual(new SoapFaultError('SystemUnavailable', 'Store2'))
})

const withoutService: Partial<Network> = { offlineMessages: { readUrl: '', sendUrl: '' } }

test('on a network without such a service the newest dialect leaves a text with the server itself', async () => {
  const bob = await absentee('MSNP18')
  const alice = await signIn(newName('alice'), 'MSNP18', withoutService)
  await alice.session.offlineMessages!.leave(bob, 'by the server', defaultFormat)
  const his = await signIn(bob, 'MSNP18')
  const fetched = await his.session.offlineMessages!.fetch((await announced(his))!)
  expect(fetched.map(({ from, text }) => [from.address, text])).toEqual([[alice.address, 'by the server']])
})

test('to somebody who is online it comes at once', async () => {
  const bob = await signIn(newName('bob'), 'MSNP18')
  const alice = await signIn(newName('alice'), 'MSNP18', withoutService)
  const left = alice.session.offlineMessages!.leave(bob.address, 'by the server', defaultFormat)
  const event = await bob.notification.ear.next(({ type }) => type === 'message-relayed')
  expect(event).toMatchObject({
    from: { address: alice.address },
    message: { kind: 'text', text: 'by the server' },
  })
  await left
})
