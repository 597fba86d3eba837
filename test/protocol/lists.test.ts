import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Lists } from '../../app/contact.ts'
import { parseListBits, type ListDialect } from '../../main/protocol/contacts/list-dialect.ts'
import { listsByAddress } from '../../main/protocol/contacts/lists-by-address.ts'
import { listsByGuid } from '../../main/protocol/contacts/lists-by-guid.ts'
import { ProtocolError } from '../../main/protocol/wire/errors.ts'

const bobsId = '6bd736b8-dc18-44c6-ad61-8cd12d641e79'
const groupId = '124153dc-a695-4f6c-93e8-8e07c9775251'
const of = (number: number): ListDialect =>
  number < 10 ? listsByAddress : listsByGuid({ network: number === 12, answersPending: number > 10 })
const words = (line: string): string[] => line.split(' ').filter((word) => word !== '')
const lists = (...names: (keyof Lists)[]): Lists => ({
  forward: names.includes('forward'),
  allow: names.includes('allow'),
  block: names.includes('block'),
  reverse: names.includes('reverse'),
  pending: names.includes('pending'),
})

test.each([
  ['0', lists()],
  ['1', lists('forward')],
  ['2', lists('allow')],
  ['4', lists('block')],
  ['5', lists('forward', 'block')],
  ['8', lists('reverse')],
  ['13', lists('forward', 'block', 'reverse')],
  ['16', lists('pending')],
  ['18', lists('allow', 'pending')],
  ['255', lists('forward', 'allow', 'block', 'reverse', 'pending')],
])('the list bits %s', (word, expected) => {
  expect(parseListBits(word)).toEqual(expected)
})

describe('a contact of the list', () => {
  test.each([
    [
      8,
      'bob@example.com Bob%20B 11 0,2',
      {
        address: 'bob@example.com',
        name: 'Bob B',
        guid: null,
        lists: lists('forward', 'allow', 'reverse'),
        groupIds: ['2'],
      },
    ],
    [
      8,
      'carol@example.com Carol 10',
      {
        address: 'carol@example.com',
        name: 'Carol',
        guid: null,
        lists: lists('allow', 'reverse'),
        groupIds: [],
      },
    ],
    [
      9,
      'Bob@Example.com 123 3 0',
      { address: 'Bob@Example.com', name: '123', guid: null, lists: lists('forward', 'allow'), groupIds: [] },
    ],
    [
      8,
      'bob@example.com  8',
      { address: 'bob@example.com', name: null, guid: null, lists: lists('reverse'), groupIds: [] },
    ],
    [
      8,
      'bob@example.com  11 0',
      {
        address: 'bob@example.com',
        name: null,
        guid: null,
        lists: lists('forward', 'allow', 'reverse'),
        groupIds: [],
      },
    ],
    [
      9,
      'bob@example.com  3 1,4',
      {
        address: 'bob@example.com',
        name: null,
        guid: null,
        lists: lists('forward', 'allow'),
        groupIds: ['1', '4'],
      },
    ],
    [
      8,
      'bob@example.com 11 2',
      { address: 'bob@example.com', name: '11', guid: null, lists: lists('allow'), groupIds: [] },
    ],
    [
      8,
      'bob@example.com Bob 3',
      { address: 'bob@example.com', name: 'Bob', guid: null, lists: lists('forward', 'allow'), groupIds: [] },
    ],
    [
      11,
      `N=bob@example.com F=Bob%20B C=${bobsId} 13 ${groupId}`,
      {
        address: 'bob@example.com',
        name: 'Bob B',
        guid: bobsId,
        lists: lists('forward', 'block', 'reverse'),
        groupIds: [groupId],
      },
    ],
    [
      10,
      'N=fred@example.com F=Fred 2',
      { address: 'fred@example.com', name: 'Fred', guid: null, lists: lists('allow'), groupIds: [] },
    ],
    [
      12,
      'N=fred@example.net F=Fred 3 32',
      {
        address: 'fred@example.net',
        name: 'Fred',
        guid: null,
        lists: lists('forward', 'allow'),
        groupIds: [],
        network: 32,
      },
    ],
    // An account that never moved to ids keeps its numbered groups.
    [
      10,
      'N=bob@example.com F=Bob C=bob@example.com 3 1,4',
      {
        address: 'bob@example.com',
        name: 'Bob',
        guid: 'bob@example.com',
        lists: lists('forward', 'allow'),
        groupIds: ['1', '4'],
      },
    ],
    [
      12,
      `N=bob@example.com F=Bob C=${bobsId} 11 1 ${groupId}`,
      {
        address: 'bob@example.com',
        name: 'Bob',
        guid: bobsId,
        lists: lists('forward', 'allow', 'reverse'),
        groupIds: [groupId],
      },
    ],
    // With no group there is a space before the line's end.
    [
      12,
      `N=bob@example.com F=Bob C=${bobsId} 11 1 `,
      {
        address: 'bob@example.com',
        name: 'Bob',
        guid: bobsId,
        lists: lists('forward', 'allow', 'reverse'),
        groupIds: [],
      },
    ],
    // Any order, and no name.
    [
      12,
      `C=${bobsId} N=bob@example.com 1 1`,
      { address: 'bob@example.com', name: null, guid: bobsId, lists: lists('forward'), groupIds: [] },
    ],
    [
      12,
      'N=dave@example.com F=dave@example.com 16 1 ',
      {
        address: 'dave@example.com',
        name: 'dave@example.com',
        guid: null,
        lists: lists('pending'),
        groupIds: [],
      },
    ],
  ])('in dialect %d: LST %s', (dialect, line, expected) => {
    expect(of(dialect).parseContact(words(line))).toEqual({ network: 1, inviteMessage: '', ...expected })
  })

  test.each([
    [8, 'bob@example.com'],
    [8, ''],
    [8, 'bob@example.com Bob many'],
    [12, 'F=Bob 11 1'],
    [12, 'N=bob@example.com F=Bob'],
  ])('in dialect %d that cannot be read breaks the protocol: LST %s', (dialect, line) => {
    expect(() => of(dialect).parseContact(words(line))).toThrow(ProtocolError)
  })

  const shared = new URL('../../../shared/protocol/vectors.json', import.meta.url)
  test.runIf(existsSync(shared))('is read in every shared case', () => {
    const { list_lines } = JSON.parse(readFileSync(shared, 'utf8'))
    for (const { dialect, line, expect: expected } of list_lines.cases) {
      expect(of(dialect).parseContact(words(line).slice(1))).toEqual({
        address: expected.email,
        name: expected.name,
        guid: expected.guid,
        lists: parseListBits(String(expected.lists)),
        groupIds: (expected.groups as string[]).filter((id) => id !== '0'),
        network: expected.network ?? 1,
        inviteMessage: '',
      })
    }
  })
})

describe('a change of the lists', () => {
  test.each([
    [
      8,
      'RL 5 dave@example.com Dave%20D',
      { list: 'reverse', address: 'dave@example.com', guid: null, name: 'Dave D', groupId: null },
    ],
    [
      8,
      'FL 16 bob@example.com Bob 2',
      { list: 'forward', address: 'bob@example.com', guid: null, name: 'Bob', groupId: '2' },
    ],
    [
      9,
      'FL 16 bob@example.com Bob 0',
      { list: 'forward', address: 'bob@example.com', guid: null, name: 'Bob', groupId: null },
    ],
    [
      10,
      'RL N=dave@example.com F=Dave',
      { list: 'reverse', address: 'dave@example.com', guid: null, name: 'Dave', groupId: null },
    ],
    [
      12,
      `FL N=bob@example.com F=Bob C=${bobsId}`,
      { list: 'forward', address: 'bob@example.com', guid: bobsId, name: 'Bob', groupId: null },
    ],
    [12, `FL C=${bobsId} ${groupId}`, { list: 'forward', address: null, guid: bobsId, name: null, groupId }],
  ])('in dialect %d, an addition: %s', (dialect, line, expected) => {
    expect(of(dialect).parseAddition(words(line))).toEqual(expected)
  })

  test.each([
    [8, 'FL 12 bob@example.com', { list: 'forward', address: 'bob@example.com', guid: null, groupId: null }],
    [8, 'FL 12 bob@example.com 2', { list: 'forward', address: 'bob@example.com', guid: null, groupId: '2' }],
    [11, `FL ${bobsId}`, { list: 'forward', address: null, guid: bobsId, groupId: null }],
    [11, `FL ${bobsId} ${groupId}`, { list: 'forward', address: null, guid: bobsId, groupId }],
    [12, 'AL bob@example.com', { list: 'allow', address: 'bob@example.com', guid: null, groupId: null }],
  ])('in dialect %d, a removal: %s', (dialect, line, expected) => {
    expect(of(dialect).parseRemoval(words(line))).toEqual(expected)
  })

  test.each([
    ['an unknown list', 8, () => of(8).parseAddition(words('XL 5 dave@example.com Dave'))],
    ['no list', 12, () => of(12).parseRemoval([])],
    ['nobody', 12, () => of(12).parseAddition(words('FL F=Bob'))],
    ['nobody', 8, () => of(8).parseRemoval(['FL'])],
  ])('with %s breaks the protocol (dialect %d)', (_what, _dialect, parse) => {
    expect(parse).toThrow(ProtocolError)
  })
})

describe('groups', () => {
  test('of the list', () => {
    expect(of(8).parseGroup(words('1 Work%20mates 0'))).toEqual({ id: '1', name: 'Work mates' })
    expect(of(8).parseGroup(words('0 Other%20Contacts 0'))).toBeNull()
    expect(of(12).parseGroup(words(`Friends ${groupId}`))).toEqual({ id: groupId, name: 'Friends' })
  })

  test.each([
    [8, 'parseGroupAdded', '14 New%20Group 2 0', { id: '2', name: 'New Group' }],
    [8, 'parseGroupRenamed', '15 2 Renamed 0', { id: '2', name: 'Renamed' }],
    [12, 'parseGroupAdded', `New%20Group ${groupId} 0`, { id: groupId, name: 'New Group' }],
    [12, 'parseGroupAdded', `1984 ${groupId} 0`, { id: groupId, name: '1984' }],
    [12, 'parseGroupRenamed', `1 Renamed ${groupId} 0`, { id: groupId, name: 'Renamed' }],
    [12, 'parseGroupRenamed', `${groupId} Renamed`, { id: groupId, name: 'Renamed' }],
  ] as const)('in dialect %d, %s: %s', (dialect, parse, line, expected) => {
    expect(of(dialect)[parse](words(line))).toEqual(expected)
  })

  test.each([
    [8, '18 2', '2'],
    [12, `1 ${groupId}`, groupId],
    [12, groupId, groupId],
  ])('removed in dialect %d: %s', (dialect, line, id) => {
    expect(of(dialect).parseGroupRemoved(words(line))).toBe(id)
  })
})

test('a list of more contacts than anybody has breaks the protocol', () => {
  expect(of(8).parseCounts(['1', '2', '1'])).toEqual({ contacts: 2, groups: 1 })
  expect(of(12).parseCounts(['a', 'b', '0', '0'])).toEqual({ contacts: 0, groups: 0 })
  expect(of(12).parseCounts(['a', 'b'])).toEqual({ contacts: 0, groups: 0 })
  expect(() => of(12).parseCounts(['a', 'b', '999999', '0'])).toThrow(ProtocolError)
  expect(() => of(8).parseCounts(['1', '-2', '1'])).toThrow(ProtocolError)
})
