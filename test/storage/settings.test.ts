import * as fc from 'fast-check'
import type { DatabaseSync } from 'node:sqlite'
import { beforeEach, describe, expect, test } from 'vitest'
import type { RememberedAccount } from '../../app/account.ts'
import { publicNetworks } from '../../app/public-networks.ts'
import { defaultSettings, type Settings } from '../../app/settings.ts'
import { openDatabase } from '../../main/storage/database.ts'
import { SettingsStorage } from '../../main/storage/settings.ts'
import { textFormat } from '../support/arbitraries.ts'

let database: DatabaseSync
let storage: SettingsStorage

beforeEach(() => {
  database = openDatabase(':memory:').database
  storage = new SettingsStorage(database)
})

const set = (name: string, value: string): unknown =>
  database.prepare('INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)').run(name, value)

describe('settings', () => {
  test('are the defaults at first', () => {
    expect(storage.load()).toEqual(defaultSettings)
  })

  const anySettings: fc.Arbitrary<Settings> = fc.record({
    format: textFormat,
    theme: fc.constantFrom('system', 'light', 'dark'),
    textSize: fc.integer({ min: 80, max: 200 }),
    sounds: fc.boolean(),
    toasts: fc.boolean(),
    shakeOnNudge: fc.boolean(),
    emoticons: fc.boolean(),
    contactOrder: fc.constantFrom('group', 'status', 'name', 'last-talk'),
    offlineContacts: fc.constantFrom('grouped', 'in-place', 'hidden'),
    keepHistory: fc.boolean(),
    historyNotKept: fc.array(fc.string({ maxLength: 401 }), { maxLength: 5 }),
    showLastTalk: fc.boolean(),
    idleMinutes: fc.integer({ min: 0, max: 240 }),
    proxy: fc.record({
      kind: fc.constantFrom('system', 'none', 'socks5', 'http'),
      host: fc.constantFrom('', 'proxy.example.com', '[::1]'),
      port: fc.integer({ min: 1, max: 65535 }),
      username: fc.string({ maxLength: 255 }),
    }),
    toldOfPlainText: fc.boolean(),
    foldedGroups: fc.array(fc.string({ maxLength: 20 }), { maxLength: 5 }),
    recentEmoticons: fc.array(fc.string({ maxLength: 16 }), { maxLength: 24 }),
  })

  test('are read as they were written', () => {
    fc.assert(
      fc.property(anySettings, (settings) => {
        storage.save(settings)
        expect(storage.load()).toEqual(settings)
      }),
    )
  })

  test.each([
    ['is no JSON', 'textSize', 'large'],
    ['is of another type', 'textSize', '"120"'],
    ['is out of range', 'textSize', '5000'],
    ['lacks a part', 'format', '{"font":"Arial"}'],
    ['is a choice that there is not', 'theme', '"neon"'],
  ])('fall back to the default where a field %s, and there only', (_what, name, value) => {
    storage.save({ ...defaultSettings, sounds: false })
    set(name, value)
    expect(storage.load()).toEqual({ ...defaultSettings, sounds: false })
  })

  test('of names that this version does not know are ignored', () => {
    set('wallpaper', '"butterfly"')
    expect(storage.load()).toEqual(defaultSettings)
  })
})

describe('networks that the user entered', () => {
  const network = { ...publicNetworks[0]!, id: 'custom', name: 'Mine' }

  test('are kept by id, the last one counts', () => {
    storage.saveNetwork(network)
    storage.saveNetwork({ ...network, name: 'Still mine' })
    expect(storage.networks()).toEqual([{ ...network, name: 'Still mine' }])
  })

  test('are left out when they cannot be read', () => {
    storage.saveNetwork(network)
    database.prepare('INSERT INTO networks (id, record) VALUES (?, ?)').run('broken', '{"id":"broken"}')
    expect(storage.networks()).toEqual([network])
  })
})

describe('remembered accounts', () => {
  const remembered = (name: string, change: Partial<RememberedAccount> = {}): RememberedAccount => ({
    id: `local/${name}@example.com`,
    address: `${name}@example.com`,
    networkId: 'local',
    presence: 'busy',
    passwordRemembered: true,
    signInAutomatically: false,
    ...change,
  })
  const [alice, bob] = [remembered('alice'), remembered('bob', { passwordRemembered: false })]

  test('are listed, the one used last first', () => {
    storage.rememberAccount(alice)
    storage.rememberAccount(bob)
    expect(storage.rememberedAccounts()).toEqual([bob, alice])
    storage.rememberAccount({ ...alice, presence: 'away' })
    expect(storage.rememberedAccounts()).toEqual([{ ...alice, presence: 'away' }, bob])
  })

  test('keep a name and a message, also when they are used again', () => {
    storage.rememberAccount(alice)
    storage.saveProfile(alice.id, { name: 'Alice 🦋', personalMessage: 'hi' })
    storage.rememberAccount({ ...alice, presence: 'away' })
    expect(storage.profile(alice.id)).toEqual({ name: 'Alice 🦋', personalMessage: 'hi' })
  })

  test('that are forgotten leave nothing; those never remembered neither', () => {
    storage.rememberAccount(alice)
    storage.saveProfile(bob.id, { name: 'Bob', personalMessage: '' })
    storage.forgetAccount(alice.id)
    expect(storage.rememberedAccounts()).toEqual([])
    expect(storage.profile(alice.id)).toBeNull()
    expect(storage.profile(bob.id)).toBeNull()
  })

  test('with a status that this version does not know are online', () => {
    storage.rememberAccount(alice)
    database.exec("UPDATE remembered_accounts SET presence = 'dancing'")
    expect(storage.rememberedAccounts()).toEqual([{ ...alice, presence: 'online' }])
  })
})
