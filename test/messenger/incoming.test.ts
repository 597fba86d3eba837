import { beforeEach, describe, expect, test } from 'vitest'
import { defaultFormat } from '../../app/message.ts'
import { entryOf, ownEntryOf } from '../../main/messenger/conversations/incoming.ts'
import type { Program } from './program.ts'
import { sendOverScript, useScriptedNetwork } from './scripted-network.ts'

const bob = 'bob@example.com'
const setting = useScriptedNetwork()
let alice: Program
let id: string

beforeEach(async () => {
  alice = await setting.alice()
  id = await alice.open(bob)
})

const sent = (text: string) => sendOverScript(setting.scripted, alice, id, text)

describe('what cannot be shown', () => {
  const datacast = ['MIME-Version: 1.0', 'Content-Type: text/x-msnmsgr-datacast']
  const invitation = ['MIME-Version: 1.0', 'Content-Type: text/x-msmsgsinvite; charset=UTF-8']

  test.each([
    ['a wink', datacast, 'ID: 2\r\nData: <msnobj Type="8"/>', 'wink'],
    ['a voice clip', datacast, 'ID: 3\r\nData: <msnobj Type="11"/>', 'voice-clip'],
    ['ink', ['MIME-Version: 1.0', 'Content-Type: image/gif'], 'base64:R0lGODlhAQABAAAAACw=', 'ink'],
    [
      'an invitation',
      invitation,
      'Application-Name: Whiteboard\r\nInvitation-Command: INVITE\r\nInvitation-Cookie: 1\r\n',
      'invitation',
    ],
  ])('is named in the log: %s', async (_what, headers, body, what) => {
    const { peer } = await sent('hello')
    peer.message(bob, headers, body)
    await alice.until(() => alice.log(id).length === 2)
    expect(alice.conversation(id).entries.at(-1)).toMatchObject({
      kind: 'notice',
      notice: { kind: 'cannot-show', what, who: { address: bob } },
    })
  })

  test('is nothing when an invitation is only cancelled', async () => {
    const { peer } = await sent('hello')
    peer.message(bob, invitation, 'Invitation-Command: CANCEL\r\nInvitation-Cookie: 1\r\n')
    peer.says(bob, 'never mind')
    await alice.heard('never mind')
    expect(alice.log(id)).toEqual(['me: hello', `${bob}: never mind`])
  })
})

test('a text of somebody else is kept to a length that one may send, with whole characters', () => {
  const author = { address: bob, name: 'Bob' }
  const message = {
    kind: 'text',
    text: 'x🦋'.repeat(50_000),
    format: defaultFormat,
    claimedName: null,
  } as const
  const entry = entryOf(message, author, { id: '1', at: 0 })
  expect(entry).toMatchObject({ kind: 'text', text: `${'x🦋'.repeat(6666)}x` })
})

describe('what the user says at another place', () => {
  const author = { address: 'alice@example.com', name: 'Alice' }
  const head = { id: '1', at: 0 }

  test('is a line of one’s own, and delivered', () => {
    const text = { kind: 'text', text: 'hi', format: defaultFormat, claimedName: null } as const
    expect(ownEntryOf(text, author, head)).toMatchObject({
      kind: 'text',
      mine: true,
      author,
      delivery: { state: 'delivered' },
    })
    expect(ownEntryOf({ kind: 'nudge' }, author, head)).toMatchObject({ kind: 'nudge', mine: true })
  })

  test('is nothing where it cannot be shown', () => {
    expect(ownEntryOf({ kind: 'wink', object: '' }, author, head)).toBeNull()
    expect(ownEntryOf({ kind: 'keep-alive' }, author, head)).toBeNull()
  })
})

const lastOf = (conversation: string): string => alice.conversation(conversation).entries.at(-1)!.id

describe('typing', () => {
  const typing = () => alice.conversation(id).typing

  test('is shown for six seconds after the last of several notices', async () => {
    const { peer } = await sent('hello')
    peer.types(bob)
    await alice.until(() => typing().length === 1)
    alice.clock.advance(5_000)
    peer.types(bob)
    await alice.say(id, 'wait')
    peer.write(`ACK ${(await peer.nextText()).trid}`)
    await alice.until(() => alice.entry(id, lastOf(id)).delivery.state === 'delivered')
    alice.clock.advance(5_999)
    expect(typing()).toEqual([bob])
    alice.clock.advance(1)
    expect(typing()).toEqual([])
  })

  test('ends with the text, with the line after it a new notice counts', async () => {
    const { peer } = await sent('hello')
    peer.types(bob)
    peer.says(bob, 'hi')
    await alice.heard('hi')
    expect(typing()).toEqual([])
    peer.types(bob)
    await alice.until(() => typing().length === 1)
  })

  test('ends when the writer leaves or the connection breaks', async () => {
    const { peer } = await sent('hello')
    peer.types(bob)
    await alice.until(() => typing().length === 1)
    peer.write(`BYE ${bob}`)
    await alice.until(() => typing().length === 0)
    peer.write(`JOI ${bob} Bob 0`)
    peer.types(bob)
    await alice.until(() => typing().length === 1)
    peer.close()
    await alice.until(() => typing().length === 0)
  })
})

describe('hostile rooms', () => {
  test('cannot make a name of any length', async () => {
    const { peer } = await sent('hello')
    const payload = 'MIME-Version: 1.0\r\nContent-Type: text/plain; charset=UTF-8\r\n\r\nhi'
    peer.write(`MSG ${bob} ${'%F0%9F%A6%8B'.repeat(500)} ${payload.length}\r\n${payload}JOI ${bob} Bob 0`)
    await alice.heard('hi')
    const [, entry] = alice.conversation(id).entries
    expect(entry).toMatchObject({ author: { name: '🦋'.repeat(200) } })
  })

  test('cannot fill the conversation with people', async () => {
    const { peer, trid } = await sent('hello')
    peer.write(`ACK ${trid}`)
    peer.write(...Array.from({ length: 300 }, (_, number) => `JOI guest${number}@example.com Guest 0`))
    peer.says(bob, 'so many')
    await alice.heard('so many')
    expect(alice.conversation(id).participants).toHaveLength(100)
  })
})
