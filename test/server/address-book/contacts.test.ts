import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { fourPeople, startNetwork } from '../test-network.ts'
import {
  addContact,
  caller,
  changeMember,
  contactIn,
  faultOf,
  findAll,
  findMembership,
  membersIn,
  messengerUser,
  passport,
  updateContact,
  withContact,
} from './soap.ts'

const aliceId = '000000a0-0000-4000-8000-000000001000'
const bobId = '000000a1-0000-4000-8000-000000001001'
const daveId = '000000a3-0000-4000-8000-000000001003'

const invitation = (message: string): string =>
  `<MessengerMemberInfo><PendingAnnotations><Annotation><Name>MSN.IM.InviteMessage</Name><Value>${message}</Value></Annotation></PendingAnnotations><DisplayName>alice</DisplayName></MessengerMemberInfo>`

describe('ABContactAdd', () => {
  test('makes a contact, and asks the other side; it allows nobody', async () => {
    const network = await startNetwork()
    const [alice, dave] = [await caller(network, 'alice'), await caller(network, 'dave')]
    const { status, text } = await alice(addContact(messengerUser('dave')))
    expect(status).toBe(200)
    expect(text).toContain(
      `<soap:Body><ABContactAddResponse xmlns="http://www.msn.com/webservices/AddressBook"><ABContactAddResult><guid>${daveId}</guid></ABContactAddResult></ABContactAddResponse></soap:Body>`,
    )
    expect(contactIn(await alice(findAll), daveId)).toContain('<isMessengerUser>true</isMessengerUser>')
    expect(membersIn(await alice(findMembership), 'Allow')).toEqual(['bob@example.com', 'carol@example.com'])
    const his = await dave(findMembership)
    expect(membersIn(his, 'Pending')).toEqual(['alice@example.com'])
    expect(membersIn(his, 'Reverse')).toEqual([])
    expect(contactIn(await dave(findAll), aliceId)).toBeNull()
    expect(his.text).toContain(
      `<MembershipId>Pending/${aliceId}</MembershipId><Type>Passport</Type><DisplayName>Alice</DisplayName><State>Accepted</State><Deleted>`,
    )
  })

  test('carries a message to who is asked, until they answer, also over a restart', async () => {
    const network = await startNetwork()
    const alice = await caller(network, 'alice')
    await alice(addContact(messengerUser('dave', invitation('Hi &lt;Dave&gt; &amp; Co.'))))
    await network.close()
    const after = await startNetwork({ directoryFile: network.directoryFile })
    const dave = await caller(after, 'dave')
    expect((await dave(findMembership)).text).toContain(
      '<State>Accepted</State><Annotations><Annotation><Name>MSN.IM.InviteMessage</Name><Value>Hi &lt;Dave&gt; &amp; Co.</Value></Annotation></Annotations><Deleted>',
    )
    await dave(changeMember('DeleteMember', 'Pending', passport('alice')))
    const settled = await dave(findMembership)
    expect(membersIn(settled, 'Pending')).toEqual([])
    expect(membersIn(settled, 'Reverse')).toEqual(['alice@example.com'])
    expect(settled.text).not.toContain('Hi ')
    await after.close()
    expect(await readFile(after.directoryFile, 'utf8')).not.toContain('Hi ')
  })

  test('a message is forgotten with the contact', async () => {
    const network = await startNetwork()
    const [alice, dave] = [await caller(network, 'alice'), await caller(network, 'dave')]
    await alice(addContact(messengerUser('dave', invitation('one'))))
    await alice(withContact('ABContactDelete', daveId))
    expect(membersIn(await dave(findMembership), 'Pending')).toEqual([])
    await alice(addContact(messengerUser('dave')))
    const asked = await dave(findMembership)
    expect(membersIn(asked, 'Pending')).toEqual(['alice@example.com'])
    expect(asked.text).not.toContain('InviteMessage')
  })

  test('whoever was allowed before is not asked again', async () => {
    const network = await startNetwork()
    const [alice, dave] = [await caller(network, 'alice'), await caller(network, 'dave')]
    await dave(changeMember('AddMember', 'Allow', passport('alice')))
    await alice(addContact(messengerUser('dave')))
    const his = await dave(findMembership)
    expect(membersIn(his, 'Pending')).toEqual([])
    expect(membersIn(his, 'Reverse')).toEqual(['alice@example.com'])
  })

  test('takes a nickname with it', async () => {
    const network = await startNetwork()
    const alice = await caller(network, 'alice')
    const nickname =
      '<annotations><Annotation><Name>AB.NickName</Name><Value>David</Value></Annotation></annotations>'
    await alice(addContact(messengerUser('dave', nickname)))
    expect(contactIn(await alice(findAll), daveId)).toContain(
      `<contactInfo>${nickname}<contactType>Regular</contactType><quickName>Dave</quickName>`,
    )
  })

  test('keeps a mail address that is no contact, with an id of its own', async () => {
    const network = await startNetwork()
    const alice = await caller(network, 'alice')
    const { text } = await alice(
      addContact(
        '<emails><ContactEmail><contactEmailType>ContactEmailPersonal</contactEmailType><email>Aunt@elsewhere.example</email><isMessengerEnabled>false</isMessengerEnabled></ContactEmail></emails><displayName>My aunt</displayName>',
      ),
    )
    const id = /<guid>([0-9a-f-]{36})<\/guid>/.exec(text)?.[1] ?? ''
    await network.close()
    const after = await startNetwork({ directoryFile: network.directoryFile })
    const again = await caller(after, 'alice')
    const kept = contactIn(await again(findAll), id)
    expect(kept).toContain('<displayName>My aunt</displayName>')
    expect(kept).toContain('<passportName>aunt@elsewhere.example</passportName>')
    expect(kept).toContain('<isMessengerUser>false</isMessengerUser>')
    expect((await again(withContact('ABContactDelete', id))).status).toBe(200)
    expect(contactIn(await again(findAll), id)).toBeNull()
  })

  test.each([
    ['who is a contact already', messengerUser('bob'), '500 ContactAlreadyExists'],
    ['who does not exist', messengerUser('nobody'), '500 InvalidPassportUser'],
    ['oneself', messengerUser('alice'), '500 InvalidPassportUser'],
    ['an address without @', contact('noatsign'), '500 BadEmailArgument'],
    ['an address without a dot', contact('a@nodot'), '500 BadEmailArgument'],
    ['an address that is none', contact('a b@example.com'), '500 BadEmailArgument'],
    ['no address', contact(''), '500 BadEmailArgument'],
    ['an endless message', messengerUser('dave', invitation('x'.repeat(1001))), '500 BadArgumentLength'],
    [
      'somebody of another network',
      '<emails><ContactEmail><contactEmailType>Messenger2</contactEmailType><email>eve@yahoo.example</email><isMessengerEnabled>true</isMessengerEnabled><Capability>32</Capability></ContactEmail></emails>',
      '500 InvalidPassportUser',
    ],
  ])('refuses %s', async (_, info, refusal) => {
    const alice = await caller(await startNetwork(), 'alice')
    const before = (await alice(findAll)).text.match(/<Contact>/g)?.length
    expect(faultOf(await alice(addContact(info)))).toBe(refusal)
    expect((await alice(findAll)).text.match(/<Contact>/g)).toHaveLength(before!)
  })

  test('says what is wrong as a real server does', async () => {
    const alice = await caller(await startNetwork(), 'alice')
    const { text } = await alice(addContact(contact('noatsign')))
    expect(text).toContain(
      '<soap:Body><soap:Fault><faultcode>soap:Client</faultcode><faultstring>Malformed email Argument Email missing \'@\' character</faultstring><faultactor>http://www.msn.com/webservices/AddressBook/ABContactAdd</faultactor><detail><errorcode xmlns="http://www.msn.com/webservices/AddressBook">BadEmailArgument</errorcode>'.replaceAll(
        "'",
        '&apos;',
      ),
    )
    const taken = await alice(addContact(messengerUser('bob')))
    expect(taken.text).toContain(
      `<additionalDetails><conflictObjectId>${bobId}</conflictObjectId></additionalDetails>`,
    )
  })
})

function contact(address: string): string {
  return `<passportName>${address}</passportName><isMessengerUser>true</isMessengerUser>`
}

describe('ABContactDelete', () => {
  test('ends being a contact on both sides, and keeps who may see whom', async () => {
    const network = await startNetwork()
    const [alice, bob] = [await caller(network, 'alice'), await caller(network, 'bob')]
    const { status, text } = await alice(withContact('ABContactDelete', bobId))
    expect(status).toBe(200)
    expect(text).toContain(
      '<ABContactDeleteResponse xmlns="http://www.msn.com/webservices/AddressBook"></ABContactDeleteResponse>',
    )
    expect(contactIn(await alice(findAll), bobId)).toBeNull()
    expect(membersIn(await alice(findMembership), 'Allow')).toContain('bob@example.com')
    expect(membersIn(await alice(findMembership), 'Reverse')).toContain('bob@example.com')
    expect(membersIn(await bob(findMembership), 'Reverse')).toEqual(['carol@example.com'])
    expect(contactIn(await bob(findAll), aliceId)).not.toBeNull()
  })

  test.each([
    ['who is no contact', daveId],
    ['oneself', aliceId],
    ['nobody', ''],
    ['an id that is none', '__proto__'],
  ])('refuses %s', async (_, id) => {
    const alice = await caller(await startNetwork(), 'alice')
    expect(faultOf(await alice(withContact('ABContactDelete', id)))).toBe('500 ContactDoesNotExist')
  })
})

describe('ABContactUpdate', () => {
  const annotation = (name: string, value: string): string =>
    `<annotations><Annotation><Name>${name}</Name><Value>${value}</Value></Annotation></annotations>`

  test('of oneself gives a new name, which contacts see', async () => {
    const network = await startNetwork()
    const [alice, bob] = [await caller(network, 'alice'), await caller(network, 'bob')]
    const { status } = await alice(
      updateContact('Me', '<displayName>Alice &amp; X</displayName>', 'DisplayName'),
    )
    expect(status).toBe(200)
    expect(contactIn(await bob(findAll), aliceId)).toContain('<displayName>Alice &amp; X</displayName>')
    expect(contactIn(await alice(findAll), aliceId)).toContain('<quickName>Alice &amp; X</quickName>')
  })

  test.each([
    ['MSN.IM.BLP', '2', 'BLP', 'BL'],
    ['MSN.IM.GTC', '2', 'GTC', 'N'],
  ])(
    'of oneself sets %s, which SYN says as well, and the command sets it back',
    async (name, value, verb, word) => {
      const network = await startNetwork()
      const alice = await caller(network, 'alice')
      expect(contactIn(await alice(findAll), aliceId)).toContain(`<Name>${name}</Name><Value>1</Value>`)
      await alice(updateContact('Me', annotation(name, value), 'Annotation'))
      expect(contactIn(await alice(findAll), aliceId)).toContain(
        `<Name>${name}</Name><Value>${value}</Value>`,
      )
      const client = await network.signIn('alice', 'MSNP12')
      client.send('SYN 5 0 0')
      await client.expect('SYN 5 2000-01-01T00:00:00.0-00:00 2000-01-01T00:00:00.0-00:00 2 1')
      expect([await client.line(), await client.line()]).toContain(`${verb} ${word}`)
      await client.expect('PRP MFN Alice', 'LSG Friends 11111111-0000-4000-8000-000000000001')
      const back = verb === 'BLP' ? 'AL' : 'A'
      client.send(`${verb} 6 ${back}`)
      expect(await client.line()).toMatch(/^LST N=bob@example\.com /)
      expect(await client.line()).toMatch(/^LST N=carol@example\.com /)
      await client.expect(`${verb} 6 ${back}`)
      expect(contactIn(await alice(findAll), aliceId)).toContain(`<Name>${name}</Name><Value>1</Value>`)
    },
  )

  test('leaves aside what propertiesChanged does not name, and annotations that nobody knows', async () => {
    const alice = await caller(await startNetwork(), 'alice')
    const before = contactIn(await alice(findAll), aliceId)
    const changes = [
      updateContact('Me', '<displayName>Other</displayName>', 'Annotation'),
      updateContact('Me', annotation('MSN.IM.BLP', '0'), 'DisplayNames'),
      updateContact('Me', annotation('MSN.IM.RoamLiveProperties', '1'), 'Annotation'),
      updateContact(bobId, '<displayName>Robert</displayName>', 'DisplayName'),
    ]
    for (const change of changes) expect((await alice(change)).status).toBe(200)
    expect(contactIn(await alice(findAll), aliceId)).toBe(before)
    expect(contactIn(await alice(findAll), bobId)).toContain('<displayName>Bob</displayName>')
  })

  test('of a contact sets its nickname and takes it back; dialects with SYN show it as the name', async () => {
    const network = await startNetwork()
    const alice = await caller(network, 'alice')
    await alice(updateContact(bobId, annotation('AB.NickName', 'Bobby'), 'Annotation '))
    expect(contactIn(await alice(findAll), bobId)).toContain(
      '<contactInfo><annotations><Annotation><Name>AB.NickName</Name><Value>Bobby</Value></Annotation></annotations><contactType>Regular</contactType><quickName>Bob</quickName>',
    )
    const client = await network.signIn('alice', 'MSNP8')
    client.send('SYN 5 0')
    for (;;) if (/^LST bob@example\.com Bobby 11 1$/.test(await client.line())) break
    await alice(updateContact(bobId, annotation('AB.NickName', ''), 'Annotation'))
    expect(contactIn(await alice(findAll), bobId)).not.toContain('NickName')
  })

  test('may keep a contact in the address book alone, and make it one again', async () => {
    const network = await startNetwork()
    const [alice, bob] = [await caller(network, 'alice'), await caller(network, 'bob')]
    const isUser = (is: boolean): string =>
      updateContact(bobId, `<isMessengerUser>${is}</isMessengerUser>`, 'IsMessengerUser')
    await alice(isUser(false))
    expect(contactIn(await alice(findAll), bobId)).toContain('<isMessengerUser>false</isMessengerUser>')
    expect(membersIn(await bob(findMembership), 'Reverse')).toEqual(['carol@example.com'])
    expect((await alice(isUser(false))).status).toBe(200)
    await alice(isUser(true))
    const all = await alice(findAll)
    expect(contactIn(all, bobId)).toContain('<isMessengerUser>true</isMessengerUser>')
    expect(all.text.match(/<Contact>/g)).toHaveLength(3)
    expect(membersIn(await bob(findMembership), 'Reverse').toSorted()).toEqual([
      'alice@example.com',
      'carol@example.com',
    ])
  })

  test.each([
    ['a name without a letter', 'Me', '<displayName></displayName>', 'DisplayName', 'BadArgumentLength'],
    [
      'a name that is too long',
      'Me',
      `<displayName>${'x'.repeat(388)}</displayName>`,
      'DisplayName',
      'BadArgumentLength',
    ],
    [
      'a nickname that is too long',
      bobId,
      annotation('AB.NickName', 'ä'.repeat(65)),
      'Annotation',
      'BadArgumentLength',
    ],
    ['who is no contact', daveId, '', 'IsMessengerUser', 'ContactDoesNotExist'],
  ])('refuses %s', async (_, who, info, changed, code) => {
    const alice = await caller(await startNetwork(), 'alice')
    expect(faultOf(await alice(updateContact(who, info, changed)))).toBe(`500 ${code}`)
  })
})

test('a full address book takes nobody more', async () => {
  const crowd = Array.from({ length: 20_000 }, (_, at) => ({
    id: `00000000-0000-4000-9000-${String(at).padStart(12, '0')}`,
    address: `person${at}@example.com`,
    name: 'X',
  }))
  const [alice, ...others] = fourPeople as Record<string, unknown>[]
  const network = await startNetwork({
    accounts: [{ ...alice, contacts: [], acquaintances: crowd }, ...others],
  })
  const call = await caller(network, 'alice')
  expect(faultOf(await call(addContact(messengerUser('dave'))))).toBe('500 QuotaLimitReached')
  expect(faultOf(await call(addContact('<displayName>Y</displayName>')))).toBe('500 QuotaLimitReached')
  await call(withContact('ABContactDelete', '00000000-0000-4000-9000-000000000007'))
  expect((await call(addContact(messengerUser('dave')))).status).toBe(200)
})
