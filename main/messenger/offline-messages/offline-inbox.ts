import type { AccountId } from '../../../app/account.ts'
import type {
  OfflineMessage,
  OfflineMessages,
  WaitingMessage,
} from '../../protocol/offline-messages/offline-messages.ts'
import type { FetchedOfflineMessages } from '../../storage/fetched-offline-messages.ts'
import { limits } from '../limits.ts'
import { explain } from '../reasons.ts'

/** What the inbox needs. */
export interface OfflineInboxOptions {
  readonly fetched: FetchedOfflineMessages
  /** Resolves with the services of the account's session once it is signed in, or null. @throws (as a rejection) when it is signed out */
  services(accountId: AccountId): Promise<OfflineMessages | null>
  readonly isBlocked: (accountId: AccountId, address: string) => boolean
  /** Shows messages in this order. Answers those for which there was room, or that are not to be shown at all. */
  show(accountId: AccountId, messages: readonly OfflineMessage[]): readonly OfflineMessage[]
  /** Writes the history. Whether everything that was shown stands in it, as far as the user wants it kept. */
  keep(): boolean
  log(message: string, error: unknown): void
}

/** What is known of an account during this run. */
interface Known {
  /** What is to be done after what is being done. */
  queue: Promise<void>
  /** Messages that were shown in this run. */
  readonly shown: Set<string>
  /** The services whose announcement was the last. */
  services: OfflineMessages | null
}

/**
 * Fetches what was left while the account was away, shows it, keeps it, and only then deletes it at the server. A message is
 * never shown twice, whenever the program or the link ends: its id is on disk from before it is deleted until the server
 * does not announce it any more.
 */
export class OfflineInbox {
  readonly #options: OfflineInboxOptions
  readonly #accounts = new Map<AccountId, Known>()

  constructor(options: OfflineInboxOptions) {
    this.#options = options
  }

  /** Something waits (null: ask what). Announcements are seen to one after the other; what fails is tried again with the next. */
  announced(accountId: AccountId, waiting: readonly WaitingMessage[] | null): Promise<void> {
    const known = this.#known(accountId)
    known.queue = known.queue
      .then(() => this.#receive(accountId, known, waiting))
      .catch((error: unknown) => this.#onFailure(error))
    return known.queue
  }

  /** Resolves when everything that was announced is seen to. */
  async settled(accountId: AccountId): Promise<void> {
    await this.#accounts.get(accountId)?.queue
  }

  #known(accountId: AccountId): Known {
    const known = this.#accounts.get(accountId)
    if (known !== undefined) return known
    const fresh = { queue: Promise.resolve(), shown: new Set<string>(), services: null }
    this.#accounts.set(accountId, fresh)
    return fresh
  }

  async #receive(
    accountId: AccountId,
    known: Known,
    announced: readonly WaitingMessage[] | null,
  ): Promise<void> {
    const services = await this.#options.services(accountId)
    if (services === null) return
    const waiting = announced ?? (await services.list())
    const first = known.services !== services
    known.services = services
    if (first) this.#forgetGone(accountId, waiting)
    for (let from = 0; from < waiting.length; from += limits.offlineMessages)
      await this.#take(accountId, known, services, waiting.slice(from, from + limits.offlineMessages))
  }

  async #take(
    accountId: AccountId,
    known: Known,
    services: OfflineMessages,
    waiting: readonly WaitingMessage[],
  ): Promise<void> {
    const { fetched, isBlocked } = this.#options
    const unwanted = waiting.filter(({ from }) => isBlocked(accountId, from.address))
    const isShown = ({ id }: WaitingMessage): boolean => known.shown.has(id) || fetched.has(accountId, id)
    const fresh = waiting.filter((message) => !unwanted.includes(message) && !isShown(message))
    if (fresh.length > 0) await this.#fetch(accountId, known, services, fresh)
    const ids = waiting.filter(isShown).map(({ id }) => id)
    if (!this.#remember(accountId, ids)) return
    const done = [...ids, ...unwanted.map(({ id }) => id)]
    if (done.length > 0) await services.remove(done).catch((error: unknown) => this.#onFailure(error))
  }

  async #fetch(
    accountId: AccountId,
    known: Known,
    services: OfflineMessages,
    waiting: readonly WaitingMessage[],
  ): Promise<void> {
    const messages = await services.fetch(waiting)
    for (const { id } of this.#options.show(accountId, messages)) known.shown.add(id)
  }

  /** What is not kept must not be deleted where it is: it is shown again after a crash. */
  #remember(accountId: AccountId, ids: readonly string[]): boolean {
    if (!this.#options.keep()) return false
    const { fetched } = this.#options
    fetched.add(
      accountId,
      ids.filter((id) => !fetched.has(accountId, id)),
    )
    return true
  }

  /** The first announcement of a session names everything that waits: what it does not name is deleted. */
  #forgetGone(accountId: AccountId, waiting: readonly WaitingMessage[]): void {
    const { fetched } = this.#options
    const there = new Set(waiting.map(({ id }) => id))
    fetched.remove(
      accountId,
      fetched.all(accountId).filter((id) => !there.has(id)),
    )
  }

  /** What was not fetched or not deleted is so with the next announcement. */
  #onFailure(error: unknown): void {
    if (explain(error).reason === 'unexpected')
      this.#options.log('offline messages could not be fetched or deleted', error)
  }
}
