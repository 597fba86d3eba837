import { expect, test } from 'vitest'
import { accountId, callsOf, contactListWindow } from '../support/contact-list-page.ts'

const open = contactListWindow()

const bobs = ['showHistory', { accountId, historyId: 'bob@x.org' }]
const all = ['showHistory', { accountId }]

test('the history of a contact opens from the menu of the contact', async () => {
  const window = await open()
  await window.page.getByRole('treeitem', { name: 'Bob' }).first().click({ button: 'right' })
  await window.page.getByRole('menuitem', { name: 'Message history…' }).click()
  await expect.poll(() => callsOf(window)).toEqual([bobs])
})

test('it opens with Ctrl+H on the contact, and the one of the whole account elsewhere', async () => {
  const window = await open()
  const { page } = window
  await page.getByRole('treeitem', { name: 'Bob' }).first().click()
  await page.keyboard.press('Control+h')
  await expect.poll(() => callsOf(window)).toEqual([bobs])
  await page.keyboard.press('Home')
  await page.keyboard.press('Control+h')
  await page.getByRole('searchbox').press('Control+h')
  await expect.poll(() => callsOf(window)).toEqual([bobs, all, all])
})

test('it opens from the contact card, which closes', async () => {
  const window = await open()
  const { page } = window
  await page.getByRole('treeitem', { name: 'Bob' }).first().click()
  await page.keyboard.press('Alt+Enter')
  const card = page.getByRole('dialog', { name: 'Contact card' })
  await card.getByRole('button', { name: 'Message history…' }).click()
  await expect.poll(() => callsOf(window)).toEqual([bobs])
  await card.waitFor({ state: 'detached' })
})

test('that of the account opens from the menu of the window', async () => {
  const window = await open()
  await window.page.getByRole('button', { name: 'Menu', exact: true }).click()
  await window.page.getByRole('menuitem', { name: 'Message history…' }).click()
  await expect.poll(() => callsOf(window)).toEqual([all])
})
