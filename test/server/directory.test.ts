import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isOn, newAccount } from '../../main/server/directory/account.ts'
import { formatAccounts, parseAccounts } from '../../main/server/directory/directory-json.ts'
import { Directory } from '../../main/server/directory/directory.ts'
import { addGroup, removeGroup } from '../../main/server/directory/groups.ts'

const people = ['a@x', 'b@x', 'c@x'] as const

/** Any change that somebody can make to their lists. */
const change = fc.record({
  who: fc.constantFrom(...people),
  whom: fc.constantFrom(...people, 'nobody@x'),
  list: fc.constantFrom('forward', 'allow', 'block', 'pending' as const),
  how: fc.constantFrom('add', 'remove'),
})

function after(changes: readonly (typeof change extends fc.Arbitrary<infer T> ? T : never)[]): Directory {
  const directory = new Directory({
    accounts: people.map((address) => newAccount(address, `id-${address}`)),
    newId: () => 'unused',
    onChange: () => undefined,
  })
  for (const { who, whom, list, how } of changes) {
    const owner = directory.find(who)!
    if (list === 'pending') directory.settle(owner, whom)
    else if (how === 'add') directory.list(owner, list, whom, null)
    else directory.unlist(owner, list, whom, null)
  }
  return directory
}

test("whoever has somebody on the forward list is on that person's reverse or pending list, never on both", () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 40 }), (changes) => {
      const directory = after(changes)
      for (const one of directory.accounts) {
        for (const other of directory.accounts) {
          const back = other.contacts.get(one.address)
          const has = isOn(one.contacts.get(other.address), 'forward')
          expect([isOn(back, 'reverse'), isOn(back, 'pending')].filter(Boolean)).toHaveLength(has ? 1 : 0)
        }
      }
    }),
  )
})

test('nobody is kept who is on no list', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 40 }), (changes) => {
      for (const { contacts } of after(changes).accounts) {
        for (const { lists } of contacts.values()) expect(lists).toBeGreaterThan(0)
      }
    }),
  )
})

test('what is written to the file is read back', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 20 }), fc.string({ minLength: 1 }), (changes, name) => {
      const accounts = [...after(changes).accounts]
      accounts[0]!.friendlyName = name
      accounts[0]!.properties.set('PHH', name)
      accounts[0]!.acquaintances.set('id', { id: 'id', address: 'aunt@x', name })
      expect(parseAccounts(formatAccounts(accounts))).toEqual(accounts)
    }),
  )
})

test('removing a group takes everybody out of it', () => {
  const directory = after([{ who: 'a@x', whom: 'b@x', list: 'forward', how: 'add' }])
  const owner = directory.find('a@x')!
  addGroup(owner, 'Friends', 'g')
  expect(directory.list(owner, 'forward', 'b@x', 'g').kind).toBe('done')
  removeGroup(owner, 'g')
  expect(owner.contacts.get('b@x')?.groups).toEqual([])
})

test('what was written to somebody who waits is kept until they answer, or the other one gives up', () => {
  const directory = after([])
  const [a, b] = [directory.find('a@x')!, directory.find('b@x')!]
  const waiting = () => b.contacts.get('a@x')?.inviteMessage
  directory.list(a, 'forward', 'b@x', null, 'Hello!')
  expect(parseAccounts(formatAccounts(directory.accounts))).toEqual([...directory.accounts])
  expect(waiting()).toBe('Hello!')
  directory.list(a, 'allow', 'b@x', null, 'ignored')
  expect(waiting()).toBe('Hello!')
  directory.settle(b, 'a@x')
  expect(waiting()).toBe('')
  directory.unlist(a, 'forward', 'b@x', null)
  directory.list(b, 'block', 'a@x', null)
  directory.list(a, 'forward', 'b@x', null, 'Hello again!')
  expect(waiting()).toBe('')
})

test('people who are no contacts have ids of their own, and count for the size of the address book', () => {
  const directory = after([])
  const owner = directory.find('a@x')!
  const version = owner.version
  expect(directory.keep(owner, { id: 'one', address: 'aunt@y', name: 'Aunt' })).toBe(true)
  expect(owner.version).toBe(version + 1)
  expect(directory.discard(owner, 'two')).toBe(false)
  expect(owner.version).toBe(version + 1)
  expect(directory.discard(owner, 'one')).toBe(true)
  for (let at = 0; at < 20_000; at += 1)
    expect(directory.keep(owner, { id: String(at), address: '', name: 'X' })).toBe(true)
  expect(directory.keep(owner, { id: 'more', address: '', name: 'X' })).toBe(false)
  expect(directory.list(owner, 'forward', 'b@x', null)).toEqual({ kind: 'refused', why: 'list-full' })
})

test('a file of a version without invite messages and address books is read', () => {
  const [account] =
    parseAccounts(
      JSON.stringify({
        papilio: 'directory',
        version: 1,
        accounts: [
          {
            address: 'a@x',
            id: 'ID-A',
            password: null,
            friendlyName: 'A',
            personalMessage: '',
            admitsUnlisted: false,
            asksWhenAdded: true,
            properties: {},
            contacts: [{ address: 'a@x', lists: 16, storedName: null, groups: [] }],
            groups: [],
            version: 7,
          },
        ],
      }),
    ) ?? []
  expect(account).toEqual({
    ...newAccount('a@x', 'id-a'),
    friendlyName: 'A',
    admitsUnlisted: false,
    contacts: new Map([
      ['a@x', { address: 'a@x', lists: 16, storedName: null, groups: [], inviteMessage: '' }],
    ]),
    version: 7,
  })
})
