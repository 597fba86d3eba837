import type { Me, Place, Privacy } from '../../app/account.ts'
import type { Contact, Group } from '../../app/contact.ts'
import type { ContactChange } from '../../app/events.ts'
import type { Author } from '../../app/message.ts'
import type { Reason } from '../../app/reasons.ts'
import type { Message } from './messages/message.ts'
import type { WaitingMessage } from './offline-messages/offline-messages.ts'

/** Somebody asks us into a conversation: what `RNG` says. */
export interface Invitation {
  readonly sessionId: string
  readonly host: string
  readonly port: number
  readonly cookie: string
  readonly from: Author
}

/** What a notification server tells us unasked, in the words of the program. */
export type NotificationEvent =
  | {
      readonly type: 'contact-list-received'
      readonly groups: readonly Group[]
      readonly contacts: readonly Contact[]
    }
  | { readonly type: 'contacts-changed'; readonly changes: readonly ContactChange[] }
  /** The person is on none of our lists any more. */
  | { readonly type: 'contact-removed'; readonly address: string }
  | { readonly type: 'groups-changed'; readonly groups: readonly Group[] }
  | { readonly type: 'me-changed'; readonly change: Partial<Me> }
  | { readonly type: 'privacy-changed'; readonly change: Partial<Privacy> }
  /** Where else this account is signed in, this place among them; empty where the server tells none. */
  | { readonly type: 'places-changed'; readonly places: readonly Place[] }
  | { readonly type: 'invited'; readonly invitation: Invitation }
  /** Messages were left for us while we were offline, or just now; null: too many to be named, `list()` says which. */
  | { readonly type: 'offline-messages-waiting'; readonly messages: readonly WaitingMessage[] | null }
  /** Somebody said something without a switchboard: a text or a nudge. */
  | { readonly type: 'message-relayed'; readonly from: Author; readonly message: Message }
  /**
   * The server says good-bye (`OUT`), or another place of the account says that we have to go; the connection closes
   * next. `returnAfterMs`: the server is back then.
   */
  | { readonly type: 'signed-out'; readonly reason: Reason; readonly returnAfterMs?: number }

/** What reaches us without a switchboard. */
export type MailEvent = Extract<
  NotificationEvent,
  { readonly type: 'offline-messages-waiting' | 'message-relayed' }
>

/** What happens on a switchboard. */
export type SwitchboardEvent =
  | { readonly type: 'joined'; readonly who: Author; readonly capabilities: number }
  /** `idle`: the server dropped a silent connection, the person did not leave. */
  | { readonly type: 'left'; readonly address: string; readonly idle: boolean }
  | { readonly type: 'message-received'; readonly from: Author; readonly message: Message }
  /** We said something at another place. */
  | { readonly type: 'own-message'; readonly from: Author; readonly message: Message }
