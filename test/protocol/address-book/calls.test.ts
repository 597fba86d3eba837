import { describe, expect, test } from 'vitest'
import * as contacts from '../../../main/protocol/address-book/contact-calls.ts'
import {
  addBook,
  findAll,
  findContactsPaged,
  findMembership,
} from '../../../main/protocol/address-book/list-calls.ts'
import { addMember, deleteMember } from '../../../main/protocol/address-book/member-calls.ts'
import { annotation, formatRequest, type SoapCall } from '../../../main/protocol/address-book/soap.ts'
import { element, textElement } from '../../../main/protocol/soap.ts'
import { recordedCall } from '../../support/recorded-calls.ts'

const credentials = { ticket: 't=ticket&p=', cacheKey: '' }
const work = '93aaa336-a18e-4851-b7ba-025fbb8838f0'
const bobsId = '000000a1-0000-4000-8000-000000001001'
const davesId = '000000a3-0000-4000-8000-000000001003'
const alicesId = '000000a0-0000-4000-8000-000000001000'
const alice = { address: 'alice@example.com', network: 1 }
const dave = { address: 'dave@example.com', network: 1 }

/** The recorded client repeated the namespace, and gave other reasons for some calls. */
const plain = (xml: string): string =>
  xml
    .replace(/<Contact xmlns="[^"]*">/g, '<Contact>')
    .replace(/<PartnerScenario>\w+/, '<PartnerScenario>Any')
    .trim()

test.each<[string, SoapCall]>([
  ['find memberships', findMembership('')],
  ['find contacts', findAll('')],
  ['add dave', contacts.addContact(dave, { name: 'alice', message: '' })],
  ['block dave', addMember('Block', dave)],
  ['unblock dave', deleteMember('Block', dave, '')],
  ['add group Work', contacts.addGroup('Work')],
  ['put bob into Work', contacts.addToGroup(work, bobsId)],
  ['rename Work', contacts.renameGroup(work, 'Work2')],
  ['take bob out of Work', contacts.removeFromGroup(work, bobsId)],
  ['delete Work', contacts.deleteGroup(work)],
  ['rename alice', contacts.updateMe(textElement('displayName', 'Alice X'), 'DisplayName')],
  ['delete dave', contacts.deleteContact(davesId)],
  ['nobody waits', deleteMember('Pending', alice, `Pending/${alicesId}`)],
  ['alice has dave', addMember('Reverse', alice)],
  ['allow alice', addMember('Allow', alice)],
])('"%s" is called as a real client does it', (name, call) => {
  expect(plain(formatRequest(call, credentials).body)).toBe(plain(recordedCall(name).request))
})

test('changes are asked for since a moment', () => {
  expect(findMembership('2026-11-23T03:04:11Z')).toMatchObject({
    method: 'FindMembership',
    scenario: 'Timer',
  })
  const since = '<deltasOnly>true</deltasOnly><lastChange>2026-11-23T03:04:11Z</lastChange>'
  expect(findMembership('2026-11-23T03:04:11Z').xml).toContain(since)
  expect(findAll('2026-11-23T03:04:11Z').xml).toContain(since)
})

test('the address book is asked for in pages from MSNP18 on', () => {
  expect(findContactsPaged('').xml).toBe(
    '<abView>Full</abView><extendedContent>AB AllGroups CircleResult</extendedContent><filterOptions>' +
      '<ContactFilter><IncludeHiddenContacts>true</IncludeHiddenContacts></ContactFilter></filterOptions>',
  )
  expect(findContactsPaged('2026-11-23T03:04:11Z').xml).toContain(
    '<DeltasOnly>true</DeltasOnly><LastChanged>2026-11-23T03:04:11Z</LastChanged>',
  )
})

describe('what goes beyond the recordings', () => {
  test('a message goes along when somebody is added', () => {
    expect(contacts.addContact(dave, { name: 'Al & "Co"', message: 'hi <there>' }).xml).toContain(
      '<MessengerMemberInfo><PendingAnnotations><Annotation><Name>MSN.IM.InviteMessage</Name>' +
        '<Value>hi &lt;there&gt;</Value></Annotation></PendingAnnotations>' +
        '<DisplayName>Al &amp; &quot;Co&quot;</DisplayName></MessengerMemberInfo>',
    )
  })

  test('people of another network are known by their mail address', () => {
    const fred = { address: 'fred@example.net', network: 32 }
    expect(addMember('Allow', fred).xml).toContain(
      '<Member xsi:type="EmailMember" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><Type>Email</Type>' +
        '<State>Accepted</State><Email>fred@example.net</Email><Annotations><Annotation>' +
        '<Name>MSN.IM.BuddyType</Name><Value>32:</Value></Annotation></Annotations></Member>',
    )
    const { xml } = contacts.addContact(fred, { name: 'Alice', message: '' })
    expect(xml).toContain('<contactEmailType>Messenger2</contactEmailType><email>fred@example.net</email>')
    expect(xml).not.toContain('passportName')
  })

  test('settings of the account are annotations of its own contact', () => {
    const settings = element('annotations', annotation('MSN.IM.BLP', '2'))
    expect(contacts.updateMe(settings, 'Annotation').xml).toBe(
      '<abId>00000000-0000-0000-0000-000000000000</abId><contacts><Contact><contactInfo><contactType>Me</contactType>' +
        '<annotations><Annotation><Name>MSN.IM.BLP</Name><Value>2</Value></Annotation></annotations></contactInfo>' +
        '<propertiesChanged>Annotation</propertiesChanged></Contact></contacts>',
    )
  })

  test('somebody in the address book becomes a contact, and a book is made', () => {
    expect(contacts.makeMessengerUser(bobsId).xml).toContain(
      `<contactId>${bobsId}</contactId><contactInfo><isMessengerUser>true</isMessengerUser></contactInfo>` +
        '<propertiesChanged>IsMessengerUser</propertiesChanged>',
    )
    expect(addBook('alice@example.com').xml).toBe(
      '<abInfo><name></name><ownerPuid>0</ownerPuid><ownerEmail>alice@example.com</ownerEmail>' +
        '<fDefault>true</fDefault></abInfo>',
    )
  })

  test('ticket and cache key are escaped, and the action is named', () => {
    const request = formatRequest(findAll(''), { ticket: 't=<&>', cacheKey: 'a&b' })
    expect(request.body).toContain('<TicketToken>t=&lt;&amp;&gt;</TicketToken>')
    expect(request.body).toContain('<CacheKey>a&amp;b</CacheKey></ABApplicationHeader>')
    expect(request.action).toBe('http://www.msn.com/webservices/AddressBook/ABFindAll')
    expect(request.service).toBe('contacts')
  })
})
