import {
  contactNumber,
  isOn,
  type Account,
  type Acquaintance,
  type Contact,
  type Group,
} from '../directory/account.ts'
import { choose } from './deltas.ts'
import { annotations, elements, timeText } from './envelope.ts'
import type { Entry, Removal } from './history.ts'
import { done, type Call, type Outcome } from './outcome.ts'

/** C: ABFindAll; S: the groups, the contacts with the account itself as the last of them, and the address book. */
export const findAll = (call: Call): Outcome =>
  answer(call, ({ groups, contacts, book }) =>
    done(
      `<ABFindAllResult><groups>${groups}</groups><contacts>${contacts}</contacts>` +
        `<ab>${book}</ab></ABFindAllResult>`,
    ),
  )

/** C: ABFindContactsPaged (MSNP18); S: the same under other names, as one page, with a ticket for circles, of which there are none. */
export const findContactsPaged = (call: Call): Outcome =>
  answer(call, ({ groups, contacts, book }) =>
    done(
      `<ABFindContactsPagedResult><Groups>${groups}</Groups><Contacts>${contacts}</Contacts>` +
        `<CircleResult>${elements({ CircleTicket: circleTicket(call.account, timeText(call.server.clock.now())) })}</CircleResult>` +
        `<Ab>${book}</Ab></ABFindContactsPagedResult>`,
    ),
  )

/** What both answers hold, as XML. */
interface Parts {
  readonly groups: string
  readonly contacts: string
  readonly book: string
}

/** `write` is given when it changed. */
interface BookEntry extends Entry {
  readonly isGroup: boolean
  write(at: string): string
}

function answer(call: Call, write: (parts: Parts) => Outcome): Outcome {
  const { account, server } = call
  const history = server.histories.of(account).book
  const told = choose(call, history, entriesOf(call))
  if (told.kind === 'fault') return told
  const xml = (isGroup: boolean): string =>
    told.entries
      .filter((entry) => entry.isGroup === isGroup)
      .map((entry) => entry.write(timeText(history.changedAt(entry.key))))
      .join('') +
    told.removals
      .filter(({ key }) => isGroupKey(key) === isGroup)
      .map(isGroup ? removedGroupXml : removedContactXml)
      .join('')
  return write({
    groups: xml(true),
    contacts: xml(false),
    book: bookXml(account, timeText(history.lastChange)),
  })
}

/** Clients hand it on as it is, `USR … SHA A`; it opens nothing here, so it is not signed. */
function circleTicket(account: Account, at: string): string {
  const data = `<Ticket>${elements({ TS: at, CID: contactNumber(account) })}</Ticket>`
  return (
    '<?xml version="1.0" encoding="utf-16"?><SignedTicket ver="1" keyVer="1">' +
    `<Data>${Buffer.from(data).toString('base64')}</Data><Sig></Sig></SignedTicket>`
  )
}

const groupKey = (id: string): string => `group/${id}`
const contactKey = (id: string): string => `contact/${id}`
const isGroupKey = (key: string): boolean => key.startsWith('group/')
const idOf = (key: string): string => key.slice(key.indexOf('/') + 1)

/** Everything in the order of the answer: groups, contacts, those who are only kept, oneself. */
function entriesOf({ server, account }: Call): readonly BookEntry[] {
  const groups = account.groups.map((group) => ({
    key: groupKey(group.id),
    label: group.name,
    print: group.name,
    isGroup: true,
    write: (at: string) => groupXml(group, at),
  }))
  const contacts = [...account.contacts.values()].flatMap((contact) => {
    const person = server.network.directory.find(contact.address)
    return person === undefined || !isOn(contact, 'forward') ? [] : [contactEntry(contact, person)]
  })
  const known = new Set(contacts.map(({ key }) => key))
  const others = Array.from(account.acquaintances.values(), acquaintanceEntry).filter(
    ({ key }) => !known.has(key),
  )
  return [...groups, ...contacts, ...others, ownEntry(account)]
}

const contactEntry = (contact: Contact, person: Account): BookEntry => ({
  key: contactKey(person.id),
  label: person.address,
  print: JSON.stringify([person.friendlyName, contact.storedName, contact.groups]),
  isGroup: false,
  write: (at) => contactXml(contact, person, at),
})

const acquaintanceEntry = (acquaintance: Acquaintance): BookEntry => ({
  key: contactKey(acquaintance.id),
  label: acquaintance.address,
  print: `kept ${acquaintance.name}`,
  isGroup: false,
  write: (at) => acquaintanceXml(acquaintance, at),
})

const ownEntry = (account: Account): BookEntry => ({
  key: contactKey(account.id),
  label: account.address,
  print: JSON.stringify([account.friendlyName, account.asksWhenAdded, account.admitsUnlisted]),
  isGroup: false,
  write: (at) => ownXml(account, at),
})

const groupXml = ({ id, name }: Group, at: string): string =>
  `<Group>${elements({ groupId: id })}<groupInfo><annotations>${annotations({ 'MSN.IM.Display': '1' })}</annotations>` +
  elements({
    groupType: 'c8529ce2-6ead-434d-881f-341e17db3ff8',
    name,
    IsNotMobileVisible: false,
    IsPrivate: false,
    IsFavorite: false,
  }) +
  `</groupInfo>${endXml(at)}</Group>`

const removedGroupXml = ({ key, label, at }: Removal): string =>
  `<Group>${elements({ groupId: idOf(key) })}<groupInfo>${elements({ name: label })}</groupInfo>` +
  `${endXml(timeText(at), true)}</Group>`

const removedContactXml = ({ key, label, at }: Removal): string =>
  `<Contact>${elements({ contactId: idOf(key) })}<contactInfo>` +
  `${elements({ contactType: 'Regular', passportName: label, isMessengerUser: false })}</contactInfo>` +
  `${endXml(timeText(at), true)}</Contact>`

const contactXml = (contact: Contact, person: Account, at: string): string =>
  `<Contact>${elements({ contactId: person.id })}<contactInfo>` +
  (contact.storedName === null ? '' : nicknameXml(contact.storedName)) +
  nameXml('Regular', person.friendlyName, person.address) +
  groupIdsXml(contact.groups) +
  elements({ CID: contactNumber(person) }) +
  `${otherFields(true)}</contactInfo>${endXml(at)}</Contact>`

const nicknameXml = (name: string): string =>
  `<annotations>${annotations({ 'AB.NickName': name })}</annotations>`

const groupIdsXml = (ids: readonly string[]): string =>
  ids.length === 0 ? '' : `<groupIds>${ids.map((guid) => elements({ guid })).join('')}</groupIds>`

const acquaintanceXml = ({ id, address, name }: Acquaintance, at: string): string =>
  `<Contact>${elements({ contactId: id })}<contactInfo>${nameXml('Regular', name, address)}<CID>0</CID>` +
  `${otherFields(false)}</contactInfo>${endXml(at)}</Contact>`

/** The account itself carries the settings. */
const ownXml = (account: Account, at: string): string =>
  `<Contact>${elements({ contactId: account.id })}<contactInfo><annotations>` +
  annotations({
    'MSN.IM.MBEA': '0',
    'MSN.IM.GTC': account.asksWhenAdded ? '1' : '2',
    'MSN.IM.BLP': account.admitsUnlisted ? '1' : '2',
  }) +
  `</annotations>${nameXml('Me', account.friendlyName, account.address)}` +
  elements({ CID: contactNumber(account) }) +
  `${otherFields(false)}</contactInfo>${endXml(at)}</Contact>`

const nameXml = (contactType: string, name: string, address: string): string =>
  elements({
    contactType,
    quickName: name,
    passportName: address,
    IsPassportNameHidden: false,
    displayName: name,
    puid: 0,
  })

/** What nobody here has, but official clients expect in every contact. */
const otherFields = (isMessengerUser: boolean): string =>
  '<IsNotMobileVisible>false</IsNotMobileVisible><isMobileIMEnabled>false</isMobileIMEnabled>' +
  `<isMessengerUser>${isMessengerUser}</isMessengerUser><isFavorite>false</isFavorite><isSmtp>false</isSmtp>` +
  '<hasSpace>false</hasSpace><spotWatchState>NoDevice</spotWatchState><birthdate>0001-01-01T00:00:00</birthdate>' +
  '<primaryEmailType>ContactEmailPersonal</primaryEmailType><PrimaryLocation>ContactLocationPersonal</PrimaryLocation>' +
  '<PrimaryPhone>ContactPhonePersonal</PrimaryPhone><IsPrivate>false</IsPrivate><Gender>Unspecified</Gender>' +
  '<TimeZone>None</TimeZone>'

const endXml = (at: string, isDeleted = false): string =>
  `<propertiesChanged /><fDeleted>${isDeleted}</fDeleted><lastChange>${at}</lastChange>`

const bookXml = (account: Account, at: string): string =>
  '<abId>00000000-0000-0000-0000-000000000000</abId><abInfo>' +
  elements({
    ownerPuid: 0,
    OwnerCID: contactNumber(account),
    ownerEmail: account.address,
    fDefault: true,
    joinedNamespace: false,
    IsBot: false,
    IsParentManaged: false,
    SubscribeExternalPartner: false,
    NotifyExternalPartner: false,
    AddressBookType: 'Individual',
  }) +
  `</abInfo>${elements({ lastChange: at, DynamicItemLastChanged: '0001-01-01T00:00:00', createDate: at })}` +
  '<propertiesChanged />'
