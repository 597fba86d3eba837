import { noFeatures, type Account, type AccountId, type Connection } from './account.ts'
import { unknownContact, type Contact } from './contact.ts'
import type { ContactChange, Event } from './events.ts'

type Accounts = Readonly<Record<AccountId, Account>>

type AccountEvent = Extract<
  Event,
  {
    type:
      | 'account-opened'
      | 'account-closed'
      | 'connection-changed'
      | 'me-changed'
      | 'contact-list-received'
      | 'contacts-changed'
      | 'contact-removed'
      | 'groups-changed'
      | 'features-changed'
      | 'privacy-changed'
      | 'places-changed'
      | 'contact-notes-changed'
      | 'contact-import-changed'
  }
>

/** The part of `reduce` that concerns accounts and their contact lists; events of unknown accounts change nothing. */
export function reduceAccount(accounts: Accounts, event: AccountEvent): Accounts {
  if (event.type === 'account-opened') {
    const { accountId: id, address, networkId, me } = event
    const known = accounts[id] ?? nothingKnown
    const connection = { state: 'signing-in', step: 'connecting' } as const
    return { ...accounts, [id]: { ...known, id, address, networkId, me, connection } }
  }
  const account = accounts[event.accountId]
  if (account === undefined) return accounts
  if (event.type === 'account-closed') {
    const { [event.accountId]: _closed, ...rest } = accounts
    return rest
  }
  return { ...accounts, [event.accountId]: changed(account, event) }
}

const nothingKnown = {
  groups: [],
  contacts: {},
  contactNotes: {},
  privacy: { whoMaySee: 'everyone', askWhenAdded: true },
  places: [],
  features: noFeatures,
  contactImport: null,
} as const satisfies Partial<Account>

function changed(
  account: Account,
  event: Exclude<AccountEvent, { type: 'account-opened' | 'account-closed' }>,
): Account {
  switch (event.type) {
    case 'connection-changed':
      return {
        ...account,
        connection: event.connection,
        ...(isLost(event.connection) ? { contacts: allOffline(account.contacts), places: [] } : {}),
      }
    case 'me-changed':
      return { ...account, me: { ...account.me, ...event.change } }
    case 'contact-list-received':
      return {
        ...account,
        groups: event.groups,
        contacts: Object.fromEntries(event.contacts.map((contact) => [contact.address, contact])),
      }
    case 'contacts-changed':
      return { ...account, contacts: withChanges(account.contacts, event.changes) }
    case 'contact-removed': {
      const { [event.address]: _removed, ...rest } = account.contacts
      return { ...account, contacts: rest }
    }
    case 'groups-changed':
      return { ...account, groups: event.groups }
    case 'features-changed':
      return { ...account, features: event.features }
    case 'privacy-changed':
      return { ...account, privacy: { ...account.privacy, ...event.change } }
    case 'places-changed':
      return { ...account, places: event.places }
    case 'contact-notes-changed':
      return { ...account, contactNotes: { ...account.contactNotes, ...event.notes } }
    case 'contact-import-changed':
      return { ...account, contactImport: event.progress }
  }
}

function withChanges(contacts: Account['contacts'], changes: readonly ContactChange[]): Account['contacts'] {
  const next: Record<string, Contact> = { ...contacts }
  for (const change of changes) {
    next[change.address] = { ...(next[change.address] ?? unknownContact(change.address)), ...change }
  }
  return next
}

const isLost = ({ state }: Connection): boolean => state === 'signed-out' || state === 'reconnecting'

/** Nobody's status is known without a connection. */
function allOffline(contacts: Account['contacts']): Account['contacts'] {
  return Object.fromEntries(
    Object.entries(contacts).map(([key, contact]) => [
      key,
      contact.presence === 'offline'
        ? contact
        : { ...contact, presence: 'offline' as const, currentMedia: null },
    ]),
  )
}
