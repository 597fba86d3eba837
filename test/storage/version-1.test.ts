import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openDatabase } from '../../main/storage/database.ts'
import { migrations } from '../../main/storage/migrations.ts'
import { storageOf } from '../../main/storage/storage.ts'

/** What the first version of the program wrote, as its SQLite printed it. */
const version1 = `
  CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
  CREATE TABLE networks (id TEXT PRIMARY KEY, record TEXT NOT NULL) STRICT;
  CREATE TABLE remembered_accounts (
    id TEXT PRIMARY KEY, address TEXT NOT NULL, network_id TEXT NOT NULL, presence TEXT NOT NULL,
    password_remembered INTEGER NOT NULL, sign_in_automatically INTEGER NOT NULL,
    name TEXT NOT NULL DEFAULT '', personal_message TEXT NOT NULL DEFAULT '', used INTEGER NOT NULL
  ) STRICT;
  INSERT INTO settings VALUES ('theme', '"dark"'), ('showOffline', 'false'), ('sounds', 'false');
  INSERT INTO networks VALUES ('custom', '{"id":"custom","name":"Mine",
    "notificationServer":{"host":"msn.example.org","port":1863},
    "signIn":{"nexusUrl":"https://msn.example.org/rdr/pprdr.asp","loginUrl":""},
    "dialects":["MSNP12","MSNP9"],"acknowledges":false,"trustedCertificate":"-----BEGIN"}');
  INSERT INTO remembered_accounts VALUES
    ('local/alice@example.com', 'Alice@example.com', 'local', 'away', 1, 1, 'Alice', 'here', 2),
    ('custom/zoe@example.com', 'zoe@example.com', 'custom', 'online', 0, 0, '', '', 1);
  PRAGMA user_version = 1;`

const guid = () => '6F2C7A10-0000-4000-8000-00000000BEEF'
let folder: string
let file: string

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'papilio-'))
  file = path.join(folder, 'papilio.db')
  const old = new DatabaseSync(file)
  old.exec(version1)
  old.close()
})
afterEach(() => rmSync(folder, { recursive: true }))

test('a database of the first version keeps everything and takes what is new', () => {
  const { database, problem } = openDatabase(file)
  expect(problem).toBeNull()
  const { settings, notes, machineId } = storageOf(database, guid)
  expect(settings.load()).toMatchObject({
    theme: 'dark',
    sounds: false,
    contactOrder: 'group',
    offlineContacts: 'hidden',
  })
  expect(settings.rememberedAccounts().map(({ id }) => id)).toEqual([
    'local/alice@example.com',
    'custom/zoe@example.com',
  ])
  expect(settings.profile('local/alice@example.com')).toEqual({ name: 'Alice', personalMessage: 'here' })
  expect(machineId).toBe('{6f2c7a10-0000-4000-8000-00000000beef}')
  expect(notes.load('local/alice@example.com')).toEqual({})
  database.close()
})

test('a network of the first version is known by its old fields, and the new ones are empty', () => {
  const { database } = openDatabase(file)
  const [network] = storageOf(database, guid).settings.networks()
  expect(network).toEqual({
    id: 'custom',
    name: 'Mine',
    notificationServer: { host: 'msn.example.org', port: 1863 },
    signIn: { nexusUrl: 'https://msn.example.org/rdr/pprdr.asp', loginUrl: '', tokenUrl: '' },
    addressBook: { contactsUrl: '', membershipUrl: '' },
    offlineMessages: { readUrl: '', sendUrl: '' },
    gatewayUrl: '',
    dialects: ['MSNP12', 'MSNP9'],
    clientVersion: '',
    acknowledges: false,
    pinnedCertificate: '',
    checkedOn: '',
  })
  database.close()
})

test('opening it twice changes nothing more', () => {
  openDatabase(file).database.close()
  const { database } = openDatabase(file)
  expect(database.prepare('PRAGMA user_version').get()).toEqual({ user_version: migrations.length })
  database.close()
})
