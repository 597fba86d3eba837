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
  test('its menu changes the order, opens dialogs and windows, and signs out', async () => {
    const features = { personalMessages: true, inviteMessages: true, places: true, offlineMessages: true }
    const window = await open({ account: { features } })
    const { page } = window
    const choose = async (...path: string[]) => {
      await page.getByRole('button', { name: 'Menu', exact: true }).click()
      for (const name of path)
        await page
          .getByRole('menuitem', { name, exact: true })
          .or(page.getByRole('menuitemradio', { name, exact: true }))
          .click()
    }
    await choose('Order', 'By status')
    await choose('Who is offline', 'Not shown')
    await choose('Export contacts…')
    await choose('Settings…')
    await choose('Sign in with another account…')
    await choose('Sign out')
    await expect
      .poll(() => callsOf(window))
      .toEqual([
        ['changeSettings', { contactOrder: 'status' }],
        ['changeSettings', { offlineContacts: 'hidden' }],
        ['exportContacts', accountId],
        ['showSettings', 'general'],
        ['showSignIn'],
        ['signOut', accountId],
      ])
    for (const [item, title] of [
      ['Add a contact…', 'Add a contact'],
      ['New group…', 'New group'],
      ['Privacy…', 'Privacy'],
      ['Where you are signed in…', 'Where you are signed in'],
    ] as const) {
      await choose(item)
      await page.getByRole('dialog', { name: title }).waitFor()
      await page.keyboard.press('Escape')
      await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
    }
  })

  test('what needs the network is off while there is none', async () => {
    const connection = {
      state: 'reconnecting',
      reason: 'timed-out',
      attempt: 1,
      nextAttemptAt: null,
    } as const
    const { page } = await open({ account: { connection } })
    const isDisabled = (name: string) => page.getByRole('menuitem', { name, exact: true }).isDisabled()
    await page.getByRole('button', { name: 'Menu', exact: true }).click()
    for (const name of ['Add a contact…', 'New group…', 'Privacy…', 'Import contacts…']) {
      expect(await isDisabled(name), name).toBe(true)
    }
    for (const name of ['Settings…', 'Sign out', 'Export contacts…']) {
      expect(await isDisabled(name), name).toBe(false)
    }
    await page.keyboard.press('Escape')
    await page.getByText('Emil').click({ button: 'right' })
    for (const name of ['Groups', 'Block', 'Delete contact…']) expect(await isDisabled(name), name).toBe(true)
    expect(await isDisabled('Rename')).toBe(false)
    await page.keyboard.press('Escape')
    await page.keyboard.press('Delete')
    expect(await page.getByRole('dialog').count()).toBe(0)
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
    await expect.poll(async () => (await row.boundingBox())?.y).toBe((first?.y ?? 0) + (first?.height ?? 0))
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
    60_000,
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
