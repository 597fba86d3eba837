import { describe, expect, it } from 'vitest'
import type { Event } from '../../app/events.ts'
import type { Delivery } from '../../app/message.ts'
import {
  addressOf,
  contactListOf,
  conversationOf,
  signIn,
  type WindowName,
} from '../../main/desktop/window-name.ts'
import { WindowPolicy, type PolicyWindows } from '../../main/desktop/window-policy.ts'
import * as people from './people.ts'
import { alice, play, signedIn, signedOut, withBob } from './people.ts'

/** Windows that are only names. */
class Names implements PolicyWindows {
  readonly open = new Set<string>()
  readonly done: string[] = []

  show(name: WindowName): void {
    this.#note('show', name)
    this.open.add(addressOf(name))
  }

  showInactive(name: WindowName): void {
    this.#note('show inactive', name)
    this.open.add(addressOf(name))
  }

  close(name: WindowName): void {
    if (this.open.delete(addressOf(name))) this.#note('close', name)
  }

  isOpen(name: WindowName): boolean {
    return this.open.has(addressOf(name))
  }

  #note(what: string, { kind }: WindowName): void {
    this.done.push(`${what} ${kind}`)
  }
}

function atSignIn() {
  const windows = new Names()
  windows.open.add(addressOf(signIn))
  const policy = new WindowPolicy(windows)
  return { windows, policy, happens: play((...args) => policy.handle(...args)) }
}

describe('window policy', () => {
  it('opens the contact list before it closes the sign-in window', () => {
    const { windows, happens } = atSignIn()
    happens(people.opened, signedIn)
    expect(windows.done).toEqual(['show contact-list', 'close sign-in'])
  })

  it('leaves an open contact list alone when the account is connected again', () => {
    const { windows, happens } = atSignIn()
    happens(people.opened, signedIn)
    happens(people.connection({ state: 'signing-in', step: 'connecting' }), signedIn)
    expect(windows.done).toEqual(['show contact-list', 'close sign-in'])
  })

  it('leaves every window alone while a connection is lost and comes back', () => {
    const { windows, happens } = atSignIn()
    happens(people.opened, signedIn, people.conversationOpened, people.said(people.text('hello')))
    windows.open.add(addressOf(signIn))
    const open = [...windows.open]
    happens(people.reconnecting, signedIn, people.reconnecting)
    expect([...windows.open]).toEqual(open)
    expect(windows.done).toEqual(['show contact-list', 'close sign-in', 'show inactive conversation'])
  })

  it('closes the sign-in window only when no other account is signing in any more', () => {
    const { windows, happens } = atSignIn()
    const other = 'local/carol@example.com'
    happens(people.opened, { ...people.opened, accountId: other } as typeof people.opened, signedIn)
    expect(windows.done).toEqual(['show contact-list'])
    happens({
      type: 'connection-changed',
      accountId: other,
      connection: { state: 'signed-in', dialect: 'MSNP18' },
    })
    expect(windows.done).toEqual(['show contact-list', 'show contact-list', 'close sign-in'])
  })

  it('says why one of several accounts was signed out, and closes its contact list alone', () => {
    const { windows, happens } = atSignIn()
    const other = 'escargot/alice@example.com'
    happens(people.opened, signedIn, { ...people.opened, accountId: other } as typeof people.opened)
    happens({
      type: 'connection-changed',
      accountId: other,
      connection: { state: 'signed-in', dialect: 'MSNP18' },
    })
    happens(people.connection({ state: 'signed-out', reason: 'signed-in-elsewhere' }))
    expect(windows.done.slice(-2)).toEqual(['show inactive sign-in', 'close contact-list'])
    expect(windows.isOpen(contactListOf(other))).toBe(true)
    expect(windows.isOpen(contactListOf(alice))).toBe(false)
  })

  it('shows the sign-in window when the user signed out, and without the focus when something else ended it', () => {
    const byUser = atSignIn()
    byUser.happens(people.opened, signedIn, signedOut)
    expect(byUser.windows.done.slice(2)).toEqual(['show sign-in', 'close contact-list'])
    const lost = atSignIn()
    lost.happens(
      people.opened,
      signedIn,
      people.connection({ state: 'signed-out', reason: 'signed-in-elsewhere' }),
    )
    expect(lost.windows.done.slice(2)).toEqual(['show inactive sign-in', 'close contact-list'])
  })

  it('opens nothing when a sign-in fails in the sign-in window', () => {
    const { windows, happens } = atSignIn()
    happens(people.opened, people.connection({ state: 'signed-out', reason: 'wrong-password' }))
    expect(windows.done).toEqual([])
  })

  it('opens no sign-in window for somebody who left by closing the contact list', () => {
    const { windows, policy, happens } = atSignIn()
    happens(people.opened, signedIn)
    policy.leave(alice)
    happens(signedOut)
    expect(windows.done.slice(2)).toEqual(['close contact-list'])
    happens(signedIn, signedOut)
    expect(windows.done.slice(3)).toEqual(['show contact-list', 'show sign-in', 'close contact-list'])
  })

  it('opens no sign-in window while another account is in use', () => {
    const { windows, happens } = atSignIn()
    const other = 'local/carol@example.com'
    happens(
      people.opened,
      signedIn,
      { ...people.opened, accountId: other } as typeof people.opened,
      signedOut,
    )
    expect(windows.done).not.toContain('show sign-in')
    expect(windows.isOpen(contactListOf(alice))).toBe(false)
  })

  it('opens a conversation for a line of somebody else, not for one’s own lines or notices', () => {
    const { windows, happens } = atSignIn()
    happens(people.opened, people.conversationOpened, people.said(people.own), people.said(people.joined))
    expect(windows.done).toEqual([])
    happens(people.said(people.nudge), people.said(people.text('hello')))
    expect(windows.done).toEqual(['show inactive conversation'])
  })

  const became = (delivery: Delivery): Event => ({
    ...{ type: 'delivery-changed', conversationId: withBob, entryId: people.own.id, delivery },
  })
  const waiting = became({ state: 'waiting', reason: 'contact-offline' })

  it.each<[string, Delivery, number]>([
    ['failed', { state: 'failed', reason: 'interrupted' }, 1],
    ['may have failed', { state: 'uncertain', reason: 'interrupted' }, 1],
    ['waits', { state: 'waiting', reason: 'contact-offline' }, 0],
    ['was delivered', { state: 'delivered' }, 0],
  ])('opens the conversation of a line that %s, or not', (_what, delivery, windowsShown) => {
    const { windows, happens } = atSignIn()
    happens(people.opened, people.conversationOpened, people.said(people.own), became(delivery))
    happens(became(delivery))
    expect(windows.done).toEqual(Array(windowsShown).fill('show inactive conversation'))
  })

  it('opens a group for a line that waits, since nothing else leads there', () => {
    const { windows, happens } = atSignIn()
    const group: Event = { type: 'became-group', conversationId: withBob, historyId: 'group:1' }
    happens(people.opened, people.conversationOpened, people.said(people.own), group, waiting)
    expect(windows.done).toEqual(['show inactive conversation'])
  })

  it('opens nothing for lines of conversations that are gone', () => {
    const { windows, happens } = atSignIn()
    happens(people.opened, became({ state: 'failed', reason: 'interrupted' }))
    expect(windows.done).toEqual([])
  })

  it('opens the conversation in which a line waits for somebody who comes back, once', () => {
    const { windows, happens } = atSignIn()
    happens(people.opened, people.contactList({ presence: 'offline' }), people.conversationOpened)
    happens(people.said(people.own), waiting, people.contactChanged({ name: 'Bobby' }))
    expect(windows.done).toEqual([])
    happens(people.contactChanged({ presence: 'away' }))
    expect(windows.done).toEqual(['show inactive conversation'])
    windows.open.clear()
    happens(people.contactChanged({ presence: 'online' }), people.contactChanged({ presence: 'offline' }))
    happens(became({ state: 'delivered' }), people.contactChanged({ presence: 'online' }))
    expect(windows.done).toEqual(['show inactive conversation'])
  })

  it('keeps conversations open across signing out, and closes them with their conversation', () => {
    const { windows, happens } = atSignIn()
    happens(people.opened, signedIn, people.conversationOpened, people.said(people.text('hello')), signedOut)
    expect(windows.isOpen(conversationOf(withBob))).toBe(true)
    happens({ type: 'conversation-closed', conversationId: withBob })
    expect(windows.isOpen(conversationOf(withBob))).toBe(false)
  })

  it('closes the contact list of an account that is gone', () => {
    const { windows, happens } = atSignIn()
    happens(people.opened, signedIn, { type: 'account-closed', accountId: alice })
    expect(windows.isOpen(contactListOf(alice))).toBe(false)
  })
})
