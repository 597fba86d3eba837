import type { OfflineMessages } from './offline-messages.ts'
import { OfflineMessageService } from './offline-message-service.ts'
import { OfflineReader, type OfflineReaderOptions } from './offline-reader.ts'
import { OfflineTickets, type OfflineTicketsOptions, type TicketSources } from './offline-tickets.ts'
import { RelayLeaving, type RelayLeavingOptions } from './relay-leaving.ts'
import { StoreLeaving, type StoreLeavingOptions } from './store-leaving.ts'
import type { Sender, StoreMethod } from './storing-call.ts'

/** How a family of dialects reads and leaves messages for people who are offline. */
export interface OfflineMessageForm {
  readonly store: StoreMethod
  readonly tickets: TicketSources
  /** Whether the notification server takes them where the network has no service that does. */
  readonly relays: boolean
}

/** What the messages for people who are offline need of their session. */
export type OfflineSession = Pick<OfflineReaderOptions, 'services' | 'clock' | 'unlessClosed'> &
  Pick<OfflineTicketsOptions, 'signInTicket'> &
  Pick<StoreLeavingOptions, 'answerChallenge' | 'chooseId'> &
  RelayLeavingOptions & {
    readonly sender: () => Omit<Sender, 'method'>
  }

/** The messages of a session in a dialect of this form; null where its network keeps none. */
export function offlineMessagesOf(form: OfflineMessageForm, session: OfflineSession): OfflineMessages | null {
  const { services } = session
  const tickets = new OfflineTickets({ ...session, sources: form.tickets })
  const reader = services.has('offline-reading') ? new OfflineReader({ ...session, tickets }) : null
  const leaving = services.has('offline-sending')
    ? new StoreLeaving({ ...session, tickets, sender: () => ({ ...session.sender(), method: form.store }) })
    : form.relays
      ? new RelayLeaving(session)
      : null
  return reader === null && leaving === null ? null : new OfflineMessageService({ reader, leaving })
}
