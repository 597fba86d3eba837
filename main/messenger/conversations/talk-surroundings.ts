import type { AccountId } from '../../../app/account.ts'
import type { Event } from '../../../app/events.ts'
import type { HistoryId } from '../../../app/history.ts'
import type { TextFormat } from '../../../app/message.ts'
import type { Clock } from '../../protocol/clock.ts'
import type { OfflineWay } from '../offline-messages/offline-way.ts'
import type { MessengerOptions } from '../options.ts'
import { untilSignedIn } from '../signed-in.ts'
import type { LineLedger } from './line-ledger.ts'
import type { SwitchboardLink } from './switchboard-link.ts'
import type { Talk } from './talk.ts'
import type { Whereabouts } from './whereabouts.ts'

/** What a conversation asks of its surroundings. */
export interface TalkSurroundings {
  readonly clock: Clock
  readonly ledger: LineLedger
  randomId(): string
  /** Under which the history keeps a conversation of several people, from now on. */
  newGroupId(): HistoryId
  publish(event: Event): void
  log(message: string, error: unknown): void
  isSignedIn(accountId: AccountId): boolean
  /** Resolves as soon as it is so. @throws Refusal (as a rejection) when nobody tries to sign in any more */
  untilSignedIn(accountId: AccountId): Promise<void>
  /** Whether the contact list says that the person is offline. */
  isOffline(accountId: AccountId, address: string): boolean
  /** Whether the network keeps texts for people who are offline. */
  canLeave(accountId: AccountId): boolean
  /** Leaves a text for somebody who is offline. */
  leave(accountId: AccountId, address: string, text: string, format: TextFormat): Promise<void>
  /** Opens a new, empty switchboard and gives it to the conversation. */
  openSwitchboard(talk: Talk): Promise<SwitchboardLink>
  /** The switchboard is not the conversation's any more. */
  release(link: SwitchboardLink): void
  onBecameGroup(talk: Talk): void
}

/** Where the surroundings of conversations come from. */
export interface SurroundingsOptions extends Pick<TalkSurroundings, 'ledger' | 'log'> {
  readonly messenger: MessengerOptions
  readonly whereabouts: Whereabouts
  readonly offline: OfflineWay
  /** Null while the account is not signed in. */
  account(accountId: AccountId): unknown
}

/** What conversations ask, but for their switchboards. */
export function surroundingsOf(
  options: SurroundingsOptions,
): Omit<TalkSurroundings, 'openSwitchboard' | 'release' | 'onBecameGroup'> {
  const { messenger, whereabouts, offline, ledger, log } = options
  return {
    ...{ clock: messenger.clock, ledger, log },
    randomId: () => messenger.randomId(),
    newGroupId: () => `group:${messenger.randomId()}`,
    publish: (event) => messenger.store.publish(event),
    isSignedIn: (accountId) => options.account(accountId) !== null,
    untilSignedIn: (accountId) => untilSignedIn(messenger.store, accountId),
    isOffline: (accountId, address) => whereabouts.isOffline(accountId, address),
    canLeave: (accountId) => offline.has(accountId),
    leave: (accountId, ...text) => offline.leave(accountId, ...text),
  }
}
