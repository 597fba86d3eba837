import type { Page } from 'playwright'
import { describe, expect, test } from 'vitest'
import type { Delivery } from '../../app/message.ts'
import { failure, success } from '../../app/reasons.ts'
import {
  accountId,
  argsOf,
  bob,
  bobOnline,
  carol,
  conversationId,
  conversationWindows,
  line,
  sent,
} from '../support/conversation-page.ts'
import type { PageWithBridge } from '../support/page-with-bridge.ts'

const show = conversationWindows()

const bobOffline = { ...bobOnline, presence: 'offline' } as const
const waits: Delivery = { state: 'waiting', reason: 'contact-offline' }

const presence = (window: PageWithBridge, now: 'online' | 'offline') =>
  window.publish({ type: 'contacts-changed', accountId, changes: [{ address: bob.address, presence: now }] })

describe('lines that wait', () => {
  const entries = () => [
    sent('one', waits),
    line(bob, 'bye'),
    sent('two', waits),
    sent('lost', { state: 'failed', reason: 'not-delivered' }),
    sent('three', waits),
  ]
  const offer = (page: Page) => page.getByRole('button', { name: 'Send what waits' })

  test('are offered as soon as the other one is back, and sent in their order', async () => {
    const lines = entries()
    const first = Promise.withResolvers<void>()
    const window = await show({
      contacts: [bobOffline],
      entries: lines,
      answers: {
        retryMessage: async (_id, entryId) => {
          if (entryId === lines[0]!.id) await first.promise
          return success(null)
        },
      },
    })
    const { page } = window
    await page.getByText('Bob is offline. What you write waits here until Bob is back.').waitFor()
    expect(await offer(page).count()).toBe(0)
    await presence(window, 'online')
    await page.getByRole('status').getByText('Bob is back. Waiting to be sent: 3 lines.').waitFor()
    await offer(page).focus()
    await page.keyboard.press('Enter')
    await expect.poll(() => argsOf(window, 'retryMessage').length).toBe(1)
    await expect.poll(() => offer(page).isDisabled()).toBe(true)
    first.resolve()
    const ids = [0, 2, 4].map((index) => [conversationId, lines[index]!.id])
    await expect.poll(() => argsOf(window, 'retryMessage')).toEqual(ids)
    await window.publish(
      ...ids.map(([, entryId]) => ({
        ...{ type: 'delivery-changed' as const, conversationId, entryId: entryId! },
        delivery: { state: 'delivered' as const },
      })),
    )
    await offer(page).waitFor({ state: 'detached' })
  })

  test('stop at the one that cannot be sent, and it is said why', async () => {
    const lines = entries()
    const window = await show({
      entries: lines,
      answers: {
        retryMessage: (_id, entryId) => (entryId === lines[2]!.id ? failure('disk-failed') : success(null)),
      },
    })
    await offer(window.page).click()
    await window.page.getByRole('status').getByText('This could not be written to the disk.').waitFor()
    expect(argsOf(window, 'retryMessage').map(([, id]) => id)).toEqual([lines[0]!.id, lines[2]!.id])
  })

  test('are offered again when one is signed in again', async () => {
    const window = await show({
      entries: [sent('one', { state: 'waiting', reason: 'interrupted' })],
      account: { connection: { state: 'signed-out', reason: null } },
    })
    expect(await offer(window.page).count()).toBe(0)
    await window.publish({
      ...{ type: 'connection-changed', accountId },
      connection: { state: 'signed-in', dialect: 'MSNP18' },
    })
    await window.page.getByRole('status').getByText('Not sent yet: 1 line.').waitFor()
    await offer(window.page).waitFor()
  })

  test('of a group are offered whoever is there', async () => {
    const { page } = await show({
      contacts: [bobOffline],
      entries: [sent('one', waits)],
      conversation: { group: true, participants: [bob, carol] },
    })
    await offer(page).waitFor()
    await page.getByRole('status').getByText('Not sent yet: 1 line.').waitFor()
    await page.getByRole('log').getByText('Nobody was there to get this. It waits here.').waitFor()
  })
})

describe('somebody who is offline', () => {
  test('gets what is written later, where the network keeps messages', async () => {
    const features = { personalMessages: true, inviteMessages: true, places: true, offlineMessages: true }
    const { page } = await show({ contacts: [bobOffline], account: { features } })
    await page.getByText('Bob is offline. What you write is delivered when Bob signs in.').waitFor()
  })

  test('is not nudged, and it is said why', async () => {
    const window = await show({ contacts: [bobOffline] })
    const button = window.page.getByRole('button', { name: 'Send a nudge' })
    expect(await button.getAttribute('aria-disabled')).toBe('true')
    expect(await button.getAttribute('title')).toBe('Bob is offline: a nudge is only for who is there.')
    await button.click({ force: true })
    await window.page.getByRole('status').getByText('Bob is offline: a nudge is only').waitFor()
    expect(argsOf(window, 'sendNudge')).toEqual([])
  })
})
