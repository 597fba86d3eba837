import { describe, expect, test } from 'vitest'
import { defaultFormat } from '../../app/message.ts'
import { useLocalNetwork } from './local-network.ts'
import type { Program } from './program.ts'

describe.each(['MSNP12', 'MSNP18'])('in %s', (dialect) => {
  const { signedIn, newAddress } = useLocalNetwork(dialect)

  /** Two who are signed in, and the conversation that the first opened with the second. */
  async function pair() {
    const [alices, bobs] = [newAddress('alice'), newAddress('bob')]
    const alice = await signedIn(alices)
    const bob = await signedIn(bobs)
    return { alice, bob, alices, bobs, id: await alice.open(bobs) }
  }

  /** The same, after a line in each direction on one switchboard. */
  async function talking() {
    const both = await pair()
    const { alice, bob, id } = both
    await alice.say(id, 'hi')
    const his = await bob.heard('hi')
    await bob.say(his, 'hello')
    await alice.heard('hello')
    return { ...both, his }
  }

  const count = ({ events }: Program, type: string): number =>
    events.filter((event) => event.type === type).length

  describe('a conversation with one person', () => {
    test('is opened without a word to anybody, once', async () => {
      const { alice, bob, id, bobs } = await pair()
      expect(await alice.open(bobs.toUpperCase())).toBe(id)
      expect(count(alice, 'conversation-opened')).toBe(1)
      expect(alice.conversation(id)).toMatchObject({
        group: false,
        participants: [{ address: bobs }],
        entries: [],
      })
      expect(count(bob, 'conversation-opened')).toBe(0)
    })

    test('carries formatted text both ways, and each line is delivered', async () => {
      const { alice, bob, alices, id } = await pair()
      const format = {
        ...defaultFormat,
        font: 'Comic Sans MS',
        bold: true,
        italic: true,
        underline: true,
        strikethrough: true,
        color: '#ff8000',
      }
      const sent = await alice.messenger.sendMessage(id, 'Hello 🦋\nsecond line', format)
      expect(sent.ok && (await alice.settled(id, sent.value))).toEqual({ state: 'delivered' })
      const his = await bob.until(({ conversations }) =>
        Object.values(conversations).find((one) => one.unread > 0),
      )
      expect(his).toMatchObject({ accountId: bob.accountId, group: false, unread: 1 })
      expect(his.entries).toMatchObject([
        { kind: 'text', mine: false, author: { address: alices }, text: 'Hello 🦋\nsecond line', format },
      ])

      const answer = await bob.messenger.sendMessage(his.id, 'Hi', { ...defaultFormat, color: '#0000ff' })
      expect(answer.ok && (await bob.settled(his.id, answer.value))).toEqual({ state: 'delivered' })
      expect(await alice.heard('Hi')).toBe(id)
      await bob.messenger.markRead(his.id)
      expect(bob.conversation(his.id).unread).toBe(0)
    })

    test('keeps the order of lines that were written before anybody was there', async () => {
      const { alice, bob, id } = await pair()
      const texts = Array.from({ length: 20 }, (_, number) => `line ${number}`)
      for (const text of texts) await alice.say(id, text)
      const his = await bob.heard('line 19')
      expect(bob.conversation(his).entries.map((entry) => entry.kind === 'text' && entry.text)).toEqual(texts)
      expect(alice.log(id)).toEqual(texts.map((text) => `me: ${text}`))
    })

    test('becomes one conversation when both write at the same moment', async () => {
      const { alice, bob, id, alices } = await pair()
      const his = await bob.open(alices)
      await Promise.all([alice.say(id, 'you first'), bob.say(his, 'no, you')])
      await Promise.all([alice.heard('no, you'), bob.heard('you first')])
      await alice.say(id, 'and now?')
      await bob.heard('and now?')
      expect(Object.keys(alice.store.state.conversations)).toEqual([id])
      expect(Object.keys(bob.store.state.conversations)).toEqual([his])
    })

    test('leaves a line for somebody who is offline, who reads it once, with the time when it was written', async () => {
      const { alice, bob, alices, id } = await pair()
      await bob.messenger.signOut(bob.accountId)
      const line = await alice.say(id, 'anybody home?')
      expect(await alice.settled(id, line)).toEqual({ state: 'stored' })
      expect(await alice.messenger.retryMessage(id, line)).toEqual({ ok: false, reason: 'not-available' })

      await bob.signIn()
      const his = await bob.heard('anybody home?')
      const next = await alice.say(id, 'you are back!')
      expect(await alice.settled(id, next)).toEqual({ state: 'delivered' })
      await bob.heard('you are back!')
      expect(bob.log(his)).toEqual([`${alices}: anybody home?`, `${alices}: you are back!`])
      expect(bob.conversation(his).entries[0]).toMatchObject({ offline: true })
    })

    test('while one appears offline calls nobody up to MSNP12, and fails a line for that', async () => {
      const { alice, id } = await pair()
      const hidden = alice.messenger.setPresence(alice.accountId, 'hidden')
      alice.clock.advance(2000)
      await hidden
      const line = await alice.say(id, 'boo')
      const failed = { state: 'failed', reason: 'hidden' }
      expect(await alice.settled(id, line)).toEqual(dialect === 'MSNP12' ? failed : { state: 'delivered' })
    })

    test('calls the other again who closed the conversation, without a word about it', async () => {
      const { alice, bob, id, his } = await talking()
      expect(await bob.messenger.closeConversation(his)).toEqual({ ok: true, value: null })
      expect(bob.store.state.conversations).toEqual({})
      const line = await alice.say(id, 'one more thing')
      expect(await alice.settled(id, line)).toEqual({ state: 'delivered' })
      const again = await bob.heard('one more thing')
      expect(bob.log(again)).toHaveLength(1)
      expect(alice.log(id)).toHaveLength(3)
    })

    test('is left after five silent minutes, and goes on when somebody writes', async () => {
      const { alice, bob, id, his } = await talking()
      await alice.pass(5 * 60_000)
      const line = await bob.say(his, 'still there?')
      expect(await bob.settled(his, line)).toEqual({ state: 'delivered' })
      expect(await alice.heard('still there?')).toBe(id)
    })

    test('closes only after the last line arrived', async () => {
      const { alice, bob, id } = await pair()
      await alice.say(id, 'bye')
      expect(await alice.messenger.closeConversation(id)).toEqual({ ok: true, value: null })
      expect(alice.store.state.conversations).toEqual({})
      await bob.heard('bye')
    })

    test('that nobody knows refuses every call', async () => {
      const { alice } = await pair()
      const refused = { ok: false, reason: 'not-available' }
      const { messenger } = alice
      expect(await messenger.sendMessage('nothing', 'text', defaultFormat)).toEqual(refused)
      expect(await messenger.sendNudge('nothing')).toEqual(refused)
      expect(await messenger.reportTyping('nothing')).toEqual(refused)
      expect(await messenger.closeConversation('nothing')).toEqual(refused)
      expect(await messenger.inviteToConversation('nothing', 'a@example.com')).toEqual(refused)
      expect(alice.faults).toEqual([])
    })

    test('delivers what was just written before one signs out', async () => {
      const { alice, bob, id } = await pair()
      const line = await alice.say(id, 'good night')
      await alice.messenger.signOut(alice.accountId)
      expect(alice.entry(id, line).delivery).toEqual({ state: 'delivered' })
      await bob.heard('good night')
    })

    test('is not disturbed by somebody who is blocked', async () => {
      const { alice, bob, id, alices } = await pair()
      await bob.messenger.blockContact(bob.accountId, alices)
      const line = await alice.say(id, 'listen to me')
      expect((await alice.settled(id, line)).state).toBe('failed')
      expect(bob.store.state.conversations).toEqual({})
    })
  })

  describe('typing', () => {
    const typing = ({ store }: Program, id: string): readonly string[] =>
      store.state.conversations[id]?.typing ?? []

    test('is shown for six seconds after the last notice, and told at most every five', async () => {
      const { alice, bob, alices, id, his } = await talking()
      await alice.messenger.reportTyping(id)
      await bob.until(() => typing(bob, his).includes(alices))
      const shown = count(bob, 'typing-changed')

      alice.clock.advance(4_999)
      await alice.messenger.reportTyping(id)
      await alice.say(id, 'marker')
      await bob.heard('marker')
      expect(count(bob, 'typing-changed')).toBe(shown + 1)
      expect(typing(bob, his)).toEqual([])

      await alice.messenger.reportTyping(id)
      await bob.until(() => typing(bob, his).includes(alices))
      bob.clock.advance(5_999)
      expect(typing(bob, his)).toEqual([alices])
      bob.clock.advance(1)
      expect(typing(bob, his)).toEqual([])
    })

    test('opens a switchboard, but no conversation at the other end', async () => {
      const { alice, bob, id } = await pair()
      await alice.messenger.reportTyping(id)
      const line = await alice.say(id, 'typed')
      await alice.settled(id, line)
      await bob.heard('typed')
      const opened = bob.events.findIndex(({ type }) => type === 'conversation-opened')
      expect(bob.events[opened + 1]).toMatchObject({ type: 'entry-added' })
    })

    test('is shown in a conversation that is open already', async () => {
      const { alice, bob, id, alices } = await pair()
      const his = await bob.open(alices)
      await alice.messenger.reportTyping(id)
      await bob.until(() => typing(bob, his).includes(alices))
    })

    test('ends when the writer goes', async () => {
      const { alice, bob, id, his, alices } = await talking()
      await alice.messenger.reportTyping(id)
      await bob.until(() => typing(bob, his).includes(alices))
      await alice.messenger.closeConversation(id)
      await bob.until(() => typing(bob, his).length === 0)
    })

    test('to somebody who is offline says nothing and fails nothing', async () => {
      const { alice, bob, id } = await pair()
      await bob.messenger.signOut(bob.accountId)
      expect(await alice.messenger.reportTyping(id)).toEqual({ ok: true, value: null })
      await alice.settled(id, await alice.say(id, 'hello?'))
      expect(alice.log(id)).toEqual(['me: hello?'])
    })
  })

  describe('nudges', () => {
    test('arrive and are listed on both sides', async () => {
      const { alice, bob, id, alices } = await pair()
      await alice.messenger.sendNudge(id)
      const his = await bob.until(({ conversations }) => Object.values(conversations)[0])
      await bob.until(() => bob.log(his.id).length > 0)
      expect(bob.log(his.id)).toEqual([`${alices}: (nudge)`])
      expect(alice.log(id)).toEqual(['me: (nudge)'])
    })

    test('may be sent once in ten seconds; a refused one leaves no line', async () => {
      const { alice, id } = await pair()
      expect(await alice.messenger.sendNudge(id)).toEqual({ ok: true, value: null })
      alice.clock.advance(9_999)
      expect(await alice.messenger.sendNudge(id)).toEqual({ ok: false, reason: 'too-fast' })
      expect(alice.log(id)).toEqual(['me: (nudge)'])
      alice.clock.advance(1)
      expect(await alice.messenger.sendNudge(id)).toEqual({ ok: true, value: null })
    })
  })
})
