import type { Account } from '../directory/account.ts'
import { addGroup, removeGroup, renameGroup, type GroupResult } from '../directory/groups.ts'
import { elementAt, elementsAt, textAt, type Element } from '../xml.ts'
import { befriend, noSuchContact } from './contact-changes.ts'
import { elements } from './envelope.ts'
import { contactFault, done, eachOf, groupFault, type Call, type Fault, type Outcome } from './outcome.ts'
import { findByAddress, findContact, type Found } from './people.ts'

/** C: ABGroupAdd; S: the group's guid. */
export function addGroups(call: Call): Outcome {
  let guid = ''
  const refused = eachOf(elementsAt(call.request, 'groupInfo', 'GroupInfo'), (info) => {
    const name = textAt(info, 'name')
    const result = addGroup(call.account, name, call.server.network.directory.newId())
    if (result.kind === 'done') guid = result.group.id
    return settled(call, result, name)
  })
  return refused ?? done(`<ABGroupAddResult>${elements({ guid })}</ABGroupAddResult>`)
}

/** C: ABGroupUpdate: gives groups other names. */
export function updateGroups(call: Call): Outcome {
  const refused = eachOf(elementsAt(call.request, 'groups', 'Group'), (group) => {
    const name = textAt(group, 'groupInfo', 'name')
    const id = textAt(group, 'groupId').toLowerCase()
    return settled(call, renameGroup(call.account, id, name), name)
  })
  return refused ?? done()
}

/** C: ABGroupDelete. Who was in the group stays a contact. */
export function deleteGroups(call: Call): Outcome {
  const refused = eachOf(groupIds(call.request), (id) => settled(call, removeGroup(call.account, id), ''))
  return refused ?? done()
}

/** Writes a change of the groups down, or says why it was refused. */
function settled({ server, account, notices }: Call, result: GroupResult, name: string): Fault | null {
  if (result.kind === 'refused')
    return groupFault(result.why, account.groups.find((group) => group.name === name)?.id)
  server.network.directory.changed(account)
  notices.changed()
  return null
}

/** C: ABGroupContactAdd; S: the contact's guid. Somebody who is named by address becomes a contact with it. */
export function addToGroups(call: Call): Outcome {
  let guid = ''
  const refused = eachPair(call, (person, group) => {
    guid = person.id
    return join(call, person, group)
  })
  return refused ?? done(`<ABGroupContactAddResult>${elements({ guid })}</ABGroupContactAddResult>`)
}

function join(call: Call, person: Account, group: string): Fault | null {
  const { server, account, notices } = call
  if (!account.groups.some(({ id }) => id === group)) return groupFault('no-such-group')
  if (findContact(call, person.id) === undefined) {
    const refused = befriend(call, person, '')
    if (refused !== null) return refused
  }
  const result = server.network.directory.list(account, 'forward', person.address, group)
  if (result.kind === 'refused' && result.why !== 'already-listed')
    return contactFault(result.why, person.address, person.id)
  notices.changed()
  return null
}

/** C: ABGroupContactDelete: takes contacts out of groups. */
export function deleteFromGroups(call: Call): Outcome {
  const { server, account, notices } = call
  const refused = eachPair(call, (person, group) => {
    const result = server.network.directory.unlist(account, 'forward', person.address, group)
    if (result.kind === 'refused') return contactFault(result.why, person.address, person.id)
    notices.changed()
    return null
  })
  return refused ?? done()
}

function eachPair(call: Call, change: (person: Account, group: string) => Fault | null): Fault | null {
  return eachOf(elementsAt(call.request, 'contacts', 'Contact'), (contact) => {
    const found = meant(call, contact)
    if (found.kind === 'fault') return found
    return eachOf(groupIds(call.request), (group) => change(found.person, group))
  })
}

/** By id a contact; some clients name the address instead. */
function meant(call: Call, contact: Element): Found {
  const address = textAt(contact, 'contactInfo', 'passportName')
  if (elementAt(contact, 'contactId') === undefined && address !== '') return findByAddress(call, address)
  const person = findContact(call, textAt(contact, 'contactId'))
  return person === undefined ? noSuchContact() : { kind: 'found', person }
}

const groupIds = (request: Element): readonly string[] =>
  elementsAt(request, 'groupFilter', 'groupIds', 'guid').map(({ text }) => text.trim().toLowerCase())
