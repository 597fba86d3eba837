import { describe, expect, test } from 'vitest'
import { noNote } from '../../app/contact.ts'
import { dropOn } from '../../renderer/contact-list/moving.ts'
import { PeopleInOrder } from '../../renderer/contact-list/people.ts'
import { rowsOf, type ContactLine, type GroupLine } from '../../renderer/contact-list/rows.ts'
import { moveFor, type Key } from '../../renderer/contact-list/tree-keys.ts'
import { contact } from '../support/sample-state.ts'

const bob = contact('bob@x.org', { name: 'Bob', presence: 'online', groupIds: ['f', 'm'] })
const carl = contact('carl@x.org', { name: 'Carl', presence: 'away', groupIds: ['f'] })
const dora = contact('dora@x.org', { name: 'Dora', presence: 'online' })
const notes = { 'bob@x.org': { ...noNote, favourite: true } }
const people = new PeopleInOrder().update(
  { 'bob@x.org': bob, 'carl@x.org': carl, 'dora@x.org': dora },
  notes,
  'group',
)
const groups = [
  { id: 'f', name: 'Friends' },
  { id: 'm', name: 'Family' },
]
const view = { accountId: 'local/alice@example.com', order: 'group', offline: 'grouped', query: '' } as const

describe('keys', () => {
  // Friends, Bob, Carl, Other contacts, Offline
  const rows = rowsOf(groups.slice(0, 1), people, { ...view, folded: ['favourites', 'offline'] }).slice(1)
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
    ['ArrowDown', 5, { kind: 'go', index: 5 }],
    ['ArrowUp', 0, { kind: 'go', index: 0 }],
    ['ArrowUp', 2, { kind: 'go', index: 1 }],
    ['Home', 2, { kind: 'go', index: 0 }],
    ['End', 0, { kind: 'go', index: 5 }],
    ['PageDown', 0, { kind: 'go', index: 2 }],
    ['PageUp', 3, { kind: 'go', index: 1 }],
    ['ArrowRight', 0, { kind: 'go', index: 1 }],
    ['ArrowRight', 5, { kind: 'fold', index: 5, fold: false }],
    ['ArrowRight', 1, null],
    ['ArrowLeft', 2, { kind: 'go', index: 0 }],
    ['ArrowLeft', 0, { kind: 'fold', index: 0, fold: true }],
    ['ArrowLeft', 5, null],
    ['Enter', 1, { kind: 'open', index: 1 }],
    ['Enter', 0, { kind: 'fold', index: 0, fold: true }],
    [' ', 5, { kind: 'fold', index: 5, fold: false }],
    ['Delete', 1, { kind: 'delete', index: 1 }],
    ['Delete', 0, { kind: 'delete', index: 0 }],
    ['Delete', 5, null],
    ['F2', 1, { kind: 'rename', index: 1 }],
    ['F2', 0, { kind: 'rename', index: 0 }],
    ['F2', 3, null],
    ['ContextMenu', 1, { kind: 'menu', index: 1 }],
    ['ContextMenu', 0, { kind: 'menu', index: 0 }],
    ['F10', 1, null],
    ['c', 1, { kind: 'search', text: 'c' }],
    ['é', 1, { kind: 'search', text: 'é' }],
    ['Tab', 1, null],
  ] as const)('%s on line %i', (name, current, expected) => {
    expect(moveFor(key(name), rows, current, 2)).toEqual(expected)
  })

  test('Shift+F10 opens the menu, Alt+Enter the card, Ctrl+H the history, and no shortcut of the window is taken', () => {
    expect(moveFor(key('F10', { shiftKey: true }), rows, 1, 2)).toEqual({ kind: 'menu', index: 1 })
    expect(moveFor(key('Enter', { altKey: true }), rows, 1, 2)).toEqual({ kind: 'card', index: 1 })
    expect(moveFor(key('Enter', { altKey: true }), rows, 0, 2)).toBeNull()
    expect(moveFor(key('h', { ctrlKey: true }), rows, 1, 2)).toEqual({ kind: 'history', index: 1 })
    expect(moveFor(key('h', { ctrlKey: true }), rows, 0, 2)).toBeNull()
    expect(moveFor(key('a', { ctrlKey: true }), rows, 1, 2)).toBeNull()
    expect(moveFor(key('ArrowDown', { altKey: true }), rows, 1, 2)).toBeNull()
  })

  test('an empty list answers no key', () => {
    expect(moveFor(key('ArrowDown'), [], -1, 2)).toBeNull()
  })
})

describe('what is dropped', () => {
  const rows = rowsOf(groups, people, { ...view, folded: [] })
  const line = (groupId: string, name: string): ContactLine =>
    rows.find(
      (row): row is ContactLine =>
        row.kind === 'contact' && row.groupId === groupId && row.person.name === name,
    )!
  const head = (id: string): GroupLine =>
    rows.find((row): row is GroupLine => row.kind === 'group' && row.id === id)!

  test.each([
    ['moves out of the group where it was taken', 'f', 'Carl', 'm', false, { from: 'f', to: 'm' }],
    ['is copied, if so wished', 'f', 'Carl', 'm', true, { from: null, to: 'm' }],
    ['from no group goes into one', 'other', 'Dora', 'f', false, { from: null, to: 'f' }],
    ['leaves its group for the other contacts', 'f', 'Carl', 'other', false, { from: 'f', to: null }],
  ] as const)('%s', (_what, from, name, to, copy, expected) => {
    expect(dropOn(line(from, name), head(to), copy)).toEqual({ kind: 'move', ...expected })
  })

  test.each([
    ['into a group where it is', 'm', 'Bob', 'f'],
    ['of nobody’s group to the other contacts', 'other', 'Dora', 'other'],
    ['to those who are offline', 'f', 'Carl', 'offline'],
    ['to the favourites, where it is', 'f', 'Bob', 'favourites'],
  ])('does nothing %s', (_what, from, name, to) => {
    expect(dropOn(line(from, name), head(to), false)).toBeNull()
  })

  test('on the favourites becomes one', () => {
    expect(dropOn(line('f', 'Carl'), head('favourites'), false)).toEqual({ kind: 'favourite' })
  })

  test('from the favourites leaves its only group, and none of several', () => {
    const bobAmongFavourites = line('favourites', 'Bob')
    expect(dropOn(bobAmongFavourites, { ...head('f'), id: 'new' }, false)).toEqual({
      kind: 'move',
      from: null,
      to: 'new',
    })
  })
})
