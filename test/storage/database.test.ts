import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { networkAt } from '../../app/networks.ts'
import { defaultSettings } from '../../app/settings.ts'
import { openDatabase } from '../../main/storage/database.ts'
import { migrations } from '../../main/storage/migrations.ts'
import { SettingsStorage } from '../../main/storage/settings.ts'

let folder: string
let file: string

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'papilio-storage-'))
  file = path.join(folder, 'profile', 'papilio.db')
})
afterEach(() => rmSync(folder, { recursive: true }))

/** A database with settings that differ from the defaults, closed. */
function writeSettings(): void {
  const { database } = openDatabase(file)
  new SettingsStorage(database).save({ ...defaultSettings, theme: 'dark' })
  database.close()
}

const themeIn = (database: DatabaseSync) => new SettingsStorage(database).load().theme
const filesBeside = (): string[] => readdirSync(path.dirname(file)).sort()

describe('the database', () => {
  test.skipIf(process.platform === 'win32')('can be read by its owner alone', () => {
    const { database } = openDatabase(file)
    const modes = filesBeside().map((name) => statSync(path.join(path.dirname(file), name)).mode & 0o777)
    expect(modes).toEqual([0o600, 0o600, 0o600])
    database.close()
  })

  test('makes its folder, and keeps what was written', () => {
    writeSettings()
    const { database, problem } = openDatabase(file)
    expect(problem).toBeNull()
    expect(themeIn(database)).toBe('dark')
    expect(database.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' })
    expect(database.prepare('PRAGMA user_version').get()).toEqual({ user_version: migrations.length })
    database.close()
  })

  test('can be in memory alone', () => {
    const { database, problem } = openDatabase(':memory:')
    expect(problem).toBeNull()
    expect(themeIn(database)).toBe('system')
  })

  test('is migrated from nothing, and an interrupted migration leaves the old version', () => {
    const first = openDatabase(file).database
    first.exec('DROP TABLE settings; PRAGMA user_version = 0')
    first.close()
    // The tables that are still there make the first step fail half-way.
    expect(() => openDatabase(file)).toThrow(/already exists/)
    const raw = new DatabaseSync(file)
    expect(raw.prepare('PRAGMA user_version').get()).toEqual({ user_version: 0 })
    expect(raw.prepare("SELECT name FROM sqlite_schema WHERE name = 'settings'").all()).toEqual([])
    raw.close()
  })

  test('of a later version is left alone', () => {
    writeSettings()
    const later = new DatabaseSync(file)
    later.exec('PRAGMA user_version = 99')
    later.close()

    const { database, problem } = openDatabase(file)
    expect(problem).toEqual({ kind: 'too-new', version: 99 })
    new SettingsStorage(database).save({ ...defaultSettings, theme: 'light' })
    database.close()
    const untouched = new DatabaseSync(file)
    expect(themeIn(untouched)).toBe('dark')
    untouched.close()
  })
})

describe('a damaged file', () => {
  test('is put aside under another name, and the program begins anew', () => {
    writeSettings()
    writeFileSync(file, 'this was a database once')
    const { database, problem } = openDatabase(file)
    expect(problem).toEqual({ kind: 'damaged', keptAs: `${file}.damaged-1` })
    expect(themeIn(database)).toBe('system')
    database.close()
    expect(readFileSync(`${file}.damaged-1`, 'utf8')).toBe('this was a database once')
  })

  test('never replaces one that was put aside before', () => {
    for (const content of ['first', 'second']) {
      openDatabase(file).database.close()
      writeFileSync(file, content.repeat(200))
      openDatabase(file).database.close()
    }
    expect(readFileSync(`${file}.damaged-1`, 'utf8')).toContain('first')
    expect(readFileSync(`${file}.damaged-2`, 'utf8')).toContain('second')
  })

  test('is recognised when a part of it is missing', () => {
    const { database } = openDatabase(file)
    const storage = new SettingsStorage(database)
    for (let number = 0; number < 200; number++) {
      storage.saveNetwork({
        ...networkAt(`network-${number}`, 'x'.repeat(60), 'example.com'),
        gatewayUrl: `https://example.com/${'y'.repeat(500)}`,
      })
    }
    database.close()
    truncateSync(file, 4096 * 5)
    const again = openDatabase(file)
    expect(again.problem).toMatchObject({ kind: 'damaged' })
    expect(new SettingsStorage(again.database).networks()).toEqual([])
    again.database.close()
    expect(filesBeside()).toContain('papilio.db.damaged-1')
  })
})
