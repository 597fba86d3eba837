import type { Account } from '../directory/account.ts'
import type { ListRefusal } from '../directory/directory.ts'
import type { GroupRefusal } from '../directory/groups.ts'
import type { ListNotices } from '../lists/list-notices.ts'
import type { ServerContext } from '../server-context.ts'
import type { Element } from '../xml.ts'

/** What a fault's `errorcode` says. */
export type FaultCode =
  | 'ABDoesNotExist'
  | 'BadArgumentLength'
  | 'BadEmailArgument'
  | 'ContactAlreadyExists'
  | 'ContactDoesNotExist'
  | 'FullSyncRequired'
  | 'GroupAlreadyExists'
  | 'GroupDoesNotExist'
  | 'InvalidArgument'
  | 'InvalidPassportUser'
  | 'MemberAlreadyExists'
  | 'MemberDoesNotExist'
  | 'OperationNotSupported'
  | 'PassportAuthFail'
  | 'QuotaLimitReached'

/** Why a request was refused. */
export interface Fault {
  readonly kind: 'fault'
  readonly code: FaultCode
  readonly text: string
  /** The id of what exists already; empty where there is none. */
  readonly conflict: string
}

/** What an action led to; `xml` stands inside the answer's element. */
export type Outcome = { readonly kind: 'done'; readonly xml: string } | Fault

/** One request of somebody whose ticket is good. */
export interface Call {
  readonly server: ServerContext
  readonly account: Account
  /** The element that names the action. */
  readonly request: Element
  /** Gathers whom to tell; they are told after the request, also when a part of it was refused. */
  readonly notices: ListNotices
}

/** Carries out one kind of request. */
export type Action = (call: Call) => Outcome

/** The outcome of a request that was carried out. */
export const done = (xml = ''): Outcome => ({ kind: 'done', xml })

/** A refusal. */
export const fault = (code: FaultCode, text: string, conflict = ''): Fault => ({
  kind: 'fault',
  code,
  text,
  conflict,
})

/** Most parts of one request: contacts, members, groups. */
const maxParts = 500

/** Takes the parts in their order up to the first that is refused. */
export function eachOf<T>(parts: readonly T[], take: (part: T) => Fault | null): Fault | null {
  if (parts.length === 0) return fault('InvalidArgument', 'Nothing to do')
  if (parts.length > maxParts) return fault('BadArgumentLength', 'Too much at once')
  for (const part of parts) {
    const refused = take(part)
    if (refused !== null) return refused
  }
  return null
}

/** Why the directory refused a change of the contacts or their groups; `id`: that of the contact. */
export function contactFault(why: ListRefusal, address: string, id: string): Fault {
  switch (why) {
    case 'no-such-account':
      return invalidUser(address)
    case 'already-listed':
      return fault('ContactAlreadyExists', 'Contact Already Exists', id)
    case 'list-full':
      return fault('QuotaLimitReached', 'The address book is full')
    case 'no-such-group':
      return fault('GroupDoesNotExist', 'Group Does Not Exist')
    case 'not-listed':
    case 'on-another-list':
    case 'not-in-group':
      return fault('ContactDoesNotExist', 'Contact Does Not Exist')
  }
}

/** Why a change of the groups was refused; `id`: that of the group in the way. */
export function groupFault(why: GroupRefusal, id = ''): Fault {
  switch (why) {
    case 'no-such-group':
      return fault('GroupDoesNotExist', 'Group Does Not Exist')
    case 'name-taken':
      return fault('GroupAlreadyExists', 'Group Already Exists ', id)
    case 'name-too-long':
      return fault('BadArgumentLength', 'The name of a group has 1 to 61 bytes')
    case 'too-many-groups':
      return fault('QuotaLimitReached', 'There are too many groups')
  }
}

/** Nobody uses that address here. */
export const invalidUser = (address: string): Fault =>
  fault('InvalidPassportUser', `The Passport user specified is invalid SignInName: ${address}`)
