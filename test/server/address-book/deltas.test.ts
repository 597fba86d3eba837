import { expect, test } from 'vitest'
import { startNetwork } from '../test-network.ts'
import {
  addContact,
  addGroup,
  caller,
  changeMember,
  deleteGroup,
  faultOf,
  findAll,
  findMembership,
  membersIn,
  messengerUser,
  passport,
  updateContact,
  withContact,
  type Answer,
} from './soap.ts'

const bobId = '000000a1-0000-4000-8000-000000001001'
const daveId = '000000a3-0000-4000-8000-000000001003'
const friends = '11111111-0000-4000-8000-000000000001'
const start = '2026-11-23T00:00:00Z'

/** The same request for what changed since a moment. */
const since = (request: string, moment: string): string =>
  request
    .replace('<deltasOnly>false', '<deltasOnly>true')
    .replace('0001-01-01T00:00:00.0000000-08:00', moment)

const changedPages = (moment: string): string =>
  `<ABFindContactsPaged><abView>Full</abView><filterOptions><DeltasOnly>true</DeltasOnly><LastChanged>${moment}</LastChanged></filterOptions></ABFindContactsPaged>`

const contactsIn = ({ text }: Answer): readonly string[] =>
  Array.from(
    text.matchAll(/<Contact><contactId>.*?<passportName>(.*?)<.*?<fDeleted>(.*?)</g),
    ([, address, isDeleted]) => `${address} ${isDeleted === 'true' ? 'gone' : 'there'}`,
  )

const bookChange = ({ text }: Answer): string => /<\/abInfo><lastChange>(.*?)</.exec(text)?.[1] ?? 'never'
const memberChange = ({ text }: Answer): string =>
  /<Changes \/><LastChange>([^<]*)<\/LastChange><Deleted>/.exec(text)?.[1] ?? 'never'

test('who asks for changes hears only of what changed since, and of nothing twice', async () => {
  const network = await startNetwork()
  const alice = await caller(network, 'alice')
  expect(bookChange(await alice(findAll))).toBe(start)
  expect(contactsIn(await alice(since(findAll, start)))).toEqual([])
  network.clock.advance(60_000)
  await alice(addContact(messengerUser('dave')))
  const added = await alice(since(findAll, start))
  expect(contactsIn(added)).toEqual(['dave@example.com there'])
  expect(added.text).toContain('<displayName>Dave</displayName>')
  expect(bookChange(added)).toBe('2026-11-23T00:01:00Z')
  expect(contactsIn(await alice(changedPages(start)))).toEqual(['dave@example.com there'])
  expect(contactsIn(await alice(since(findAll, bookChange(added))))).toEqual([])
})

test('contacts and groups that are gone are told as deleted', async () => {
  const network = await startNetwork()
  const alice = await caller(network, 'alice')
  await alice(findAll)
  await alice(withContact('ABContactDelete', bobId))
  await alice(deleteGroup(friends))
  await alice(addGroup('Family'))
  const { text, ...rest } = await alice(since(findAll, start))
  expect(contactsIn({ text, ...rest })).toEqual(['bob@example.com gone'])
  const moment = '2026-11-23T00:00:00.001Z'
  expect(text).toContain(
    `<Contact><contactId>${bobId}</contactId><contactInfo><contactType>Regular</contactType><passportName>bob@example.com</passportName><isMessengerUser>false</isMessengerUser></contactInfo><propertiesChanged /><fDeleted>true</fDeleted><lastChange>${moment}</lastChange></Contact>`,
  )
  expect(text).toContain(
    `<Group><groupId>${friends}</groupId><groupInfo><name>Friends</name></groupInfo><propertiesChanged /><fDeleted>true</fDeleted><lastChange>${moment}</lastChange></Group></groups>`,
  )
  expect(text).toMatch(/<groups><Group>.*<name>Family<\/name>.*<fDeleted>false<\/fDeleted>/)
  await alice(addContact(messengerUser('bob')))
  expect(contactsIn(await alice(since(findAll, moment)))).toEqual(['bob@example.com there'])
})

test('a contact who takes another name, and oneself, are among the changes', async () => {
  const network = await startNetwork()
  const [alice, bob] = [await caller(network, 'alice'), await caller(network, 'bob')]
  await alice(findAll)
  await bob(updateContact('Me', '<displayName>Robert</displayName>', 'DisplayName'))
  const renamed = await alice(since(findAll, start))
  expect(contactsIn(renamed)).toEqual(['bob@example.com there'])
  expect(renamed.text).toContain('<displayName>Robert</displayName>')
  await alice(updateContact('Me', '<displayName>Alicia</displayName>', 'DisplayName'))
  expect(contactsIn(await alice(since(findAll, bookChange(renamed))))).toEqual(['alice@example.com there'])
})

test('members who came and went are told, each in its role', async () => {
  const network = await startNetwork()
  const [alice, dave] = [await caller(network, 'alice'), await caller(network, 'dave')]
  expect(memberChange(await alice(findMembership))).toBe(start)
  await alice(changeMember('DeleteMember', 'Allow', passport('bob')))
  await alice(changeMember('AddMember', 'Block', passport('bob')))
  await dave(addContact(messengerUser('alice')))
  const changes = await alice(since(findMembership, start))
  expect(['Allow', 'Block', 'Reverse', 'Pending'].map((role) => membersIn(changes, role))).toEqual([
    ['bob@example.com'],
    ['bob@example.com'],
    [],
    ['dave@example.com'],
  ])
  expect(changes.text).toContain(
    `<Member xsi:type="PassportMember"><MembershipId>Allow/${bobId}</MembershipId><Type>Passport</Type><State>Accepted</State><Deleted>true</Deleted><LastChanged>2026-11-23T00:00:00.001Z</LastChanged><Changes /><PassportName>bob@example.com</PassportName></Member></Members>`,
  )
  expect(changes.text).toMatch(new RegExp(`<MembershipId>Pending/${daveId}<.*?<Deleted>false<`))
  expect(memberChange(changes)).toBe('2026-11-23T00:00:00.001Z')
})

test.each([
  ['before anything was asked for', start, false],
  ['since a moment that was never told', '2026-11-22T00:00:00Z', true],
  ['since a moment to come', '2027-01-01T00:00:00Z', true],
  ['since no moment', 'yesterday', true],
])('changes %s are not known', async (_, moment, asksBefore) => {
  const network = await startNetwork()
  const alice = await caller(network, 'alice')
  if (asksBefore) await alice(findAll)
  expect(faultOf(await alice(since(findAll, moment)))).toBe('200 FullSyncRequired')
  expect(faultOf(await alice(since(findMembership, moment)))).toBe('200 FullSyncRequired')
})

test('after a restart everything has to be asked for again', async () => {
  const network = await startNetwork()
  await (
    await caller(network, 'alice')
  )(findAll)
  await network.close()
  const after = await startNetwork({ directoryFile: network.directoryFile })
  const alice = await caller(after, 'alice')
  expect(faultOf(await alice(since(findAll, start)))).toBe('200 FullSyncRequired')
})

test('a network that tells no changes refuses to, and tells everything', async () => {
  const network = await startNetwork({ deltas: false })
  const alice = await caller(network, 'alice')
  expect(contactsIn(await alice(findAll))).toHaveLength(3)
  expect(faultOf(await alice(since(findAll, start)))).toBe('200 FullSyncRequired')
  expect((await alice(since(findMembership, start))).text).toContain('Details: Delta syncs disabled.')
  expect(faultOf(await alice(changedPages(start)))).toBe('200 FullSyncRequired')
})
