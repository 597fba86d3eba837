import { describe, expect, test } from 'vitest'
import { useLocalNetwork } from './local-network.ts'
import type { Program } from './program.ts'

const { signedIn, newAddress } = useLocalNetwork()

/** Accounts that exist on the network, so that they can be added. */
async function people(count: number): Promise<readonly string[]> {
  const addresses = Array.from({ length: count }, () => newAddress('person'))
  for (const address of addresses) {
    const person = await signedIn(address)
    await person.messenger.signOut(person.accountId)
  }
  return addresses
}

const fileOf = (contacts: readonly object[]): string =>
  JSON.stringify({ format: 'papilio-contacts', version: 1, contacts })

/** Lets the pauses between contacts pass as they come. */
async function imported(alice: Program, text: string) {
  let over = false
  const result = alice.messenger.importContactList(alice.accountId, text).finally(() => (over = true))
  while (!over) {
    alice.clock.advance(250)
    await new Promise((resolve) => setImmediate(resolve))
  }
  return result
}

describe.each(['MSNP12', 'MSNP18'])('importing contacts in %s', (dialect) => {
  const newAlice = () =>
    signedIn(newAddress('alice'), {
      prepareNetwork: (network) => Promise.resolve({ ...network, dialects: [dialect] }),
    })

  test('adds who is missing, with groups, lists and notes, and names who could not be added', async () => {
    const alice = await newAlice()
    const { messenger, accountId } = alice
    const [known, friend, both, bad] = (await people(4)) as [string, string, string, string]
    await messenger.addContact(accountId, known, {})
    await messenger.createGroup(accountId, 'Friends')
    const result = await imported(
      alice,
      fileOf([
        { address: known, lists: ['forward', 'allow'], alias: 'Old friend' },
        { address: friend, groups: ['friends'], note: 'from school', favourite: true, lists: ['forward'] },
        { address: both, groups: ['Friends', 'Work'], lists: ['forward', 'allow'] },
        { address: bad, lists: ['block'] },
        { address: 'nobody@example.com', lists: ['forward'] },
        { address: alice.account.address, lists: ['forward'] },
      ]),
    )
    expect(result).toEqual({
      ok: true,
      value: {
        added: 3,
        alreadyThere: 2,
        refused: [{ address: 'nobody@example.com', reason: 'account-unknown' }],
      },
    })
    const { contacts, groups, contactNotes, contactImport } = alice.account
    const id = (name: string) => groups.find((group) => group.name === name)!.id
    expect(groups.map(({ name }) => name)).toEqual(expect.arrayContaining(['Friends', 'Work']))
    expect(contacts[friend]).toMatchObject({ lists: { forward: true }, groupIds: [id('Friends')] })
    expect([...contacts[both]!.groupIds].sort()).toEqual([id('Friends'), id('Work')].sort())
    expect(contacts[bad]).toMatchObject({ lists: { forward: false, block: true } })
    expect(contactNotes[known]).toMatchObject({ alias: 'Old friend' })
    expect(contactNotes[friend]).toMatchObject({ note: 'from school', favourite: true })
    expect(contactImport).toBeNull()
  })

  test('a second time adds nothing, and what one account writes another reads', async () => {
    const alice = await newAlice()
    const addresses = await people(2)
    await imported(alice, fileOf(addresses.map((address) => ({ address, groups: ['Friends'] }))))
    const { text } = alice.messenger.contactListFile(alice.accountId)
    expect(await imported(alice, text)).toMatchObject({ value: { added: 0, alreadyThere: 2, refused: [] } })
    const zoe = await newAlice()
    expect(await imported(zoe, text)).toMatchObject({ value: { added: 2, alreadyThere: 0, refused: [] } })
    expect(Object.keys(zoe.account.contacts).sort()).toEqual([...addresses].sort())
    expect(zoe.account.groups.map(({ name }) => name)).toContain('Friends')
  })

  test('shows how far it is, and ends when the user wants it to', async () => {
    const alice = await newAlice()
    const addresses = await people(3)
    const stop = alice.store.subscribe((event) => {
      if (event.type !== 'contact-import-changed' || event.progress?.done !== 1) return
      void alice.messenger.cancelContactImport(alice.accountId)
    })
    const result = await imported(alice, fileOf(addresses.map((address) => ({ address }))))
    stop()
    expect(result).toEqual({ ok: true, value: { added: 2, alreadyThere: 0, refused: [] } })
    const progress = alice.events.flatMap((event) =>
      event.type === 'contact-import-changed' ? [event.progress] : [],
    )
    expect(progress).toEqual([{ done: 0, total: 3 }, { done: 1, total: 3 }, null])
  })
})

test('an import of an account that is not signed in, a second one and an unreadable file are refused', async () => {
  const alice = await signedIn(newAddress('alice'))
  const { messenger, accountId } = alice
  expect(await messenger.importContactList(accountId, 'no contacts')).toEqual({
    ok: false,
    reason: 'file-unreadable',
  })
  const first = messenger.importContactList(accountId, fileOf([{ address: 'nobody@example.com' }]))
  expect(await messenger.importContactList(accountId, fileOf([]))).toEqual({
    ok: false,
    reason: 'not-available',
  })
  expect(await first).toMatchObject({ ok: true })
  await messenger.signOut(accountId)
  expect(await messenger.importContactList(accountId, fileOf([]))).toEqual({
    ok: false,
    reason: 'not-signed-in',
  })
})
