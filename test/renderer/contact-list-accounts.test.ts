import { describe, expect, test } from 'vitest'
import type { Account, Connection } from '../../app/account.ts'
import { failure, success } from '../../app/reasons.ts'
import { defaultSettings } from '../../app/settings.ts'
import { reasonStrings } from '../../renderer/strings/reasons.ts'
import { axeViolations, scrollsSideways } from '../support/axe.ts'
import { accountId, callsOf, contactListWindow, items, people } from '../support/contact-list-page.ts'
import { account } from '../support/sample-state.ts'

const open = contactListWindow()

/** The same address on another network. */
const elsewhere = account([], { id: 'escargot/alice@example.com', networkId: 'escargot' })

describe('the account', () => {
  test('is named with its network, and another one can be signed in', async () => {
    const window = await open()
    const { page } = window
    await page.getByRole('button', { name: 'This account: alice@example.com on Local network' }).click()
    expect(await page.getByRole('menuitem').allInnerTexts()).toEqual([
      'Sign in with another account…',
      'Sign out',
    ])
    await page.getByRole('menuitem', { name: 'Sign in with another account…' }).click()
    await expect.poll(() => callsOf(window)).toEqual([['showSignIn']])
    expect(await page.title()).toBe('Alice – Papilio')
    expect(await page.locator('.account-mark').count()).toBe(0)
  })

  test('is told from the same address on another network by name, mark and title; the other one is a click away', async () => {
    const window = await open({ others: [elsewhere] })
    const { page } = window
    expect(await page.title()).toBe('Alice (Local network) – Papilio')
    const bar = page.getByRole('button', { name: /^This account: alice@example.com on Local network/ })
    expect(await bar.innerText()).toContain('Local network')
    await bar.click()
    const other = page.getByRole('menuitem', { name: 'alice@example.com on Escargot' })
    const markClass = (within: typeof bar) => within.locator('.account-mark').getAttribute('class')
    expect(await markClass(bar)).not.toBe(await markClass(other))
    expect(await axeViolations(page)).toEqual([])
    await other.click()
    await expect.poll(() => callsOf(window)).toEqual([['showContactList', elsewhere.id]])
    await window.publish({ type: 'account-closed', accountId: elsewhere.id })
    await expect.poll(() => page.title()).toBe('Alice – Papilio')
  })
})

test('what is wrong with the history is said here, too, until it was read', async () => {
  const window = await open()
  await window.publish({ type: 'history-problem-changed', problem: { kind: 'not-written' } })
  await window.page.getByRole('alert').filter({ hasText: 'history cannot be written' }).waitFor()
  expect(await axeViolations(window.page)).toEqual([])
  await window.page.getByRole('button', { name: 'I have read this' }).click()
  await expect.poll(() => callsOf(window)).toEqual([['dismissHistoryProblem']])
})

describe('a lost connection', () => {
  const waiting = (inMs: number): Connection => ({
    state: 'reconnecting',
    reason: 'connection-lost',
    attempt: 2,
    nextAttemptAt: Date.now() + inMs,
  })

  test('is said with its reason and the time of the next try; the list stays, and one can try or sign out', async () => {
    const window = await open()
    const { page } = window
    await window.publish({ type: 'connection-changed', accountId, connection: waiting(60_500) })
    const sentence = 'You are offline at the moment. The connection was lost.'
    await page.getByText(sentence, { exact: true }).waitFor()
    await page.getByText(/Next try in (60|61) s/).waitFor()
    await page.getByText(/Next try in 59 s/).waitFor()
    expect((await items(page)).length).toBeGreaterThan(5)
    expect(await page.getByRole('button', { name: 'Your status: Offline' }).count()).toBe(1)
    await page.getByRole('button', { name: 'Try now' }).click()
    await page.getByRole('button', { name: 'Sign out' }).click()
    await expect
      .poll(() => callsOf(window))
      .toEqual([
        ['reconnect', accountId],
        ['signOut', accountId],
      ])
    const trying = { ...waiting(0), nextAttemptAt: null } as Connection
    await window.publish({ type: 'connection-changed', accountId, connection: trying })
    await page.getByText('Connecting again…').waitFor()
    expect(await page.getByRole('button', { name: 'Try now' }).isDisabled()).toBe(true)
    expect(await page.getByText('Next try').count()).toBe(0)
    const connection = { state: 'signed-in', dialect: 'MSNP18' } as const
    await window.publish({ type: 'connection-changed', accountId, connection })
    await expect.poll(() => page.getByText(sentence).count()).toBe(0)
  })

  test('that was ended elsewhere is said, with the way back', async () => {
    const window = await open()
    const connection = { state: 'signed-out', reason: 'signed-in-elsewhere' } as const
    await window.publish({ type: 'connection-changed', accountId, connection })
    const alert = window.page.getByRole('alert')
    await expect.poll(() => alert.innerText()).toBe(reasonStrings.en['reason.signed-in-elsewhere'])
    await window.page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect.poll(() => callsOf(window)).toEqual([['showSignIn']])
  })

  test.each(['light', 'dark'] as const)('is fit for assistive technology in %s', async (colorScheme) => {
    const { page } = await open({
      account: { connection: waiting(300_000) },
      settings: { textSize: 200 },
      browser: { colorScheme, viewport: { width: 320, height: 640 } },
    })
    await page.getByText('Next try in 5 min').waitFor()
    expect(await axeViolations(page)).toEqual([])
    expect(await scrollsSideways(page)).toBe(false)
  })
})

describe('that chats are not encrypted', () => {
  const told = /On Escargot, chats are not encrypted/
  const openOn = (change: Partial<Account>, toldOfPlainText = false) =>
    open({ account: change, settings: { toldOfPlainText } })

  test('is said once on a network of others', async () => {
    const window = await openOn({ networkId: 'escargot' })
    await window.page.getByText(told).waitFor()
    expect(await axeViolations(window.page)).toEqual([])
    await window.page.getByRole('button', { name: 'OK' }).click()
    await expect.poll(() => callsOf(window)).toEqual([['changeSettings', { toldOfPlainText: true }]])
    const settings = { ...defaultSettings, toldOfPlainText: true }
    await window.publish({ type: 'settings-changed', settings })
    await expect.poll(() => window.page.getByText(told).count()).toBe(0)
  })

  test.each([
    ['on the network of the program itself', { networkId: 'local' }, false],
    [
      'before one is signed in',
      { networkId: 'escargot', connection: { state: 'signed-out', reason: null } },
      false,
    ],
    ['again', { networkId: 'escargot' }, true],
  ] as const)('is not said %s', async (_when, change, toldOfPlainText) => {
    const { page } = await openOn(change, toldOfPlainText)
    expect(await page.getByText('not encrypted').count()).toBe(0)
  })
})

describe('contacts are taken along', () => {
  const choose = async (page: Awaited<ReturnType<typeof open>>['page'], item: string) => {
    await page.getByRole('button', { name: 'Menu', exact: true }).click()
    await page.getByRole('menuitem', { name: item }).click()
  }

  test('into a file', async () => {
    let saved = false
    const window = await open({ answers: { exportContacts: () => success(saved) } })
    await choose(window.page, 'Export contacts…')
    await expect.poll(() => callsOf(window).length).toBe(1)
    expect(await window.page.getByText('has been saved').count()).toBe(0)
    saved = true
    await choose(window.page, 'Export contacts…')
    await window.page.getByText('Your contact list has been saved.').waitFor()
    await window.page.getByRole('button', { name: 'Close' }).click()
    expect(await window.page.getByText('has been saved').count()).toBe(0)
  })

  test('out of a file: progress, a way to stop, and at the end what became of everybody', async () => {
    const summary = {
      added: 12,
      alreadyThere: 3,
      refused: [
        { address: 'nobody@x.org', reason: 'account-unknown' },
        { address: 'last@x.org', reason: 'list-full' },
      ],
    } as const
    const end = Promise.withResolvers<void>()
    const importContacts = async () => {
      await end.promise
      return success(summary)
    }
    const window = await open({ answers: { importContacts } })
    const { page } = window
    await choose(page, 'Import contacts…')
    await window.publish({ type: 'contact-import-changed', accountId, progress: { done: 5, total: 17 } })
    await page.getByText('Adding contacts: 5 of 17').waitFor()
    expect(await page.getByRole('progressbar').getAttribute('value')).toBe('5')
    expect(await axeViolations(page)).toEqual([])
    await page.getByRole('button', { name: 'Cancel' }).click()
    await window.publish({ type: 'contact-import-changed', accountId, progress: null })
    end.resolve()
    const dialog = page.getByRole('dialog', { name: 'Contacts imported' })
    await dialog.waitFor()
    const text = await dialog.innerText()
    for (const part of ['Added: 12', 'Already in your list: 3', 'Could not be added: 2', 'nobody@x.org']) {
      expect(text).toContain(part)
    }
    expect(text).toContain(reasonStrings.en['reason.list-full'])
    expect(await axeViolations(page)).toEqual([])
    await page.keyboard.press('Escape')
    await expect.poll(() => dialog.count()).toBe(0)
    expect(callsOf(window)).toEqual([
      ['importContacts', accountId],
      ['cancelContactImport', accountId],
    ])
  })

  test.each([
    ['no file was chosen', success(null), null],
    ['the file cannot be read', failure('file-unreadable'), reasonStrings.en['reason.file-unreadable']],
  ] as const)('or not, because %s', async (_why, answer, sentence) => {
    const window = await open({ contacts: people, answers: { importContacts: () => answer } })
    await choose(window.page, 'Import contacts…')
    await expect.poll(() => callsOf(window).length).toBe(1)
    if (sentence !== null) await window.page.getByText(sentence).waitFor()
    expect(await window.page.getByRole('dialog').count()).toBe(0)
  })
})
