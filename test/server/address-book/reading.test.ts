import { describe, expect, test } from 'vitest'
import { accountRecord, fourPeople, startNetwork } from '../test-network.ts'
import { caller, contactIn, findAll, findMembership, membersIn } from './soap.ts'

const bobId = '000000a1-0000-4000-8000-000000001001'
const now = '2026-11-23T00:00:00Z'

/** What official clients expect in every contact, as recorded. */
const rest = (isMessengerUser: boolean): string =>
  `<IsNotMobileVisible>false</IsNotMobileVisible><isMobileIMEnabled>false</isMobileIMEnabled><isMessengerUser>${isMessengerUser}</isMessengerUser><isFavorite>false</isFavorite><isSmtp>false</isSmtp><hasSpace>false</hasSpace><spotWatchState>NoDevice</spotWatchState><birthdate>0001-01-01T00:00:00</birthdate><primaryEmailType>ContactEmailPersonal</primaryEmailType><PrimaryLocation>ContactLocationPersonal</PrimaryLocation><PrimaryPhone>ContactPhonePersonal</PrimaryPhone><IsPrivate>false</IsPrivate><Gender>Unspecified</Gender><TimeZone>None</TimeZone></contactInfo><propertiesChanged /><fDeleted>false</fDeleted><lastChange>${now}</lastChange></Contact>`

const groups = `<Group><groupId>11111111-0000-4000-8000-000000000001</groupId><groupInfo><annotations><Annotation><Name>MSN.IM.Display</Name><Value>1</Value></Annotation></annotations><groupType>c8529ce2-6ead-434d-881f-341e17db3ff8</groupType><name>Friends</name><IsNotMobileVisible>false</IsNotMobileVisible><IsPrivate>false</IsPrivate><IsFavorite>false</IsFavorite></groupInfo><propertiesChanged /><fDeleted>false</fDeleted><lastChange>${now}</lastChange></Group>`

const contacts =
  `<Contact><contactId>${bobId}</contactId><contactInfo><contactType>Regular</contactType><quickName>Bob</quickName><passportName>bob@example.com</passportName><IsPassportNameHidden>false</IsPassportNameHidden><displayName>Bob</displayName><puid>0</puid><groupIds><guid>11111111-0000-4000-8000-000000000001</guid></groupIds><CID>168820740</CID>${rest(true)}` +
  `<Contact><contactId>000000a2-0000-4000-8000-000000001002</contactId><contactInfo><contactType>Regular</contactType><quickName>Carol</quickName><passportName>carol@example.com</passportName><IsPassportNameHidden>false</IsPassportNameHidden><displayName>Carol</displayName><puid>0</puid><CID>169869316</CID>${rest(true)}` +
  `<Contact><contactId>000000a0-0000-4000-8000-000000001000</contactId><contactInfo><annotations><Annotation><Name>MSN.IM.MBEA</Name><Value>0</Value></Annotation><Annotation><Name>MSN.IM.GTC</Name><Value>1</Value></Annotation><Annotation><Name>MSN.IM.BLP</Name><Value>1</Value></Annotation></annotations><contactType>Me</contactType><quickName>Alice</quickName><passportName>alice@example.com</passportName><IsPassportNameHidden>false</IsPassportNameHidden><displayName>Alice</displayName><puid>0</puid><CID>167772164</CID>${rest(false)}`

const book = `<abId>00000000-0000-0000-0000-000000000000</abId><abInfo><ownerPuid>0</ownerPuid><OwnerCID>167772164</OwnerCID><ownerEmail>alice@example.com</ownerEmail><fDefault>true</fDefault><joinedNamespace>false</joinedNamespace><IsBot>false</IsBot><IsParentManaged>false</IsParentManaged><SubscribeExternalPartner>false</SubscribeExternalPartner><NotifyExternalPartner>false</NotifyExternalPartner><AddressBookType>Individual</AddressBookType></abInfo><lastChange>${now}</lastChange><DynamicItemLastChanged>0001-01-01T00:00:00</DynamicItemLastChanged><createDate>${now}</createDate><propertiesChanged />`

const member = (role: string, id: string, address: string, cid: number): string =>
  `<Member xsi:type="PassportMember"><MembershipId>${role}/${id}</MembershipId><Type>Passport</Type><State>Accepted</State><Deleted>false</Deleted><LastChanged>${now}</LastChanged><JoinedDate>${now}</JoinedDate><ExpirationDate>0001-01-01T00:00:00</ExpirationDate><Changes /><PassportName>${address}</PassportName><IsPassportNameHidden>false</IsPassportNameHidden><PassportId>0</PassportId><CID>${cid}</CID><PassportChanges /><LookedupByCID>false</LookedupByCID></Member>`

const membership = (role: string, members: string): string =>
  `<Membership><MemberRole>${role}</MemberRole><Members>${members}</Members><MembershipIsComplete>true</MembershipIsComplete></Membership>`

const both = (role: string): string =>
  member(role, bobId, 'bob@example.com', 168820740) +
  member(role, '000000a2-0000-4000-8000-000000001002', 'carol@example.com', 169869316)

/** Everything up to the action's answer: `<key>` and `<session>` differ each time. */
const header = (port: number): RegExp =>
  new RegExp(
    '^<\\?xml version="1\\.0" encoding="utf-8"\\?><soap:Envelope xmlns:soap="http://schemas\\.xmlsoap\\.org/soap/envelope/" xmlns:xsi="http://www\\.w3\\.org/2001/XMLSchema-instance" xmlns:xsd="http://www\\.w3\\.org/2001/XMLSchema">' +
      '<soap:Header><ServiceHeader xmlns="http://www\\.msn\\.com/webservices/AddressBook"><Version>15\\.01\\.1408\\.0000</Version><CacheKey>12r1:[\\w-]{32}</CacheKey><CacheKeyChanged>true</CacheKeyChanged>' +
      `<PreferredHostName>127\\.0\\.0\\.1:${port}</PreferredHostName><SessionId>[0-9a-f-]{36}</SessionId></ServiceHeader></soap:Header><soap:Body>`,
  )

test('FindMembership answers the four roles in their order, with everybody in them', async () => {
  const network = await startNetwork()
  const alice = await caller(network, 'alice')
  const { status, text } = await alice(findMembership)
  expect(status).toBe(200)
  expect(text).toMatch(header(network.httpPort))
  expect(text.replace(header(network.httpPort), '')).toBe(
    '<FindMembershipResponse xmlns="http://www.msn.com/webservices/AddressBook"><FindMembershipResult><Services><Service><Memberships>' +
      membership('Allow', both('Allow')) +
      membership('Block', '') +
      membership('Reverse', both('Reverse')) +
      membership('Pending', '') +
      `</Memberships><Info><Handle><Id>1</Id><Type>Messenger</Type><ForeignId /></Handle><InverseRequired>false</InverseRequired><AuthorizationCriteria>Everyone</AuthorizationCriteria><IsBot>false</IsBot></Info><Changes /><LastChange>${now}</LastChange><Deleted>false</Deleted></Service></Services>` +
      `<OwnerNamespace><Info><Handle><Id>00000000-0000-0000-0000-000000000000</Id><IsPassportNameHidden>false</IsPassportNameHidden><CID>0</CID></Handle><CreatorPuid>0</CreatorPuid><CreatorCID>167772164</CreatorCID><CreatorPassportName>alice@example.com</CreatorPassportName><CircleAttributes><IsPresenceEnabled>false</IsPresenceEnabled><Domain>WindowsLive</Domain></CircleAttributes><MessengerApplicationServiceCreated>false</MessengerApplicationServiceCreated></Info><Changes /><CreateDate>${now}</CreateDate><LastChange>${now}</LastChange></OwnerNamespace>` +
      '</FindMembershipResult></FindMembershipResponse></soap:Body></soap:Envelope>',
  )
})

test('ABFindAll answers groups, contacts and, as the last of them, oneself', async () => {
  const network = await startNetwork()
  const alice = await caller(network, 'alice')
  const { status, text } = await alice(findAll)
  expect(status).toBe(200)
  expect(text.replace(header(network.httpPort), '')).toBe(
    `<ABFindAllResponse xmlns="http://www.msn.com/webservices/AddressBook"><ABFindAllResult><groups>${groups}</groups><contacts>${contacts}</contacts><ab>${book}</ab></ABFindAllResult></ABFindAllResponse></soap:Body></soap:Envelope>`,
  )
})

test('ABFindContactsPaged answers the same with its own names, and a ticket for circles', async () => {
  const network = await startNetwork()
  const alice = await caller(network, 'alice')
  const { status, text } = await alice(
    '<ABFindContactsPaged xmlns="http://www.msn.com/webservices/AddressBook"><abView>MessengerClient8</abView><extendedContent>AB AllGroups CircleResult</extendedContent><filterOptions><ContactFilter><IncludeHiddenContacts>true</IncludeHiddenContacts></ContactFilter><DeltasOnly>false</DeltasOnly><LastChanged>0001-01-01T00:00:00.00-08:00</LastChanged></filterOptions><pageContext><PageSize>1500</PageSize><Direction>Forward</Direction></pageContext></ABFindContactsPaged>',
  )
  expect(status).toBe(200)
  const ticket = /<CircleTicket>(.*?)<\/CircleTicket>/.exec(text)?.[1] ?? ''
  expect(text.replace(header(network.httpPort), '')).toBe(
    `<ABFindContactsPagedResponse xmlns="http://www.msn.com/webservices/AddressBook"><ABFindContactsPagedResult><Groups>${groups}</Groups><Contacts>${contacts}</Contacts><CircleResult><CircleTicket>${ticket}</CircleTicket></CircleResult><Ab>${book}</Ab></ABFindContactsPagedResult></ABFindContactsPagedResponse></soap:Body></soap:Envelope>`,
  )
  expect(ticket).toMatch(
    /^&lt;\?xml version=&quot;1\.0&quot; encoding=&quot;utf-16&quot;\?&gt;&lt;SignedTicket ver=&quot;1&quot; keyVer=&quot;1&quot;&gt;&lt;Data&gt;[\w+/=]+&lt;\/Data&gt;&lt;Sig&gt;&lt;\/Sig&gt;&lt;\/SignedTicket&gt;$/,
  )
})

test('names are escaped, whatever is in them', async () => {
  const carol = { ...accountRecord('Carol', 2, []), friendlyName: '<b>&"\'é€ %' }
  const alice = accountRecord('Alice', 0, [{ address: 'carol@example.com', lists: 3 }])
  const network = await startNetwork({ accounts: [alice, carol] })
  const call = await caller(network, 'alice')
  const contact = contactIn(await call(findAll), '000000a2-0000-4000-8000-000000001002')
  expect(contact).toContain('<displayName>&lt;b&gt;&amp;&quot;&apos;é€ %</displayName>')
})

test('who is only allowed or blocked is no contact', async () => {
  const dave = accountRecord('Dave', 3, [
    { address: 'alice@example.com', lists: 2 },
    { address: 'bob@example.com', lists: 4 },
  ])
  const network = await startNetwork({ accounts: [...fourPeople.slice(0, 3), dave] })
  const call = await caller(network, 'dave')
  expect((await call(findAll)).text.match(/<Contact>/g)).toHaveLength(1)
  const memberships = await call(findMembership)
  expect(membersIn(memberships, 'Allow')).toEqual(['alice@example.com'])
  expect(membersIn(memberships, 'Block')).toEqual(['bob@example.com'])
})

describe('ten thousand contacts', () => {
  const crowd = Array.from({ length: 10_000 }, (_, at) => `person${at}@example.com`)
  const accounts = [
    accountRecord(
      'Dave',
      3,
      crowd.map((address) => ({ address, lists: 11 })),
    ),
    ...crowd.map((address, at) => ({
      ...accountRecord('X', 0, [{ address: 'dave@example.com', lists: 11 }]),
      address,
      id: `00000000-0000-4000-9000-${String(at).padStart(12, '0')}`,
      friendlyName: `Person ${at}`,
    })),
  ]

  test('come whole, and in a short time', async () => {
    const network = await startNetwork({ accounts })
    const dave = await caller(network, 'dave')
    const began = performance.now()
    const all = await dave(findAll)
    const memberships = await dave(findMembership)
    expect(performance.now() - began).toBeLessThan(5_000)
    const names = Array.from(all.text.matchAll(/<quickName>(Person \d+)</g), ([, name]) => name)
    expect(names).toEqual(crowd.map((_, at) => `Person ${at}`))
    expect(membersIn(memberships, 'Allow')).toEqual(crowd)
    expect(membersIn(memberships, 'Reverse')).toEqual(crowd)
  }, 30_000)
})
