import type { AccountId } from '../../app/account.ts'
import { addressKey } from '../../app/contact.ts'
import type { ExportFormat, HistoryImportSummary, HistoryScope } from '../../app/history.ts'
import type { ContactImportSummary, MessengerCalls } from '../../app/ipc.ts'
import type { Result } from '../../app/reasons.ts'
import { accountCalls } from './accounts/account-calls.ts'
import { AccountMemory } from './accounts/account-memory.ts'
import { Accounts } from './accounts/accounts.ts'
import { CallRunner } from './calls.ts'
import { contactCalls } from './contacts/contact-calls.ts'
import { ContactImports } from './contacts/contact-imports.ts'
import { readContactList, writeContactList } from './contacts/contact-list-file.ts'
import { ContactNotes } from './contacts/contact-notes.ts'
import { conversationCalls } from './conversations/conversation-calls.ts'
import { Conversations } from './conversations/conversations.ts'
import { createHistoryPart } from './history/history-part.ts'
import { durations } from './limits.ts'
import { Lines } from './conversations/lines.ts'
import { networkCalls } from './networks/network-calls.ts'
import { NetworkList } from './networks/network-list.ts'
import { OfflineInbox } from './offline-messages/offline-inbox.ts'
import { offlineWayOf } from './offline-messages/offline-way-of.ts'
import type { MessengerOptions } from './options.ts'
import { Refusal } from './reasons.ts'
import { proxyFinder } from './accounts/routes.ts'
import { SecretsOfThisRun } from './accounts/secrets.ts'
import { settingsCalls } from './settings-calls.ts'
import { untilSignedIn } from './signed-in.ts'

/** The program without windows: its calls, and what its surroundings tell it. */
export interface Messenger extends MessengerCalls {
  /** The computer slept. */
  systemResumed(): void
  /** Whether the system has a network. */
  networkChanged(online: boolean): void
  /** Nobody has touched the computer for as long as the settings say, or somebody does again. */
  setIdle(idle: boolean): void
  /** An account's contact list as a file. @throws Refusal when nothing is known of the account */
  contactListFile(accountId: AccountId): { readonly name: string; readonly text: string }
  /** Adds what a file of contacts has and the account lacks. */
  importContactList(accountId: AccountId, text: string): Promise<Result<ContactImportSummary>>
  /** Writes a part of the history as a file, or as a folder of files. The value: how many lines. */
  exportHistoryTo(scope: HistoryScope, format: ExportFormat, path: string): Promise<Result<number>>
  /** Adds what logs have and the history of an account lacks. Paths of files, or of folders with everything in them. */
  importHistoryFrom(accountId: AccountId, paths: readonly string[]): Promise<Result<HistoryImportSummary>>
  /** Puts on disk what was said until now; for whoever is about to show it. */
  keep(): void
  /** Signs out of everything, and lets go of the history. */
  close(): Promise<void>
}

/** Builds the messenger out of its parts. Each group of calls is a file of its own; the arguments were checked before. */
export function createMessenger(options: MessengerOptions): Messenger {
  const { store, settings, clock } = options
  store.publish({ type: 'settings-changed', settings: settings.load() })
  const calls = new CallRunner((message, error) => options.log?.(message, error))
  const networks = new NetworkList(options)
  const memory = new AccountMemory(options, networks)
  const notes = new ContactNotes(options)
  const history = createHistoryPart(options)
  const secrets = new SecretsOfThisRun(options.secrets)
  const findProxy = proxyFinder({ ...options, secrets, settings: () => store.state.settings })
  const accounts = new Accounts({
    messenger: options,
    memory,
    findProxy,
    onOpening: (accountId) => conversations.leaveAll(accountId),
    onInvited: (accountId, invitation) => void conversations.invited(accountId, invitation),
    onMail: (accountId, event) => {
      if (event.type === 'message-relayed') conversations.relayed(accountId, event.from, event.message)
      else void inbox.announced(accountId, event.messages)
    },
    onSilence: (accountId) => conversations.abandonLinks(accountId),
    onEnded: (accountId) => conversations.leaveAll(accountId),
  })
  const conversations = new Conversations({
    messenger: options,
    history: history.keeper,
    account: (accountId) => accounts.switchboardSource(accountId),
    offline: offlineWayOf((accountId) => accounts.signedIn(accountId)?.server.offlineMessages ?? null),
  })
  const inbox = new OfflineInbox({
    fetched: options.fetchedOfflineMessages,
    services: async (accountId) => {
      await untilSignedIn(store, accountId)
      return accounts.session(accountId).server.offlineMessages
    },
    isBlocked: (accountId, address) =>
      store.state.accounts[accountId]?.contacts[addressKey(address)]?.lists.block ?? false,
    show: (accountId, messages) => conversations.receivedOffline(accountId, messages),
    keep: () => history.keeper.flush(),
    log: (message, error) => options.log?.(message, error),
  })
  const imports = new ContactImports({ messenger: options, accounts, notes })

  /** What is on its way gets a moment to arrive; what waits for a lost link would not use it. */
  const settle = async (accountId: AccountId): Promise<void> => {
    if (accounts.signedIn(accountId) === null) return
    const enough = Promise.withResolvers<void>()
    const cancel = clock.after(durations.settling, enough.resolve)
    const settled = Promise.all([conversations.settled(accountId), inbox.settled(accountId)])
    await Promise.race([settled, enough.promise])
    cancel()
  }

  const close = (accountId: AccountId): void => {
    conversations.forgetAll(accountId)
    store.publish({ type: 'account-closed', accountId })
  }

  const messengerCalls: MessengerCalls = {
    ...accountCalls({
      ...{ calls, accounts, memory, settle, close },
      deleteHistory: (accountId) => {
        options.drafts.forget(accountId)
        options.fetchedOfflineMessages.forget(accountId)
        return history.deleteOf(accountId, conversations)
      },
    }),
    ...history.calls(calls, conversations),
    ...contactCalls({ calls, accounts, notes, imports }),
    ...conversationCalls({ calls, store, conversations, lines: new Lines(options) }),
    ...settingsCalls({ calls, messenger: { ...options, secrets } }),
    ...networkCalls({ calls, messenger: options, networks, memory, findProxy }),
  }
  return {
    ...messengerCalls,
    systemResumed: () => accounts.systemResumed(),
    networkChanged: (online) => accounts.networkChanged(online),
    setIdle: (idle) => accounts.setIdle(idle),
    contactListFile: (accountId) => {
      const account = store.state.accounts[accountId]
      if (account === undefined) throw new Refusal('not-signed-in')
      return writeContactList(account)
    },
    importContactList: (accountId, text) =>
      calls.attempt(() => imports.run(accountId, readContactList(text))),
    exportHistoryTo: (...given) => calls.attempt(() => history.transfer.export(...given)),
    importHistoryFrom: (...given) => calls.attempt(() => history.transfer.import(...given)),
    keep: () => void history.keeper.flush(),
    close: async () => {
      conversations.programEnds()
      await Promise.all(accounts.all.map((accountId) => messengerCalls.signOut(accountId)))
      await history.keeper.close()
    },
  }
}
