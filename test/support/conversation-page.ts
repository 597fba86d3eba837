import type { Browser, BrowserContextOptions } from 'playwright'
import { afterAll, afterEach, beforeAll } from 'vitest'
import type { Account } from '../../app/account.ts'
import type { Contact } from '../../app/contact.ts'
import type { Conversation } from '../../app/conversation.ts'
import { defaultFormat, type Delivery, type Entry, type EntryOf, type TextFormat } from '../../app/message.ts'
import { success } from '../../app/reasons.ts'
import { defaultSettings, type Settings } from '../../app/settings.ts'
import { openPage, startBrowser, type Answers, type PageWithBridge } from './page-with-bridge.ts'
import { account, contact, stateWith } from './sample-state.ts'

export const alice = { address: 'alice@example.com', name: 'Alice' }
export const bob = { address: 'bob@example.com', name: 'Bob' }
export const carol = { address: 'carol@example.com', name: 'Carol' }

export const accountId = 'local/alice@example.com'
export const conversationId = `${accountId}>bob@example.com`

/** Half past ten on a winter morning, local time. */
export const morning = new Date(2025, 10, 23, 10, 30).getTime()

let ids = 0
const nextId = () => `entry-${(ids += 1)}`

/** A line that somebody wrote; Alice is the user. */
export const line = (
  author: typeof alice,
  text: string,
  change: Partial<Omit<EntryOf<'text'>, 'format'>> & { readonly format?: Partial<TextFormat> } = {},
): EntryOf<'text'> => ({
  kind: 'text',
  id: nextId(),
  at: morning,
  author,
  mine: author === alice,
  text,
  delivery: { state: author === alice ? 'delivered' : 'received' },
  ...change,
  format: { ...defaultFormat, ...change.format },
})

/** A line of the user with this fate. */
export const sent = (text: string, delivery: Delivery): EntryOf<'text'> => line(alice, text, { delivery })

export const nudge = (author: typeof alice, at: number): EntryOf<'nudge'> => ({
  kind: 'nudge',
  id: nextId(),
  at,
  author,
  mine: author === alice,
  delivery: { state: author === alice ? 'delivered' : 'received' },
})

/** What Alice's window of her conversation with Bob begins with. */
export interface ConversationOptions {
  readonly entries?: readonly Entry[]
  readonly conversation?: Partial<Conversation>
  readonly contacts?: readonly Contact[]
  readonly account?: Partial<Account>
  readonly settings?: Partial<Settings>
  readonly answers?: Answers
  readonly browser?: BrowserContextOptions
}

/** Alice's window of her conversation with Bob, who is online; a sent line is accepted. */
export function openConversation(
  browser: Browser,
  options: ConversationOptions = {},
): Promise<PageWithBridge> {
  const { entries = [], conversation, contacts = [bobOnline], settings, answers } = options
  return openPage(browser, {
    query: `window=conversation&id=${encodeURIComponent(conversationId)}`,
    state: stateWith({
      settings: { ...defaultSettings, ...settings },
      accounts: { [accountId]: account(contacts, options.account) },
      conversations: {
        [conversationId]: {
          id: conversationId,
          accountId,
          historyId: bob.address,
          group: false,
          participants: [bob],
          entries,
          typing: [],
          lastReceivedAt: null,
          unread: 0,
          ...conversation,
        },
      },
    }),
    answers: {
      sendMessage: () => success('entry'),
      readDraft: () => success(''),
      readHistory: () => success({ lines: [], earlier: false, later: false }),
      ...answers,
    },
    browser: {
      viewport: { width: 560, height: 480 },
      locale: 'en-GB',
      reducedMotion: 'no-preference',
      ...options.browser,
    },
  })
}

export const bobOnline = contact(bob.address, { name: bob.name, presence: 'online' })

/** What the window said to the main process with this call, in order. */
export const argsOf = ({ calls }: PageWithBridge, name: string): readonly (readonly unknown[])[] =>
  calls.filter((call) => call.name === name).map((call) => call.args)

/** Starts a browser for a test file; the returned function opens a window, which is closed after its test. */
export function conversationWindows(): (options?: ConversationOptions) => Promise<PageWithBridge> {
  let browser: Browser
  let open: PageWithBridge | undefined
  beforeAll(async () => {
    browser = await startBrowser()
  }, 60_000)
  afterAll(() => browser.close())
  afterEach(async () => {
    const last = open
    open = undefined
    await last?.close()
  })
  return async (options) => {
    open = await openConversation(browser, options)
    await open.page.getByRole('log').waitFor()
    return open
  }
}
