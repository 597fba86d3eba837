import type { DatabaseSync } from 'node:sqlite'
import { ContactNotesStorage } from './contact-notes.ts'
import { DialectMemory } from './dialect-memory.ts'
import { DraftsStorage } from './drafts.ts'
import { FetchedOfflineMessages } from './fetched-offline-messages.ts'
import { machineIdOf } from './machine-id.ts'
import { OutboxStorage } from './outbox.ts'
import { SettingsStorage } from './settings.ts'

/** Everything that the messenger keeps in the database, by kind. */
export interface Storage {
  readonly settings: SettingsStorage
  readonly notes: ContactNotesStorage
  readonly dialectMemory: DialectMemory
  readonly outbox: OutboxStorage
  readonly drafts: DraftsStorage
  readonly fetchedOfflineMessages: FetchedOfflineMessages
  /** The GUID of this installation, in lower case with braces. */
  readonly machineId: string
}

/** Takes an open database for the messenger. `randomGuid`: a GUID without braces, for a new installation. */
export const storageOf = (database: DatabaseSync, randomGuid: () => string): Storage => ({
  settings: new SettingsStorage(database),
  notes: new ContactNotesStorage(database),
  dialectMemory: new DialectMemory(database),
  outbox: new OutboxStorage(database),
  drafts: new DraftsStorage(database),
  fetchedOfflineMessages: new FetchedOfflineMessages(database),
  machineId: machineIdOf(database, randomGuid),
})
