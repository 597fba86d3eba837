import { admits, type Account } from '../directory/account.ts'
import type { Clock } from '../clock.ts'
import type { Limits } from '../limits.ts'
import type { Network } from '../network.ts'
import { Rate } from '../rate.ts'
import { arrival, deletion } from './mail-data.ts'
import type { Letter, OfflineMessage } from './offline-message.ts'

/** Why a message was not taken. */
export type LeavingRefusal =
  /** Its sender leaves too many in a short time. */
  | 'too-fast'
  /** Too many of its sender wait for this recipient. */
  | 'too-many'
  | 'too-large'
  /** There is nobody with that address, or nobody who could ever fetch it. */
  | 'nobody'
  | 'blocked'
  /** Nothing more fits, for this recipient or in all. */
  | 'full'
  /** The directory's file could not be written. */
  | 'not-saved'

/** What became of a message; `saved` says whether it reached the disk, and it only counts then. */
export type Leaving =
  | { readonly kind: 'taken'; readonly saved: Promise<boolean> }
  | { readonly kind: 'refused'; readonly why: LeavingRefusal }

/** What the store works with. */
export interface OfflineStoreOptions {
  readonly network: Network
  readonly clock: Clock
  readonly limits: Limits
  readonly newId: () => string
  /** Writes the accounts; whether they are on disk. */
  save(): Promise<boolean>
}

/** What people left for others, kept with the accounts of those until they delete it. */
export class OfflineStore {
  readonly #options: OfflineStoreOptions
  readonly #rates = new WeakMap<Account, Rate>()
  /** Those that are being written: nobody is shown them yet. */
  readonly #unsaved = new Set<OfflineMessage>()
  #bytes = 0

  constructor(options: OfflineStoreOptions) {
    this.#options = options
    for (const { offlineMessages } of options.network.directory.accounts)
      for (const message of offlineMessages) this.#bytes += sizeOf(message)
  }

  /** What waits for somebody, in the order in which it came. */
  of(account: Account): readonly OfflineMessage[] {
    return account.offlineMessages.filter((message) => !this.#unsaved.has(message))
  }

  find(account: Account, id: string): OfflineMessage | undefined {
    return this.of(account).find((message) => message.id === id.toUpperCase())
  }

  /** Keeps a message for somebody, and tells their places once it is on disk. */
  leave(from: Account, address: string, letter: Letter): Leaving {
    const { network, clock, newId } = this.#options
    if (!this.#rateOf(from).allows()) return { kind: 'refused', why: 'too-fast' }
    const to = network.directory.find(address)
    const message = {
      ...letter,
      id: newId().toUpperCase(),
      from: from.address,
      at: clock.now(),
      isRead: false,
    }
    const why = to === undefined ? 'nobody' : this.#refusal(from, to, message)
    if (to === undefined || why !== null) return { kind: 'refused', why: why ?? 'nobody' }
    this.#unsaved.add(message)
    this.#bytes += sizeOf(message)
    to.offlineMessages = [...to.offlineMessages, message]
    return { kind: 'taken', saved: this.#save(to, message) }
  }

  /** Deletes messages and tells the account's places; ids that are unknown do not matter. Whether the disk knows. */
  remove(account: Account, ids: readonly string[]): Promise<boolean> {
    const wanted = new Set(ids.map((id) => id.toUpperCase()))
    const going = this.of(account).filter(({ id }) => wanted.has(id))
    if (going.length === 0) return Promise.resolve(true)
    for (const message of going) this.#forget(account, message)
    this.#tell(account, deletion(going.length))
    return this.#options.save()
  }

  markRead(account: Account, id: string): void {
    const read = (message: OfflineMessage): OfflineMessage =>
      message.id === id.toUpperCase() && !this.#unsaved.has(message) ? { ...message, isRead: true } : message
    account.offlineMessages = account.offlineMessages.map(read)
    void this.#options.save()
  }

  #refusal(from: Account, to: Account, message: OfflineMessage): LeavingRefusal | null {
    const { limits } = this.#options
    const size = sizeOf(message)
    if (to.password === null) return 'nobody'
    if (!admits(to, from)) return 'blocked'
    if (size > limits.maxOfflineMessageBytes) return 'too-large'
    const waiting = to.offlineMessages
    const isFull = waiting.length >= limits.maxOfflineMessages || this.#bytes + size > limits.maxOfflineBytes
    if (isFull) return 'full'
    const same = waiting.filter((other) => other.from === from.address)
    return same.length >= limits.maxOfflineMessagesOfOne ? 'too-many' : null
  }

  async #save(to: Account, message: OfflineMessage): Promise<boolean> {
    const isSaved = await this.#options.save()
    this.#unsaved.delete(message)
    if (isSaved) this.#tell(to, arrival(to, message))
    else this.#forget(to, message)
    return isSaved
  }

  #forget(account: Account, message: OfflineMessage): void {
    this.#bytes -= sizeOf(message)
    account.offlineMessages = account.offlineMessages.filter((other) => other !== message)
  }

  /** Places without a status are told what waits when they choose one. */
  #tell(account: Account, notice: Uint8Array): void {
    for (const place of this.#options.network.person(account.address)?.endpoints ?? [])
      place.mailNotice(notice)
  }

  #rateOf(account: Account): Rate {
    const { clock, limits } = this.#options
    const rate = this.#rates.get(account) ?? new Rate(clock, limits.offlineMessagesPerMinute, 60_000)
    this.#rates.set(account, rate)
    return rate
  }
}

/** What a message takes of memory and disk, about. */
const sizeOf = ({ name, body }: Letter): number => name.length + body.length
