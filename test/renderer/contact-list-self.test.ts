import { describe, expect, test } from 'vitest'
import { defaultSettings } from '../../app/settings.ts'
import { axeViolations, scrollsSideways } from '../support/axe.ts'
import {
  accountId,
  callsOf,
  contactListWindow,
  focusedName,
  people,
  zoe,
} from '../support/contact-list-page.ts'

const open = contactListWindow()

describe('oneself', () => {
  test('the name is changed in place: Enter confirms, Escape does not', async () => {
    const window = await open()
    const name = window.page.getByRole('button', { name: 'Change your name: Alice' })
    await name.click()
    await window.page.keyboard.type('Alice in Chains')
    await window.page.keyboard.press('Escape')
    expect(await focusedName(window.page)).toBe('Change your name: Alice')
    await window.page.keyboard.press('Enter')
    await window.page.keyboard.type('Alice W.')
    await window.page.keyboard.press('Enter')
    await expect.poll(() => callsOf(window)).toEqual([['setFriendlyName', accountId, 'Alice W.']])
    await window.publish({ type: 'me-changed', accountId: accountId, change: { name: 'Alice W.' } })
    expect(await focusedName(window.page)).toBe('Change your name: Alice W.')
    await name.or(window.page.getByRole('button', { name: /Alice W/ })).click()
    await window.page.keyboard.press('Delete')
    await window.page.keyboard.press('Enter')
    expect(callsOf(window).length).toBe(1)
  })

  test('the personal message holds 128 characters and may be empty again', async () => {
    const me = { name: 'Alice', presence: 'online', personalMessage: 'old', currentMedia: null } as const
    const window = await open({ account: { me } })
    await window.page.getByRole('button', { name: 'Change your personal message: old' }).click()
    await window.page.keyboard.insertText('y'.repeat(200))
    await window.page.keyboard.press('Enter')
    await expect.poll(() => callsOf(window)).toEqual([['setPersonalMessage', accountId, 'y'.repeat(128)]])
    await window.page.keyboard.press('Enter')
    await window.page.keyboard.press('Delete')
    await window.page.keyboard.press('Enter')
    await expect.poll(() => callsOf(window)[1]).toEqual(['setPersonalMessage', accountId, ''])
    await window.publish({ type: 'me-changed', accountId: accountId, change: { personalMessage: '' } })
    await window.page.getByRole('button', { name: 'Share a quick message' }).waitFor()
  })

  test('shows what one listens to', async () => {
    const currentMedia = { type: 'music', text: 'Air – Moon Safari' } as const
    const me = { name: 'Alice', presence: 'online', personalMessage: '', currentMedia } as const
    const window = await open({ account: { me } })
    expect(await window.page.getByText('Air – Moon Safari').count()).toBe(1)
  })

  test('the status is chosen from eight, with the keyboard alone, and said aloud', async () => {
    const window = await open()
    await window.page.getByRole('button', { name: 'Your status: Available' }).press('Enter')
    const choices = window.page.getByRole('menuitemradio')
    expect(await choices.allInnerTexts()).toEqual([
      'Available',
      'Busy',
      'Idle',
      'Be right back',
      'Away',
      'On the phone',
      'Out to lunch',
      'Appear offline',
    ])
    await window.page.keyboard.press('End')
    await window.page.keyboard.press('Enter')
    await expect.poll(() => callsOf(window)).toEqual([['setPresence', accountId, 'hidden']])
    expect(await focusedName(window.page)).toBe('Your status: Available')
    await window.publish({ type: 'me-changed', accountId: accountId, change: { presence: 'hidden' } })
    await expect
      .poll(() => window.page.getByRole('status').allInnerTexts())
      .toContain('Your status: Appear offline')
  })
})

describe('the window', () => {
  test('its menu changes the settings, adds a contact, and signs out', async () => {
    const window = await open()
    const choose = async (role: 'menuitem' | 'menuitemradio' | 'menuitemcheckbox', name: string) => {
      await window.page.getByRole('button', { name: 'Menu', exact: true }).click()
      await window.page.getByRole(role, { name }).click()
    }
    await choose('menuitemcheckbox', 'Show who is offline')
    await choose('menuitemcheckbox', 'Emoticons as pictures')
    await choose('menuitemcheckbox', 'Notifications')
    await choose('menuitemcheckbox', 'Sounds')
    await choose('menuitemcheckbox', 'Nudges shake the window')
    await choose('menuitemradio', 'Dark')
    await choose('menuitemradio', '150 %')
    await choose('menuitem', 'Sign in with another account…')
    await choose('menuitem', 'Sign out')
    await expect
      .poll(() => callsOf(window))
      .toEqual([
        ['changeSettings', { showOffline: false }],
        ['changeSettings', { emoticons: false }],
        ['changeSettings', { toasts: false }],
        ['changeSettings', { sounds: false }],
        ['changeSettings', { shakeOnNudge: false }],
        ['changeSettings', { theme: 'dark' }],
        ['changeSettings', { textSize: 150 }],
        ['showSignIn'],
        ['signOut', accountId],
      ])
    await choose('menuitem', 'Add a contact…')
    expect(await window.page.getByRole('dialog').count()).toBe(1)
  })

  test('its theme and its letters follow the settings', async () => {
    const window = await open()
    const background = () => window.page.evaluate(() => getComputedStyle(document.body).backgroundColor)
    const light = await background()
    await window.publish({
      type: 'settings-changed',
      settings: { ...defaultSettings, theme: 'dark', textSize: 150 },
    })
    await expect.poll(background).not.toBe(light)
    expect(await window.page.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe('24px')
    const row = window.page.getByRole('treeitem').nth(1)
    const first = await window.page.getByRole('treeitem').first().boundingBox()
    expect((await row.boundingBox())?.y).toBe((first?.y ?? 0) + (first?.height ?? 0))
  })

  test('it says when the connection is lost and comes back', async () => {
    const window = await open()
    const connection = { state: 'signing-in', step: 'connecting' } as const
    await window.publish({ type: 'connection-changed', accountId: accountId, connection })
    await expect.poll(() => window.page.getByText('Connecting again…').count()).toBe(1)
    await window.publish({
      type: 'connection-changed',
      accountId,
      connection: { state: 'signed-in', dialect: 'MSNP12' },
    })
    await expect.poll(() => window.page.getByText('Connecting again…').count()).toBe(0)
  })

  test('an account that is gone leaves the way to the sign-in', async () => {
    const window = await open()
    await window.publish({ type: 'account-closed', accountId })
    await window.page.getByRole('button', { name: 'Sign in' }).click()
    await expect.poll(() => callsOf(window)).toEqual([['showSignIn']])
  })

  test.each(['light', 'dark'] as const)(
    'nothing is wrong for assistive technology in %s',
    async (colorScheme) => {
      const window = await open({ contacts: [...people, zoe], browser: { colorScheme } })
      const { page } = window
      expect(await axeViolations(page)).toEqual([])
      await page.getByText('Carl').click({ button: 'right' })
      expect(await axeViolations(page)).toEqual([])
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'Menu', exact: true }).click()
      expect(await axeViolations(page)).toEqual([])
      await page.getByRole('menuitem', { name: 'Add a contact…' }).click()
      await page.keyboard.press('Enter')
      expect(await axeViolations(page)).toEqual([])
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: /Change your name/ }).click()
      await page.getByRole('searchbox').fill('nobody at all')
      expect(await axeViolations(page)).toEqual([])
    },
  )

  test('letters of twice the size fit into a narrow window', async () => {
    const { page } = await open({
      contacts: [...people, zoe],
      settings: { textSize: 200 },
      browser: { viewport: { width: 320, height: 640 } },
    })
    await page.getByRole('treeitem').first().waitFor()
    expect(await scrollsSideways(page)).toBe(false)
    expect(await axeViolations(page)).toEqual([])
    await page.getByRole('button', { name: 'Menu', exact: true }).click()
    const menu = await page.getByRole('menu').boundingBox()
    expect(menu!.x).toBeGreaterThanOrEqual(0)
    expect(menu!.x + menu!.width).toBeLessThanOrEqual(320)
  })
})
