import type { Privacy } from '../../../app/account.ts'
import { addressKey, isAddress } from '../../../app/contact.ts'
import { maxContacts, maxGroups } from '../contacts/list-dialect.ts'
import { ProtocolError } from '../wire/errors.ts'
import type { XmlElement } from '../xml-element.ts'
import { annotationsOf, isTrue, writtenText } from './fields.ts'
import type { Person } from './member-calls.ts'

/** Somebody in the address book. */
export interface BookContact extends Person {
  readonly id: string
  /** Null where there is none. */
  readonly name: string | null
  /** Whether the contact is on the forward list. */
  readonly isMessengerUser: boolean
  readonly groupIds: readonly string[]
  /** Out of the address book since the last time. */
  readonly deleted: boolean
}

/** A group in the address book. */
export interface BookGroup {
  readonly id: string
  readonly name: string
  readonly deleted: boolean
}

/** What the address book says of its owner. */
export interface Owner {
  readonly name: string
  /** Only what is known. */
  readonly privacy: Partial<Privacy>
}

/** The address book, or what changed of it. */
export interface Book {
  readonly groups: readonly BookGroup[]
  readonly contacts: readonly BookContact[]
  /** Null where nothing is said of the owner. */
  readonly owner: Owner | null
  /** When it changed last, to ask with the next time; empty where that is unknown. */
  readonly lastChange: string
}

/**
 * Reads the answer to `ABFindAll` or `ABFindContactsPaged`. Contacts without an address are left out.
 * @throws ProtocolError for more contacts or groups than anybody has.
 */
export function readBook(body: XmlElement): Book {
  const result = body.find('ABFindAllResult') ?? body.find('ABFindContactsPagedResult')
  const groups = result?.find('groups')?.children('Group') ?? []
  const contacts = result?.find('contacts')?.children('Contact') ?? []
  if (groups.length > maxGroups || contacts.length > maxContacts)
    throw new ProtocolError('an address book that is too long')
  const owner = contacts.find(isOwner)
  return {
    groups: groups.flatMap((group) => readGroup(group) ?? []),
    contacts: contacts.filter((each) => !isOwner(each)).flatMap((contact) => readContact(contact) ?? []),
    owner: owner === undefined ? null : readOwner(owner),
    lastChange: result?.find('ab', 'lastChange')?.text ?? '',
  }
}

const isOwner = (contact: XmlElement): boolean => contact.find('contactInfo', 'contactType')?.text === 'Me'

function readGroup(group: XmlElement): BookGroup | null {
  const id = group.find('groupId')?.text ?? ''
  if (id === '') return null
  return { id, name: writtenText(group.find('groupInfo', 'name')), deleted: isTrue(group.find('fDeleted')) }
}

function readContact(contact: XmlElement): BookContact | null {
  const id = contact.find('contactId')?.text ?? ''
  const info = contact.find('contactInfo')
  const deleted = isTrue(contact.find('fDeleted'))
  const person = info === undefined ? null : readPerson(info)
  if (id === '' || (person === null && !deleted)) return null
  return {
    ...(person ?? { address: '', network: 1, isMessengerUser: false }),
    id,
    name: writtenText(info?.find('displayName')) || writtenText(info?.find('quickName')) || null,
    groupIds:
      info
        ?.find('groupIds')
        ?.children('guid')
        .map(({ text }) => text) ?? [],
    deleted,
  }
}

type Reached = Person & { readonly isMessengerUser: boolean }

/** By the account, or by a mail address that Messenger is to be used with: people of other networks. */
function readPerson(info: XmlElement): Reached | null {
  const passport = info.find('passportName')?.text ?? ''
  if (isAddress(addressKey(passport))) {
    return { address: passport, network: 1, isMessengerUser: isTrue(info.find('isMessengerUser')) }
  }
  const mails = info.find('emails')?.children('ContactEmail') ?? []
  const mail = mails.find((each) => isTrue(each.find('isMessengerEnabled'))) ?? mails[0]
  const address = mail?.find('email')?.text ?? ''
  if (mail === undefined || !isAddress(addressKey(address))) return null
  return {
    address,
    network: Number(/^\d{1,2}$/.exec(mail.find('Capability')?.text ?? '')?.[0] ?? 0) || 32,
    isMessengerUser: isTrue(mail.find('isMessengerEnabled')),
  }
}

function readOwner(contact: XmlElement): Owner {
  const info = contact.find('contactInfo')
  const annotations = annotationsOf(info?.find('annotations'))
  const seen = readChoice(annotations.get('MSN.IM.BLP'))
  const asked = readChoice(annotations.get('MSN.IM.GTC'))
  return {
    name: writtenText(info?.find('displayName')),
    privacy: {
      ...(seen === null ? {} : { whoMaySee: seen ? 'everyone' : 'allowed' }),
      ...(asked === null ? {} : { askWhenAdded: asked }),
    },
  }
}

/** `1` and `2`; `0` is "no" at some servers and "never chosen" at others. See docs/protocol.md#privacy. */
const readChoice = (value: string | undefined): boolean | null =>
  value === '1' ? true : value === '2' ? false : null

/** What `MSN.IM.BLP` and `MSN.IM.GTC` are set to. */
export const formatChoice = (choice: boolean): string => (choice ? '1' : '2')
