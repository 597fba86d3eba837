import type { Page } from 'playwright'
import type { Account } from '../../app/account.ts'
import type { Contact } from '../../app/contact.ts'
import { noLists } from '../../app/contact.ts'
import { defaultSettings, type Settings } from '../../app/settings.ts'
import type { Answers, PageWithBridge } from './page-with-bridge.ts'
import { account, contact, stateWith } from './sample-state.ts'
import { windowsInBrowser } from './windows-in-browser.ts'

/** The account whose contact list the tests look at. */
export const accountId = 'local/alice@example.com'

const groups = [
  { id: 'f', name: 'Friends' },
  { id: 'm', name: 'Family' },
]

/** Four contacts: in two groups, in one, offline, and in none. */
export const people: readonly Contact[] = [
  contact('bob@x.org', { name: 'Bob', presence: 'online', personalMessage: 'hello', groupIds: ['f', 'm'] }),
  contact('carl@x.org', { name: 'Carl', presence: 'away', groupIds: ['f'] }),
  contact('dora@x.org', { name: 'Dora', groupIds: ['f'] }),
  contact('emil@x.org', { name: 'Emil', presence: 'busy' }),
]

/** Somebody who added Alice and waits for an answer. */
export const zoe = contact('zoe@x.org', { name: 'Zoë', lists: { ...noLists, reverse: true, pending: true } })

interface Given {
  readonly contacts?: readonly Contact[]
  readonly account?: Partial<Account>
  /** Other accounts in use. */
  readonly others?: readonly Account[]
  readonly settings?: Partial<Settings>
  readonly answers?: Answers
  readonly browser?: Parameters<ReturnType<typeof windowsInBrowser>>[0]['browser']
}

/** Gives a test file the contact-list window of Alice, with what differs from the usual. */
export function contactListWindow(): (given?: Given) => Promise<PageWithBridge> {
  const openWindow = windowsInBrowser()
  return async ({
    contacts = people,
    account: change = { groups },
    others = [],
    settings = {},
    answers = {},
    browser = {},
  } = {}) => {
    const all = [account(contacts, change), ...others]
    const accounts = Object.fromEntries(all.map((each) => [each.id, each]))
    const state = stateWith({ accounts, settings: { ...defaultSettings, ...settings } })
    const query = `window=contact-list&account=${encodeURIComponent(accountId)}`
    const opened = await openWindow({ query, state, answers, browser })
    await opened.page.getByRole('main').waitFor()
    return opened
  }
}

/** The tree of contacts. */
export const tree = (page: Page) => page.getByRole('tree')

/** What a screen reader says of each line of the tree. */
export const items = (page: Page) =>
  page.getByRole('treeitem').evaluateAll((all) => all.map((each) => each.getAttribute('aria-label')))

/** What it says of the active line. */
export const activeItem = (page: Page) =>
  page.evaluate(() => {
    const active = document.querySelector('[role=tree]')?.getAttribute('aria-activedescendant') ?? ''
    return document.getElementById(active)?.getAttribute('aria-label')
  })

/** The name of what has the focus. */
export const focusedName = (page: Page) => page.evaluate(() => document.activeElement?.ariaLabel)

/** The calls so far, each as its name and arguments. */
export const callsOf = ({ calls }: PageWithBridge) => calls.map(({ name, args }) => [name, ...args])
