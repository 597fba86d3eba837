import { describe, expect, test } from 'vitest'
import { startNetwork } from '../test-network.ts'
import {
  addContact,
  addGroup,
  caller,
  changeMember,
  contactIn,
  deleteGroup,
  faultOf,
  findAll,
  findMembership,
  groupContact,
  membersIn,
  messengerUser,
  passport,
  renameGroup,
  type Answer,
} from './soap.ts'

const aliceId = '000000a0-0000-4000-8000-000000001000'
const bobId = '000000a1-0000-4000-8000-000000001001'
const daveId = '000000a3-0000-4000-8000-000000001003'
const friends = '11111111-0000-4000-8000-000000000001'
const unknown = '22222222-0000-4000-8000-000000000002'

const guidOf = ({ text }: Answer): string => /<guid>(.*?)<\/guid>/.exec(text)?.[1] ?? ''
const contactId = (id: string): string => `<contactId>${id}</contactId>`
const groupNames = ({ text }: Answer): readonly string[] =>
  Array.from(text.matchAll(/<name>(.*?)<\/name>/g), ([, name]) => name!)

describe('groups', () => {
  test('come, get other names, and go; their contacts stay', async () => {
    const alice = await caller(await startNetwork(), 'alice')
    const added = await alice(addGroup('Work'))
    const work = guidOf(added)
    expect(added.text).toContain(
      `<ABGroupAddResponse xmlns="http://www.msn.com/webservices/AddressBook"><ABGroupAddResult><guid>${work}</guid></ABGroupAddResult></ABGroupAddResponse>`,
    )
    const joined = await alice(groupContact('ABGroupContactAdd', work, contactId(bobId)))
    expect(joined.text).toContain(
      `<ABGroupContactAddResult><guid>${bobId}</guid></ABGroupContactAddResult></ABGroupContactAddResponse>`,
    )
    await alice(renameGroup(work.toUpperCase(), 'Work &amp; more'))
    const all = await alice(findAll)
    expect(groupNames(all)).toEqual(['Friends', 'Work &amp; more'])
    expect(contactIn(all, bobId)).toContain(
      `<groupIds><guid>${friends}</guid><guid>${work}</guid></groupIds>`,
    )
    await alice(deleteGroup(work))
    const after = await alice(findAll)
    expect(groupNames(after)).toEqual(['Friends'])
    expect(contactIn(after, bobId)).toContain(`<groupIds><guid>${friends}</guid></groupIds>`)
    await alice(groupContact('ABGroupContactDelete', friends, contactId(bobId)))
    expect(contactIn(await alice(findAll), bobId)).not.toContain('groupIds')
  })

  test('take a contact that they have already, as one may ask twice', async () => {
    const alice = await caller(await startNetwork(), 'alice')
    const again = await alice(groupContact('ABGroupContactAdd', friends, contactId(bobId)))
    expect(again.status).toBe(200)
    expect(contactIn(await alice(findAll), bobId)).toContain(`<groupIds><guid>${friends}</guid></groupIds>`)
  })

  test('take somebody by address, who becomes a contact', async () => {
    const network = await startNetwork()
    const [alice, dave] = [await caller(network, 'alice'), await caller(network, 'dave')]
    const info =
      '<contactInfo><passportName>dave@example.com</passportName><isMessengerUser>true</isMessengerUser></contactInfo>'
    expect(guidOf(await alice(groupContact('ABGroupContactAdd', friends, info)))).toBe(daveId)
    expect(contactIn(await alice(findAll), daveId)).toContain(`<guid>${friends}</guid>`)
    expect(membersIn(await dave(findMembership), 'Pending')).toEqual(['alice@example.com'])
  })

  test.each([
    ['a name that is taken', addGroup('Friends'), 'GroupAlreadyExists'],
    ['no name', addGroup(''), 'BadArgumentLength'],
    ['a name that is too long', addGroup('x'.repeat(62)), 'BadArgumentLength'],
    ['another name for none', renameGroup(unknown, 'X'), 'GroupDoesNotExist'],
    ['an empty name', renameGroup(friends, ''), 'BadArgumentLength'],
    ['to delete none', deleteGroup(unknown), 'GroupDoesNotExist'],
    ['to fill none', groupContact('ABGroupContactAdd', unknown, contactId(bobId)), 'GroupDoesNotExist'],
    ['to empty none', groupContact('ABGroupContactDelete', unknown, contactId(bobId)), 'GroupDoesNotExist'],
    [
      'who is no contact',
      groupContact('ABGroupContactAdd', friends, contactId(daveId)),
      'ContactDoesNotExist',
    ],
    [
      'who is not in the group',
      groupContact('ABGroupContactDelete', friends, contactId('000000a2-0000-4000-8000-000000001002')),
      'ContactDoesNotExist',
    ],
  ])('refuse %s', async (_, action, code) => {
    const alice = await caller(await startNetwork(), 'alice')
    const before = await alice(findAll)
    expect(faultOf(await alice(action))).toBe(`500 ${code}`)
    const contacts = /<contacts>.*<\/contacts>/
    expect(contacts.exec((await alice(findAll)).text)?.[0]).toBe(contacts.exec(before.text)?.[0])
  })

  test('say which one has the name, as a real server does', async () => {
    const alice = await caller(await startNetwork(), 'alice')
    expect((await alice(addGroup('Friends'))).text).toContain(
      `<additionalDetails><conflictObjectId>${friends}</conflictObjectId></additionalDetails>`,
    )
  })

  test('are thirty at most', async () => {
    const alice = await caller(await startNetwork(), 'alice')
    for (let at = 2; at <= 30; at += 1) expect((await alice(addGroup(`G${at}`))).status).toBe(200)
    expect(faultOf(await alice(addGroup('One more')))).toBe('500 QuotaLimitReached')
  })
})

describe('members', () => {
  test('are allowed and blocked, and no longer', async () => {
    const alice = await caller(await startNetwork(), 'alice')
    const steps = [
      ['AddMember', 'Block', 'dave', ['bob@example.com', 'carol@example.com'], ['dave@example.com']],
      ['DeleteMember', 'Allow', 'bob', ['carol@example.com'], ['dave@example.com']],
      ['AddMember', 'Block', 'bob', ['carol@example.com'], ['bob@example.com', 'dave@example.com']],
      ['DeleteMember', 'Block', 'dave', ['carol@example.com'], ['bob@example.com']],
      ['AddMember', 'Allow', 'dave', ['carol@example.com', 'dave@example.com'], ['bob@example.com']],
    ] as const
    for (const [action, role, name, allowed, blocked] of steps) {
      const { status, text } = await alice(changeMember(action, role, passport(name)))
      expect(status).toBe(200)
      expect(text).toContain(
        `<${action}Response xmlns="http://www.msn.com/webservices/AddressBook"></${action}Response>`,
      )
      const now = await alice(findMembership)
      expect(membersIn(now, 'Allow').toSorted()).toEqual(allowed)
      expect(membersIn(now, 'Block').toSorted()).toEqual(blocked)
    }
  })

  test('who waits is answered by id, accepted, and added: both have each other then', async () => {
    const network = await startNetwork()
    const [alice, dave] = [await caller(network, 'alice'), await caller(network, 'dave')]
    await alice(addContact(messengerUser('dave')))
    await alice(changeMember('AddMember', 'Allow', passport('dave')))
    const answers = [
      changeMember('DeleteMember', 'Pending', `<MembershipId>Pending/${aliceId}</MembershipId>`),
      changeMember('AddMember', 'Reverse', passport('alice')),
      changeMember('AddMember', 'Allow', passport('alice')),
      addContact(messengerUser('alice')),
    ]
    for (const answer of answers) expect((await dave(answer)).status).toBe(200)
    for (const [call, other] of [
      [alice, 'dave@example.com'],
      [dave, 'alice@example.com'],
    ] as const) {
      const lists = await call(findMembership)
      expect(membersIn(lists, 'Allow')).toContain(other)
      expect(membersIn(lists, 'Reverse')).toContain(other)
      expect(membersIn(lists, 'Pending')).toEqual([])
      expect((await call(findAll)).text).toContain(`<passportName>${other}</passportName>`)
    }
  })

  test.each([
    ['AddMember', 'Allow', passport('bob'), 'MemberAlreadyExists'],
    ['AddMember', 'Allow', passport('nobody'), 'InvalidPassportUser'],
    ['AddMember', 'Allow', passport('alice'), 'InvalidPassportUser'],
    ['AddMember', 'Block', '<PassportName>noatsign</PassportName>', 'BadEmailArgument'],
    ['AddMember', 'Allow', '<Email>eve@yahoo.example</Email>', 'InvalidPassportUser'],
    ['AddMember', 'Reverse', passport('dave'), 'MemberDoesNotExist'],
    ['AddMember', 'Pending', passport('dave'), 'InvalidArgument'],
    ['AddMember', 'Owner', passport('dave'), 'InvalidArgument'],
    ['DeleteMember', 'Allow', passport('dave'), 'MemberDoesNotExist'],
    ['DeleteMember', 'Block', passport('bob'), 'MemberDoesNotExist'],
    ['DeleteMember', 'Pending', passport('bob'), 'MemberDoesNotExist'],
    ['DeleteMember', 'Pending', '<MembershipId>0</MembershipId>', 'MemberDoesNotExist'],
    ['DeleteMember', 'Reverse', passport('bob'), 'InvalidArgument'],
    ['DeleteMember', 'Allow', '', 'MemberDoesNotExist'],
  ] as const)('%s %s %s is refused: %s', async (action, role, member, code) => {
    const alice = await caller(await startNetwork(), 'alice')
    const before = (await alice(findMembership)).text.replace(/<ServiceHeader.*<\/ServiceHeader>/, '')
    expect(faultOf(await alice(changeMember(action, role, member)))).toBe(`500 ${code}`)
    const after = (await alice(findMembership)).text.replace(/<ServiceHeader.*<\/ServiceHeader>/, '')
    expect(after).toBe(before)
  })
})
