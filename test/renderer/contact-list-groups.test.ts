import type { Page } from 'playwright'
import { describe, expect, test } from 'vitest'
import { failure, success } from '../../app/reasons.ts'
import { reasonStrings } from '../../renderer/strings/reasons.ts'
import { axeViolations } from '../support/axe.ts'
import {
  accountId,
  callsOf,
  contactListWindow,
  focusedName,
  items,
  tree,
} from '../support/contact-list-page.ts'

const open = contactListWindow()

const chooseFromMenu = async (page: Page, line: string, ...path: string[]) => {
  await page.getByRole('treeitem', { name: line }).first().click({ button: 'right' })
  for (const name of path)
    await page.getByRole('menu').last().getByRole('menuitem', { name, exact: true }).click()
}

describe('groups', () => {
  test('are made; a name that is missing, known or refused is explained in the dialog', async () => {
    let refused = true
    const createGroup = () => (refused ? failure('too-many-groups') : success('new'))
    const window = await open({ answers: { createGroup } })
    await chooseFromMenu(window.page, 'Friends', 'New group…')
    const dialog = window.page.getByRole('dialog', { name: 'New group' })
    for (const [typed, sentence] of [
      [' ', 'Enter a name for the group.'],
      ['Friends', 'There is a group with this name already. Choose another name.'],
      ['Work', reasonStrings.en['reason.too-many-groups']],
    ] as const) {
      await dialog.getByLabel('Name of the group').fill(typed)
      await window.page.keyboard.press('Enter')
      await dialog.getByText(sentence).waitFor()
    }
    refused = false
    await window.page.keyboard.press('Enter')
    await expect.poll(() => dialog.count()).toBe(0)
    expect(callsOf(window)).toEqual([
      ['createGroup', accountId, 'Work'],
      ['createGroup', accountId, 'Work'],
    ])
  })

  test('are renamed in place: Enter and leaving confirm, Escape and an empty name do not', async () => {
    const window = await open()
    const { page } = window
    const field = page.getByRole('textbox', { name: 'Name of the group' })
    await page.getByRole('treeitem', { name: 'Friends' }).focus()
    await tree(page).focus()
    await page.keyboard.press('F2')
    await field.fill('The family')
    await page.keyboard.press('Enter')
    expect(await focusedName(page)).toBe('Contacts')
    await page.keyboard.press('F2')
    await field.fill('nothing')
    await page.keyboard.press('Escape')
    expect(await focusedName(page)).toBe('Contacts')
    await page.keyboard.press('F2')
    await field.fill(' ')
    await page.keyboard.press('Enter')
    await chooseFromMenu(page, 'Friends', 'Rename')
    await field.fill('Mates')
    await page.getByRole('searchbox').click()
    expect(await field.count()).toBe(0)
    await expect
      .poll(() => callsOf(window))
      .toEqual([
        ['renameGroup', accountId, 'm', 'The family'],
        ['renameGroup', accountId, 'f', 'Mates'],
      ])
  })

  test('are deleted after a question that says that the contacts stay', async () => {
    const window = await open()
    const { page } = window
    await tree(page).focus()
    await page.keyboard.press('Delete')
    const dialog = page.getByRole('dialog', { name: 'Delete this group?' })
    expect(await dialog.innerText()).toContain('Family disappears. Its contacts stay in your list.')
    await page.keyboard.press('Escape')
    expect(callsOf(window)).toEqual([])
    await page.keyboard.press('Delete')
    await dialog.getByRole('button', { name: 'Delete' }).click()
    await expect.poll(() => callsOf(window)).toEqual([['removeGroup', accountId, 'm']])
    await window.publish({ type: 'groups-changed', accountId, groups: [{ id: 'f', name: 'Friends' }] })
    await expect.poll(() => items(page)).not.toContain('Family, 1 of 1 online')
  })

  test('the fixed folds can be folded, not renamed or deleted', async () => {
    const window = await open()
    const { page } = window
    await page.getByRole('treeitem', { name: 'Offline, 1' }).click({ button: 'right' })
    expect(await page.getByRole('menuitem').allInnerTexts()).toEqual([
      'Fold',
      'Fold all groups',
      'Unfold all groups',
      'New group…',
    ])
    await page.getByRole('menuitem', { name: 'Fold all groups', exact: true }).click()
    await expect
      .poll(() => callsOf(window))
      .toEqual([
        ['changeSettings', { foldedGroups: [`${accountId}/m`, `${accountId}/f`, 'other', 'offline'] }],
      ])
    await page.keyboard.press('F2')
    await page.keyboard.press('Delete')
    expect(await page.getByRole('textbox').count()).toBe(0)
    expect(await page.getByRole('dialog').count()).toBe(0)
  })
})

describe('a contact', () => {
  test('is moved, copied and taken out by its menu', async () => {
    const window = await open()
    await chooseFromMenu(window.page, 'Carl', 'Groups')
    const submenu = window.page.getByRole('menu', { name: 'Groups' })
    expect(await submenu.getByRole('group').evaluateAll((all) => all.map((each) => each.ariaLabel))).toEqual([
      'Move to',
      'Also put into',
      'Take out of',
    ])
    await submenu.getByRole('group', { name: 'Move to' }).getByRole('menuitem', { name: 'Family' }).click()
    expect(await window.page.getByRole('menu').count()).toBe(0)
    await chooseFromMenu(window.page, 'Carl', 'Groups')
    await submenu.getByRole('group', { name: 'Also' }).getByRole('menuitem', { name: 'Family' }).click()
    await chooseFromMenu(window.page, 'Carl', 'Groups')
    await submenu.getByRole('group', { name: 'Take' }).getByRole('menuitem', { name: 'Friends' }).click()
    await expect
      .poll(() => callsOf(window))
      .toEqual([
        ['moveContact', accountId, 'carl@x.org', 'f', 'm'],
        ['moveContact', accountId, 'carl@x.org', null, 'm'],
        ['moveContact', accountId, 'carl@x.org', 'f', null],
      ])
  })

  test('has a submenu that does not cover the line that it opens from, where there is no room beside it', async () => {
    const { page } = await open({ browser: { viewport: { width: 400, height: 650 } } })
    await page.getByRole('treeitem', { name: 'Carl' }).click({ button: 'right' })
    const opener = page.getByRole('menuitem', { name: 'Groups' })
    await opener.hover()
    const submenu = await page.getByRole('menu', { name: 'Groups' }).boundingBox()
    const line = await opener.boundingBox()
    if (submenu === null || line === null) throw new Error('The menus are not shown.')
    expect(submenu.y >= line.y + line.height || submenu.y + submenu.height <= line.y).toBe(true)
    expect(submenu.y).toBeGreaterThanOrEqual(0)
    expect(submenu.y + submenu.height).toBeLessThanOrEqual(650)
  })

  test('is moved to a new group', async () => {
    const window = await open({ answers: { createGroup: () => success('new') } })
    await chooseFromMenu(window.page, 'Carl', 'Groups', 'A new group…')
    await window.page.getByLabel('Name of the group').fill('Work')
    await window.page.keyboard.press('Enter')
    await expect
      .poll(() => callsOf(window))
      .toEqual([
        ['createGroup', accountId, 'Work'],
        ['moveContact', accountId, 'carl@x.org', 'f', 'new'],
      ])
  })

  test('is moved with the keyboard alone; Escape and the arrows go between the menus', async () => {
    const window = await open()
    const { page } = window
    const focused = () => page.evaluate(() => document.activeElement?.textContent)
    await tree(page).focus()
    await page.keyboard.press('End')
    await page.keyboard.press('Shift+F10')
    await page.keyboard.press('g')
    await page.keyboard.press('ArrowRight')
    expect(await focused()).toBe('Family')
    await page.keyboard.press('ArrowLeft')
    expect(await focused()).toBe('Groups')
    expect(await page.getByRole('menu').count()).toBe(1)
    await page.keyboard.press('Enter')
    await page.keyboard.press('Escape')
    expect(await focused()).toBe('Groups')
    await page.keyboard.press('ArrowRight')
    expect(await axeViolations(page)).toEqual([])
    await page.keyboard.press('Enter')
    await expect.poll(() => callsOf(window)).toEqual([['moveContact', accountId, 'dora@x.org', 'f', 'm']])
    expect(await focusedName(page)).toBe('Contacts')
  })

  test('is dragged to another group, with Ctrl copied, and out of its group', async () => {
    const window = await open()
    const line = (name: string) => window.page.getByRole('treeitem', { name }).first()
    await line('Carl').dragTo(line('Family'))
    await window.page.keyboard.down('Control')
    await line('Carl').dragTo(line('Family'))
    await window.page.keyboard.up('Control')
    await line('Carl').dragTo(line('Emil'))
    await line('Carl').dragTo(line('Offline, 1'))
    await expect
      .poll(() => callsOf(window))
      .toEqual([
        ['moveContact', accountId, 'carl@x.org', 'f', 'm'],
        ['moveContact', accountId, 'carl@x.org', null, 'm'],
        ['moveContact', accountId, 'carl@x.org', 'f', null],
      ])
  })
})
