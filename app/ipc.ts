import * as v from 'valibot'
import type { AccountId } from './account.ts'
import { isAddress } from './contact.ts'
import type { ConversationId } from './conversation.ts'
import type { Event } from './events.ts'
import { historyCallSchemas, type HistoryView } from './history-calls.ts'
import type { HistoryHits, HistoryImportSummary, HistoryPage, HistoryTalk } from './history.ts'
import { networkSchema } from './networks.ts'
import { ownPresences } from './presence.ts'
import type { Reason, Result } from './reasons.ts'
import { formatSchema, settingsPatchSchema } from './settings.ts'

/** Ids are keys of the state: no text such as `__proto__` may pass for one. */
const accountId = v.pipe(v.string(), v.maxLength(200), v.regex(/^[a-z0-9-]{1,32}\/[!-~]+@[!-~]+$/))
const conversationId = v.pipe(v.string(), v.maxLength(400), v.regex(/^[a-z0-9-]{1,32}\/[!-~]+@[!-~]+>/))
const groupId = v.pipe(v.string(), v.maxLength(200))
/** On the wire at most 61 bytes, which the server's border checks. */
const groupName = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(61))
const networkId = v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,32}$/))
const entryId = v.pipe(v.string(), v.maxLength(100))
const address = v.pipe(v.string(), v.trim(), v.check(isAddress, 'an address such as alice@example.com'))
const shortText = v.pipe(v.string(), v.maxLength(1000))
const presence = v.picklist(ownPresences)
const currentMedia = v.object({ type: v.picklist(['music', 'games', 'office']), text: shortText })

/** The pages of the settings' window. */
export const settingsPages = ['general', 'history', 'connection', 'accounts'] as const

/** One page of the settings' window. */
export type SettingsPage = (typeof settingsPages)[number]

/** What the sign-in window (or a script) asks for. */
export const signInSchema = v.object({
  network: networkSchema,
  address,
  /** Absent: the remembered password of this account. It never enters the state. */
  password: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(1000))),
  presence: v.optional(presence, 'online'),
  rememberAccount: v.optional(v.boolean(), false),
  rememberPassword: v.optional(v.boolean(), false),
  signInAutomatically: v.optional(v.boolean(), false),
})

/** A request to sign in, complete with its defaults. */
export type SignInRequest = v.InferOutput<typeof signInSchema>

/** The arguments of every call, checked where they enter the main process. */
export const callSchemas = {
  ...historyCallSchemas,
  /** Resolves once signed in, or with the reason why not. */
  signIn: v.tuple([signInSchema]),
  cancelSignIn: v.tuple([accountId]),
  signOut: v.tuple([accountId]),
  /** What was remembered of it goes, and with `history` everything that was said. */
  forgetAccount: v.tuple([accountId, v.optional(v.object({ history: v.optional(v.boolean(), false) }), {})]),
  setPresence: v.tuple([accountId, presence]),
  setFriendlyName: v.tuple([accountId, v.pipe(shortText, v.trim(), v.minLength(1))]),
  setPersonalMessage: v.tuple([accountId, shortText]),
  setCurrentMedia: v.tuple([accountId, v.nullable(currentMedia)]),
  /** Puts somebody on the contact list, into a group if one is named, with a message where the dialect has them. */
  addContact: v.tuple([
    accountId,
    address,
    v.optional(v.object({ groupId: v.optional(groupId), message: v.optional(shortText) }), {}),
  ]),
  /** Takes somebody off the contact list; `forget`: also off the lists of who may see and write. `block`: and blocks. */
  removeContact: v.tuple([
    accountId,
    address,
    v.optional(v.object({ forget: v.optional(v.boolean()), block: v.optional(v.boolean()) }), {}),
  ]),
  /** Lets somebody see one's status and write: the answer "yes" to "someone added you". */
  allowContact: v.tuple([accountId, address]),
  blockContact: v.tuple([accountId, address]),
  /** The answer "no": nothing is allowed, and the user is not asked again. */
  declineContact: v.tuple([accountId, address]),
  /** Changes some of what the user noted about a person; kept on this computer. */
  noteContact: v.tuple([
    accountId,
    address,
    v.object({
      alias: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(130))),
      note: v.optional(v.pipe(v.string(), v.maxLength(10_000))),
      favourite: v.optional(v.boolean()),
    }),
  ]),
  createGroup: v.tuple([accountId, groupName]),
  renameGroup: v.tuple([accountId, groupId, groupName]),
  /** The contacts in it stay on the list. */
  removeGroup: v.tuple([accountId, groupId]),
  /** Takes a contact out of one group (null: out of none) and puts it into another (null: into none). Copy: from null. */
  moveContact: v.tuple([accountId, address, v.nullable(groupId), v.nullable(groupId)]),
  setPrivacy: v.tuple([
    accountId,
    v.object({
      whoMaySee: v.optional(v.picklist(['everyone', 'allowed'])),
      askWhenAdded: v.optional(v.boolean()),
    }),
  ]),
  /** Signs this account out at another place; null: at all others. */
  signOutPlace: v.tuple([accountId, v.nullable(v.pipe(v.string(), v.maxLength(64)))]),
  /** Asks where to, and writes the contact list into a file. The value: whether the user chose a place. */
  exportContacts: v.tuple([accountId]),
  /** Asks for a file and adds the contacts in it that are missing. The value: null when the user chose none. */
  importContacts: v.tuple([accountId]),
  cancelContactImport: v.tuple([accountId]),
  /** Tries at once to connect again. */
  reconnect: v.tuple([accountId]),
  /** Keeps a network of the user's own, or a changed preset. */
  saveNetwork: v.tuple([networkSchema]),
  /** Forgets a network of the user's own; a changed preset is again as it came. */
  removeNetwork: v.tuple([networkId]),
  /** Tests every address of a network; progress and results are in the state. Resolves when the test is over. */
  testConnection: v.tuple([networkSchema]),
  /** Ends the test if it runs, and clears its results. */
  closeConnectionTest: v.tuple([]),
  /** The password for the proxy of the settings; null forgets it. It never enters the state. */
  setProxyPassword: v.tuple([v.nullable(v.pipe(v.string(), v.maxLength(255)))]),
  /** Opens (or finds) the conversation with one person; nothing is sent yet. */
  openConversation: v.tuple([accountId, address]),
  inviteToConversation: v.tuple([conversationId, address]),
  /** Leaves the conversation and forgets it; its window closes. */
  closeConversation: v.tuple([conversationId]),
  sendMessage: v.tuple([
    conversationId,
    v.pipe(v.string(), v.minLength(1), v.maxLength(20_000)),
    formatSchema,
  ]),
  /** Sends again a line that failed or may not have arrived. */
  retryMessage: v.tuple([conversationId, entryId]),
  sendNudge: v.tuple([conversationId]),
  /** The user changed the text of the composer; sends a typing notice when one is due. */
  reportTyping: v.tuple([conversationId]),
  markRead: v.tuple([conversationId]),
  changeSettings: v.tuple([settingsPatchSchema]),
  /** Shows the conversation's window and gives it the focus. */
  showConversation: v.tuple([conversationId]),
  showSignIn: v.tuple([]),
  /** Opens the window of settings, at a page of it. */
  showSettings: v.tuple([v.optional(v.picklist(settingsPages), 'general')]),
  /** Shows the contact list of an account and gives it the focus. */
  showContactList: v.tuple([accountId]),
  /** Opens an http, https, ftp or mailto link outside the program. */
  openLink: v.tuple([v.pipe(v.string(), v.maxLength(2000))]),
} as const

/** The name of a call. */
export type CallName = keyof typeof callSchemas

/** The arguments of a call, as its caller writes them. */
export type CallArgs<K extends CallName> = v.InferInput<(typeof callSchemas)[K]>

/** The arguments of a call after the check, defaults filled in. */
export type CheckedArgs<K extends CallName> = v.InferOutput<(typeof callSchemas)[K]>

/** What a call resolves with when it succeeds. */
export type CallValue<K extends CallName> = K extends keyof Values ? Values[K] : null

interface Values {
  signIn: AccountId
  openConversation: ConversationId
  /** The id of the new entry. */
  sendMessage: string
  /** The id of the new group. */
  createGroup: string
  exportContacts: boolean
  importContacts: ContactImportSummary | null
  readHistory: HistoryPage
  listHistory: readonly HistoryTalk[]
  searchHistory: HistoryHits
  deleteHistory: number
  exportHistory: boolean
  importHistory: HistoryImportSummary | null
  readDraft: string
  discardMessage: string
}

/** What an import of contacts did. */
export interface ContactImportSummary {
  readonly added: number
  readonly alreadyThere: number
  /** Addresses that could not be added, and why. */
  readonly refused: readonly { readonly address: string; readonly reason: Reason }[]
}

/** One handler for each call; main implements it, the bridge mirrors it. */
export type CallHandlers = {
  readonly [K in CallName]: (...args: CheckedArgs<K>) => Promise<Result<CallValue<K>>>
}

/** The calls that a script without windows can make, too. */
export type MessengerCalls = Omit<CallHandlers, DesktopCallName>

/** The calls that need windows or dialogs. */
export type DesktopCallName =
  | 'showConversation'
  | 'showSignIn'
  | 'showSettings'
  | 'showContactList'
  | 'openLink'
  | 'exportContacts'
  | 'importContacts'
  | 'showHistory'
  | 'exportHistory'
  | 'importHistory'

/** Something that a window does once and does not remember. */
export type Effect =
  | { readonly type: 'play-sound'; readonly sound: Sound }
  /** The window was asked for by the user: the composer takes the focus. */
  | { readonly type: 'focus-composer' }
  /** The settings turn to this page. */
  | { readonly type: 'show-settings-page'; readonly page: SettingsPage }
  /** The history turns to this. */
  | { readonly type: 'show-history'; readonly view: HistoryView }

/** The occasions that have a sound. */
export type Sound = 'message' | 'nudge' | 'contact-online' | 'alert'

/** What main tells a window, on one ordered channel. The first event of a subscription is a snapshot. */
export type Update =
  | { readonly kind: 'events'; readonly events: readonly Event[] }
  | { readonly kind: 'effect'; readonly effect: Effect }

/** Names of the channels between main and the windows. */
export const channels = {
  call: 'messenger:call',
  subscribe: 'messenger:subscribe',
  update: 'messenger:update',
} as const

/** What the preload script puts into every window as `window.messenger`. */
export interface Bridge {
  call<K extends CallName>(name: K, ...args: CallArgs<K>): Promise<Result<CallValue<K>>>
  /** Asks for a snapshot and everything after it. Returns a function that ends the subscription. */
  subscribe(listener: (update: Update) => void): () => void
}

/** What a window's address says: `index.html?window=conversation&id=…`. */
export type WindowKind = 'sign-in' | 'contact-list' | 'conversation' | 'settings' | 'history'
