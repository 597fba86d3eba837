import * as fc from 'fast-check'
import type { DatabaseSync } from 'node:sqlite'
import { beforeEach, describe, expect, test } from 'vitest'
import { noNote, type ContactNote } from '../../app/contact.ts'
import { ContactNotesStorage } from '../../main/storage/contact-notes.ts'
import { openDatabase } from '../../main/storage/database.ts'
import { machineIdOf } from '../../main/storage/machine-id.ts'
import { SettingsStorage } from '../../main/storage/settings.ts'

const alice = 'local/alice@example.com'
const zoe = 'custom/zoe@example.com'

let database: DatabaseSync
let notes: ContactNotesStorage
let settings: SettingsStorage

beforeEach(() => {
  database = openDatabase(':memory:').database
  notes = new ContactNotesStorage(database)
  settings = new SettingsStorage(database)
  for (const id of [alice, zoe]) remember(id)
})

const remember = (id: string): void =>
  settings.rememberAccount({
    id,
    address: id.split('/')[1]!,
    networkId: id.split('/')[0]!,
    presence: 'online',
    passwordRemembered: false,
    signInAutomatically: false,
  })

const anyNote: fc.Arbitrary<ContactNote> = fc.record({
  alias: fc.string({ unit: 'grapheme', maxLength: 20 }),
  note: fc.string({ unit: 'grapheme', maxLength: 200 }),
  favourite: fc.boolean(),
  declined: fc.boolean(),
  lastTalkAt: fc.option(fc.maxSafeNat()),
})

describe('notes about contacts', () => {
  test('are read as they were written, those of each account for themselves', () => {
    const anyNotes = fc.dictionary(fc.emailAddress(), anyNote, { maxKeys: 5 })
    fc.assert(
      fc.property(anyNotes, anyNotes, (hers, his) => {
        database.exec('DELETE FROM contact_notes')
        notes.save(alice, hers)
        notes.save(zoe, his)
        expect(notes.load(alice)).toEqual({ ...hers })
        expect(notes.load(zoe)).toEqual({ ...his })
      }),
    )
  })

  test('are replaced one by one', () => {
    notes.save(alice, { 'bob@example.com': { ...noNote, alias: 'Bobby' }, 'eve@example.com': noNote })
    notes.save(alice, { 'bob@example.com': { ...noNote, note: 'from school' } })
    expect(notes.load(alice)).toEqual({
      'bob@example.com': { ...noNote, note: 'from school' },
      'eve@example.com': noNote,
    })
  })

  test('of an account that is not remembered leave no trace', () => {
    notes.save('local/stranger@example.com', { 'bob@example.com': { ...noNote, alias: 'Bobby' } })
    expect(database.prepare('SELECT * FROM contact_notes').all()).toEqual([])
  })

  test('go with the account, and stay when it is only remembered anew', () => {
    notes.save(alice, { 'bob@example.com': noNote })
    notes.save(zoe, { 'bob@example.com': noNote })
    remember(zoe)
    settings.forgetAccount(alice)
    expect(notes.load(alice)).toEqual({})
    expect(Object.keys(notes.load(zoe))).toEqual(['bob@example.com'])
  })
})

describe('the id of the installation', () => {
  test('is made once, in lower case with braces', () => {
    const first = machineIdOf(database, () => 'F26D1F07-95E2-403C-BC18-D4BFED493428')
    expect(first).toBe('{f26d1f07-95e2-403c-bc18-d4bfed493428}')
    expect(machineIdOf(database, () => 'another')).toBe(first)
  })

  test('is made anew when something else stands there', () => {
    machineIdOf(database, () => 'f26d1f07-95e2-403c-bc18-d4bfed493428')
    database.exec("UPDATE installation SET value = 'no guid'")
    expect(machineIdOf(database, () => '00000000-0000-4000-8000-000000000001')).toBe(
      '{00000000-0000-4000-8000-000000000001}',
    )
  })
})
