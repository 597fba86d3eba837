import { contactNumber, isOn, type Account, type Contact } from '../directory/account.ts'
import { choose } from './deltas.ts'
import { annotations, elements, timeText } from './envelope.ts'
import type { Entry, Removal } from './history.ts'
import { done, type Call, type Outcome } from './outcome.ts'

/** The roles in the order of the answer; official clients expect all four, members or not. */
const roles = [
  ['Allow', 'allow'],
  ['Block', 'block'],
  ['Reverse', 'reverse'],
  ['Pending', 'pending'],
] as const

/** Somebody on one list; `write` is given when that came to be. */
interface MemberEntry extends Entry {
  readonly role: string
  write(at: string): string
}

/** C: FindMembership; S: who may see the account, who has it as a contact, and who waits for an answer. */
export function findMembership(call: Call): Outcome {
  const { server, account } = call
  const history = server.histories.of(account).memberships
  const told = choose(call, history, entriesOf(call))
  if (told.kind === 'fault') return told
  const memberships = roles.map(([role]) => {
    const there = told.entries.filter((entry) => entry.role === role)
    const gone = told.removals.filter(({ key }) => key.startsWith(`${role}/`))
    const xml = [
      ...there.map((entry) => entry.write(timeText(history.changedAt(entry.key)))),
      ...gone.map(removedXml),
    ]
    return (
      `<Membership><MemberRole>${role}</MemberRole><Members>${xml.join('')}</Members>` +
      '<MembershipIsComplete>true</MembershipIsComplete></Membership>'
    )
  })
  const at = timeText(history.lastChange)
  return done(
    '<FindMembershipResult><Services><Service>' +
      `<Memberships>${memberships.join('')}</Memberships>${serviceInfo}<Changes />` +
      `${elements({ LastChange: at, Deleted: false })}</Service></Services>` +
      `${ownerXml(account, at)}</FindMembershipResult>`,
  )
}

function entriesOf({ server, account }: Call): readonly MemberEntry[] {
  const members = [...account.contacts.values()].flatMap((contact) => {
    const person = server.network.directory.find(contact.address)
    return person === undefined ? [] : [{ contact, person }]
  })
  return roles.flatMap(([role, list]) =>
    members
      .filter(({ contact }) => isOn(contact, list))
      .map(({ contact, person }) => memberEntry(role, contact, person)),
  )
}

const memberEntry = (role: string, contact: Contact, person: Account): MemberEntry => ({
  key: `${role}/${person.id}`,
  label: person.address,
  print: role === 'Pending' ? JSON.stringify([person.friendlyName, contact.inviteMessage]) : '',
  role,
  write: (at) => memberXml(role, contact, person, at),
})

const removedXml = ({ key, label, at }: Removal): string =>
  `<Member xsi:type="PassportMember">${elements({ MembershipId: key, Type: 'Passport', State: 'Accepted' })}` +
  elements({ Deleted: true, LastChanged: timeText(at) }) +
  `<Changes />${elements({ PassportName: label })}</Member>`

const serviceInfo =
  '<Info><Handle><Id>1</Id><Type>Messenger</Type><ForeignId /></Handle><InverseRequired>false</InverseRequired>' +
  '<AuthorizationCriteria>Everyone</AuthorizationCriteria><IsBot>false</IsBot></Info>'

function memberXml(role: string, contact: Contact, person: Account, at: string): string {
  const isPending = role === 'Pending'
  return (
    '<Member xsi:type="PassportMember">' +
    elements({ MembershipId: `${role}/${person.id}`, Type: 'Passport' }) +
    (isPending ? elements({ DisplayName: person.friendlyName }) : '') +
    elements({ State: 'Accepted' }) +
    (isPending && contact.inviteMessage !== '' ? inviteXml(contact.inviteMessage) : '') +
    elements({
      Deleted: false,
      LastChanged: at,
      JoinedDate: at,
      ExpirationDate: '0001-01-01T00:00:00',
    }) +
    '<Changes />' +
    elements({
      PassportName: person.address,
      IsPassportNameHidden: false,
      PassportId: 0,
      CID: contactNumber(person),
    }) +
    '<PassportChanges /><LookedupByCID>false</LookedupByCID></Member>'
  )
}

const inviteXml = (message: string): string =>
  `<Annotations>${annotations({ 'MSN.IM.InviteMessage': message })}</Annotations>`

const ownerXml = (account: Account, at: string): string =>
  '<OwnerNamespace><Info><Handle><Id>00000000-0000-0000-0000-000000000000</Id>' +
  '<IsPassportNameHidden>false</IsPassportNameHidden><CID>0</CID></Handle>' +
  elements({
    CreatorPuid: 0,
    CreatorCID: contactNumber(account),
    CreatorPassportName: account.address,
  }) +
  '<CircleAttributes><IsPresenceEnabled>false</IsPresenceEnabled><Domain>WindowsLive</Domain></CircleAttributes>' +
  '<MessengerApplicationServiceCreated>false</MessengerApplicationServiceCreated></Info><Changes />' +
  `${elements({ CreateDate: at, LastChange: at })}</OwnerNamespace>`
