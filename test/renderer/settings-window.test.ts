import { describe, expect, test } from 'vitest'
import { networkAt } from '../../app/networks.ts'
import { publicNetworks } from '../../app/public-networks.ts'
import { failure, success } from '../../app/reasons.ts'
import { defaultSettings, type Settings } from '../../app/settings.ts'
import type { State } from '../../app/state.ts'
import { settingsStrings } from '../../renderer/strings/settings.ts'
import { axeViolations, scrollsSideways } from '../support/axe.ts'
import { failedTest } from '../support/connection-tests.ts'
import type { Answers, PageWithBridge } from '../support/page-with-bridge.ts'
import { account, rememberedAccount, stateWith } from '../support/sample-state.ts'
import { alice, bob } from '../support/sign-in-page.ts'
import { windowsInBrowser } from '../support/windows-in-browser.ts'

const openWindow = windowsInBrowser()

interface Options {
  readonly state?: Partial<State>
  readonly settings?: Partial<Settings>
  readonly answers?: Answers
  readonly browser?: Parameters<typeof openWindow>[0]['browser']
}

async function open({ state, settings, answers = {}, browser }: Options = {}): Promise<PageWithBridge> {
  const opened = await openWindow({
    query: 'window=settings',
    state: stateWith({ ...state, settings: { ...defaultSettings, ...settings } }),
    answers,
    browser: { viewport: { width: 640, height: 600 }, ...browser },
  })
  await opened.page.getByRole('tablist').waitFor()
  return opened
}

const turnTo = ({ page }: PageWithBridge, name: string) => page.getByRole('tab', { name }).click()
const changes = ({ calls }: PageWithBridge) =>
  calls.filter(({ name }) => name === 'changeSettings').map(({ args }) => args[0])

describe('the settings', () => {
  test('have pages that the arrow keys turn', async () => {
    const { page } = await open()
    await page.keyboard.press('Tab')
    expect(await page.getByRole('tab', { selected: true }).innerText()).toBe('General')
    await page.keyboard.press('ArrowDown')
    expect(await page.getByRole('tab', { selected: true }).innerText()).toBe('History')
    await page.keyboard.press('End')
    expect(await page.getByRole('tabpanel', { name: 'Accounts' }).isVisible()).toBe(true)
    await page.keyboard.press('ArrowDown')
    expect(await page.locator(':focus').innerText()).toBe('General')
  })

  test('turn to the page that the program asks for', async () => {
    const window = await open()
    await window.update({ kind: 'effect', effect: { type: 'show-settings-page', page: 'accounts' } })
    await window.page.getByRole('tabpanel', { name: 'Accounts' }).waitFor()
  })
})

describe('the general page', () => {
  test('changes each setting at once', async () => {
    const window = await open()
    const { page } = window
    await page.getByLabel('Theme').selectOption('Dark')
    await page.getByLabel('Size of the letters').selectOption('125 %')
    await page.getByLabel('Draw emoticons as pictures').click()
    await page.getByLabel('Play sounds').click()
    await page.getByLabel('Show notifications').click()
    await page.getByLabel('Nudges shake the window').click()
    await expect
      .poll(() => changes(window))
      .toEqual([
        { theme: 'dark' },
        { textSize: 125 },
        { emoticons: false },
        { sounds: false },
        { toasts: false },
        { shakeOnNudge: false },
      ])
    await window.publish({ type: 'settings-changed', settings: { ...defaultSettings, theme: 'light' } })
    await expect.poll(() => page.getByLabel('Theme').inputValue()).toBe('light')
  })

  test('takes the minutes until one is idle, and never a number that cannot be used', async () => {
    const window = await open()
    const minutes = window.page.getByLabel('After so many minutes')
    await minutes.fill('0')
    await window.page.getByText('Enter a number from 1 to 240.').waitFor()
    await minutes.press('Enter')
    await minutes.fill('241')
    await minutes.blur()
    await minutes.fill('30')
    await minutes.press('Enter')
    await expect.poll(() => changes(window)).toEqual([{ idleMinutes: 30 }])
    await window.page.getByLabel('Show me as idle').click()
    await expect.poll(() => changes(window)).toEqual([{ idleMinutes: 30 }, { idleMinutes: 0 }])
    await window.publish({ type: 'settings-changed', settings: { ...defaultSettings, idleMinutes: 0 } })
    await minutes.waitFor({ state: 'detached' })
  })
})

describe('the connection page', () => {
  test('takes a proxy over as a whole, with its password apart', async () => {
    const window = await open()
    const { page } = window
    await turnTo(window, 'Connection')
    await page.getByLabel('How to connect').selectOption('HTTP (CONNECT)')
    expect(await page.getByLabel('Port').inputValue()).toBe('8080')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Enter the proxy’s name or number').waitFor()
    expect(window.calls).toEqual([])
    await page.getByLabel('Host').fill('proxy.example.org')
    await page.getByLabel('Port').fill('3128')
    await page.getByLabel('User name').fill('me')
    await page.getByLabel('Password').fill('a-secret-word')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('The proxy was saved.').waitFor()
    const proxy = { kind: 'http', host: 'proxy.example.org', port: 3128, username: 'me' }
    expect(window.calls).toEqual([
      { name: 'changeSettings', args: [{ proxy }] },
      { name: 'setProxyPassword', args: ['a-secret-word'] },
    ])
    expect(await page.evaluate(() => document.documentElement.outerHTML)).not.toContain('a-secret-word')
    expect(await page.getByLabel('Password').inputValue()).toBe('')
  })

  test('keeps the proxy’s password when none is typed, and forgets it with the user name', async () => {
    const proxy = { kind: 'socks5', host: 'proxy', port: 1080, username: 'me' } as const
    const window = await open({ settings: { proxy } })
    await turnTo(window, 'Connection')
    await window.page.getByRole('button', { name: 'Save' }).click()
    await window.page.getByText('The proxy was saved.').waitFor()
    expect(window.calls.map(({ name }) => name)).toEqual(['changeSettings'])
    await window.page.getByLabel('User name').fill('')
    await window.page.getByRole('button', { name: 'Save' }).click()
    await expect.poll(() => window.calls.at(-1)).toEqual({ name: 'setProxyPassword', args: [null] })
  })

  test('says when the password cannot be kept, and keeps what was typed', async () => {
    const proxy = { kind: 'socks5', host: 'proxy', port: 1080, username: 'me' } as const
    const window = await open({
      settings: { proxy },
      answers: { setProxyPassword: () => failure('not-remembered') },
    })
    await turnTo(window, 'Connection')
    await window.page.getByLabel('Password').fill('x')
    await window.page.getByRole('button', { name: 'Save' }).click()
    await window.page.getByText(settingsStrings.en['settings.proxy.this-run']).waitFor()
    expect(await window.page.getByLabel('Password').inputValue()).toBe('x')
  })

  test('goes back to the system’s proxies and keeps the address for later', async () => {
    const proxy = { kind: 'socks5', host: 'proxy', port: 1080, username: 'me' } as const
    const window = await open({ settings: { proxy } })
    await turnTo(window, 'Connection')
    await window.page.getByLabel('How to connect').selectOption('As the system says')
    await window.page.getByRole('button', { name: 'Save' }).click()
    await expect.poll(() => changes(window)).toEqual([{ proxy: { ...proxy, kind: 'system' } }])
  })

  test('lists every network with where it comes from, to be tested, edited and added', async () => {
    const [escargot, crosstalk] = publicNetworks
    const own = networkAt('custom-a', 'Mine', 'a.org')
    const window = await open({ state: { networks: [escargot!, { ...crosstalk!, gatewayUrl: '' }, own] } })
    const { page } = window
    await turnTo(window, 'Connection')
    expect((await page.getByRole('listitem').allInnerTexts()).map((each) => each.split('\n')[1])).toEqual([
      'msnmsgr.escargot.chat:1863 · checked on Nov 23, 2026',
      'ms.msgrsvcs.ctsrv.gay:1863 · changed by you',
      'a.org:1863 · added by you',
    ])
    await page.getByRole('button', { name: 'Test the connection to Mine' }).click()
    await window.publish({
      type: 'connection-test-changed',
      test: failedTest('custom-a', 'name', 'host-unknown'),
    })
    await page.getByText('This name was not found.').waitFor()
    await page.getByRole('button', { name: 'Close' }).click()
    await page.getByRole('button', { name: 'Edit Mine' }).click()
    await page.getByLabel('Name of the network').fill('Ours')
    await page.getByRole('button', { name: 'Save' }).first().click()
    await expect
      .poll(() => window.calls.at(-1))
      .toEqual({ name: 'saveNetwork', args: [{ ...own, name: 'Ours' }] })
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Add a network…' }).click()
    await page.getByRole('dialog', { name: 'Add a network' }).waitFor()
  })

  test('says that chats are not encrypted', async () => {
    const window = await open()
    await turnTo(window, 'Connection')
    await window.page.getByText('Chats, names and statuses do not').waitFor()
  })
})

describe('the accounts page', () => {
  const remembered = [rememberedAccount({ signInAutomatically: true, passwordRemembered: true }), bob]

  test('says what is remembered of each account, and shows the contacts of one in use', async () => {
    const window = await open({
      state: { rememberedAccounts: remembered, accounts: { [alice]: account([]) } },
    })
    await turnTo(window, 'Accounts')
    expect(await window.page.getByRole('listitem').locator('small').allInnerTexts()).toEqual([
      'Local network · signed in · password remembered · signs in automatically',
      'Escargot · password remembered',
    ])
    await window.page.getByRole('button', { name: 'Show the contacts of alice@example.com' }).click()
    await window.page.getByRole('button', { name: 'Sign in with another account…' }).click()
    await expect
      .poll(() => window.calls)
      .toEqual([
        { name: 'showContactList', args: [alice] },
        { name: 'showSignIn', args: [] },
      ])
  })

  test('forgets an account after a question', async () => {
    const window = await open({ state: { rememberedAccounts: remembered } })
    const { page } = window
    await turnTo(window, 'Accounts')
    const forget = page.getByRole('button', { name: 'Forget bob@escargot.chat on Escargot' })
    await forget.click()
    await page.keyboard.press('Escape')
    expect(window.calls).toEqual([])
    await forget.click()
    await page.getByRole('dialog').getByLabel('Also delete everything that was said with it').check()
    await page.getByRole('dialog').getByRole('button', { name: 'Forget' }).click()
    await expect
      .poll(() => window.calls)
      .toEqual([{ name: 'forgetAccount', args: [bob.id, { history: true }] }])
    await window.publish({ type: 'remembered-accounts-changed', accounts: [] })
    await page.getByText('No account is remembered.').waitFor()
  })
})

describe('the history page', () => {
  const notKept = ['local/alice@example.com>bob@example.com', 'escargot/ann@escargot.chat>group:1']

  test('says what is kept and shown', async () => {
    const window = await open()
    await turnTo(window, 'History')
    await window.page.getByLabel('Keep conversations on this computer').click()
    await window.page.getByLabel('Show what was said last').click()
    await expect.poll(() => changes(window)).toEqual([{ keepHistory: false }, { showLastTalk: false }])
  })

  test('lists conversations that are not kept, and keeps them again', async () => {
    const window = await open({ settings: { historyNotKept: notKept } })
    const { page } = window
    await turnTo(window, 'History')
    expect(await page.getByRole('listitem').allInnerTexts()).toEqual([
      expect.stringMatching(/^bob@example\.com\s+with alice@example\.com on Local network/),
      expect.stringMatching(/^Group conversation\s+with ann@escargot\.chat on Escargot/),
    ])
    await page.getByRole('button', { name: 'Keep the conversation with bob@example.com again' }).click()
    await expect.poll(() => changes(window)).toEqual([{ historyNotKept: [notKept[1]] }])
  })

  test('opens the history, exports and deletes all of it, after a question', async () => {
    const window = await open({
      answers: { exportHistory: () => success(false), deleteHistory: () => success(1234) },
    })
    const { page } = window
    await turnTo(window, 'History')
    await page.getByRole('button', { name: 'Open the history' }).click()
    await page.getByRole('button', { name: 'Export everything…' }).click()
    await page.getByRole('button', { name: 'Choose where…' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Delete everything…' }).click()
    await page.getByRole('button', { name: 'Delete for good' }).click()
    await page.getByRole('status').filter({ hasText: '1,234 lines were deleted.' }).waitFor()
    expect(window.calls).toEqual([
      { name: 'showHistory', args: [{}] },
      { name: 'exportHistory', args: [{ kind: 'all' }, 'html'] },
      { name: 'deleteHistory', args: [{ kind: 'all' }] },
    ])
  })

  test('imports, and tells what came of it', async () => {
    const summary = { added: 3, alreadyThere: 0, refused: [], cancelled: false }
    const window = await open({
      state: { accounts: { [alice]: account([]) } },
      answers: { importHistory: () => success(summary) },
    })
    await turnTo(window, 'History')
    await window.page.getByRole('button', { name: 'Import…' }).click()
    await window.page.getByRole('button', { name: 'Choose a folder…' }).click()
    await window.page
      .getByRole('dialog', { name: 'Conversations imported' })
      .getByText('Lines added: 3')
      .waitFor()
    expect(window.calls).toEqual([{ name: 'importHistory', args: [alice, 'folder'] }])
  })
})

describe.each([
  { name: 'light', browser: { colorScheme: 'light' }, settings: {} },
  { name: 'dark, German', browser: { colorScheme: 'dark', locale: 'de-DE' }, settings: {} },
  {
    name: 'narrow, letters of twice the size',
    browser: { viewport: { width: 340, height: 600 } },
    settings: { textSize: 200 },
  },
] as const)('for everybody: $name', ({ browser, settings }) => {
  test.each([0, 1, 2, 3])('nothing stands in the way on page %i', async (index) => {
    const proxy = { kind: 'socks5', host: '', port: 1080, username: '' } as const
    const window = await open({
      state: { rememberedAccounts: [rememberedAccount(), bob], accounts: { [alice]: account([]) } },
      settings: { ...settings, proxy, historyNotKept: ['local/alice@example.com>bob@example.com'] },
      browser,
    })
    const { page } = window
    await page.getByRole('tab').nth(index).click()
    if (index === 2) await page.locator('[type=submit]').click()
    expect(await axeViolations(page)).toEqual([])
    expect(await scrollsSideways(page)).toBe(false)
  })
})
