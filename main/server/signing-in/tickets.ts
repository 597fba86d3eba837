import { randomBytes } from 'node:crypto'
import type { Clock } from '../clock.ts'

/** Most tickets that are good at the same time; the oldest one goes first. */
const maxTickets = 10_000

/** Random words that stand for something during a short time: log-in tickets, tokens, switchboard cookies. */
export class Tickets<T> {
  readonly lifeMs: number
  readonly #clock: Clock
  readonly #issued = new Map<string, { readonly value: T; readonly goodUntil: number }>()

  constructor(clock: Clock, lifeMs: number) {
    this.#clock = clock
    this.lifeMs = lifeMs
  }

  /** A new ticket: 40 hexadecimal digits. */
  issue(value: T): string {
    this.#forgetOld()
    const ticket = randomBytes(20).toString('hex')
    this.#issued.set(ticket, { value, goodUntil: this.#clock.now() + this.lifeMs })
    return ticket
  }

  /** What a ticket stands for, as often as it is asked; null when it is unknown or too old. */
  find(ticket: string): T | null {
    const entry = this.#issued.get(ticket)
    return entry === undefined || entry.goodUntil < this.#clock.now() ? null : entry.value
  }

  /** What a ticket stands for, once: it is used up by that. */
  take(ticket: string): T | null {
    const value = this.find(ticket)
    this.#issued.delete(ticket)
    return value
  }

  /** All have the same life, so the oldest come first. */
  #forgetOld(): void {
    const now = this.#clock.now()
    for (const [ticket, { goodUntil }] of this.#issued) {
      if (goodUntil >= now && this.#issued.size < maxTickets) return
      this.#issued.delete(ticket)
    }
  }
}

/** A ticket as clients carry it, `t=…&p=`: the second part is empty here. */
export const formatTicket = (ticket: string): string => `t=${ticket}&p=`

/** The ticket in what a client shows, with or without its `t=` and `&p=`; an empty one, which nobody has, for anything else. */
export const parseTicket = (word: string): string => /^(?:t=)?([0-9a-f]+)(?:&p=.*)?$/.exec(word)?.[1] ?? ''
