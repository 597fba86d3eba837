import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { noLists, type Contact } from '../../app/contact.ts'
import { listedByName, rowsOf, type Row, type View } from '../../renderer/contact-list/rows.ts'
import { moveFor, type Key } from '../../renderer/contact-list/tree-keys.ts'
import { contact } from '../support/sample-state.ts'

const view: View = { showOffline: true, folded: [], query: '' }
const friends = { id: 'f', name: 'Friends' }
const family = { id: 'm', name: 'Family' }

const listOf = (contacts: readonly Contact[]) =>
  listedByName(Object.fromEntries(contacts.map((each) => [each.address, each])))

/** Heads as `Name 1/2`, contacts as their names with a blank before. */
const written = (rows: readonly Row[]) =>
  rows.map((row) =>
    row.kind === 'group' ? `${row.name ?? row.id} ${row.online}/${row.total}` : ` ${row.contact.name}`,
  )

const bob = contact('bob@x.org', { name: 'Bob', presence: 'online', groupIds: ['f', 'm'] })
const carl = contact('carl@x.org', { name: 'Carl', presence: 'away', groupIds: ['f'] })
const dora = contact('dora@x.org', { name: 'Dora', groupIds: ['f'], personalMessage: 'gone fishing' })
const emil = contact('emil@x.org', { name: 'émil', presence: 'busy', groupIds: ['gone'] })

test('groups show who is online, then come the others, then everybody who is offline', () => {
  expect(written(rowsOf([friends, family], listOf([emil, dora, carl, bob]), view))).toEqual([
    'Friends 2/3',
    ' Bob',
    ' Carl',
    'Family 1/1',
    ' Bob',
    'other 1/1',
    ' émil',
    'offline 0/1',
    ' Dora',
  ])
})

test('a list without groups is divided into online and offline', () => {
  expect(written(rowsOf([], listOf([dora, bob]), view))).toEqual([
    'online 1/2',
    ' Bob',
    'offline 0/1',
    ' Dora',
  ])
})

test('those who are offline can be left out', () => {
  expect(written(rowsOf([], listOf([dora, bob]), { ...view, showOffline: false }))).toEqual([
    'online 1/2',
    ' Bob',
  ])
})

test('a folded group keeps its head and its numbers', () => {
  const folded = ['f', 'offline']
  expect(written(rowsOf([friends], listOf([dora, bob]), { ...view, folded }))).toEqual([
    'Friends 1/2',
    'offline 0/1',
  ])
})

test.each([
  ['CAR', ['Friends 1/1', ' Carl']],
  ['dora@x', ['offline 0/1', ' Dora']],
  ['fishing', ['offline 0/1', ' Dora']],
  ['nobody', []],
])(
  'a search for %s looks at names, addresses and messages, in folded groups and offline, too',
  (query, expected) => {
    const hiding = { showOffline: false, folded: ['f', 'offline'], query }
    expect(written(rowsOf([friends], listOf([bob, carl, dora]), hiding))).toEqual(expected)
  },
)

test('only people of the contact list are in it', () => {
  const stranger = contact('s@x.org', { lists: { ...noLists, reverse: true } })
  expect(listOf([stranger, bob])).toEqual([bob])
})

test('names are in the order of the alphabet, accents and letter case aside', () => {
  const names = ['zoe', 'Émile', 'adam', 'Bob 10', 'bob 9']
  const people = names.map((name, index) => contact(`${index}@x.org`, { name }))
  expect(listOf(people).map(({ name }) => name)).toEqual(['adam', 'bob 9', 'Bob 10', 'Émile', 'zoe'])
})

const anyContact = fc.record({
  number: fc.nat(30),
  presence: fc.constantFrom('online' as const, 'offline' as const),
  groupIds: fc.uniqueArray(fc.constantFrom('f', 'm', 'gone')),
})

test('every contact of the list stands in each of its groups, or once under offline, and each line is unique', () => {
  fc.assert(
    fc.property(fc.uniqueArray(anyContact, { selector: ({ number }) => number }), (those) => {
      const listed = listOf(those.map(({ number, ...rest }) => contact(`${number}@x.org`, rest)))
      const rows = rowsOf([friends, family], listed, view)
      expect(new Set(rows.map(({ kind, id }) => `${kind}:${id}`)).size).toBe(rows.length)
      for (const { address, presence, groupIds } of listed) {
        const places = rows.filter((row) => row.kind === 'contact' && row.contact.address === address)
        const known = groupIds.filter((id) => id !== 'gone').length
        expect(places.length).toBe(presence === 'offline' ? 1 : Math.max(1, known))
      }
    }),
  )
})

describe('keys', () => {
  const rows = rowsOf([friends], listOf([bob, carl, dora]), { ...view, folded: ['offline'] })
  const key = (name: string, change: Partial<Key> = {}): Key => ({
    key: name,
    shiftKey: false,
    ctrlKey: false,
    altKey: false,
    metaKey: false,
    ...change,
  })

  test.each([
    ['ArrowDown', 0, { kind: 'go', index: 1 }],
    ['ArrowDown', 3, { kind: 'go', index: 3 }],
    ['ArrowUp', 0, { kind: 'go', index: 0 }],
    ['ArrowUp', 2, { kind: 'go', index: 1 }],
    ['Home', 2, { kind: 'go', index: 0 }],
    ['End', 0, { kind: 'go', index: 3 }],
    ['PageDown', 0, { kind: 'go', index: 2 }],
    ['PageUp', 3, { kind: 'go', index: 1 }],
    ['ArrowRight', 0, { kind: 'go', index: 1 }],
    ['ArrowRight', 3, { kind: 'fold', index: 3, fold: false }],
    ['ArrowRight', 1, null],
    ['ArrowLeft', 2, { kind: 'go', index: 0 }],
    ['ArrowLeft', 0, { kind: 'fold', index: 0, fold: true }],
    ['ArrowLeft', 3, null],
    ['Enter', 1, { kind: 'open', index: 1 }],
    ['Enter', 0, { kind: 'fold', index: 0, fold: true }],
    [' ', 3, { kind: 'fold', index: 3, fold: false }],
    ['Delete', 1, { kind: 'delete', index: 1 }],
    ['Delete', 0, null],
    ['ContextMenu', 1, { kind: 'menu', index: 1 }],
    ['ContextMenu', 0, null],
    ['F10', 1, null],
    ['c', 1, { kind: 'search', text: 'c' }],
    ['é', 1, { kind: 'search', text: 'é' }],
    ['Tab', 1, null],
  ] as const)('%s on line %i', (name, current, expected) => {
    expect(moveFor(key(name), rows, current, 2)).toEqual(expected)
  })

  test('Shift+F10 opens the menu, and no shortcut of the window is taken', () => {
    expect(moveFor(key('F10', { shiftKey: true }), rows, 1, 2)).toEqual({ kind: 'menu', index: 1 })
    expect(moveFor(key('a', { ctrlKey: true }), rows, 1, 2)).toBeNull()
    expect(moveFor(key('ArrowDown', { altKey: true }), rows, 1, 2)).toBeNull()
  })

  test('an empty list answers no key', () => {
    expect(moveFor(key('ArrowDown'), [], -1, 2)).toBeNull()
  })
})
