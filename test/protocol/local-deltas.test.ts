import { afterEach, expect, test } from 'vitest'
import { localNetwork } from '../../app/networks.ts'
import { NetworkServices } from '../../main/messenger/accounts/network-services.ts'
import { systemClock } from '../../main/net/clock.ts'
import { directRoute } from '../../main/net/route.ts'
import { AddressBook } from '../../main/protocol/address-book/address-book.ts'
import { BookReader, type FindContacts } from '../../main/protocol/address-book/book-reader.ts'
import * as calls from '../../main/protocol/address-book/contact-calls.ts'
import { addMember, deleteMember } from '../../main/protocol/address-book/member-calls.ts'
import type { SoapCall } from '../../main/protocol/address-book/soap.ts'
import { textElement } from '../../main/protocol/soap.ts'
import { startLocalServer, type LocalServer } from '../../main/server/local-server.ts'

// What changed, as one half asks for it and the other one tells it, over real HTTP.

const host = '127.0.0.1'
const servers: LocalServer[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close()
})

const crowd = Array.from({ length: 12 }, (_, at) => `person${at}@example.com`)
const personOf = (address: string) => ({ address, network: 1 })
const add = (address: string): SoapCall =>
  calls.addContact(personOf(address), { name: 'Alice', message: 'hi' })

/** Somebody's address book, and what was asked of it. */
function bookOf(server: LocalServer, name: string) {
  const asked: string[] = []
  const services = new NetworkServices({
    network: localNetwork(host, server.port, server.httpPort),
    address: `${name}@example.com`,
    password: 'secret',
    route: directRoute,
    signal: new AbortController().signal,
    clock: systemClock,
  })
  const book = new AddressBook({
    services: {
      fetchTicket: (policy) => services.fetchTicket(policy),
      fetchToken: (address, options) => services.fetchToken(address, options),
      callSoap(request) {
        asked.push(request.action.replace(/^.*\//, ''))
        return services.callSoap(request)
      },
      has: (service) => services.has(service),
    },
    ownAddress: `${name}@example.com`,
    unlessClosed: (promise) => promise,
  })
  return { book, asked }
}

/** A network where Alice has twelve contacts: of much fewer a change may be everything. */
async function setUp(deltas: boolean) {
  const server = await startLocalServer({
    host,
    port: 0,
    httpPort: 0,
    directoryFile: null,
    contactsWhoAnswer: false,
    deltas,
  })
  servers.push(server)
  const people = await Promise.all(
    [...crowd, 'eve@example.com', 'alice@example.com'].map(async (address) => {
      const { book } = bookOf(server, address.replace(/@.*/, ''))
      await book.call(calls.updateMe(textElement('displayName', `Name of ${address}`), 'DisplayName'))
      return [address, book] as const
    }),
  )
  const books = new Map(people)
  const alice = books.get('alice@example.com')!
  for (const address of crowd) {
    await alice.call(add(address))
    await alice.call(addMember('Allow', personOf(address)))
  }
  return { server, alice, eve: books.get('eve@example.com')!, person0: books.get(crowd[0]!)! }
}

const stateOf = ({ snapshot }: BookReader) => ({
  owner: snapshot.owner,
  groups: snapshot.groups.toSorted((one, other) => (one.id < other.id ? -1 : 1)),
  everybody: snapshot.everybody().toSorted((one, other) => (one.address < other.address ? -1 : 1)),
})

test.each<[FindContacts]>([['ABFindAll'], ['ABFindContactsPaged']])(
  'whatever changed, who asked for that alone knows the same as who fetches everything (%s)',
  async (findContacts) => {
    const { server, alice, eve, person0 } = await setUp(true)
    const { book, asked } = bookOf(server, 'alice')
    const reader = new BookReader(book, findContacts)
    await reader.fetch()
    let eveId = ''
    let groupId = ''
    const changes: (() => Promise<unknown>)[] = [
      async () => (eveId = await alice.make(add('eve@example.com'))),
      () => alice.call(addMember('Allow', personOf('eve@example.com'))),
      () => alice.call(addMember('Block', personOf(crowd[1]!))),
      () => alice.call(deleteMember('Allow', personOf('eve@example.com'), '')),
      () => eve.call(add('alice@example.com')),
      () => alice.call(addMember('Reverse', personOf('eve@example.com'))),
      async () => (groupId = await alice.make(calls.addGroup('Work'))),
      () => alice.call(calls.addToGroup(groupId, eveId)),
      () => alice.call(calls.renameGroup(groupId, 'Play')),
      () => person0.call(calls.updateMe(textElement('displayName', 'Zero'), 'DisplayName')),
      () => alice.call(calls.deleteGroup(groupId)),
      () => alice.call(calls.deleteContact(eveId)),
      () => alice.call(add('eve@example.com')),
      () => alice.call(calls.updateMe(textElement('displayName', 'Alicia'), 'DisplayName')),
    ]
    for (const change of changes) {
      const before = stateOf(reader)
      await change()
      asked.length = 0
      await reader.refresh()
      expect(asked.toSorted()).toEqual([findContacts, 'FindMembership'].toSorted())
      const fresh = new BookReader(alice, findContacts)
      await fresh.fetch()
      expect(stateOf(reader)).toEqual(stateOf(fresh))
      expect(stateOf(reader)).not.toEqual(before)
    }
  },
)

test('of a network that tells no changes everything is fetched, from then on at once', async () => {
  const { server, alice } = await setUp(false)
  const { book, asked } = bookOf(server, 'alice')
  const reader = new BookReader(book, 'ABFindAll')
  await reader.fetch()
  await alice.call(add('eve@example.com'))
  const calledBy = async (deed: Promise<void>): Promise<number> => {
    asked.length = 0
    await deed
    return asked.length
  }
  expect(await calledBy(reader.refresh())).toBe(4)
  expect(reader.snapshot.findContact('eve@example.com')?.name).toBe('Name of eve@example.com')
  expect(await calledBy(reader.refresh())).toBe(2)
})
