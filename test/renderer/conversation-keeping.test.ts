import { describe, expect, test } from 'vitest'
import { historyKey } from '../../app/history.ts'
import { failure, success } from '../../app/reasons.ts'
import {
  accountId,
  argsOf,
  bob,
  conversationWindows,
  line,
  type ConversationOptions,
} from '../support/conversation-page.ts'

const show = conversationWindows()
const key = historyKey(accountId, bob.address)
const another = historyKey(accountId, 'carol@example.com')

async function openMenu(options: ConversationOptions = {}) {
  const window = await show(options)
  const { page } = window
  await page.getByRole('button', { name: 'Menu' }).click()
  const notKept = page.getByRole('menuitemcheckbox', { name: 'Do not keep this conversation' })
  return { window, page, notKept }
}

describe('the history of a conversation', () => {
  test('opens from the menu', async () => {
    const { window, page } = await openMenu()
    await page.getByRole('menuitem', { name: 'Message history…' }).click()
    await expect.poll(() => argsOf(window, 'showHistory')).toEqual([[{ accountId, historyId: bob.address }]])
  })

  test('opens with Ctrl+H wherever the keys go; of a group, that of the group', async () => {
    const window = await show({
      entries: [line(bob, 'hi')],
      conversation: { group: true, historyId: 'group:7' },
    })
    const { page } = window
    await page.getByRole('textbox').press('Control+h')
    await page.getByRole('log').press('Control+h')
    const shown = [{ accountId, historyId: 'group:7' }]
    await expect.poll(() => argsOf(window, 'showHistory')).toEqual([shown, shown])
  })
})

describe('a conversation that is not to be kept', () => {
  test('is marked so, after which it is asked what becomes of what there is', async () => {
    const { window, page, notKept } = await openMenu({
      settings: { historyNotKept: [another] },
      answers: { deleteHistory: () => success(3) },
    })
    expect(await notKept.getAttribute('aria-checked')).toBe('false')
    await notKept.click()
    await expect.poll(() => argsOf(window, 'changeSettings')).toEqual([[{ historyNotKept: [another, key] }]])
    const dialog = page.getByRole('dialog', { name: 'Not kept from now on' })
    await dialog.getByText('What you say with Bob from now on is not kept.').waitFor()
    await dialog.getByRole('button', { name: 'Delete for good' }).click()
    const scope = { kind: 'conversation', accountId, historyId: bob.address }
    await expect.poll(() => argsOf(window, 'deleteHistory')).toEqual([[scope]])
    await dialog.waitFor({ state: 'detached' })
  })

  test('leaves what there is where the user says so', async () => {
    const { window, page, notKept } = await openMenu()
    await notKept.click()
    await page.getByRole('button', { name: 'Leave them' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    expect(argsOf(window, 'deleteHistory')).toEqual([])
  })

  test('is kept again without a question', async () => {
    const { window, page, notKept } = await openMenu({ settings: { historyNotKept: [key, another] } })
    expect(await notKept.getAttribute('aria-checked')).toBe('true')
    await notKept.click()
    await expect.poll(() => argsOf(window, 'changeSettings')).toEqual([[{ historyNotKept: [another] }]])
    expect(await page.getByRole('dialog').count()).toBe(0)
  })

  test('cannot be chosen where nothing is kept anyway', async () => {
    const { notKept } = await openMenu({ settings: { keepHistory: false } })
    expect([await notKept.getAttribute('aria-checked'), await notKept.isDisabled()]).toEqual(['true', true])
  })

  test('says when that could not be noted', async () => {
    const { page, notKept } = await openMenu({ answers: { changeSettings: () => failure('disk-failed') } })
    await notKept.click()
    await page.getByRole('status').getByText('This could not be written to the disk.').waitFor()
    expect(await page.getByRole('dialog').count()).toBe(0)
  })
})
