import { fetchToken } from '../sso.ts'
import { password, type TestNetwork } from '../test-network.ts'

/** What the service answered. */
export interface Answer {
  readonly status: number
  readonly text: string
}

/** A request around an action's element, as clients of MSNP15 send it. */
export const envelope = (ticket: string, action: string): string =>
  '<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:soapenc="http://schemas.xmlsoap.org/soap/encoding/"><soap:Header><ABApplicationHeader xmlns="http://www.msn.com/webservices/AddressBook"><ApplicationId>CFE80F9D-180F-4399-82AB-413F33A1FA11</ApplicationId><IsMigration>false</IsMigration><PartnerScenario>Initial</PartnerScenario></ABApplicationHeader>' +
  '<ABAuthHeader xmlns="http://www.msn.com/webservices/AddressBook"><ManagedGroupRequest>false</ManagedGroupRequest>' +
  `<TicketToken>${ticket.replaceAll('&', '&amp;')}</TicketToken></ABAuthHeader></soap:Header><soap:Body>${action}</soap:Body></soap:Envelope>`

/** Sends a request as it is. */
export async function post(
  network: TestNetwork,
  body: string | Uint8Array<ArrayBuffer>,
  path = '/abservice/abservice.asmx',
): Promise<Answer> {
  const response = await fetch(`http://127.0.0.1:${network.httpPort}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'text/xml; charset=utf-8' },
    body,
  })
  return { status: response.status, text: await response.text() }
}

/** Somebody with a ticket: carries out actions, each an element with what is in it. */
export type Caller = (action: string) => Promise<Answer>

/** Logs somebody in at RST.srf. */
export async function caller(network: TestNetwork, name: string): Promise<Caller> {
  const { ticket } = await fetchToken(network.httpPort, `${name}@example.com`, password)
  return (action) => post(network, envelope(ticket, action))
}

const xmlns = 'xmlns="http://www.msn.com/webservices/AddressBook"'
const book = '<abId>00000000-0000-0000-0000-000000000000</abId>'

/** C: FindMembership, as recorded. */
export const findMembership = `<FindMembership ${xmlns}><serviceFilter><Types><ServiceType>Messenger</ServiceType><ServiceType>Invitation</ServiceType><ServiceType>SocialNetwork</ServiceType><ServiceType>Space</ServiceType><ServiceType>Profile</ServiceType></Types></serviceFilter><View>Full</View><deltasOnly>false</deltasOnly><lastChange>0001-01-01T00:00:00.0000000-08:00</lastChange></FindMembership>`

/** C: ABFindAll, as recorded. */
export const findAll = `<ABFindAll ${xmlns}>${book}<abView>Full</abView><deltasOnly>false</deltasOnly><lastChange>0001-01-01T00:00:00.0000000-08:00</lastChange></ABFindAll>`

/** C: AddMember or DeleteMember, as recorded; `member`: what names the person. */
export const changeMember = (action: 'AddMember' | 'DeleteMember', role: string, member: string): string =>
  `<${action} ${xmlns}><serviceHandle><Id>0</Id><Type>Messenger</Type><ForeignId></ForeignId></serviceHandle><memberships><Membership><MemberRole>${role}</MemberRole><Members><Member xsi:type="PassportMember" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><Type>Passport</Type><State>Accepted</State>${member}</Member></Members></Membership></memberships></${action}>`

/** How a member is named by address. */
export const passport = (name: string): string => `<PassportName>${name}@example.com</PassportName>`

/** C: ABContactAdd; `info`: what is in contactInfo. */
export const addContact = (info: string): string =>
  `<ABContactAdd ${xmlns}>${book}<contacts><Contact ${xmlns}><contactInfo>${info}</contactInfo></Contact></contacts><options><EnableAllowListManagement>true</EnableAllowListManagement></options></ABContactAdd>`

/** What official clients say of somebody whom they add. */
export const messengerUser = (name: string, more = ''): string =>
  `<contactType>LivePending</contactType><passportName>${name}@example.com</passportName><isMessengerUser>true</isMessengerUser>${more}`

/** C: an action with a contact that is known by its id. */
export const withContact = (action: string, id: string, more = ''): string =>
  `<${action} ${xmlns}>${book}<contacts><Contact><contactId>${id}</contactId>${more}</Contact></contacts></${action}>`

/** C: ABContactUpdate of somebody, or with `Me` of oneself. */
export const updateContact = (who: string, info: string, changed: string): string =>
  `<ABContactUpdate ${xmlns}>${book}<contacts><Contact ${xmlns}>${who === 'Me' ? '' : `<contactId>${who}</contactId>`}<contactInfo>${who === 'Me' ? '<contactType>Me</contactType>' : ''}${info}</contactInfo><propertiesChanged>${changed}</propertiesChanged></Contact></contacts></ABContactUpdate>`

/** C: ABGroupAdd, as recorded. */
export const addGroup = (name: string): string =>
  `<ABGroupAdd ${xmlns}>${book}<groupAddOptions><fRenameOnMsgrConflict>false</fRenameOnMsgrConflict></groupAddOptions><groupInfo><GroupInfo><name>${name}</name><groupType>C8529CE2-6EAD-434d-881F-341E17DB3FF8</groupType><fMessenger>false</fMessenger><annotations><Annotation><Name>MSN.IM.Display</Name><Value>1</Value></Annotation></annotations></GroupInfo></groupInfo></ABGroupAdd>`

/** C: ABGroupUpdate, as recorded. */
export const renameGroup = (id: string, name: string): string =>
  `<ABGroupUpdate ${xmlns}>${book}<groups><Group><groupId>${id}</groupId><groupInfo><name>${name}</name></groupInfo><propertiesChanged>GroupName </propertiesChanged></Group></groups></ABGroupUpdate>`

/** C: ABGroupDelete, as recorded. */
export const deleteGroup = (id: string): string =>
  `<ABGroupDelete ${xmlns}>${book}<groupFilter><groupIds><guid>${id}</guid></groupIds></groupFilter></ABGroupDelete>`

/** C: ABGroupContactAdd or ABGroupContactDelete, as recorded; `contact`: what names the person. */
export const groupContact = (action: string, group: string, contact: string): string =>
  `<${action} ${xmlns}>${book}<groupFilter><groupIds><guid>${group}</guid></groupIds></groupFilter><contacts><Contact>${contact}</Contact></contacts></${action}>`

/** The ids of the members in a role, in their order. */
export function membersIn(answer: Answer, role: string): readonly string[] {
  const membership = new RegExp(`<MemberRole>${role}</MemberRole><Members>(.*?)</Members>`).exec(answer.text)
  if (membership === null) throw new Error(`no ${role} in ${answer.text}`)
  return Array.from(membership[1]!.matchAll(/<PassportName>(.*?)</g), ([, address]) => address!)
}

/** The contact with this id; null when there is none. */
export const contactIn = (answer: Answer, id: string): string | null =>
  new RegExp(`<Contact><contactId>${id}</contactId>.*?</Contact>`).exec(answer.text)?.[0] ?? null

/** What a fault's `errorcode` says, after the HTTP status. */
export const faultOf = ({ status, text }: Answer): string =>
  `${status} ${/<errorcode xmlns="http:\/\/www\.msn\.com\/webservices\/AddressBook">(\w+)</.exec(text)?.[1] ?? text}`
