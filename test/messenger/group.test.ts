import { describe, expect, test } from 'vitest'
import { useLocalNetwork } from './local-network.ts'

describe.each(['MSNP12', 'MSNP18'])('in %s', (dialect) => {
  const { signedIn, newAddress } = useLocalNetwork(dialect)

  /** Alice, who talks with Bob and called Carol in. */
  async function group() {
    const [alices, bobs, carols] = [newAddress('alice'), newAddress('bob'), newAddress('carol')]
    const [alice, bob, carol] = [await signedIn(alices), await signedIn(bobs), await signedIn(carols)]
    const id = await alice.open(bobs)
    await alice.say(id, 'just us')
    const his = await bob.heard('just us')
    expect(await alice.messenger.inviteToConversation(id, carols)).toEqual({ ok: true, value: null })
    await alice.say(id, 'all together')
    const hers = await carol.heard('all together')
    await bob.heard('all together')
    return { alice, bob, carol, alices, bobs, carols, id, his, hers }
  }

  const addresses = (people: readonly { address: string }[]): string[] =>
    people.map(({ address }) => address).sort()

  describe('a conversation into which a third person is called', () => {
    test('becomes a group in the same windows, and a new one for the newcomer', async () => {
      const { alice, bob, carol, alices, bobs, carols, id, his, hers } = await group()
      expect(alice.conversation(id)).toMatchObject({ group: true })
      expect(addresses(alice.conversation(id).participants)).toEqual([bobs, carols])
      expect(alice.log(id)).toEqual([
        'me: just us',
        `(invited ${carols})`,
        `(joined ${carols})`,
        'me: all together',
      ])
      expect(bob.conversation(his)).toMatchObject({ group: true })
      expect(addresses(bob.conversation(his).participants)).toEqual([alices, carols])
      expect(carol.conversation(hers)).toMatchObject({ group: true })
      expect(addresses(carol.conversation(hers).participants)).toEqual([alices, bobs])
      await carol.say(hers, 'hello everybody')
      expect(await alice.heard('hello everybody')).toBe(id)
      expect(await bob.heard('hello everybody')).toBe(his)
    })

    test('leaves room for a new one with the first person alone', async () => {
      const { alice, bob, carol, bobs, id, his } = await group()
      const alone = await alice.open(bobs)
      expect(alone).not.toBe(id)
      expect(alice.conversation(alone)).toMatchObject({
        group: false,
        entries: [],
        participants: [{ address: bobs }],
      })
      await alice.say(alone, 'between us')
      const his2 = await bob.heard('between us')
      expect(his2).not.toBe(his)
      expect(carol.log(Object.keys(carol.store.state.conversations)[0]!)).not.toContain('between us')
      await bob.say(his2, 'sure')
      expect(await alice.heard('sure')).toBe(alone)
    })

    test('says who left, and stays a group', async () => {
      const { alice, bob, carol, carols, bobs, id, his, hers } = await group()
      await carol.messenger.closeConversation(hers)
      await alice.until(() => alice.log(id).includes(`(left ${carols})`))
      expect(alice.conversation(id)).toMatchObject({ group: true, participants: [{ address: bobs }] })
      await bob.until(() => bob.log(his).includes(`(left ${carols})`))
      await bob.messenger.closeConversation(his)
      await alice.until(() => alice.conversation(id).participants.length === 0)
      const line = await alice.say(id, 'hello?')
      expect(await alice.settled(id, line)).toEqual({ state: 'failed', reason: 'not-delivered' })
      expect(await alice.messenger.inviteToConversation(id, carols)).toEqual({ ok: true, value: null })
      expect(await alice.messenger.retryMessage(id, line)).toEqual({ ok: true, value: null })
      await carol.heard('hello?')
    })

    test('refuses somebody who is there already and says who does not come', async () => {
      const { alice, id, carols } = await group()
      expect(await alice.messenger.inviteToConversation(id, carols)).toEqual({
        ok: false,
        reason: 'already-there',
      })
      const nobody = 'nobody@example.com'
      expect(await alice.messenger.inviteToConversation(id, nobody)).toMatchObject({
        ok: false,
        reason: 'contact-offline',
      })
      expect(alice.log(id).slice(-2)).toEqual([`(invited ${nobody})`, `(did-not-answer ${nobody})`])
    })

    test('shows each person typing on their own', async () => {
      const { alice, bob, carol, bobs, carols, id, his, hers } = await group()
      await bob.messenger.reportTyping(his)
      await alice.until(() => alice.conversation(id).typing.includes(bobs))
      alice.clock.advance(3_000)
      await carol.messenger.reportTyping(hers)
      await alice.until(() => alice.conversation(id).typing.length === 2)
      alice.clock.advance(3_000)
      expect(alice.conversation(id).typing).toEqual([carols])
      await carol.messenger.closeConversation(hers)
      await alice.until(() => alice.conversation(id).typing.length === 0)
    })

    test('is not left for being silent', async () => {
      const { alice, bob, id, his } = await group()
      await alice.pass(20 * 60_000)
      await bob.say(his, 'a long time later')
      expect(await alice.heard('a long time later')).toBe(id)
      expect(bob.log(his).filter((line) => line.startsWith('(left'))).toEqual([])
    })
  })
})
