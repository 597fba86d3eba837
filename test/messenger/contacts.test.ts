import { describe, expect, test } from 'vitest'
import { awaitsAnswer } from '../../app/contact.ts'
import { useLocalNetwork } from './local-network.ts'
import type { Program } from './program.ts'

const { signedIn, newAddress } = useLocalNetwork()

const done = { ok: true, value: null }

describe.each(['MSNP8', 'MSNP12', 'MSNP14', 'MSNP18'])('the contact list in %s', (dialect) => {
  const person = (address: string): Promise<Program> =>
    signedIn(address, { prepareNetwork: (network) => Promise.resolve({ ...network, dialects: [dialect] }) })

  /** Two people who do not know each other. */
  async function two() {
    const [alices, bobs] = [newAddress('alice'), newAddress('bob')]
    const [alice, bob] = [await person(alices), await person(bobs)]
    return {
      alice,
      bob,
      alices,
      bobs,
      ofAlice: () => alice.account.contacts[bobs],
      ofBob: () => bob.account.contacts[alices],
    }
  }

  async function newGroup({ messenger, accountId }: Program, name: string): Promise<string> {
    const result = await messenger.createGroup(accountId, name)
    if (!result.ok) throw new Error(result.reason)
    return result.value
  }

  test('takes somebody on, into a group, who is asked and says yes', async () => {
    const { alice, bob, alices, bobs, ofAlice, ofBob } = await two()
    const groupId = await newGroup(alice, 'Friends')
    const { messenger, accountId } = alice
    expect(await messenger.addContact(accountId, bobs, { groupId, message: 'Hello, Bob' })).toEqual(done)
    expect(ofAlice()).toMatchObject({ lists: { forward: true, allow: true }, groupIds: [groupId] })

    await bob.until(() => ofBob() !== undefined && awaitsAnswer(ofBob()!))
    if (bob.account.features.inviteMessages) expect(ofBob()!.inviteMessage).toBe('Hello, Bob')
    expect(await bob.messenger.allowContact(bob.accountId, alices)).toEqual(done)
    expect(awaitsAnswer(ofBob()!)).toBe(false)
    await alice.until(() => ofAlice()?.presence === 'online')
  })

  test('keeps it as a note when somebody is declined, and forgets that when he is accepted after all', async () => {
    const { alice, bob, alices, bobs, ofBob } = await two()
    await alice.messenger.addContact(alice.accountId, bobs, {})
    await bob.until(() => ofBob() !== undefined && awaitsAnswer(ofBob()!))
    expect(await bob.messenger.declineContact(bob.accountId, alices)).toEqual(done)
    expect(bob.account.contactNotes[alices]).toMatchObject({ declined: true })
    const contact = ofBob()
    expect(contact === undefined || !awaitsAnswer(contact, bob.account.contactNotes[alices])).toBe(true)
    expect(contact?.lists.allow ?? false).toBe(false)
    expect(await bob.messenger.addContact(bob.accountId, alices, {})).toEqual(done)
    expect(bob.account.contactNotes[alices]).toMatchObject({ declined: false })
    expect(ofBob()).toMatchObject({ lists: { forward: true, allow: true } })
  })

  test('blocks and allows, and the other sees it', async () => {
    const { alice, bob, alices, bobs, ofAlice, ofBob } = await two()
    await alice.messenger.addContact(alice.accountId, bobs, {})
    await bob.messenger.addContact(bob.accountId, alices, {})
    await bob.until(() => ofBob()?.presence === 'online')
    expect(await alice.messenger.blockContact(alice.accountId, bobs)).toEqual(done)
    expect(ofAlice()).toMatchObject({ lists: { forward: true, allow: false, block: true } })
    await bob.until(() => ofBob()?.presence === 'offline')
    expect(await alice.messenger.allowContact(alice.accountId, bobs)).toEqual(done)
    await bob.until(() => ofBob()?.presence === 'online')
  })

  test('removes somebody: from the list alone, with a block, or altogether', async () => {
    for (const [options, lists] of [
      [{}, { forward: false, allow: true, block: false }],
      [{ block: true }, { forward: false, allow: false, block: true }],
      [
        { block: true, forget: true },
        { forward: false, allow: false, block: true },
      ],
      [{ forget: true }, null],
    ] as const) {
      const { alice, bobs, ofAlice } = await two()
      await alice.messenger.addContact(alice.accountId, bobs, {})
      expect(await alice.messenger.removeContact(alice.accountId, bobs, options)).toEqual(done)
      if (lists === null) expect(ofAlice()).toBeUndefined()
      else expect(ofAlice()).toMatchObject({ lists })
    }
  })

  test('has groups that are made, renamed, filled, emptied and removed', async () => {
    const { alice, bobs, ofAlice } = await two()
    const { messenger, accountId } = alice
    const names = () => alice.account.groups.map(({ name }) => name)
    const [friends, work] = [await newGroup(alice, 'Friends'), await newGroup(alice, 'Work 100% & <us>')]
    expect(names()).toEqual(expect.arrayContaining(['Friends', 'Work 100% & <us>']))
    await messenger.addContact(accountId, bobs, { groupId: friends })
    expect(await messenger.moveContact(accountId, bobs, friends, work)).toEqual(done)
    expect(ofAlice()!.groupIds).toEqual([work])
    expect(await messenger.moveContact(accountId, bobs, null, friends)).toEqual(done)
    expect([...ofAlice()!.groupIds].sort()).toEqual([friends, work].sort())
    expect(await messenger.renameGroup(accountId, work, 'Büro')).toEqual(done)
    expect(names()).toContain('Büro')
    expect(await messenger.removeGroup(accountId, work)).toEqual(done)
    expect(names()).not.toContain('Büro')
    expect(ofAlice()).toMatchObject({ lists: { forward: true }, groupIds: [friends] })
    expect(await messenger.moveContact(accountId, bobs, friends, null)).toEqual(done)
    expect(ofAlice()).toMatchObject({ lists: { forward: true }, groupIds: [] })
  })

  test('says why something cannot be', async () => {
    const { alice } = await two()
    const { messenger, accountId } = alice
    expect(await messenger.addContact(accountId, 'nobody@example.com', {})).toMatchObject({
      ok: false,
      reason: 'account-unknown',
    })
    await newGroup(alice, 'Friends')
    expect(await messenger.createGroup(accountId, 'Friends')).toMatchObject({ reason: 'group-exists' })
  })

  test('has a privacy that is kept', async () => {
    const { alice, alices } = await two()
    const { messenger, accountId } = alice
    const wanted = { whoMaySee: 'allowed', askWhenAdded: false } as const
    expect(await messenger.setPrivacy(accountId, wanted)).toEqual(done)
    expect(alice.account.privacy).toEqual(wanted)
    await messenger.signOut(accountId)
    expect((await person(alices)).account.privacy).toEqual(wanted)
  })

  test('is the same after the link was lost', async () => {
    const { alice, bobs, ofAlice } = await two()
    const friends = await newGroup(alice, 'Friends')
    await alice.messenger.addContact(alice.accountId, bobs, { groupId: friends })
    const { contacts, groups } = alice.account
    alice.clock.advance(45_000)
    alice.clock.advance(20_000)
    await alice.until(() => alice.account.connection.state === 'reconnecting')
    await alice.messenger.reconnect(alice.accountId)
    await alice.until(() => alice.account.connection.state === 'signed-in')
    expect(alice.account.groups).toEqual(groups)
    expect(Object.keys(alice.account.contacts)).toEqual(Object.keys(contacts))
    expect(ofAlice()).toMatchObject({ lists: { forward: true, allow: true }, groupIds: [friends] })
  })
})
