import { textAt, type Element } from '../xml.ts'
import { addContacts, deleteContacts } from './contact-changes.ts'
import { updateContacts } from './contact-updates.ts'
import { findAll, findContactsPaged } from './find-contacts.ts'
import { findMembership } from './find-membership.ts'
import { addGroups, addToGroups, deleteFromGroups, deleteGroups, updateGroups } from './group-changes.ts'
import { addMembers, deleteMembers } from './member-changes.ts'
import { done, fault, type Action, type Call, type Outcome } from './outcome.ts'

/** The one address book that everybody has. */
const bookId = '00000000-0000-0000-0000-000000000000'

/** Every action by the name of its request's element; both addresses of the services know all of them. */
const actions: ReadonlyMap<string, Action> = new Map<string, Action>([
  ['FindMembership', findMembership],
  ['AddMember', addMembers],
  ['DeleteMember', deleteMembers],
  ['ABFindAll', findAll],
  ['ABFindContactsPaged', findContactsPaged],
  ['ABAdd', () => done(`<ABAddResult>${bookId}</ABAddResult>`)],
  ['ABContactAdd', addContacts],
  ['ABContactDelete', deleteContacts],
  ['ABContactUpdate', updateContacts],
  ['ABGroupAdd', addGroups],
  ['ABGroupUpdate', updateGroups],
  ['ABGroupDelete', deleteGroups],
  ['ABGroupContactAdd', addToGroups],
  ['ABGroupContactDelete', deleteFromGroups],
])

/** Carries out a request, or says why not. */
export function act(call: Call): Outcome {
  const { request } = call
  const action = actions.get(request.name)
  if (action === undefined)
    return fault('OperationNotSupported', `There is no ${request.name.slice(0, 60)} here`)
  if (bookOf(request) !== bookId) return fault('ABDoesNotExist', 'Address Book Does Not Exist')
  return action(call)
}

/** MSNP18's clients name the address book by a handle. */
const bookOf = (request: Element): string =>
  textAt(request, 'abId') || textAt(request, 'abHandle', 'ABId') || bookId
