import {
  contactNumber,
  isOn,
  type Account,
  type Acquaintance,
  type Contact,
  type Group,
} from '../directory/account.ts'
import { annotations, elements, timeText } from './envelope.ts'
import { done, type Call, type Outcome } from './outcome.ts'

/** C: ABFindAll; S: the groups, the contacts with the account itself as the last of them, and the address book. */
export function findAll({ server, account }: Call): Outcome {
  const at = timeText(server.clock.now())
  return done(
    `<ABFindAllResult><groups>${groupsXml(account, at)}</groups>` +
      `<contacts>${contactsXml({ server, account }, at)}</contacts>` +
      `<ab>${bookXml(account, at)}</ab></ABFindAllResult>`,
  )
}

/** C: ABFindContactsPaged (MSNP18); S: the same under other names, as one page, with a ticket for circles, of which there are none. */
export function findContactsPaged({ server, account }: Call): Outcome {
  const at = timeText(server.clock.now())
  return done(
    `<ABFindContactsPagedResult><Groups>${groupsXml(account, at)}</Groups>` +
      `<Contacts>${contactsXml({ server, account }, at)}</Contacts>` +
      `<CircleResult>${elements({ CircleTicket: circleTicket(account, at) })}</CircleResult>` +
      `<Ab>${bookXml(account, at)}</Ab></ABFindContactsPagedResult>`,
  )
}

/** Clients hand it on as it is, `USR … SHA A`; it opens nothing here, so it is not signed. */
function circleTicket(account: Account, at: string): string {
  const data = `<Ticket>${elements({ TS: at, CID: contactNumber(account) })}</Ticket>`
  return (
    '<?xml version="1.0" encoding="utf-16"?><SignedTicket ver="1" keyVer="1">' +
    `<Data>${Buffer.from(data).toString('base64')}</Data><Sig></Sig></SignedTicket>`
  )
}

const groupsXml = ({ groups }: Account, at: string): string =>
  groups.map((group) => groupXml(group, at)).join('')

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

function contactsXml({ server, account }: Pick<Call, 'server' | 'account'>, at: string): string {
  const contacts = [...account.contacts.values()].flatMap((contact) => {
    const person = server.network.directory.find(contact.address)
    return person === undefined || !isOn(contact, 'forward') ? [] : [contactXml(contact, person, at)]
  })
  const others = Array.from(account.acquaintances.values(), (each) => acquaintanceXml(each, at))
  return [...contacts, ...others, ownXml(account, at)].join('')
}

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

const endXml = (at: string): string =>
  `<propertiesChanged /><fDeleted>false</fDeleted><lastChange>${at}</lastChange>`

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
