import type { Page } from 'playwright'
import { describe, expect, test } from 'vitest'
import { historyKey } from '../../app/history.ts'
import { failure, success } from '../../app/reasons.ts'
import { axeViolations } from '../support/axe.ts'
import { bob, carol, KeptLines, openHistory, own, start } from '../support/history-page.ts'
import type { PageWithBridge } from '../support/page-with-bridge.ts'
import { account, contact, rememberedAccount } from '../support/sample-state.ts'
import { windowsInBrowser } from '../support/windows-in-browser.ts'

const show = windowsInBrowser()
const open = (options: Parameters<typeof openHistory>[1] = {}) => openHistory(show, options)

const log = (page: Page) => page.getByRole('feed', { name: 'What was said' })
const lines = (page: Page) => log(page).getByRole('article')
const line = (page: Page, text: string) => lines(page).filter({ hasText: new RegExp(`^${text}$`) })
const argsOf = ({ calls }: PageWithBridge, name: string) =>
  calls.filter((each) => each.name === name).map(({ args }) => args)
const dialog = (page: Page, name: string) => page.getByRole('dialog', { name })
const choose = async (page: Page, menu: string, item: string) => {
  await page.getByRole('button', { name: menu, exact: true }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

const withTalks = () =>
  new KeptLines()
    .addMany(bob, 12, (index) => `bob ${index}`)
    .addMany(carol, 5, (index) => `carol ${index}`, start - 86_400_000)

/** What lies on the clipboard, read by pasting it. */
async function pasted(page: Page): Promise<string> {
  await page.evaluate(() =>
    document.body.append(Object.assign(document.createElement('textarea'), { id: 'paste' })),
  )
  await page.locator('#paste').focus()
  await page.keyboard.press('Control+v')
  return page.locator('#paste').inputValue()
}

describe('lines', () => {
  test('are copied as text: one alone, several with times and names', async () => {
    const { page } = await open({ kept: withTalks() })
    await line(page, 'bob 9').click()
    await page.keyboard.press('Control+c')
    await page.getByRole('status').filter({ hasText: 'Copied.' }).waitFor()
    expect(await pasted(page)).toBe('bob 9')
  })

  test('are chosen by Shift and the arrow keys, or by the pointer, and copied together', async () => {
    const { page } = await open({ kept: withTalks() })
    await line(page, 'bob 8').click()
    await page.keyboard.press('Shift+ArrowDown')
    await page.keyboard.press('Shift+ArrowDown')
    await page.getByText('3 lines chosen').waitFor()
    await line(page, 'bob 8').click({ modifiers: ['Control'] })
    await page.getByText('2 lines chosen').waitFor()
    await page.getByRole('button', { name: 'Copy' }).click()
    expect(await pasted(page)).toBe('[03/11/2025 10:09] Bob: bob 9\n[03/11/2025 10:10] Bob: bob 10')
  })

  test('are deleted for good after a question that says so', async () => {
    const kept = withTalks()
    const window = await open({ kept })
    const { page } = window
    await line(page, 'bob 10').click()
    await page.keyboard.press('Delete')
    const question = dialog(page, 'Delete this line?')
    await question.getByText('1 line of the conversation with Bob will be gone for good').waitFor()
    await page.keyboard.press('Escape')
    expect(argsOf(window, 'deleteHistory')).toEqual([])
    await line(page, 'bob 10').click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Delete the line…' }).click()
    await question.getByRole('button', { name: 'Delete for good' }).click()
    await expect.poll(() => line(page, 'bob 10').count()).toBe(0)
    expect(argsOf(window, 'deleteHistory')).toEqual([
      [{ kind: 'lines', accountId: own, historyId: bob.address, entryIds: ['bob@example.com-10'] }],
    ])
    await page.getByRole('status').filter({ hasText: '1 line was deleted.' }).waitFor()
    await expect.poll(() => page.getByRole('option').first().innerText()).toContain('11 lines')
  })

  test.each([
    ['disk-failed', 'could not be written'],
    ['not-available', 'Something else is being done with the history.'],
  ] as const)('stay when deleting them fails, and the question says why: %s', async (reason, sentence) => {
    const { page } = await open({
      kept: withTalks(),
      answers: { deleteHistory: () => failure(reason) },
    })
    await line(page, 'bob 10').click()
    await page.keyboard.press('Delete')
    await page.getByRole('button', { name: 'Delete for good' }).click()
    await page.getByRole('alert').filter({ hasText: sentence }).waitFor()
    await page.getByRole('button', { name: 'Cancel' }).click()
    expect(await line(page, 'bob 10').count()).toBe(1)
  })
})

describe('deleting', () => {
  test('a conversation takes it from the list and out of sight', async () => {
    const kept = withTalks()
    const { page } = await open({ kept })
    await lines(page).last().waitFor()
    await choose(page, 'This conversation', 'Delete this conversation…')
    await dialog(page, 'Delete this conversation?')
      .getByText('Everything that was said with Bob (12 lines) will be gone for good')
      .waitFor()
    await page.getByRole('button', { name: 'Delete for good' }).click()
    await expect.poll(() => page.getByRole('listbox').getByRole('option').count()).toBe(1)
    await page.getByRole('status').filter({ hasText: '12 lines were deleted.' }).waitFor()
    expect(await log(page).count()).toBe(0)
    expect(kept.lines.every(({ historyId }) => historyId === carol.address)).toBe(true)
  })

  test('everything leaves an empty history', async () => {
    const kept = withTalks()
    const { page } = await open({ kept })
    await lines(page).last().waitFor()
    await choose(page, 'Menu', 'Delete everything…')
    await dialog(page, 'Delete the whole history?').getByText('with every account').waitFor()
    await page.getByRole('button', { name: 'Delete for good' }).click()
    await page.getByText('Nothing has been kept yet.').waitFor()
    expect(kept.lines).toEqual([])
  })

  test('an account’s history is offered where the list shows that account', async () => {
    const other = 'escargot/ann@escargot.chat'
    const kept = withTalks().addMany(
      { address: 'zoe@escargot.chat', name: 'Zoë' },
      3,
      () => 'salut',
      start,
      other,
    )
    const window = await open({ kept })
    const { page } = window
    await page.getByLabel('Where to search').selectOption('In ann@escargot.chat on Escargot')
    await choose(page, 'Menu', 'Delete all of ann@escargot.chat on Escargot…')
    await page.getByRole('button', { name: 'Delete for good' }).click()
    await expect
      .poll(() => argsOf(window, 'deleteHistory'))
      .toEqual([[{ kind: 'account', accountId: other }]])
  })

  test('elsewhere is followed when the window hears of it', async () => {
    const kept = withTalks()
    const window = await open({ kept })
    await line(window.page, 'bob 3').waitFor()
    await window.publish({ type: 'history-task-changed', task: { kind: 'delete', done: 0, total: null } })
    kept.remove(['bob@example.com-3'])
    await window.publish({ type: 'history-task-changed', task: null })
    await expect.poll(() => line(window.page, 'bob 3').count()).toBe(0)
    expect(await line(window.page, 'bob 4').count()).toBe(1)
  })
})

describe('a conversation that is not to be kept', () => {
  test('is written into the settings, and what is there goes only when that is wanted', async () => {
    const window = await open({ kept: withTalks(), settings: { historyNotKept: ['x>y'] } })
    const { page } = window
    await lines(page).last().waitFor()
    await page.getByRole('button', { name: 'This conversation', exact: true }).click()
    await page.getByRole('menuitemcheckbox', { name: 'Do not keep this conversation' }).click()
    const key = historyKey(own, bob.address)
    await expect.poll(() => argsOf(window, 'changeSettings')).toEqual([[{ historyNotKept: ['x>y', key] }]])
    await dialog(page, 'Not kept from now on').getByText('12 lines from before are still here').waitFor()
    await page.getByRole('button', { name: 'Leave them' }).click()
    expect(argsOf(window, 'deleteHistory')).toEqual([])
  })

  test('is kept again by the same switch', async () => {
    const key = historyKey(own, bob.address)
    const window = await open({ kept: withTalks(), settings: { historyNotKept: [key] } })
    const { page } = window
    await page.getByText('What is said here is not kept.').waitFor()
    await page.getByRole('button', { name: 'This conversation', exact: true }).click()
    await page.getByRole('menuitemcheckbox', { name: 'Do not keep this conversation', checked: true }).click()
    await expect.poll(() => argsOf(window, 'changeSettings')).toEqual([[{ historyNotKept: [] }]])
    expect(await page.getByRole('dialog').count()).toBe(0)
  })
})

describe('files', () => {
  test('are written of a conversation, in the kind that is chosen', async () => {
    const window = await open({ kept: withTalks(), answers: { exportHistory: () => success(true) } })
    const { page } = window
    await lines(page).last().waitFor()
    await choose(page, 'This conversation', 'Export this conversation…')
    expect(await axeViolations(page)).toEqual([])
    await page.getByLabel('Text', { exact: true }).check()
    await page.getByRole('button', { name: 'Choose where…' }).click()
    const scope = { kind: 'conversation', accountId: own, historyId: bob.address }
    await expect.poll(() => argsOf(window, 'exportHistory')).toEqual([[scope, 'text']])
    await page.getByRole('status').filter({ hasText: 'The export is finished.' }).waitFor()
  })

  test('are read for an account, with progress that can be ended, and the outcome is told', async () => {
    const outcome = Promise.withResolvers<undefined>()
    const window = await open({
      kept: withTalks(),
      state: {
        accounts: { [own]: account([]) },
        rememberedAccounts: [rememberedAccount({ id: 'escargot/ann@escargot.chat' })],
      },
      answers: {
        importHistory: async () => {
          await outcome.promise
          const refused = [{ file: 'holiday.jpg', reason: 'file-unreadable' as const }]
          return success({ added: 1234, alreadyThere: 56, refused, cancelled: true })
        },
      },
    })
    const { page } = window
    await choose(page, 'Menu', 'Import…')
    await page.getByText('aMSN: files in “.amsn”').waitFor()
    expect(await axeViolations(page)).toEqual([])
    await page.getByLabel('Into the history of').selectOption('ann@escargot.chat on Escargot')
    await page.getByRole('button', { name: 'Choose files…' }).click()
    await window.publish({ type: 'history-task-changed', task: { kind: 'import', done: 300, total: 1200 } })
    const progress = dialog(page, 'Import conversations').getByLabel('Importing: 300 of 1,200')
    expect(await progress.getAttribute('value')).toBe('300')
    await dialog(page, 'Import conversations').getByRole('button', { name: 'Cancel' }).click()
    await expect.poll(() => argsOf(window, 'cancelHistoryTask')).toEqual([[]])
    outcome.resolve(undefined)
    const summary = dialog(page, 'Import ended early')
    await summary.getByText('Lines added: 1,234').waitFor()
    await summary.getByText('Already there: 56').waitFor()
    await summary
      .getByRole('listitem')
      .filter({ hasText: 'holiday.jpg' })
      .filter({ hasText: 'cannot read this file' })
      .waitFor()
    expect(await axeViolations(page)).toEqual([])
    expect(argsOf(window, 'importHistory')).toEqual([['escargot/ann@escargot.chat', 'files']])
  })

  test('that are still being written close no dialog that was opened meanwhile', async () => {
    const written = Promise.withResolvers<undefined>()
    const { page } = await open({
      kept: withTalks(),
      answers: { exportHistory: () => written.promise.then(() => success(true)) },
    })
    await lines(page).last().waitFor()
    await choose(page, 'This conversation', 'Export this conversation…')
    await page.getByRole('button', { name: 'Choose where…' }).click()
    await dialog(page, 'Export the history').getByRole('button', { name: 'Close' }).click()
    await choose(page, 'Menu', 'Import…')
    written.resolve(undefined)
    await page.getByText('The export is finished.').waitFor({ state: 'attached' })
    expect(await dialog(page, 'Import conversations').count()).toBe(1)
  })

  test('work that another window began shows here, too', async () => {
    const window = await open({ kept: withTalks() })
    await window.publish({ type: 'history-task-changed', task: { kind: 'export', done: 5, total: null } })
    await window.page.getByText('Exporting: 5').waitFor()
    await window.page.getByRole('button', { name: 'Cancel' }).click()
    await expect.poll(() => argsOf(window, 'cancelHistoryTask')).toEqual([[]])
  })
})

describe('what is wrong with the history', () => {
  test.each([
    [
      { kind: 'damaged', keptAs: 'history.db.damaged-1', rescued: null },
      'is being added. The old one is kept as “history.db.damaged-1”',
    ],
    [
      { kind: 'damaged', keptAs: 'history.db.damaged-2', rescued: 81_234 },
      '81,234 lines were saved from the old one',
    ],
    [{ kind: 'too-new' }, 'A later version of Papilio wrote your history.'],
    [{ kind: 'not-written' }, 'Your history cannot be written at the moment.'],
  ] as const)('%j is told until it was read', async (problem, sentence) => {
    const window = await open({ kept: withTalks() })
    await window.publish({ type: 'history-problem-changed', problem })
    await window.page.getByRole('alert').filter({ hasText: sentence }).waitFor()
    expect(await axeViolations(window.page)).toEqual([])
    await window.page.getByRole('button', { name: 'I have read this' }).click()
    await expect.poll(() => argsOf(window, 'dismissHistoryProblem')).toEqual([[]])
    await window.publish({ type: 'history-problem-changed', problem: null })
    await expect.poll(() => window.page.getByRole('alert').count()).toBe(0)
  })
})

test('one can go on writing to somebody whose account is signed in', async () => {
  const window = await open({
    kept: withTalks(),
    state: { accounts: { [own]: account([contact(bob.address, { name: 'Bob' })]) } },
    answers: { openConversation: () => success(`${own}>${bob.address}`) },
  })
  await lines(window.page).last().waitFor()
  await choose(window.page, 'This conversation', 'Write to Bob')
  await expect.poll(() => argsOf(window, 'showConversation')).toEqual([[`${own}>${bob.address}`]])
})
