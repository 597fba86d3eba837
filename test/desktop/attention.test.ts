import { describe, expect, it } from 'vitest'
import { noLists, noNote } from '../../app/contact.ts'
import { defaultSettings, type Settings } from '../../app/settings.ts'
import { Attention } from '../../main/desktop/attention.ts'
import { english } from '../../main/desktop/strings.ts'
import { addressOf, conversationOf, type WindowName } from '../../main/desktop/window-name.ts'
import * as people from './people.ts'
import { alice, contactChanged, play, said, signedIn, text, withBob } from './people.ts'

function desktop() {
  const done: string[] = []
  const world = { now: 0, focused: '' }
  const attention = new Attention({
    strings: english,
    isFocused: (window: WindowName) => addressOf(window) === world.focused,
    flash: ({ kind }) => done.push(`flash ${kind}`),
    toast: ({ title, body, window }) => done.push(`toast ${window.kind} ${title}: ${body}`),
    playSound: (sound) => done.push(`sound ${sound}`),
    showUnread: (count) => done.push(`unread ${count}`),
    now: () => world.now,
  })
  return { done, world, happens: play((...args) => attention.handle(...args)) }
}

const settings = (change: Partial<Settings>) =>
  ({ type: 'settings-changed', settings: { ...defaultSettings, ...change } }) as const
const friend = { ...noLists, forward: true, allow: true, reverse: true }

describe('attention', () => {
  it('is drawn to a line in a window that nobody looks at', () => {
    const { done, happens } = desktop()
    happens(people.opened, signedIn, people.conversationOpened, said(text('hello')))
    expect(done).toEqual(['flash conversation', 'toast conversation Bob: hello', 'sound message', 'unread 1'])
  })

  it('is not drawn to the window that has the focus, but a nudge sounds there too', () => {
    const { done, world, happens } = desktop()
    world.focused = addressOf(conversationOf(withBob))
    happens(people.opened, signedIn, people.conversationOpened, said(text('hello')), said(people.nudge))
    expect(done).toEqual(['unread 1', 'sound nudge', 'unread 2'])
  })

  it('is not drawn to one’s own lines and to notices', () => {
    const { done, happens } = desktop()
    happens(people.opened, signedIn, people.conversationOpened, said(people.own), said(people.joined))
    expect(done).toEqual([])
  })

  it('of somebody who is busy is drawn by the flashing window alone', () => {
    const { done, happens } = desktop()
    happens(people.opened, signedIn, { type: 'me-changed', accountId: alice, change: { presence: 'busy' } })
    happens(people.conversationOpened, said(people.nudge))
    expect(done).toEqual(['flash conversation', 'unread 1'])
  })

  it.each([
    [{ toasts: false }, ['flash conversation', 'sound message', 'unread 1']],
    [{ sounds: false }, ['flash conversation', 'toast conversation Bob: hello', 'unread 1']],
  ])('follows the settings %j', (change, expected) => {
    const { done, happens } = desktop()
    happens(settings(change), people.opened, signedIn, people.conversationOpened, said(text('hello')))
    expect(done).toEqual(expected)
  })

  it('counts what is unread down again', () => {
    const { done, happens } = desktop()
    happens(people.opened, people.conversationOpened, said(text('hello')))
    happens({ type: 'conversation-read', conversationId: withBob })
    expect(done.at(-1)).toBe('unread 0')
  })

  it('is drawn to a contact who comes online, but not to those who are there when one signs in', () => {
    const { done, world, happens } = desktop()
    happens(people.opened, signedIn, people.contactList({ lists: friend }))
    world.now = 4999
    happens(contactChanged({ presence: 'online' }), contactChanged({ presence: 'offline' }))
    expect(done).toEqual([])
    world.now = 5000
    happens(contactChanged({ presence: 'away' }), contactChanged({ presence: 'online' }))
    expect(done).toEqual(['toast contact-list Bob: has just signed in', 'sound contact-online'])
  })

  it('is not drawn to contacts who are back after a reconnection', () => {
    const { done, world, happens } = desktop()
    happens(people.opened, signedIn, people.contactList({ lists: friend }))
    world.now = 60_000
    happens(
      people.reconnecting,
      contactChanged({ presence: 'offline' }),
      contactChanged({ presence: 'online' }),
    )
    happens(contactChanged({ presence: 'offline' }), signedIn)
    world.now = 64_999
    happens(contactChanged({ presence: 'online' }))
    expect(done).toEqual([])
    world.now = 65_000
    happens(contactChanged({ presence: 'offline' }), contactChanged({ presence: 'online' }))
    expect(done).toEqual(['toast contact-list Bob: has just signed in', 'sound contact-online'])
  })

  it('is drawn to three of many who come online at once, and to the next when it is quiet again', () => {
    const { done, world, happens } = desktop()
    happens(people.opened, signedIn, people.contactList({ lists: friend }))
    world.now = 30_000
    const comes = [contactChanged({ presence: 'offline' }), contactChanged({ presence: 'online' })]
    for (let each = 0; each < 50; each += 1) happens(...comes)
    expect(done.filter((each) => each.startsWith('toast'))).toHaveLength(3)
    world.now = 40_000
    happens(...comes)
    expect(done.filter((each) => each.startsWith('toast'))).toHaveLength(4)
  })

  it('names people as the user does', () => {
    const { done, world, happens } = desktop()
    const notes = { [people.bob.address]: { ...noNote, alias: 'Bobby' } }
    happens(people.opened, signedIn, people.contactList({ lists: friend }))
    happens({ type: 'contact-notes-changed', accountId: alice, notes }, people.conversationOpened)
    world.now = 10_000
    happens(contactChanged({ presence: 'online' }), said(text('hello')))
    expect(done.filter((each) => each.startsWith('toast'))).toEqual([
      'toast contact-list Bobby: has just signed in',
      'toast conversation Bobby: hello',
    ])
  })

  it('is not drawn again to somebody whom the user declined', () => {
    const { done, world, happens } = desktop()
    const notes = { [people.bob.address]: { ...noNote, declined: true } }
    happens(people.opened, signedIn, { type: 'contact-notes-changed', accountId: alice, notes })
    world.now = 10_000
    happens(contactChanged({ lists: { ...noLists, pending: true } }))
    expect(done).toEqual([])
  })

  it('is not drawn to a blocked contact who comes online', () => {
    const { done, world, happens } = desktop()
    happens(people.opened, signedIn, people.contactList({ lists: { ...friend, allow: false, block: true } }))
    world.now = 10_000
    happens(contactChanged({ presence: 'online' }))
    expect(done).toEqual([])
  })

  it('names the account and its network where several are in use', () => {
    const { done, world, happens } = desktop()
    const second = 'far/alice@example.com'
    const me = { name: 'Alice', presence: 'online', personalMessage: '', currentMedia: null } as const
    happens(people.opened, signedIn, people.contactList({ lists: friend }))
    happens(
      { type: 'account-opened', accountId: second, address: 'alice@example.com', networkId: 'far', me },
      people.conversationOpened,
    )
    world.now = 10_000
    happens(
      contactChanged({ name: `\u202eB\u2069o${'b'.repeat(300)}`, presence: 'online' }),
      said(text('hello')),
    )
    const long = `Bo${'b'.repeat(75)}…`
    expect(done.filter((each) => each.startsWith('toast'))).toEqual([
      `toast contact-list \u2068${long}\u2069 → \u2068alice@example.com (Local network)\u2069: has just signed in`,
      'toast conversation \u2068Bob\u2069 → \u2068alice@example.com (Local network)\u2069: hello',
    ])
  })

  it('is not drawn to somebody who added a user who does not want to be asked', () => {
    const { done, world, happens } = desktop()
    const change = { askWhenAdded: false }
    happens(people.opened, signedIn, { type: 'privacy-changed', accountId: alice, change })
    world.now = 10_000
    happens(contactChanged({ lists: { ...noLists, pending: true } }))
    expect(done).toEqual([])
  })

  it('is drawn to no more than three of many who add the user at once', () => {
    const { done, world, happens } = desktop()
    happens(people.opened, signedIn)
    world.now = 10_000
    for (let number = 0; number < 20; number++) {
      const changes = [{ address: `stranger${number}@example.com`, lists: { ...noLists, pending: true } }]
      happens({ type: 'contacts-changed', accountId: alice, changes })
    }
    expect(done.filter((what) => what.startsWith('toast'))).toHaveLength(3)
    expect(done.filter((what) => what.startsWith('sound'))).toHaveLength(3)
  })

  it('is drawn once to somebody who added the user', () => {
    const { done, world, happens } = desktop()
    happens(people.opened, signedIn)
    world.now = 10_000
    const waiting = contactChanged({ lists: { ...noLists, pending: true } })
    happens(waiting, waiting, contactChanged({ lists: { ...noLists, allow: true, reverse: true } }))
    expect(done).toEqual([
      'flash contact-list',
      'toast contact-list bob@example.com: added you',
      'sound alert',
    ])
  })
})
