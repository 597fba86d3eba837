import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fetchToken } from '../sso.ts'
import { fetchTicket, password, startNetwork } from '../test-network.ts'
import {
  addContact,
  caller,
  changeMember,
  envelope,
  faultOf,
  findAll,
  findMembership,
  membersIn,
  messengerUser,
  passport,
  post,
} from './soap.ts'

describe('tickets', () => {
  test('open the address book as long as they are good', async () => {
    const network = await startNetwork({ limits: { tokenLifeMs: 60_000 } })
    const alice = await caller(network, 'alice')
    network.clock.advance(60_000)
    expect((await alice(findAll)).status).toBe(200)
    network.clock.advance(1)
    const late = await alice(findAll)
    expect(faultOf(late)).toBe('500 PassportAuthFail')
    expect(late.text).toContain('<faultcode>soap:Client</faultcode>')
    expect((await (await caller(network, 'alice'))(findAll)).status).toBe(200)
  })

  test('open it with and without what is around them', async () => {
    const network = await startNetwork()
    const { ticket } = await fetchToken(network.httpPort, 'alice@example.com', password)
    const bare = /^t=([0-9a-f]{40})&p=$/.exec(ticket)?.[1] ?? ''
    for (const word of [ticket, bare, `t=${bare}`, ` ${ticket}\n`])
      expect((await post(network, envelope(word, findAll))).status).toBe(200)
  })

  test.each([
    '',
    't=',
    't=&p=',
    't=0000000000000000000000000000000000000000&p=',
    'x'.repeat(5000),
    '__proto__',
  ])('that nobody was given do not: %#', async (word) => {
    const network = await startNetwork()
    const answer = await post(network, envelope(word, addContact(messengerUser('dave'))))
    expect(faultOf(answer)).toBe('500 PassportAuthFail')
    expect(membersIn(await (await caller(network, 'dave'))(findMembership), 'Pending')).toEqual([])
  })

  test('of the log-in page do not: they are for the notification server', async () => {
    const network = await startNetwork()
    const ticket = await fetchTicket(network.httpPort, 'alice@example.com')
    expect(faultOf(await post(network, envelope(ticket, findAll)))).toBe('500 PassportAuthFail')
  })

  test("show nothing but what is their owner's", async () => {
    const network = await startNetwork()
    const { text } = await (await caller(network, 'dave'))(findAll)
    expect(text).not.toContain('bob@example.com')
  })
})

describe('what is asked for', () => {
  test.each([
    '/abservice/abservice.asmx',
    '/abservice/SharingService.asmx',
    '//abservice//abservice.asmx',
    '/ABSERVICE/sharingservice.ASMX?wsdl',
  ])('says the body alone, at %s', async (path) => {
    const network = await startNetwork()
    const { ticket } = await fetchToken(network.httpPort, 'alice@example.com', password)
    for (const [action, answer] of [
      [findAll, '<ABFindAllResult>'],
      [findMembership, '<FindMembershipResult>'],
    ] as const)
      expect((await post(network, envelope(ticket, action), path)).text).toContain(answer)
  })

  test('may have prefixes, comments and white space around it', async () => {
    const network = await startNetwork()
    const { ticket } = await fetchToken(network.httpPort, 'alice@example.com', password)
    const body = `<?xml version="1.0"?>\r\n<!-- hello -->\r\n<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:a="http://www.msn.com/webservices/AddressBook">
      <s:Header>\r\n<a:ABAuthHeader>\r\n<a:TicketToken>\r\n${ticket}\r\n</a:TicketToken></a:ABAuthHeader></s:Header>
      <s:Body>\r\n <a:ABFindAll>\r\n <a:abId>\r\n00000000-0000-0000-0000-000000000000 </a:abId></a:ABFindAll> </s:Body></s:Envelope>\r\n`
    expect((await post(network, body)).text).toContain('<ABFindAllResult>')
  })

  test('at another page is not there', async () => {
    const network = await startNetwork()
    for (const path of ['/abservice', '/abservice/other.asmx', '/x/abservice/abservice.asmx'])
      expect((await post(network, '<a/>', path)).status).toBe(405)
    const got = await fetch(`http://127.0.0.1:${network.httpPort}/abservice/abservice.asmx`)
    expect(got.status).toBe(404)
  })

  test('by ABAdd is there already', async () => {
    const alice = await caller(await startNetwork(), 'alice')
    const { status, text } = await alice(
      '<ABAdd xmlns="http://www.msn.com/webservices/AddressBook"><abInfo><name/><ownerPuid>0</ownerPuid><ownerEmail>alice@example.com</ownerEmail><fDefault>true</fDefault></abInfo></ABAdd>',
    )
    expect(status).toBe(200)
    expect(text).toContain('<ABAddResult>00000000-0000-0000-0000-000000000000</ABAddResult>')
  })

  test.each([
    [
      'changes since the beginning of time',
      findAll.replace('<deltasOnly>false', '<deltasOnly>true'),
      '200 FullSyncRequired',
    ],
    [
      'members who changed since then',
      findMembership.replace('<deltasOnly>false', '<deltasOnly>true'),
      '200 FullSyncRequired',
    ],
    [
      'pages that changed since no moment at all',
      '<ABFindContactsPaged><filterOptions><DeltasOnly>true</DeltasOnly></filterOptions></ABFindContactsPaged>',
      '200 FullSyncRequired',
    ],
    ['another address book', findAll.replace('<abId>00000000', '<abId>10000000'), '500 ABDoesNotExist'],
    [
      'the address book of a circle',
      '<ABFindContactsPaged><abHandle><ABId>00000000-0000-0000-0009-000000000001</ABId></abHandle></ABFindContactsPaged>',
      '500 ABDoesNotExist',
    ],
    ['dynamic items', '<UpdateDynamicItem><x/></UpdateDynamicItem>', '500 OperationNotSupported'],
    ['circles', '<CreateCircle/>', '500 OperationNotSupported'],
    ['what every object has', '<constructor/>', '500 InvalidArgument'],
    ['nothing', '', '500 InvalidArgument'],
    ['no contact', '<ABContactAdd><contacts></contacts></ABContactAdd>', '500 InvalidArgument'],
    ['no member', '<AddMember/>', '500 InvalidArgument'],
    ['no group', '<ABGroupDelete/>', '500 InvalidArgument'],
    [
      'too many at once',
      `<ABContactDelete><contacts>${'<Contact><contactId>x</contactId></Contact>'.repeat(501)}</contacts></ABContactDelete>`,
      '500 BadArgumentLength',
    ],
  ])('may be refused: %s', async (_, action, refusal) => {
    const alice = await caller(await startNetwork(), 'alice')
    expect(faultOf(await alice(action))).toBe(refusal)
  })

  test('may be several parts: those in front of a wrong one are done, and told', async () => {
    const network = await startNetwork()
    const [alice, dave] = [await caller(network, 'alice'), await network.online('dave', 'MSNP12')]
    const contact = (name: string): string =>
      `<Contact><contactInfo>${messengerUser(name)}</contactInfo></Contact>`
    const action = `<ABContactAdd><contacts>${contact('dave')}${contact('nobody')}</contacts></ABContactAdd>`
    expect(faultOf(await alice(action))).toBe('500 InvalidPassportUser')
    await dave.expect('ADC 0 RL N=alice@example.com F=Alice')
  })
})

describe('a web page', () => {
  test.each<Record<string, string>>([{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }])(
    'that sends %o changes nothing, even with a ticket',
    async (headers) => {
      const network = await startNetwork()
      const { ticket } = await fetchToken(network.httpPort, 'alice@example.com', password)
      const response = await fetch(`http://127.0.0.1:${network.httpPort}/abservice/abservice.asmx`, {
        method: 'POST',
        headers,
        body: envelope(ticket, changeMember('AddMember', 'Block', passport('bob'))),
      })
      expect(response.status).toBe(403)
      const alice = await caller(network, 'alice')
      expect(membersIn(await alice(findMembership), 'Block')).toEqual([])
    },
  )
})

describe('hostile bodies', () => {
  test.each([
    ['no XML', 'hello'],
    ['nothing', ''],
    ['an end without a beginning', '</a>'],
    ['a document type', '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'],
    ['CDATA', '<a><![CDATA[x]]></a>'],
    ['two roots', '<a/><b/>'],
    ['ten thousand levels', `${'<a>'.repeat(10_000)}${'</a>'.repeat(10_000)}`],
    ['forty levels', `${'<a>'.repeat(40)}${'</a>'.repeat(40)}`],
    ['a prototype', '<__proto__><a/></__proto__>'],
    ['no body', '<Envelope><Header/></Envelope>'],
    ['text in the body', '<Envelope><Body>x</Body></Envelope>'],
  ])('are refused: %s', async (_, body) => {
    const network = await startNetwork()
    expect(faultOf(await post(network, body))).toBe('500 InvalidArgument')
    expect((await (await caller(network, 'alice'))(findAll)).status).toBe(200)
  })

  test('are not read to the end when they are too long', async () => {
    const network = await startNetwork()
    const answer = await post(network, `<a>${'x'.repeat(256 * 1024)}</a>`)
    expect(answer).toEqual({ status: 413, text: 'The request is too large.\n' })
  })

  test('whatever they are, something well-formed or nothing comes, and the network goes on', async () => {
    const network = await startNetwork()
    const { ticket } = await fetchToken(network.httpPort, 'alice@example.com', password)
    const names = fc.constantFrom(
      ...['ABContactAdd', 'ABContactUpdate', 'AddMember', 'ABGroupContactAdd', 'contacts', 'Contact'],
      ...['contactInfo', 'passportName', 'memberships', 'Membership', 'Members', 'Member', 'contactId'],
      ...[
        'annotations',
        'Annotation',
        'propertiesChanged',
        'groupFilter',
        'groupIds',
        'guid',
        'isMessengerUser',
      ],
    )
    const { tree } = fc.letrec<{ tree: string }>((tie) => ({
      tree: fc.oneof(
        { depthSize: 'small' },
        fc.constantFrom('', 'true', 'bob@example.com', 'Me', '&#x0;', '&amp;', '<a/>', bobId),
        fc
          .tuple(names, fc.array(tie('tree'), { maxLength: 3 }))
          .map(([name, parts]) => `<${name}>${parts.join('')}</${name}>`),
      ),
    }))
    await fc.assert(
      fc.asyncProperty(fc.oneof(tree, fc.string()), async (action) => {
        const { status, text } = await post(network, envelope(ticket, action))
        expect([200, 500]).toContain(status)
        expect(text).toMatch(/^<\?xml .*<\/soap:Envelope>$/s)
      }),
      { numRuns: 200 },
    )
    expect((await post(network, envelope(ticket, findAll))).status).toBe(200)
  })
})

const bobId = '000000a1-0000-4000-8000-000000001001'
