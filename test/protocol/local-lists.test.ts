import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { noLists, type Contact, type Lists } from '../../app/contact.ts'
import { reduceContacts, type ContactsView } from '../support/contacts-view.ts'
import { Person } from '../support/person.ts'
import { startLocalServer, type LocalServer } from '../../main/server/local-server.ts'
import { aPlace, plainly } from './session.ts'

// Every change of a list, made by one client and seen by the other, on the local server over real TCP and HTTP.

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

/** Somebody new, and what he sees. */
async function newcomer(name: string, dialect: string) {
  return comeBack(`${name}${++people}@example.com`, dialect)
}

async function comeBack(address: string, dialect: string, machineId = aPlace.machineId as string) {
  const person = await Person.signIn(server, address, dialect, 'online', { machineId, placeName: 'Study' })
  let view: ContactsView = { groups: [], contacts: new Map(), privacy: {} }
  return {
    address,
    contacts: person.session.contacts,
    leave: () => person.signOut(),
    /** Waits until the list looks like that. */
    async sees(fits: (view: ContactsView) => boolean): Promise<ContactsView> {
      while (!fits(view)) view = reduceContacts(view, await person.notification.ear.next(() => true))
      return view
    },
  }
}

const listed = (view: ContactsView, address: string): Contact | undefined => view.contacts.get(address)
const isOn = (view: ContactsView, address: string, lists: Partial<Lists>): boolean =>
  Object.entries(lists).every(
    ([name, value]) => (listed(view, address)?.lists ?? noLists)[name as keyof Lists] === value,
  )

describe.each([
  ['MSNP8', 'MSNP18'],
  ['MSNP12', 'MSNP12'],
  ['MSNP13', 'MSNP8'],
  ['MSNP15', 'MSNP13'],
  ['MSNP18', 'MSNP18'],
])('in %s with somebody in %s', (dialect, other) => {
  test('adding, answering, blocking, removing and forgetting arrive at the other side', async () => {
    const alice = await newcomer('alice', dialect)
    const bob = await newcomer('bob', other)
    await alice.contacts.add(bob.address, { groupId: null, message: 'it is me' })
    await alice.sees((view) => isOn(view, bob.address, { forward: true, allow: true }))
    const asked = await bob.sees((view) => view.contacts.has(alice.address))
    expect(isOn(asked, alice.address, { allow: false, block: false, forward: false })).toBe(true)

    await bob.contacts.add(alice.address, plainly)
    await bob.sees((view) => isOn(view, alice.address, { forward: true, allow: true, pending: false }))
    await alice.sees((view) => isOn(view, bob.address, { reverse: true }))
    await alice.sees((view) => listed(view, bob.address)?.presence === 'online')
    await bob.sees((view) => listed(view, alice.address)?.presence === 'online')

    await alice.contacts.block(bob.address)
    await bob.sees((view) => listed(view, alice.address)?.presence === 'offline')
    await alice.contacts.allow(bob.address)
    await bob.sees((view) => listed(view, alice.address)?.presence === 'online')

    await alice.contacts.remove(bob.address, { forget: true })
    await alice.sees((view) => isOn(view, bob.address, { forward: false, allow: false, block: false }))
    await bob.sees((view) => isOn(view, alice.address, { forward: true, reverse: false }))
    alice.leave()
    bob.leave()
  })

  test('groups and privacy are there the next time', async () => {
    const bob = await newcomer('bob', other)
    const alice = await newcomer('alice', dialect)
    const work = await alice.contacts.createGroup('Wörk & co')
    const play = await alice.contacts.createGroup('Play')
    await alice.contacts.add(bob.address, { groupId: work, message: '' })
    await alice.contacts.addToGroup(bob.address, play)
    await alice.contacts.renameGroup(play, 'Plays')
    await alice.contacts.removeFromGroup(bob.address, work)
    await alice.contacts.setPrivacy({ whoMaySee: 'allowed', askWhenAdded: false })
    await alice.sees((view) => listed(view, bob.address)?.groupIds.join() === play)
    alice.leave()

    const again = await comeBack(alice.address, dialect)
    const view = await again.sees(({ contacts, privacy }) => contacts.size === 1 && 'askWhenAdded' in privacy)
    expect(view.groups.map(({ name }) => name).toSorted()).toEqual(['Plays', 'Wörk & co'])
    expect(listed(view, bob.address)).toMatchObject({
      groupIds: [play],
      lists: { forward: true, allow: true },
    })
    expect(view.privacy).toEqual({ whoMaySee: 'allowed', askWhenAdded: false })

    await again.contacts.removeGroup(play)
    await again.contacts.setPrivacy({ whoMaySee: 'everyone', askWhenAdded: true })
    again.leave()
    const last = await comeBack(alice.address, dialect)
    const { groups, contacts, privacy } = await last.sees(
      (seen) => seen.contacts.size === 1 && 'askWhenAdded' in seen.privacy,
    )
    expect(groups.map(({ name }) => name)).toEqual(['Wörk & co'])
    expect(contacts.get(bob.address)).toMatchObject({ groupIds: [], lists: { forward: true } })
    expect(privacy).toEqual({ whoMaySee: 'everyone', askWhenAdded: true })
    last.leave()
    bob.leave()
  })

  test('whom nobody knows is refused', async () => {
    const alice = await newcomer('alice', dialect)
    await expect(alice.contacts.add('never.seen@example.com', plainly)).rejects.toMatchObject({
      code: expect.anything(),
    })
    await expect(alice.contacts.createGroup('Same')).resolves.not.toBe('')
    await expect(alice.contacts.createGroup('Same')).rejects.toMatchObject({ code: expect.anything() })
    alice.leave()
  })
})

test.each(['MSNP16', 'MSNP18'])('what one place changes another one shows, in %s', async (dialect) => {
  const bob = await newcomer('bob', 'MSNP12')
  const here = await newcomer('alice', dialect)
  const there = await comeBack(here.address, dialect, '{00000000-0000-4000-8000-00000000000a}')
  await here.contacts.add(bob.address, plainly)
  await there.sees((view) => isOn(view, bob.address, { forward: true, allow: true }))
  await there.sees((view) => listed(view, bob.address)?.presence === 'online')
  const group = await there.contacts.createGroup('Work')
  await there.contacts.addToGroup(bob.address, group)
  await here.sees((view) => listed(view, bob.address)?.groupIds.join() === group)
  await here.contacts.block(bob.address)
  await there.sees((view) => isOn(view, bob.address, { allow: false, block: true }))
  await there.contacts.remove(bob.address, { forget: true })
  await here.sees((view) => isOn(view, bob.address, { forward: false, block: false }))
  for (const one of [here, there, bob]) one.leave()
})
