import type { Account } from '../directory/account.ts'
import { elementAt, elementsAt, textAt, type Element } from '../xml.ts'
import { elements } from './envelope.ts'
import { contactFault, done, eachOf, fault, type Call, type Fault, type Outcome } from './outcome.ts'
import { addressFault, annotationOf, findByAddress, findContact } from './people.ts'

/** Longest message to somebody who is added, in UTF-16 units; official clients stop at 300. */
const maxInviteLength = 1000

/** Longest name of an acquaintance that is kept. */
const maxNameLength = 129

/** C: ABContactAdd; S: the contact's guid. The other side is asked; whether they see the account is told by AddMember. */
export function addContacts(call: Call): Outcome {
  let guid = ''
  const refused = eachOf(elementsAt(call.request, 'contacts', 'Contact'), (contact) => {
    const added = addOne(call, elementAt(contact, 'contactInfo') ?? contact)
    if (typeof added !== 'string') return added
    guid = added
    return null
  })
  return refused ?? done(`<ABContactAddResult>${elements({ guid })}</ABContactAddResult>`)
}

/** The new contact's id. */
function addOne(call: Call, info: Element): string | Fault {
  const address = textAt(info, 'passportName') || textAt(info, 'emails', 'ContactEmail', 'email')
  const isMessengerUser =
    textAt(info, 'isMessengerUser') === 'true' ||
    textAt(info, 'emails', 'ContactEmail', 'isMessengerEnabled') === 'true'
  return isMessengerUser ? addMessengerUser(call, address, info) : addAcquaintance(call, address, info)
}

function addMessengerUser(call: Call, address: string, info: Element): string | Fault {
  const invitation = elementAt(info, 'MessengerMemberInfo', 'PendingAnnotations')
  const message = annotationOf(invitation, 'MSN.IM.InviteMessage') ?? ''
  if (message.length > maxInviteLength) return fault('BadArgumentLength', 'The invite message is too long')
  const found = findByAddress(call, address)
  if (found.kind === 'fault') return found
  const refused = befriend(call, found.person, message)
  if (refused !== null) return refused
  const nickname = annotationOf(elementAt(info, 'annotations'), 'AB.NickName')
  return (nickname === null ? null : setNickname(call, found.person, nickname)) ?? found.person.id
}

/** Puts a person on the forward list. */
export function befriend({ server, account, notices }: Call, person: Account, message: string): Fault | null {
  const result = server.network.directory.list(account, 'forward', person.address, null, message)
  if (result.kind === 'refused') return contactFault(result.why, person.address, person.id)
  notices.listed(person.address, true)
  return null
}

function addAcquaintance({ server, account, notices }: Call, address: string, info: Element): string | Fault {
  const wrong = address === '' ? null : addressFault(address)
  if (wrong !== null) return wrong
  const { directory } = server.network
  const name = (textAt(info, 'displayName') || address).slice(0, maxNameLength).toWellFormed()
  const id = directory.newId()
  if (!directory.keep(account, { id, address: address.toLowerCase(), name }))
    return contactFault('list-full', address, '')
  notices.changed()
  return id
}

/** C: ABContactDelete, by id. Allow and block list stay as they are. */
export function deleteContacts(call: Call): Outcome {
  const { server, account, notices } = call
  const refused = eachOf(elementsAt(call.request, 'contacts', 'Contact'), (contact) => {
    const id = textAt(contact, 'contactId')
    const person = findContact(call, id)
    if (person !== undefined) return unfriend(call, person)
    if (!server.network.directory.discard(account, id)) return noSuchContact()
    notices.changed()
    return null
  })
  return refused ?? done()
}

function unfriend({ server, account, notices }: Call, person: Account): Fault | null {
  const result = server.network.directory.unlist(account, 'forward', person.address, null)
  if (result.kind === 'refused') return contactFault(result.why, person.address, person.id)
  notices.listed(person.address, false)
  return null
}

/** Gives a contact the name that the owner wants to see; an empty one takes it back. */
export function setNickname({ server, account, notices }: Call, person: Account, name: string): Fault | null {
  if (isTooLong(name)) return fault('BadArgumentLength', 'The name is too long')
  const contact = account.contacts.get(person.address)
  if (contact === undefined) return noSuchContact()
  contact.storedName = name === '' ? null : name
  server.network.directory.changed(account)
  notices.changed()
  return null
}

/** Keeps a contact in the address book alone, as somebody who is no contact. */
export function demote(call: Call, person: Account): Fault | null {
  const { directory } = call.server.network
  const name = call.account.contacts.get(person.address)?.storedName ?? person.friendlyName
  if (!directory.keep(call.account, { id: person.id, address: person.address, name }))
    return contactFault('list-full', person.address, person.id)
  return unfriend(call, person)
}

/** Makes a contact of somebody who was only in the address book. */
export function promote(call: Call, id: string): Fault | null {
  const { server, account } = call
  const acquaintance = account.acquaintances.get(id)
  if (acquaintance === undefined) return noSuchContact()
  const found = findByAddress(call, acquaintance.address)
  if (found.kind === 'fault') return found
  const refused = befriend(call, found.person, '')
  if (refused === null) server.network.directory.discard(account, id)
  return refused
}

/** Whether a name is longer than the notification server takes it. */
export const isTooLong = (name: string): boolean => encodeURIComponent(name.toWellFormed()).length > 387

/** No such contact in this address book. */
export const noSuchContact = (): Fault => contactFault('not-listed', '', '')
