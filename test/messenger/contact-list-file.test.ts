import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { noLists, noNote, unknownContact } from '../../app/contact.ts'
import { initialState, reduce } from '../../app/state.ts'
import { readContactList, writeContactList } from '../../main/messenger/contacts/contact-list-file.ts'
import { Refusal } from '../../main/messenger/reasons.ts'

const accountId = 'local/alice@example.com'

/** An account as events make it. */
const account = (() => {
  const me = { name: 'Alice', presence: 'online', personalMessage: '', currentMedia: null } as const
  const state = [
    { type: 'account-opened', accountId, address: 'Alice@example.com', networkId: 'local', me } as const,
    {
      type: 'contact-list-received',
      accountId,
      groups: [
        { id: 'g1', name: 'Friends' },
        { id: 'g2', name: 'Work & <play>' },
      ],
      contacts: [
        {
          ...unknownContact('bob@example.com'),
          name: 'Bob "B" 😀',
          lists: { ...noLists, forward: true, allow: true },
          groupIds: ['g2', 'g1'],
        },
        { ...unknownContact('mallory@example.com'), lists: { ...noLists, block: true } },
        { ...unknownContact('fan@example.com'), lists: { ...noLists, reverse: true, pending: true } },
      ],
    } as const,
    {
      type: 'contact-notes-changed',
      accountId,
      notes: { 'bob@example.com': { ...noNote, alias: 'Bobby', note: 'two\nlines', favourite: true } },
    } as const,
  ].reduce(reduce, initialState)
  return state.accounts[accountId]!
})()

const reasonOf = (text: string): string => {
  try {
    readContactList(text)
    return 'readable'
  } catch (error) {
    if (error instanceof Refusal) return error.reason
    throw error
  }
}

describe('a contact list as a file', () => {
  test('holds names, groups, notes and lists, and nobody who is on none of our lists', () => {
    const { name, text } = writeContactList(account)
    expect(name).toBe('alice@example.com.json')
    expect(JSON.parse(text)).toEqual({
      format: 'papilio-contacts',
      version: 1,
      account: 'Alice@example.com',
      network: 'local',
      contacts: [
        {
          address: 'bob@example.com',
          name: 'Bob "B" 😀',
          groups: ['Friends', 'Work & <play>'],
          alias: 'Bobby',
          note: 'two\nlines',
          favourite: true,
          lists: ['forward', 'allow'],
        },
        {
          address: 'mallory@example.com',
          name: 'mallory@example.com',
          groups: [],
          alias: '',
          note: '',
          favourite: false,
          lists: ['block'],
        },
      ],
    })
  })

  test('is read as it was written', () => {
    const { text } = writeContactList(account)
    expect(readContactList(text)).toEqual((JSON.parse(text) as { contacts: unknown }).contacts)
  })

  test('of an official client is read, with whatever stands around the addresses', () => {
    const file = `\ufeff<?xml version="1.0"?>
      <messenger>
        <service name=".NET Messenger Service">
          <contactlist>
            <contact>bob@example.com</contact>
            <contact type="1"> Carol@Example.com </contact>
            <contact>carol@example.com</contact>
            <contact>no address</contact>
            <contact></contact>
          </contactlist>
        </service>
      </messenger>`
    expect(readContactList(file).map(({ address, lists }) => [address, lists])).toEqual([
      ['bob@example.com', ['forward']],
      ['carol@example.com', ['forward']],
    ])
  })

  test('leaves out what cannot be understood of a contact, and contacts that are none', () => {
    const contacts = [
      { address: 'bob@example.com', name: 5, groups: 'Friends', favourite: 'yes', lists: ['secret'] },
      { address: 'two words@example.com' },
      'carol@example.com',
      { address: '__proto__' },
    ]
    expect(readContactList(JSON.stringify({ format: 'papilio-contacts', version: 1, contacts }))).toEqual([
      {
        address: 'bob@example.com',
        name: '',
        groups: [],
        alias: '',
        note: '',
        favourite: false,
        lists: ['forward'],
      },
    ])
  })

  test.each([
    ['nothing', ''],
    ['some text', 'bob@example.com'],
    ['another kind of JSON', '{"contacts":[]}'],
    ['a later version', '{"format":"papilio-contacts","version":2,"contacts":[]}'],
    ['broken JSON', '{"format":'],
    ['another kind of XML', '<html><contact>bob@example.com</contact></html>'],
    ['a document type', '<!DOCTYPE m [<!ENTITY a "b">]><messenger><service/></messenger>'],
    ['contacts that are none', '{"format":"papilio-contacts","version":1,"contacts":[1,2]}'],
    ['too many', JSON.stringify({ format: 'papilio-contacts', version: 1, contacts: Array(20_001).fill(0) })],
    ['too much', ' '.repeat(16 * 1024 * 1024 + 1)],
  ])('is refused: %s', (_, text) => {
    expect(reasonOf(text)).toBe('file-unreadable')
  })

  test('never does anything else than being read or being refused', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), (text) => {
        expect(['readable', 'file-unreadable']).toContain(reasonOf(text))
      }),
    )
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'<>/!&;[]"= abcontact') }), (text) => {
        expect(['readable', 'file-unreadable']).toContain(reasonOf(`<messenger>${text}</messenger>`))
      }),
    )
  })
})
