import type { Clock } from '../clock.ts'
import type { ContactEditor } from './contact-editor.ts'
import type { ContactList } from './contact-list.ts'
import type { NotificationEvent } from '../events.ts'
import type { Words } from './list-dialect.ts'
import type { Services } from '../services.ts'
import type { RequestOptions } from '../transactions.ts'
import type { Command } from '../wire/command.ts'

/** What keeping a contact list needs of its session. */
export interface ContactSession {
  /** One's own address. */
  readonly address: string
  readonly clock: Clock
  readonly services: Services
  /** @throws ServerError, TimeoutError or ClosedError, as a rejection. */
  request(verb: string, params: readonly string[], options?: RequestOptions): Promise<Command>
  emit(event: NotificationEvent): void
}

/** An account's contact list during one session, however its dialect keeps it. */
export interface ContactKeeper {
  /** What is known of the list by now. */
  readonly list: ContactList
  readonly editor: ContactEditor
  /** What to do with the verbs that concern the list, be they unasked or answers: the latter are news, too. */
  readonly handlers: ReadonlyMap<string, (command: Command) => void>
  /** Fetches the whole list and reports it; called once, right after the sign-in. */
  fetch(): Promise<void>
  /** The words that change one's own friendly name, which is encoded already. */
  rename(name: string): Words
  /** The connection closed: what waits rejects with ClosedError, timers stop. */
  close(): void
}

/** How a dialect keeps contact lists; picked once after `VER`. */
export type ContactKeeping = (session: ContactSession) => ContactKeeper
