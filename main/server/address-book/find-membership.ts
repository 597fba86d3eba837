import { contactNumber, isOn, type Account, type Contact } from '../directory/account.ts'
import { annotations, elements, timeText } from './envelope.ts'
import { done, type Call, type Outcome } from './outcome.ts'

/** The roles in the order of the answer; official clients expect all four, members or not. */
const roles = [
  ['Allow', 'allow'],
  ['Block', 'block'],
  ['Reverse', 'reverse'],
  ['Pending', 'pending'],
] as const

/** C: FindMembership; S: who may see the account, who has it as a contact, and who waits for an answer. Always everything. */
export function findMembership({ server, account }: Call): Outcome {
  const { directory } = server.network
  const at = timeText(server.clock.now())
  const members = [...account.contacts.values()].flatMap((contact) => {
    const person = directory.find(contact.address)
    return person === undefined ? [] : [{ contact, person }]
  })
  const memberships = roles.map(([role, list]) => {
    const those = members.filter(({ contact }) => isOn(contact, list))
    const xml = those.map(({ contact, person }) => memberXml(role, contact, person, at)).join('')
    return (
      `<Membership><MemberRole>${role}</MemberRole><Members>${xml}</Members>` +
      '<MembershipIsComplete>true</MembershipIsComplete></Membership>'
    )
  })
  return done(
    '<FindMembershipResult><Services><Service>' +
      `<Memberships>${memberships.join('')}</Memberships>${serviceInfo}<Changes />` +
      `${elements({ LastChange: at, Deleted: false })}</Service></Services>` +
      `${ownerXml(account, at)}</FindMembershipResult>`,
  )
}

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
