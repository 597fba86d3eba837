import { randomInt } from 'node:crypto'
import type { Account } from './directory/account.ts'
import type { Clock } from './clock.ts'

/** One person in a room, at one of their places, whatever carries the words to them. */
export interface Participant {
  readonly account: Account
  /** The place's machine GUID; null for who can only be at one. */
  readonly place: string | null
  /** `isFirst`: no other place of that person was there. */
  joined(other: Participant, isFirst: boolean): void
  /**
   * `isLast`: no other place of that person is left. `idle`: the other did not leave by themselves, their connection was
   * closed for silence.
   */
  left(other: Participant, isLast: boolean, idle: boolean): void
  received(from: Participant, payload: Uint8Array): void
  /** Nobody said anything for so long that the room closes this person's connection. */
  dropped(): void
}

/** One conversation: copies what one participant says to all others. */
export class Room {
  /** A number as text, the way official servers named a session. */
  readonly id = String(randomInt(1_000_000, 2_147_483_647))
  readonly #clock: Clock
  readonly #idleMs: number
  readonly #participants = new Map<string, Participant>()
  /** Everybody who ever was there. */
  readonly #people = new Set<Account>()
  #stopWaiting: () => void = () => undefined

  constructor(clock: Clock, idleMs: number) {
    this.#clock = clock
    this.#idleMs = idleMs
  }

  get participants(): readonly Participant[] {
    return [...this.#participants.values()]
  }

  /** Whether a person is there, at whatever place. */
  has(address: string): boolean {
    return this.participants.some(({ account }) => account.address === address)
  }

  hasPlace(address: string, place: string | null): boolean {
    return this.#participants.has(keyOf(address, place))
  }

  /** Comes in, tells those who are there and answers who they are. */
  join(newcomer: Participant): readonly Participant[] {
    const others = this.participants
    const { account, place } = newcomer
    const isFirst = !this.has(account.address)
    this.#participants.set(keyOf(account.address, place), newcomer)
    this.#people.add(account)
    for (const other of others) other.joined(newcomer, isFirst)
    this.#heard()
    return others
  }

  /** Goes, and tells those who stay. */
  leave(participant: Participant, idle = false): void {
    const { account, place } = participant
    const key = keyOf(account.address, place)
    if (this.#participants.get(key) !== participant) return
    this.#participants.delete(key)
    if (this.#participants.size === 0) this.#stopWaiting()
    const isLast = !this.has(account.address)
    for (const other of this.participants) other.left(participant, isLast, idle)
  }

  /**
   * Copies a message to everybody else; answers whether anybody got it. One's own other places alone are somebody only
   * where nobody else ever was: with oneself one talks on purpose.
   */
  send(from: Participant, payload: Uint8Array): boolean {
    this.#heard()
    const others = this.participants.filter((other) => other !== from)
    for (const other of others) other.received(from, payload)
    return others.some(({ account }) => account !== from.account || this.#people.size === 1)
  }

  #heard(): void {
    this.#stopWaiting()
    this.#stopWaiting = this.#clock.after(this.#idleMs, () => this.#dropAll())
  }

  #dropAll(): void {
    for (const participant of this.participants) {
      this.leave(participant, true)
      participant.dropped()
    }
  }
}

const keyOf = (address: string, place: string | null): string => `${address};${place ?? ''}`
