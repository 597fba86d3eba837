import {
  listBits,
  newAccount,
  parseAddress,
  type Account,
  type Acquaintance,
  type Contact,
  type Group,
} from './account.ts'
import type { OfflineMessage } from '../offline-messages/offline-message.ts'

const allLists = Object.values(listBits).reduce((sum, bit) => sum | bit, 0)

/** The accounts as the directory's file has them. */
export function formatAccounts(accounts: Iterable<Account>): string {
  const written = Array.from(accounts, (account) => ({
    ...account,
    properties: Object.fromEntries(account.properties),
    contacts: [...account.contacts.values()],
    acquaintances: [...account.acquaintances.values()],
  }))
  return `${JSON.stringify({ papilio: 'directory', version: 1, accounts: written }, null, 1)}\n`
}

/** Reads the file's text; null when it is not such a file. Contacts without an account are left out. */
export function parseAccounts(text: string): readonly Account[] | null {
  const document = parseJson(text)
  if (
    document?.['papilio'] !== 'directory' ||
    document['version'] !== 1 ||
    !Array.isArray(document['accounts'])
  )
    return null
  const accounts = document['accounts'].map(readAccount)
  if (!accounts.every((account) => account !== null)) return null
  const known = new Set(accounts.map(({ address }) => address))
  for (const { contacts } of accounts) {
    for (const address of contacts.keys()) if (!known.has(address)) contacts.delete(address)
  }
  return accounts
}

type Json = Readonly<Record<string, unknown>>

const isRecord = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function parseJson(text: string): Json | null {
  try {
    const value: unknown = JSON.parse(text)
    return isRecord(value) ? value : null
  } catch {
    return null
  }
}

function readAccount(value: unknown): Account | null {
  if (!isRecord(value)) return null
  const {
    id,
    friendlyName,
    personalMessage,
    password,
    groups,
    contacts,
    acquaintances,
    properties,
    version,
  } = value
  const address = typeof value['address'] === 'string' ? parseAddress(value['address']) : null
  if (address === null || typeof id !== 'string' || typeof friendlyName !== 'string' || friendlyName === '')
    return null
  if (!Array.isArray(groups) || !Array.isArray(contacts) || !isRecord(properties)) return null
  return {
    ...newAccount(address, id.toLowerCase()),
    password: typeof password === 'string' ? password : null,
    friendlyName,
    personalMessage: typeof personalMessage === 'string' ? personalMessage : '',
    admitsUnlisted: value['admitsUnlisted'] !== false,
    asksWhenAdded: value['asksWhenAdded'] !== false,
    properties: new Map(
      Object.entries(properties).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    ),
    contacts: new Map(
      contacts
        .map(readContact)
        .filter((contact) => contact !== null)
        .map((contact) => [contact.address, contact]),
    ),
    // Files of earlier versions have none.
    acquaintances: new Map(
      (Array.isArray(acquaintances) ? acquaintances : [])
        .map(readAcquaintance)
        .filter((acquaintance) => acquaintance !== null)
        .map((acquaintance) => [acquaintance.id, acquaintance]),
    ),
    groups: groups.map(readGroup).filter((group) => group !== null),
    // As little of these.
    offlineMessages: (Array.isArray(value['offlineMessages']) ? value['offlineMessages'] : [])
      .map(readOfflineMessage)
      .filter((message) => message !== null),
    version: typeof version === 'number' && Number.isSafeInteger(version) && version > 0 ? version : 1,
  }
}

function readContact(value: unknown): Contact | null {
  if (!isRecord(value)) return null
  const { lists, storedName, groups, inviteMessage } = value
  const address = typeof value['address'] === 'string' ? parseAddress(value['address']) : null
  if (address === null || typeof lists !== 'number') return null
  return {
    address,
    lists: lists & allLists,
    storedName: typeof storedName === 'string' && storedName !== '' ? storedName : null,
    groups: Array.isArray(groups) ? groups.filter((id) => typeof id === 'string') : [],
    inviteMessage: typeof inviteMessage === 'string' ? inviteMessage : '',
  }
}

function readAcquaintance(value: unknown): Acquaintance | null {
  if (!isRecord(value)) return null
  const { id, address, name } = value
  if (typeof id !== 'string' || typeof address !== 'string' || typeof name !== 'string') return null
  return { id, address, name }
}

function readGroup(value: unknown): Group | null {
  if (!isRecord(value)) return null
  const { id, number, name } = value
  if (typeof id !== 'string' || typeof number !== 'number' || typeof name !== 'string' || name === '')
    return null
  return { id, number, name }
}

function readOfflineMessage(value: unknown): OfflineMessage | null {
  if (!isRecord(value)) return null
  const { id, from, at, isRead, name, runId, sequence, contentType, body } = value
  if (typeof id !== 'string' || typeof from !== 'string' || typeof name !== 'string') return null
  if (typeof runId !== 'string' || typeof contentType !== 'string' || typeof body !== 'string') return null
  if (!isCount(at) || !isCount(sequence)) return null
  return { id, from, at, isRead: isRead === true, name, runId, sequence, contentType, body }
}

const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
