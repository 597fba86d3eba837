import { describe, expect, test } from 'vitest'
import { noLists } from '../../app/contact.ts'
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

describe('contacts', () => {
  test.each(['ContextMenu', 'Shift+F10'])('%s opens the menu; Escape gives the focus back', async (key) => {
    const window = await open()
    await tree(window.page).focus()
    await window.page.keyboard.press('ArrowDown')
    await window.page.keyboard.press(key)
    expect(await window.page.getByRole('menuitem').allInnerTexts()).toEqual([
      'Send a message',
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
    await expect.poll(() => callsOf(window)).toEqual([['removeContact', accountId, 'bob@x.org']])
    expect(await dialog.count()).toBe(0)
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
      ['addContact', accountId, 'zoe@x.org'],
      ['addContact', accountId, 'zoe@x.org'],
    ])
  })

  test.each([
    [
      'Accept and add',
      [
        ['allowContact', accountId, 'zoe@x.org'],
        ['addContact', accountId, 'zoe@x.org'],
      ],
    ],
    ['Accept', [['allowContact', accountId, 'zoe@x.org']]],
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

  test('somebody who added us can be put off, and is not forgotten', async () => {
    const window = await open({ contacts: [zoe] })
    await window.page.getByRole('button', { name: 'Later' }).click()
    expect(await window.page.getByText('Zoë added you').count()).toBe(0)
    await window.page.getByRole('button', { name: 'Waiting for your answer: 1' }).click()
    expect(await window.page.getByText('Zoë added you').count()).toBe(1)
    expect(window.calls).toEqual([])
  })
})
