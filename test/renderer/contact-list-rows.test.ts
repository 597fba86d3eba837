import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { noNote, type Contact, type ContactNote } from '../../app/contact.ts'
import { foldKey, withAllFolds, withFold } from '../../renderer/contact-list/folds.ts'
import { PeopleInOrder } from '../../renderer/contact-list/people.ts'
import { keyOf, rowsOf, type Row, type View } from '../../renderer/contact-list/rows.ts'
import { contact } from '../support/sample-state.ts'

const me = 'local/alice@example.com'
const view: View = { accountId: me, order: 'group', offline: 'grouped', folded: [], query: '' }
const friends = { id: 'f', name: 'Friends' }
const family = { id: 'm', name: 'Family' }
const favourite: ContactNote = { ...noNote, favourite: true }

type Notes = Readonly<Record<string, ContactNote>>

function listOf(contacts: readonly Contact[], notes: Notes = {}, order: View['order'] = 'group') {
  const record = Object.fromEntries(contacts.map((each) => [each.address, each]))
  return new PeopleInOrder().update(record, notes, order)
}

/** Heads as `Name 1/2`, contacts as their names with a blank before. */
const written = (rows: readonly Row[]) =>
  rows.map((row) =>
    row.kind === 'group' ? `${row.name ?? row.id} ${row.online}/${row.total}` : ` ${row.person.name}`,
  )

const bob = contact('bob@x.org', { name: 'Bob', presence: 'online', groupIds: ['f', 'm'] })
const carl = contact('carl@x.org', { name: 'Carl', presence: 'away', groupIds: ['f'] })
const dora = contact('dora@x.org', { name: 'Dora', groupIds: ['f'], personalMessage: 'gone fishing' })
const emil = contact('emil@x.org', { name: 'émil', presence: 'busy', groupIds: ['gone'] })

describe('in order by groups', () => {
  test('groups by name show who is online, then come the others, then everybody who is offline', () => {
    expect(written(rowsOf([friends, family], listOf([emil, dora, carl, bob]), view))).toEqual([
      'Family 1/1',
      ' Bob',
      'Friends 2/3',
      ' Bob',
      ' Carl',
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

  test('those who are offline can stand among the others, behind those who are online', () => {
    const rows = rowsOf([friends], listOf([dora, carl, bob]), { ...view, offline: 'in-place' })
    expect(written(rows)).toEqual(['Friends 2/3', ' Bob', ' Carl', ' Dora'])
  })

  test('or be left out', () => {
    const rows = rowsOf([friends], listOf([dora, bob]), { ...view, offline: 'hidden' })
    expect(written(rows)).toEqual(['Friends 1/2', ' Bob'])
  })

  test('an empty group keeps its head', () => {
    expect(written(rowsOf([friends, family], listOf([carl]), { ...view, offline: 'hidden' }))).toEqual([
      'Family 0/0',
      'Friends 1/1',
      ' Carl',
    ])
  })

  test('a folded group keeps its head and its numbers', () => {
    const rows = rowsOf([friends], listOf([dora, bob]), { ...view, folded: [`${me}/f`, 'offline'] })
    expect(written(rows)).toEqual(['Friends 1/2', 'offline 0/1'])
  })

  test('favourites stand on top, and in their groups', () => {
    const notes = { 'carl@x.org': favourite, 'emil@x.org': favourite, 'dora@x.org': favourite }
    expect(written(rowsOf([friends], listOf([dora, carl, emil], notes), view))).toEqual([
      'favourites 2/3',
      ' Carl',
      ' émil',
      'Friends 1/2',
      ' Carl',
      'offline 0/1',
      ' Dora',
    ])
  })
})

describe('in another order', () => {
  test.each(['status', 'name', 'last-talk'] as const)('by %s there are no groups', (order) => {
    const rows = rowsOf([friends, family], listOf([bob, dora], {}, order), { ...view, order })
    expect(written(rows)).toEqual(['online 1/2', ' Bob', 'offline 0/1', ' Dora'])
  })

  test('everybody is in one list where the offline stand among the others; favourites are on top alone', () => {
    const order = 'name'
    const people = listOf([bob, dora, emil], { 'bob@x.org': favourite }, order)
    const rows = rowsOf([friends], people, { ...view, order, offline: 'in-place' })
    expect(written(rows)).toEqual(['favourites 1/1', ' Bob', 'all 1/2', ' Dora', ' émil'])
  })
})

describe('a search', () => {
  const notes = { 'carl@x.org': { ...noNote, alias: 'Charly', note: 'birthday in May' } }
  test.each([
    ['CAR', ['Friends 1/1', ' Charly']],
    ['charl', ['Friends 1/1', ' Charly']],
    ['birthday', ['Friends 1/1', ' Charly']],
    ['may carl', ['Friends 1/1', ' Charly']],
    ['may bob', []],
    ['dora@x', ['offline 0/1', ' Dora']],
    ['fishing', ['offline 0/1', ' Dora']],
    ['EMIL', ['other 1/1', ' émil']],
    ['émil', ['other 1/1', ' émil']],
    ['friends', ['Friends 2/3', ' Bob', ' Charly', 'offline 0/1', ' Dora']],
    ['nobody', []],
  ])(
    'for %s looks at names, aliases, addresses, messages, notes and groups, folded and offline, too',
    (query, expected) => {
      const hiding = { ...view, offline: 'hidden', folded: [`${me}/f`, 'offline'], query } as const
      expect(written(rowsOf([friends], listOf([bob, carl, dora, emil], notes), hiding))).toEqual(expected)
    },
  )

  test('for blanks or for bare accents is none', () => {
    const everybody = written(rowsOf([friends], listOf([bob]), view))
    for (const query of ['  ', '\u0301']) {
      expect(written(rowsOf([friends], listOf([bob]), { ...view, query }))).toEqual(everybody)
    }
  })
})

const anyContact = fc.record({
  number: fc.nat(30),
  presence: fc.constantFrom('online' as const, 'offline' as const),
  groupIds: fc.uniqueArray(fc.constantFrom('f', 'm', 'gone')),
  favourite: fc.boolean(),
})
const anyView = fc.record({
  order: fc.constantFrom<View['order']>('group', 'status', 'name', 'last-talk'),
  offline: fc.constantFrom<View['offline']>('grouped', 'in-place', 'hidden'),
  accountId: fc.constant(me),
  folded: fc.constant([]),
  query: fc.constantFrom('', '1', 'friends'),
})

test('everybody stands once in each place where he belongs, and each line is unique', () => {
  const people = fc.uniqueArray(anyContact, { selector: ({ number }) => number })
  fc.assert(
    fc.property(people, anyView, (those, anyway) => {
      const given = { ...anyway, query: '' }
      const notes = Object.fromEntries(
        those.map(({ number, favourite }) => [`${number}@x.org`, { ...noNote, favourite }]),
      )
      const contacts = those.map(({ number, presence, groupIds }) =>
        contact(`${number}@x.org`, { presence, groupIds }),
      )
      const listed = listOf(contacts, notes, given.order)
      const rows = rowsOf([friends, family], listed, given)
      expect(new Set(rows.map(keyOf)).size).toBe(rows.length)
      for (const { contact, note } of listed) {
        const places = rows.flatMap((row) =>
          row.kind === 'contact' && row.person.contact === contact ? [row.groupId] : [],
        )
        const groups = given.order === 'group' ? contact.groupIds.filter((id) => id !== 'gone') : []
        const homes = [...groups, ...(note.favourite ? ['favourites'] : [])]
        const rest = given.order === 'group' ? 'other' : given.offline === 'in-place' ? 'all' : 'online'
        const offline = { grouped: ['offline'], hidden: [], 'in-place': null }[given.offline]
        const expected = homes.length > 0 ? homes : [rest]
        expect(places.sort()).toEqual(
          (contact.presence === 'offline' ? (offline ?? expected) : expected).sort(),
        )
      }
    }),
  )
})

test('heads count whom they hold, and lines know their places', () => {
  const people = fc.uniqueArray(anyContact, { selector: ({ number }) => number })
  fc.assert(
    fc.property(people, anyView, (those, given) => {
      const contacts = those.map(({ number, presence, groupIds }) =>
        contact(`${number}@x.org`, { presence, groupIds }),
      )
      const rows = rowsOf([friends, family], listOf(contacts, {}, given.order), given)
      for (const [index, row] of rows.entries()) {
        if (row.kind === 'group') continue
        const head = rows[index - row.position]
        expect(head).toMatchObject({ kind: 'group', id: row.groupId })
        const members = rows.filter((each) => each.kind === 'contact' && each.groupId === row.groupId)
        expect(row.groupSize).toBe(members.length)
        expect(head?.kind === 'group' && head.total).toBeGreaterThanOrEqual(members.length)
      }
    }),
  )
})

describe('folds', () => {
  test('one is remembered and forgotten, and no more than 200 are', () => {
    expect(withFold(['a'], 'b', true)).toEqual(['a', 'b'])
    expect(withFold(['a', 'b'], 'a', true)).toEqual(['b', 'a'])
    expect(withFold(['a', 'b'], 'a', false)).toEqual(['b'])
    const many = Array.from({ length: 200 }, (_, index) => String(index))
    expect(withFold(many, 'new', true)).toEqual([...many.slice(1), 'new'])
  })

  test('all that are shown are folded at once; those of other lists stay as they are', () => {
    const rows = rowsOf([friends], listOf([bob]), view)
    expect(withAllFolds(['elsewhere'], me, rows, true)).toEqual(['elsewhere', `${me}/f`, 'offline'])
    expect(withAllFolds(['elsewhere', `${me}/f`], me, rows, false)).toEqual(['elsewhere'])
  })

  test('of groups are those of an account, whose numbers other accounts have, too; the fixed ones are of all', () => {
    const folded = [foldKey(me, { id: '1', name: 'Friends' }), foldKey(me, { id: 'offline', name: null })]
    const shown = (accountId: string) =>
      rowsOf([{ id: '1', name: 'Friends' }], listOf([bob]), { ...view, accountId, folded }).flatMap((row) =>
        row.kind === 'group' ? [[row.id, row.folded]] : [],
      )
    expect(shown(me)).toContainEqual(['1', true])
    expect(shown('other/alice@example.com')).toContainEqual(['1', false])
    expect(shown('other/alice@example.com')).toContainEqual(['offline', true])
  })
})
