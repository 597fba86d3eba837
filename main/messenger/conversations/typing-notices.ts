import type { Clock } from '../../protocol/clock.ts'
import { durations } from '../limits.ts'
import { explain } from '../reasons.ts'
import type { TalkLinks } from './talk-links.ts'

/** What the notices of a conversation need. */
export interface TypingNoticesOptions {
  readonly clock: Clock
  readonly links: TalkLinks
  log(message: string, error: unknown): void
}

/** Tells the others that the user is typing, when it is due. */
export class TypingNotices {
  readonly #options: TypingNoticesOptions
  #sentAt = -Infinity
  #heldOffUntil = -Infinity

  constructor(options: TypingNoticesOptions) {
    this.#options = options
  }

  /** The user changed the text; for somebody who can be reached it opens a switchboard. */
  report(reachable: boolean): void {
    const { clock, links } = this.#options
    const now = clock.now()
    if (now - this.#sentAt < durations.betweenTypingNotices) return
    const link = links.best()
    if (link?.hasListeners === true) {
      this.#sentAt = now
      link.sendTyping()
    } else if (reachable && now >= this.#heldOffUntil) {
      this.#sentAt = now
      this.#ring(now)
    }
  }

  /** The text went out: what is typed next is news. */
  lineSent(): void {
    this.#sentAt = -Infinity
  }

  /** Somebody wrote, and so can be reached. */
  lineReceived(): void {
    this.#heldOffUntil = -Infinity
  }

  #ring(at: number): void {
    const options = this.#options
    options.links.reach().then(
      (link) => {
        if (this.#sentAt === at && link.hasListeners) link.sendTyping()
      },
      (error: unknown) => {
        this.#heldOffUntil = at + durations.typingHoldOff
        if (explain(error).reason === 'unexpected') options.log('typing notice', error)
      },
    )
  }
}
