import type { Locator } from 'playwright'
import { describe, expect, test } from 'vitest'
import { noLists, noNote } from '../../app/contact.ts'
import { failure, success } from '../../app/reasons.ts'
import { reasonStrings } from '../../renderer/strings/reasons.ts'
import {
  accountId,
  callsOf,
  contactListWindow,
  focusedName,
  items,
  people,
  tree,
  zoe,
} from '../support/contact-list-page.ts'
import { contact } from '../support/sample-state.ts'

const open = contactListWindow()

const names = (buttons: Locator) =>
  buttons.evaluateAll((all) => all.map((each) => each.ariaLabel ?? each.textContent?.trim()))

describe('contacts', () => {
  test.each(['ContextMenu', 'Shift+F10'])('%s opens the menu; Escape gives the focus back', async (key) => {
    const window = await open()
    await tree(window.page).focus()
    await window.page.keyboard.press('ArrowDown')
    await window.page.keyboard.press(key)
    expect(await names(window.page.locator('[role=menu] button'))).toEqual([
      'Send a message',
      'Write an e-mail',
      'Message history…',
      'Favourite',
      'Groups',
      'Rename',
      'Contact card…',
      'Copy the address',
      'Block',
      'Delete contact…',
    ])
    await window.page.keyboard.press('Escape')
    expect(await window.page.getByRole('menu').count()).toBe(0)
    expect(await focusedName(window.page)).toBe('Contacts')
  })

  test('are blocked and unblocked, and a blocked one says so', async () => {
    const blocked = contact('eve@x.org', {
      name: 'Eve',
      presence: 'online',
      lists: { ...noLists, forward: true, block: true },
    })
    const window = await open({ contacts: [...people, blocked], account: {} })
    expect(await items(window.page)).toContain('Eve, Available, Blocked')
    for (const [name, action] of [
      ['Bob', 'Block'],
      ['Eve', 'Unblock'],
    ] as const) {
      await window.page.getByText(name, { exact: true }).click({ button: 'right' })
      await window.page.getByRole('menuitem', { name: action, exact: true }).click()
    }
    await expect
      .poll(() => callsOf(window))
      .toEqual([
        ['blockContact', accountId, 'bob@x.org'],
        ['allowContact', accountId, 'eve@x.org'],
      ])
  })

  test('are deleted only after a question', async () => {
    const window = await open()
    await tree(window.page).focus()
    await window.page.keyboard.press('ArrowDown')
    await window.page.keyboard.press('Delete')
    const dialog = window.page.getByRole('dialog', { name: 'Delete this contact?' })
    expect(await dialog.innerText()).toContain('Bob (bob@x.org)')
    await window.page.keyboard.press('Escape')
    await expect.poll(() => dialog.count()).toBe(0)
    expect(await focusedName(window.page)).toBe('Contacts')
    await window.page.keyboard.press('Delete')
    await dialog.getByRole('button', { name: 'Delete' }).click()
    await expect.poll(() => callsOf(window)).toEqual([['removeContact', accountId, 'bob@x.org', {}]])
    expect(await dialog.count()).toBe(0)
  })

  test('are deleted and blocked', async () => {
    const window = await open()
    await window.page.getByText('Emil').click()
    await window.page.keyboard.press('Delete')
    await window.page.getByRole('radio', { name: 'Delete and block' }).check()
    await window.page.keyboard.press('Enter')
    await expect
      .poll(() => callsOf(window))
      .toEqual([['removeContact', accountId, 'emil@x.org', { block: true }]])
  })

  test('are forgotten; who has us in the list does not seem to have just added us', async () => {
    const lists = { ...noLists, forward: true, allow: true }
    const window = await open({
      contacts: [...people, contact('fay@x.org', { name: 'Fay', lists })],
      account: {},
    })
    for (const name of ['Emil', 'Fay']) {
      await window.page.getByText(name).click()
      await window.page.keyboard.press('Delete')
      await window.page.getByRole('radio', { name: 'Forget completely' }).check()
      await window.page.getByRole('button', { name: 'Delete' }).click()
    }
    await expect
      .poll(() => callsOf(window))
      .toEqual([
        ['declineContact', accountId, 'emil@x.org'],
        ['removeContact', accountId, 'emil@x.org', { forget: true }],
        ['removeContact', accountId, 'fay@x.org', { forget: true }],
      ])
  })

  test('are added by address; a wrong one and a refusal are explained in the dialog', async () => {
    let refused = true
    const addContact = () => (refused ? failure('account-unknown') : success(null))
    const window = await open({ answers: { addContact } })
    await window.page.getByRole('button', { name: 'Add a contact…' }).click()
    const dialog = window.page.getByRole('dialog', { name: 'Add a contact' })
    for (const [typed, sentence] of [
      ['zoe', 'Enter a whole address, such as alice@example.com.'],
      ['Alice@Example.com', 'This is your own address. Enter that of somebody else.'],
      ['bob@X.org', 'This contact is in your list already, as Bob.'],
      ['zoe@x.org', reasonStrings.en['reason.account-unknown']],
    ] as const) {
      await dialog.getByLabel('Address').fill(typed)
      await window.page.keyboard.press('Enter')
      await expect.poll(() => dialog.getByText(sentence).count()).toBe(1)
    }
    refused = false
    await window.page.keyboard.press('Enter')
    await expect.poll(() => dialog.count()).toBe(0)
    expect(callsOf(window)).toEqual([
      ['addContact', accountId, 'zoe@x.org', {}],
      ['addContact', accountId, 'zoe@x.org', {}],
    ])
  })

  test('are added into a group, with a message where the network has them', async () => {
    const groups = [{ id: 'f', name: 'Friends' }]
    const features = { personalMessages: true, inviteMessages: true, places: false, offlineMessages: true }
    const window = await open({ account: { groups, features } })
    await window.page.getByText('Friends').click({ button: 'right' })
    await window.page.getByRole('menuitem', { name: 'Add a contact to this group…' }).click()
    const dialog = window.page.getByRole('dialog', { name: 'Add a contact' })
    expect(await dialog.getByLabel('Group').inputValue()).toBe('f')
    await dialog.getByLabel('Address').fill(' zoe@x.org ')
    await dialog.getByLabel('Message').fill(' It is me ')
    await dialog.getByRole('button', { name: 'Add' }).click()
    await expect
      .poll(() => callsOf(window))
      .toEqual([['addContact', accountId, 'zoe@x.org', { groupId: 'f', message: 'It is me' }]])
  })

  test('are not asked for a message where the network has none; somebody blocked stays so', async () => {
    const blocked = contact('eve@x.org', { lists: { ...noLists, block: true } })
    const window = await open({ contacts: [...people, blocked], account: {} })
    await window.page.getByRole('button', { name: 'Add a contact…' }).click()
    const dialog = window.page.getByRole('dialog', { name: 'Add a contact' })
    expect(await dialog.getByRole('textbox').count()).toBe(1)
    await dialog.getByLabel('Address').fill('Eve@x.org')
    await dialog.getByText('You have blocked this address.').waitFor()
  })

  test('are made favourites, renamed in the list, and their addresses copied', async () => {
    const window = await open()
    const { page } = window
    await page.getByText('Emil').click({ button: 'right' })
    await page.getByRole('menuitemcheckbox', { name: 'Favourite' }).click()
    await page.keyboard.press('F2')
    const field = page.getByRole('textbox', { name: 'Your name for Emil' })
    await field.fill('  Milo ')
    await page.keyboard.press('Enter')
    expect(await focusedName(page)).toBe('Contacts')
    await page.keyboard.press('F2')
    await field.fill('nothing')
    await page.keyboard.press('Escape')
    expect(await field.count()).toBe(0)
    await page.getByText('Emil').click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Copy the address' }).click()
    await page.getByText('The address has been copied.').waitFor()
    await page.getByRole('searchbox').press('Control+V')
    expect(await page.getByRole('searchbox').inputValue()).toBe('emil@x.org')
    expect(callsOf(window)).toEqual([
      ['noteContact', accountId, 'emil@x.org', { favourite: true }],
      ['noteContact', accountId, 'emil@x.org', { alias: 'Milo' }],
    ])
  })

  test('are written an e-mail outside of the program', async () => {
    const window = await open()
    await window.page.getByText('Emil').click({ button: 'right' })
    await window.page.getByRole('menuitem', { name: 'Write an e-mail' }).click()
    await expect.poll(() => callsOf(window)).toEqual([['openLink', 'mailto:emil@x.org']])
  })

  test.each([
    [
      'Accept and add',
      [
        ['allowContact', accountId, 'zoe@x.org'],
        ['addContact', accountId, 'zoe@x.org', {}],
      ],
    ],
    ['Accept', [['allowContact', accountId, 'zoe@x.org']]],
    ['Decline', [['declineContact', accountId, 'zoe@x.org']]],
    ['Block', [['blockContact', accountId, 'zoe@x.org']]],
  ])('somebody who added us is answered: %s', async (answer, expected) => {
    const window = await open({ contacts: [...people, zoe] })
    expect(await window.page.getByRole('heading', { name: 'Zoë added you' }).count()).toBe(1)
    await window.page.getByRole('button', { name: answer, exact: true }).click()
    await expect.poll(() => callsOf(window)).toEqual(expected)
    const lists = { ...zoe.lists, pending: false, allow: true }
    await window.publish({
      type: 'contacts-changed',
      accountId,
      changes: [{ address: zoe.address, lists }],
    })
    await expect.poll(() => window.page.getByText('Zoë added you').count()).toBe(0)
    expect(await focusedName(window.page)).toBe('Contacts')
  })

  test('a very long name does not push the buttons out of the question whether to delete it', async () => {
    const { page } = await open({
      contacts: [contact('bob@x.org', { name: 'W'.repeat(200), presence: 'online' })],
    })
    await page.getByRole('treeitem', { name: /^W/ }).click()
    await page.keyboard.press('Delete')
    const dialog = page.getByRole('dialog')
    expect(await dialog.evaluate((box) => box.scrollWidth > box.clientWidth)).toBe(false)
    await dialog.getByRole('button', { name: 'Delete' }).click({ trial: true })
  })

  test('what somebody wrote who added us is quoted, as text', async () => {
    const inviteMessage = 'It is <b>me</b>\nfrom the train \u202e'
    const { page } = await open({ contacts: [{ ...zoe, inviteMessage }] })
    expect(await page.getByRole('blockquote').innerText()).toBe('It is <b>me</b> from the train')
  })

  test('people are asked about in the order in which they came; not who was declined, and nobody if the user does not want to be asked', async () => {
    const window = await open({ contacts: [zoe, contact('yan@x.org', { name: 'Yan', lists: zoe.lists })] })
    await window.page.getByRole('heading', { name: 'Zoë added you' }).waitFor()
    await window.publish({
      type: 'contact-notes-changed',
      accountId,
      notes: { [zoe.address]: { ...noNote, declined: true } },
    })
    await window.page.getByRole('heading', { name: 'Yan added you' }).waitFor()
    await window.publish({ type: 'privacy-changed', accountId, change: { askWhenAdded: false } })
    await expect.poll(() => window.page.getByText('added you').count()).toBe(0)
  })

  test('a double click answers one person, not the next one, too', async () => {
    const next = contact('yan@x.org', { name: 'Yan', lists: zoe.lists })
    const answers = { declineContact: () => success(null) }
    const window = await open({ contacts: [zoe, next], answers })
    await window.page.getByRole('button', { name: 'Decline' }).dblclick()
    expect(callsOf(window)).toEqual([['declineContact', accountId, zoe.address]])
  })

  test('nobody is asked about while no answer could be sent', async () => {
    const window = await open({ contacts: [zoe] })
    const asked = () => window.page.getByText('Zoë added you').count()
    expect(await asked()).toBe(1)
    await window.publish({
      type: 'connection-changed',
      accountId,
      connection: { state: 'reconnecting', reason: 'connection-lost', attempt: 1, nextAttemptAt: null },
    })
    await expect.poll(asked).toBe(0)
    const connection = { state: 'signed-in', dialect: 'MSNP12' } as const
    await window.publish({ type: 'connection-changed', accountId, connection })
    await expect.poll(asked).toBe(1)
  })

  test('somebody who added us can be put off, and is not forgotten', async () => {
    const window = await open({ contacts: [zoe] })
    await window.page.getByRole('button', { name: 'Later' }).click()
    expect(await window.page.getByText('Zoë added you').count()).toBe(0)
    await window.page.getByRole('button', { name: 'Waiting for your answer: 1' }).click()
    expect(await window.page.getByText('Zoë added you').count()).toBe(1)
    expect(window.calls).toEqual([])
  })
})
