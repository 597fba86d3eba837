import * as fc from 'fast-check'
import type { ImportProgress, Place, Privacy } from '../../app/account.ts'
import type { ConnectionTest, ConnectionTestResult } from '../../app/connection-test.ts'
import type { Contact, ContactNote } from '../../app/contact.ts'
import { conversationIdOf } from '../../app/conversation.ts'
import type { Event } from '../../app/events.ts'
import type { HistoryProblem, HistoryTask } from '../../app/history.ts'
import { defaultFormat, type Delivery, type Entry } from '../../app/message.ts'
import { publicNetworks } from '../../app/public-networks.ts'
import { ownPresences } from '../../app/presence.ts'
import { reasons } from '../../app/reasons.ts'
import { defaultSettings } from '../../app/settings.ts'

// Few ids and addresses, so that events meet; some are never opened, so that events of unknown things occur as well.
const accountId = fc.constantFrom('local/alice@example.com', 'local/zoe@example.com')
const address = fc.constantFrom('bob@example.com', 'carol@example.com', 'dave@example.com')
const conversationId = fc
  .tuple(accountId, address)
  .map(([account, person]) => conversationIdOf(account, person))
const entryId = fc.integer({ min: 1, max: 12 }).map(String)
const text = fc.string({ unit: 'grapheme', maxLength: 8 })
const reason = fc.constantFrom(...reasons)
const presence = fc.constantFrom('online', 'busy', 'away', 'offline' as const)
const media = fc.option(fc.record({ type: fc.constantFrom('music', 'games' as const), text }))
const author = fc.record({ address, name: text })

const lists = fc.record({
  forward: fc.boolean(),
  allow: fc.boolean(),
  block: fc.boolean(),
  reverse: fc.boolean(),
  pending: fc.boolean(),
})

const contact: fc.Arbitrary<Contact> = fc.record({
  address,
  name: text,
  lists,
  groupIds: fc.array(fc.constantFrom('1', '2'), { maxLength: 2 }),
  presence,
  personalMessage: text,
  currentMedia: media,
  capabilities: fc.nat(),
  network: fc.constantFrom(1, 32),
  inviteMessage: text,
})

const note: fc.Arbitrary<ContactNote> = fc.record({
  alias: text,
  note: text,
  favourite: fc.boolean(),
  declined: fc.boolean(),
  lastTalkAt: fc.option(fc.nat()),
})

const place: fc.Arbitrary<Place> = fc.record({
  id: fc.constantFrom('{1}', '{2}'),
  name: text,
  here: fc.boolean(),
  presence: fc.constantFrom(...ownPresences),
  kind: fc.constantFrom('computer', 'web', 'phone', 'console', 'unknown' as const),
})

const contactChange = fc
  .tuple(
    contact,
    fc.subarray(['name', 'lists', 'groupIds', 'presence', 'personalMessage', 'currentMedia'] as const),
  )
  .map(([whole, fields]) => ({
    address: whole.address,
    ...Object.fromEntries(fields.map((field) => [field, whole[field]])),
  }))

const group = fc.record({ id: fc.constantFrom('1', '2'), name: text })
const me = fc.record({
  name: text,
  presence: fc.constantFrom(...ownPresences),
  personalMessage: text,
  currentMedia: media,
})

const connection = fc.oneof(
  fc.record({
    state: fc.constant('signing-in' as const),
    step: fc.constantFrom('connecting', 'agreeing', 'authenticating', 'fetching-contacts' as const),
  }),
  fc.record({ state: fc.constant('signed-in' as const), dialect: fc.constantFrom('MSNP8', 'MSNP12') }),
  fc.record({
    state: fc.constant('reconnecting' as const),
    reason,
    attempt: fc.nat(),
    nextAttemptAt: fc.option(fc.nat()),
  }),
  fc.record({ state: fc.constant('signed-out' as const), reason: fc.option(reason) }),
)

const privacyChange: fc.Arbitrary<Partial<Privacy>> = fc.oneof(
  fc.record({ whoMaySee: fc.constantFrom('everyone', 'allowed' as const) }),
  fc.record({ askWhenAdded: fc.boolean() }),
)

const features = fc.record({
  personalMessages: fc.boolean(),
  inviteMessages: fc.boolean(),
  places: fc.boolean(),
  offlineMessages: fc.boolean(),
})

const importProgress: fc.Arbitrary<ImportProgress | null> = fc.option(
  fc.record({ done: fc.nat(), total: fc.nat() }),
)

const waiting = fc.constantFrom({ state: 'waiting' }, { state: 'running' } as const)
const passed = fc.record({ state: fc.constant('passed' as const), milliseconds: fc.nat(), detail: text })
const step: fc.Arbitrary<ConnectionTestResult> = fc.oneof(
  waiting,
  passed,
  fc.record({ state: fc.constant('failed' as const), milliseconds: fc.nat(), reason, detail: text }),
  fc.record({
    state: fc.constant('skipped' as const),
    why: fc.constantFrom('earlier-failure', 'not-needed'),
  }),
)
const connectionTest: fc.Arbitrary<ConnectionTest> = fc.record({
  networkId: fc.constant('local'),
  running: fc.boolean(),
  steps: fc.record({
    name: step,
    tcp: step,
    dialect: step,
    tls: step,
    'sign-in-service': step,
    'address-book': step,
  }),
  untrusted: fc.constant(null),
})
const anyConnectionTest: fc.Arbitrary<ConnectionTest | null> = fc.option(connectionTest)

const delivery: fc.Arbitrary<Delivery> = fc.oneof(
  fc.record({ state: fc.constantFrom('received', 'sending', 'delivered', 'stored' as const) }),
  fc.record({ state: fc.constantFrom('waiting', 'uncertain', 'failed' as const), reason }),
)

const head = { id: entryId, at: fc.nat() }
const line = { ...head, author, mine: fc.boolean(), delivery }
const entry: fc.Arbitrary<Entry> = fc.oneof(
  fc.record({ ...line, kind: fc.constant('text' as const), text, format: fc.constant(defaultFormat) }),
  fc.record({ ...line, kind: fc.constant('nudge' as const) }),
  fc.record({ ...line, kind: fc.constant('action' as const), text }),
  fc.record({
    ...head,
    kind: fc.constant('notice' as const),
    notice: fc.record({ kind: fc.constantFrom('joined', 'left' as const), who: author }),
  }),
)

const removedIds: fc.Arbitrary<readonly string[] | null> = fc.option(fc.array(entryId, { maxLength: 4 }))
const historyTask: fc.Arbitrary<HistoryTask | null> = fc.option(
  fc.record({
    kind: fc.constantFrom('import', 'export', 'delete', 'rescue' as const),
    done: fc.nat(),
    total: fc.option(fc.nat()),
  }),
)
const historyProblem: fc.Arbitrary<HistoryProblem | null> = fc.option(
  fc.oneof(
    fc.record({ kind: fc.constant('damaged' as const), keptAs: text, rescued: fc.option(fc.nat()) }),
    fc.record({ kind: fc.constantFrom('too-new', 'not-written' as const) }),
  ),
)

const conversationOpened = fc
  .record({ conversationId, group: fc.boolean(), participants: fc.array(author, { maxLength: 2 }) })
  .map(({ conversationId: id, ...rest }) => ({
    type: 'conversation-opened' as const,
    conversation: {
      ...rest,
      id,
      accountId: id.split('>')[0]!,
      historyId: id.split('>')[1]!,
      entries: [],
      typing: [],
      lastReceivedAt: null,
      unread: 0,
    },
  }))

/** The events of one type, out of arbitraries for their fields. */
function event<T extends Event['type'], F extends object>(
  type: T,
  fields: { [K in keyof F]: fc.Arbitrary<F[K]> },
): fc.Arbitrary<{ type: T } & F> {
  return fc.record<F>(fields).map((values) => ({ ...(values as F), type }))
}

const remembered = fc.record({
  id: accountId,
  address,
  networkId: fc.constant('local'),
  presence: fc.constantFrom(...ownPresences),
  passwordRemembered: fc.boolean(),
  signInAutomatically: fc.boolean(),
})

const settings = fc
  .record({ theme: fc.constantFrom('system', 'light', 'dark' as const), sounds: fc.boolean() })
  .map((change) => ({ ...defaultSettings, ...change }))

/** Every kind of event but the snapshot; a kind that is missing here does not compile. */
const byType = {
  'settings-changed': event('settings-changed', { settings }),
  'networks-changed': event('networks-changed', { networks: fc.subarray([...publicNetworks]) }),
  'remembered-accounts-changed': event('remembered-accounts-changed', {
    accounts: fc.array(remembered, { maxLength: 2 }),
  }),
  'account-opened': event('account-opened', { accountId, address, networkId: fc.constant('local'), me }),
  'account-closed': event('account-closed', { accountId }),
  'connection-changed': event('connection-changed', { accountId, connection }),
  'me-changed': event('me-changed', { accountId, change: me.map(({ name }) => ({ name })) }),
  'contact-list-received': event('contact-list-received', {
    accountId,
    groups: fc.array(group, { maxLength: 2 }),
    contacts: fc.array(contact, { maxLength: 3 }),
  }),
  'contacts-changed': event('contacts-changed', {
    accountId,
    changes: fc.array(contactChange, { maxLength: 4 }),
  }),
  'contact-removed': event('contact-removed', { accountId, address }),
  'groups-changed': event('groups-changed', { accountId, groups: fc.array(group, { maxLength: 2 }) }),
  'features-changed': event('features-changed', { accountId, features }),
  'privacy-changed': event('privacy-changed', { accountId, change: privacyChange }),
  'places-changed': event('places-changed', { accountId, places: fc.array(place, { maxLength: 2 }) }),
  'contact-notes-changed': event('contact-notes-changed', {
    accountId,
    notes: fc.dictionary(address, note, { maxKeys: 2 }),
  }),
  'contact-import-changed': event('contact-import-changed', {
    accountId,
    progress: importProgress,
  }),
  'connection-test-changed': event('connection-test-changed', { test: anyConnectionTest }),
  'conversation-opened': conversationOpened,
  'conversation-closed': event('conversation-closed', { conversationId }),
  'participant-joined': event('participant-joined', { conversationId, who: author }),
  'participant-left': event('participant-left', { conversationId, address }),
  'became-group': event('became-group', { conversationId, historyId: fc.constantFrom('group:1', 'group:2') }),
  'entry-added': event('entry-added', { conversationId, entry }),
  'delivery-changed': event('delivery-changed', { conversationId, entryId, delivery }),
  'typing-changed': event('typing-changed', { conversationId, address, typing: fc.boolean() }),
  'conversation-read': event('conversation-read', { conversationId }),
  'entries-removed': event('entries-removed', {
    conversationId,
    entryIds: removedIds,
  }),
  'history-task-changed': event('history-task-changed', { task: historyTask }),
  'history-problem-changed': event('history-problem-changed', { problem: historyProblem }),
} satisfies Record<Exclude<Event['type'], 'snapshot'>, fc.Arbitrary<Event>>

/** Anything that can happen, in any order; accounts and conversations are opened more often than the rest. */
export const anyEvent: fc.Arbitrary<Event> = fc.oneof(
  { arbitrary: byType['account-opened'], weight: 4 },
  { arbitrary: byType['conversation-opened'], weight: 4 },
  ...Object.values(byType),
)

/** What happens in the life of a program. */
export const anyEvents: fc.Arbitrary<Event[]> = fc.array(anyEvent, { maxLength: 60 })
