import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { noLists, noNote, type Contact, type ContactNote } from '../../app/contact.ts'
import { compareNames, PeopleInOrder, type Order } from '../../renderer/contact-list/people.ts'
import { contact } from '../support/sample-state.ts'

type Contacts = Readonly<Record<string, Contact>>
type Notes = Readonly<Record<string, ContactNote>>

const record = (contacts: readonly Contact[]): Contacts =>
  Object.fromEntries(contacts.map((each) => [each.address, each]))

const namesOf = (contacts: readonly Contact[], order: Order = 'name', notes: Notes = {}) =>
  new PeopleInOrder().update(record(contacts), notes, order).map(({ name }) => name)

const bob = contact('bob@x.org', { name: 'Bob', presence: 'away' })
const carl = contact('carl@x.org', { name: 'Carl' })
const dora = contact('dora@x.org', { name: 'Dora', presence: 'online' })
const emil = contact('emil@x.org', { name: 'Emil', presence: 'on-the-phone' })
const talked = (lastTalkAt: number): ContactNote => ({ ...noNote, lastTalkAt })

describe('people are in order', () => {
  test.each([
    ['name', ['Bob', 'Carl', 'Dora', 'Emil']],
    ['group', ['Bob', 'Dora', 'Emil', 'Carl']],
    ['status', ['Dora', 'Emil', 'Bob', 'Carl']],
    ['last-talk', ['Carl', 'Emil', 'Bob', 'Dora']],
  ] as const)('by %s', (order, expected) => {
    const notes = { 'carl@x.org': talked(2000), 'emil@x.org': talked(1000) }
    expect(namesOf([dora, carl, emil, bob], order, notes)).toEqual(expected)
  })

  test('of the alphabet, accents and letter case aside; numbers count as numbers', () => {
    const names = ['zoe', 'Émile', 'adam', 'Bob 10', 'bob 9']
    const people = names.map((name, index) => contact(`${index}@x.org`, { name }))
    expect(namesOf(people)).toEqual(['adam', 'bob 9', 'Bob 10', 'Émile', 'zoe'])
  })

  test('by the names that the user gave them', () => {
    expect(namesOf([bob, carl], 'name', { 'bob@x.org': { ...noNote, alias: 'Zorro' } })).toEqual([
      'Carl',
      'Zorro',
    ])
  })

  test('as long as they are on the contact list', () => {
    const stranger = contact('s@x.org', { lists: { ...noLists, reverse: true } })
    expect(namesOf([stranger, bob])).toEqual(['Bob'])
  })
})

const anyContact = fc
  .record({
    address: fc.nat(12).map((number) => `${number}@x.org`),
    name: fc.constantFrom('a', 'B', 'é', 'E', 'a10', 'a9', ''),
    presence: fc.constantFrom('online' as const, 'busy' as const, 'away' as const, 'offline' as const),
    forward: fc.boolean(),
  })
  .map(({ address, forward, ...rest }) => contact(address, { ...rest, lists: { ...noLists, forward } }))

const anyAddress = fc.nat(12).map((number) => `${number}@x.org`)
const anyNote = fc
  .record({ alias: fc.constantFrom('', 'a', 'z'), lastTalkAt: fc.option(fc.nat(3)) })
  .map((some): ContactNote => ({ ...noNote, ...some }))

/** What happens at once: some come or change, some go, some are noted, and maybe the order is another one. */
const anyStep = fc.record({
  come: fc.array(anyContact, { maxLength: 4 }),
  go: fc.array(anyAddress, { maxLength: 2 }),
  noted: fc.dictionary(anyAddress, anyNote, { maxKeys: 2 }),
  order: fc.option(fc.constantFrom<Order>('group', 'status', 'name', 'last-talk')),
})

test('whatever changes, in pieces, gives the same list as everything at once', () => {
  fc.assert(
    fc.property(fc.array(anyStep, { minLength: 1, maxLength: 12 }), (steps) => {
      const kept = new PeopleInOrder()
      let contacts: Contacts = {}
      let notes: Notes = {}
      let order: Order = 'group'
      for (const { come, go, noted, ...step } of steps) {
        contacts = { ...contacts, ...record(come) }
        contacts = Object.fromEntries(Object.entries(contacts).filter(([address]) => !go.includes(address)))
        notes = { ...notes, ...noted }
        order = step.order ?? order
        const inPieces = kept.update(contacts, notes, order)
        expect(inPieces).toEqual(new PeopleInOrder().update(contacts, notes, order))
        const listed = Object.values(contacts).filter(({ lists }) => lists.forward)
        expect(inPieces.map((each) => each.contact.address).sort()).toEqual(
          listed.map(({ address }) => address).sort(),
        )
      }
    }),
    { numRuns: 300 },
  )
})

describe('of ten thousand', () => {
  const many = Array.from({ length: 10_000 }, (_, index) =>
    contact(`n${index}@x.org`, { name: `Person ${(index * 7919) % 10_000}`, presence: 'online' }),
  )

  function counted() {
    const count = { comparisons: 0 }
    const people = new PeopleInOrder(undefined, (one, other) => {
      count.comparisons++
      return compareNames(one, other)
    })
    const all = record(many)
    people.update(all, {}, 'group')
    count.comparisons = 0
    return { people, count, all }
  }

  test('one who changes costs a handful of comparisons, and the others stay the same objects', () => {
    const { people, count, all } = counted()
    const before = people.update(all, {}, 'group')
    const changed = { ...all, 'n77@x.org': { ...all['n77@x.org']!, presence: 'offline' as const } }
    const after = people.update(changed, {}, 'group')
    expect(count.comparisons).toBeLessThan(20)
    expect(after.at(-1)?.contact.address).toBe('n77@x.org')
    const known = new Set(before)
    expect(after.filter((person) => !known.has(person)).length).toBe(1)
  })

  test('nobody who changes costs nothing: the list is the same array', () => {
    const { people, count, all } = counted()
    const notes = {}
    const first = people.update(all, notes, 'group')
    expect(people.update(all, notes, 'group')).toBe(first)
    expect(people.update({ ...all }, notes, 'group')).toBe(first)
    expect(count.comparisons).toBe(0)
  })
})
