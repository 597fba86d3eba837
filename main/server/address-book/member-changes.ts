import { isOn, type Account } from '../directory/account.ts'
import type { ListResult } from '../directory/directory.ts'
import { elementsAt, textAt, type Element } from '../xml.ts'
import { contactFault, done, eachOf, fault, type Call, type Fault, type Outcome } from './outcome.ts'
import { findByAddress, type Found } from './people.ts'

/** C: AddMember: somebody may see the account (Allow), may not (Block), or was heard and goes from Pending to Reverse. */
export function addMembers(call: Call): Outcome {
  return eachMember(call, (role, person) => {
    switch (role) {
      case 'Allow':
        return put(call, 'allow', person)
      case 'Block':
        return put(call, 'block', person)
      case 'Reverse':
        return settle(call, person)
      default:
        return notForClients(role)
    }
  })
}

/** C: DeleteMember: takes back an allowance or a block, or answers somebody who waits (Pending). */
export function deleteMembers(call: Call): Outcome {
  return eachMember(call, (role, person) => {
    switch (role) {
      case 'Allow':
        return take(call, 'allow', person)
      case 'Block':
        return take(call, 'block', person)
      case 'Pending':
        return isOn(call.account.contacts.get(person.address), 'pending')
          ? settle(call, person)
          : noSuchMember()
      default:
        return notForClients(role)
    }
  })
}

function eachMember(call: Call, change: (role: string, person: Account) => Fault | null): Outcome {
  const members = elementsAt(call.request, 'memberships', 'Membership').flatMap((membership) =>
    elementsAt(membership, 'Members', 'Member').map((member) => ({
      role: textAt(membership, 'MemberRole'),
      member,
    })),
  )
  const refused = eachOf(members, ({ role, member }) => {
    const found = findMember(call, member)
    return found.kind === 'fault' ? found : change(role, found.person)
  })
  return refused ?? done()
}

/** By address, or by an id from FindMembership: `Role/guid`. */
function findMember(call: Call, member: Element): Found {
  const address = textAt(member, 'PassportName') || textAt(member, 'Email')
  if (address !== '') return findByAddress(call, address)
  const id = textAt(member, 'MembershipId').split('/')[1] ?? ''
  const person = call.server.network.directory.findById(id)
  return person === undefined ? noSuchMember() : { kind: 'found', person }
}

function put({ server, account, notices }: Call, list: 'allow' | 'block', person: Account): Fault | null {
  const result = server.network.directory.list(account, list, person.address, null)
  if (result.kind === 'done') notices.privacy()
  return faultOf(result, person)
}

function take({ server, account, notices }: Call, list: 'allow' | 'block', person: Account): Fault | null {
  const result = server.network.directory.unlist(account, list, person.address, null)
  if (result.kind === 'done') notices.privacy()
  return faultOf(result, person)
}

function settle({ server, account, notices }: Call, person: Account): Fault | null {
  const result = server.network.directory.settle(account, person.address)
  if (result.kind === 'done') notices.changed()
  return faultOf(result, person)
}

function faultOf(result: ListResult, { address, id }: Account): Fault | null {
  if (result.kind === 'done') return null
  switch (result.why) {
    case 'already-listed':
      return fault('MemberAlreadyExists', 'Member already exists', id)
    case 'not-listed':
    case 'on-another-list':
      return noSuchMember()
    case 'no-such-account':
    case 'list-full':
    case 'no-such-group':
    case 'not-in-group':
      return contactFault(result.why, address, id)
  }
}

const noSuchMember = (): Fault => fault('MemberDoesNotExist', 'Member does not exist')

/** Who has the account as a contact is not for its owner to say. */
const notForClients = (role: string): Fault =>
  fault('InvalidArgument', `The role ${role.slice(0, 40)} cannot be changed like this`)
