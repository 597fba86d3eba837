import { addressKey, isAddress } from '../../../app/contact.ts'
import { maxContacts } from '../contacts/list-dialect.ts'
import { ProtocolError } from '../wire/errors.ts'
import type { XmlElement } from '../xml-element.ts'
import { annotationsOf, isTrue, writtenText } from './fields.ts'
import type { Person, Role } from './member-calls.ts'

/** Somebody on one of the lists of the membership service. */
export interface Member extends Person {
  readonly role: Role
  /** What the service calls the membership; empty where it says nothing. */
  readonly id: string
  /** Null where there is none. */
  readonly name: string | null
  /** What somebody wrote when adding us; empty for nothing. */
  readonly message: string
  /** Off the list since the last time. */
  readonly deleted: boolean
}

/** The lists of the membership service, or what changed of them. */
export interface Memberships {
  readonly members: readonly Member[]
  /** When they changed last, to ask with the next time; empty where that is unknown. */
  readonly lastChange: string
}

const roles: ReadonlyMap<string, Role> = new Map([
  ['allow', 'Allow'],
  ['block', 'Block'],
  ['reverse', 'Reverse'],
  ['pending', 'Pending'],
])

/** Everybody may be on each of the four lists. */
const maxMembers = 4 * maxContacts

/**
 * Reads the answer to `FindMembership`. People without an address, such as telephones and circles, are left out.
 * @throws ProtocolError for more members than anybody has.
 */
export function readMemberships(body: XmlElement): Memberships {
  const services = body.find('FindMembershipResult', 'Services')?.children('Service') ?? []
  const service = services.find((each) => each.find('Info', 'Handle', 'Type')?.text === 'Messenger')
  const lists = service?.find('Memberships')?.children('Membership') ?? []
  const members = lists.flatMap((list) => readList(list))
  if (members.length > maxMembers) throw new ProtocolError('more members than anybody has')
  return { members, lastChange: service?.find('LastChange')?.text ?? '' }
}

function readList(list: XmlElement): readonly Member[] {
  const role = roles.get(list.find('MemberRole')?.text.toLowerCase() ?? '')
  if (role === undefined) return []
  const members = list.find('Members')?.children('Member') ?? []
  return members.flatMap((member) => readMember(member, role) ?? [])
}

function readMember(member: XmlElement, role: Role): Member | null {
  const annotations = annotationsOf(member.find('Annotations'))
  const passport = member.find('PassportName')?.text ?? ''
  const address = passport === '' ? (member.find('Email')?.text ?? '') : passport
  if (!isAddress(addressKey(address))) return null
  return {
    role,
    address,
    network: passport === '' ? networkOf(annotations.get('MSN.IM.BuddyType')) : 1,
    id: member.find('MembershipId')?.text ?? '',
    name: writtenText(member.find('DisplayName')) || null,
    message: annotations.get('MSN.IM.InviteMessage') ?? '',
    deleted: isTrue(member.find('Deleted')),
  }
}

/** Such as `32:`; who has only a mail address and no number is of the network of federated ones. */
function networkOf(buddyType: string | undefined): number {
  const number = Number(/^\d{1,2}/.exec(buddyType ?? '')?.[0])
  return number > 0 ? number : 32
}
