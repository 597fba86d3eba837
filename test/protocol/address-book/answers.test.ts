import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readBook } from '../../../main/protocol/address-book/book.ts'
import { readMemberships } from '../../../main/protocol/address-book/memberships.ts'
import { readAnswer } from '../../../main/protocol/address-book/soap.ts'
import { SoapFaultError } from '../../../main/protocol/errors.ts'
import { ProtocolError } from '../../../main/protocol/wire/errors.ts'
import { recordedCall } from '../../support/recorded-calls.ts'

const friends = '11111111-0000-4000-8000-000000000001'
const bobsId = '000000a1-0000-4000-8000-000000001001'
const carolsId = '000000a2-0000-4000-8000-000000001002'

const memberships = (name: string) =>
  readMemberships(readAnswer(recordedCall(name).answer, 'FindMembership').body)
const book = (name: string) => readBook(readAnswer(recordedCall(name).answer, 'ABFindAll').body)
const faultOf = (name: string, method: string): unknown => {
  try {
    return readAnswer(recordedCall(name).answer, method)
  } catch (error) {
    return error
  }
}

const envelope = (body: string): string =>
  `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>${body}</soap:Body></soap:Envelope>`
const membersXml = (...members: readonly string[]): string =>
  envelope(
    `<FindMembershipResponse><FindMembershipResult><Services><Service><Info><Handle><Type>Messenger</Type></Handle></Info>
     <Memberships><Membership><MemberRole>Pending</MemberRole><Members>${members.join('')}</Members></Membership></Memberships>
     </Service></Services></FindMembershipResult></FindMembershipResponse>`,
  )
const bookXml = (...contacts: readonly string[]): string =>
  envelope(
    `<ABFindContactsPagedResponse><ABFindContactsPagedResult><Groups/><Contacts>${contacts.join('')}</Contacts>
     <Ab><lastChange>2026-11-23T03:04:11Z</lastChange></Ab></ABFindContactsPagedResult></ABFindContactsPagedResponse>`,
  )
const paged = (...contacts: readonly string[]) =>
  readBook(readAnswer(bookXml(...contacts), 'ABFindContactsPaged').body)

test('what people write is cut, and never in the middle of a character', () => {
  const long = '😀'.repeat(1500)
  const xml = membersXml(
    `<Member><PassportName>eve@example.com</PassportName><DisplayName>${long}</DisplayName><Annotations><Annotation>
     <Name>MSN.IM.InviteMessage</Name><Value>${long}</Value></Annotation></Annotations></Member>`,
  )
  const [eve] = readMemberships(readAnswer(xml, 'FindMembership').body).members
  const { groups, contacts } = readBook(
    readAnswer(
      bookXml(
        `<Contact><contactId>1</contactId><contactInfo><passportName>eve@example.com</passportName>
         <displayName>${long}</displayName></contactInfo></Contact>`,
      ).replace(
        '<Groups/>',
        `<Groups><Group><groupId>g</groupId><groupInfo><name>${long}</name></groupInfo></Group></Groups>`,
      ),
      'ABFindContactsPaged',
    ).body,
  )
  for (const text of [eve!.name, eve!.message, contacts[0]!.name, groups[0]!.name]) {
    expect(text).toBe('😀'.repeat(1000))
  }
})

describe('the memberships', () => {
  test('are read as a real server writes them', () => {
    const { members, lastChange } = memberships('find memberships')
    expect(lastChange).toBe('2026-11-23T03:04:11Z')
    expect(members.map(({ role, address }) => `${role} ${address}`)).toEqual([
      'Allow bob@example.com',
      'Allow carol@example.com',
      'Reverse bob@example.com',
      'Reverse carol@example.com',
    ])
    expect(members[0]).toEqual({
      role: 'Allow',
      address: 'bob@example.com',
      network: 1,
      id: `Allow/${bobsId}`,
      name: null,
      message: '',
      deleted: false,
    })
  })

  test('hold whoever waits for an answer, with the message', () => {
    expect(memberships('find memberships with alice waiting').members).toMatchObject([
      { role: 'Pending', address: 'alice@example.com', id: 'Pending/000000a0-0000-4000-8000-000000001000' },
    ])
    const { members } = readMemberships(
      readAnswer(
        membersXml(
          '<Member><PassportName>eve@example.com</PassportName><DisplayName>Eve &amp; Co</DisplayName><Annotations>' +
            '<Annotation><Name>MSN.IM.InviteMessage</Name><Value>it is &lt;me&gt;</Value></Annotation></Annotations></Member>',
          '<Member><Email>fred@example.net</Email><Annotations><Annotation><Name>MSN.IM.BuddyType</Name>' +
            '<Value>02:</Value></Annotation></Annotations><Deleted>true</Deleted></Member>',
          '<Member><Email>gus@example.net</Email></Member>',
          '<Member><PhoneNumber>tel:+15551234</PhoneNumber></Member>',
          '<Member><CircleId>1</CircleId></Member>',
        ),
        'FindMembership',
      ).body,
    )
    expect(members).toEqual([
      expect.objectContaining({
        address: 'eve@example.com',
        network: 1,
        name: 'Eve & Co',
        message: 'it is <me>',
      }),
      expect.objectContaining({ address: 'fred@example.net', network: 2, deleted: true }),
      expect.objectContaining({ address: 'gus@example.net', network: 32, deleted: false }),
    ])
  })
})

describe('the address book', () => {
  test('is read as a real server writes it', () => {
    expect(book('find contacts')).toEqual({
      groups: [{ id: friends, name: 'Friends', deleted: false }],
      contacts: [
        {
          id: bobsId,
          address: 'bob@example.com',
          network: 1,
          name: 'Bob',
          isMessengerUser: true,
          groupIds: [friends],
          deleted: false,
        },
        {
          id: carolsId,
          address: 'carol@example.com',
          network: 1,
          name: 'Carol',
          isMessengerUser: true,
          groupIds: [],
          deleted: false,
        },
      ],
      owner: { name: 'Alice', privacy: {} },
      lastChange: '2026-11-23T03:04:11Z',
    })
    expect(book('find contacts after that').groups.map(({ name }) => name)).toEqual(['Friends', 'Work2'])
  })

  test('is read in the letter case of MSNP18, too', () => {
    const { contacts, lastChange } = paged(
      '<Contact><contactId>1</contactId><contactInfo><passportName>Bob@Example.com</passportName></contactInfo></Contact>',
      '<Contact><contactId>2</contactId><contactInfo><displayName>Fred</displayName><emails><ContactEmail>' +
        '<email>fred@example.net</email><isMessengerEnabled>true</isMessengerEnabled><Capability>32</Capability>' +
        '</ContactEmail></emails></contactInfo></Contact>',
      '<Contact><contactId>3</contactId><contactInfo><displayName>A plumber</displayName></contactInfo></Contact>',
      '<Contact><contactId>4</contactId><fDeleted>true</fDeleted></Contact>',
    )
    expect(lastChange).toBe('2026-11-23T03:04:11Z')
    expect(contacts).toMatchObject([
      { id: '1', address: 'Bob@Example.com', isMessengerUser: false },
      { id: '2', address: 'fred@example.net', network: 32, name: 'Fred', isMessengerUser: true },
      { id: '4', deleted: true },
    ])
  })

  test.each([
    ['1', '1', { whoMaySee: 'everyone', askWhenAdded: true }],
    ['2', '2', { whoMaySee: 'allowed', askWhenAdded: false }],
    ['0', '0', {}],
    ['', 'x', {}],
  ])('says with %s and %s what its owner chose', (seen, asked, privacy) => {
    const annotations = [
      ['MSN.IM.BLP', seen],
      ['MSN.IM.GTC', asked],
    ].map(([name, value]) => `<Annotation><Name>${name}</Name><Value>${value}</Value></Annotation>`)
    const { owner } = paged(
      `<Contact><contactInfo><annotations>${annotations.join('')}</annotations><contactType>Me</contactType>
       <displayName>Al</displayName></contactInfo></Contact>`,
    )
    expect(owner).toEqual({ name: 'Al', privacy })
  })
})

describe('a refusal', () => {
  test.each([
    ['find changes', 'FindMembership', 'FullSyncRequired'],
    ['add nobody', 'ABContactAdd', 'InvalidPassportUser'],
    ['add what is no address', 'ABContactAdd', 'BadEmailArgument'],
    ['add a group twice', 'ABGroupAdd', 'GroupAlreadyExists'],
  ])('of "%s" is told by its word', (name, method, code) => {
    expect(faultOf(name, method)).toEqual(new SoapFaultError(code, method))
  })

  test.each([
    [
      '<Envelope><Fault><faultcode>wsse:FailedAuthentication</faultcode></Fault></Envelope>',
      'FailedAuthentication',
    ],
    [envelope('<soap:Fault><faultcode>a b</faultcode></soap:Fault>'), ''],
    [envelope('<soap:Fault/>'), ''],
  ])('is one in whatever form: %s', (xml, code) => {
    expect(() => readAnswer(xml, 'ABAdd')).toThrow(new SoapFaultError(code, 'ABAdd'))
  })

  test('that is no XML is no answer', () => {
    expect(faultOf('call nothing', 'ABFindAll')).toBeInstanceOf(ProtocolError)
    expect(() => readAnswer('', 'ABFindAll')).toThrow(ProtocolError)
    expect(() => readAnswer(envelope('<ABAddResponse/>'), 'ABFindAll')).toThrow(ProtocolError)
    expect(() => readAnswer(`<!DOCTYPE a [<!ENTITY b "c">]>${envelope('')}`, 'ABFindAll')).toThrow(
      ProtocolError,
    )
  })
})

describe('any answer', () => {
  const names = [
    'Contact',
    'contactInfo',
    'passportName',
    'groupIds',
    'Members',
    'Member',
    'Group',
    'MemberRole',
    'emails',
  ]
  const text = fc.oneof(
    fc.string(),
    fc.constantFrom('bob@example.com', 'true', 'Allow', 'Me', '32:', '&amp;'),
  )
  const { tree } = fc.letrec<{ tree: string }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 6 },
      text.map((value) => value.replace(/[<&]/g, '')),
      fc
        .tuple(fc.constantFrom(...names), fc.array(tie('tree'), { maxLength: 4 }))
        .map(([name, children]) => `<${name}>${children.join('')}</${name}>`),
    ),
  }))

  function read(xml: string): void {
    try {
      readMemberships(readAnswer(xml, 'FindMembership').body)
      readBook(readAnswer(xml, 'ABFindAll').body)
    } catch (error) {
      if (!(error instanceof ProtocolError) && !(error instanceof SoapFaultError)) throw error
    }
  }

  test('is read, or is an error that says so: any characters', () => {
    fc.assert(fc.property(fc.string(), (xml) => read(xml)))
  })

  test('is read, or is an error that says so: any elements', () => {
    fc.assert(
      fc.property(tree, (xml) => {
        const wrapped = xml.replaceAll('Members', 'Memberships')
        read(
          envelope(
            `<FindMembershipResponse><FindMembershipResult>${wrapped}</FindMembershipResult></FindMembershipResponse>`,
          ),
        )
        read(membersXml(xml))
        paged(xml)
      }),
      { numRuns: 300 },
    )
  })

  test('of more than anybody has is refused', () => {
    const contact = '<Contact><contactId>1</contactId></Contact>'
    expect(() => paged(contact.repeat(20_001))).toThrow(ProtocolError)
    const member = '<Member><PassportName>bob@example.com</PassportName></Member>'
    expect(() =>
      readMemberships(readAnswer(membersXml(member.repeat(80_001)), 'FindMembership').body),
    ).toThrow(ProtocolError)
  })
})
