import type { Author, Delivery, Entry, TextFormat } from '../../../app/message.ts'
import type { MessengerOptions } from '../options.ts'
import type { OutgoingLine } from './outbox.ts'
import { Refusal } from '../reasons.ts'
import type { Talk } from './talk.ts'

const sending: Delivery = { state: 'sending' }

/** Writes the user's lines into the log of a conversation and sends them on their way. */
export class Lines {
  readonly #options: MessengerOptions

  constructor(options: MessengerOptions) {
    this.#options = options
  }

  /** Answers the id of the new line. It stays in the log, whatever becomes of it. */
  sendText(talk: Talk, text: string, format: TextFormat): string {
    const entry: Entry = { ...this.#head(talk), kind: 'text', text, format }
    this.#add(talk, entry)
    talk.send(lineOf(entry))
    return entry.id
  }

  /** @throws Refusal when the last nudge was a moment ago. */
  sendNudge(talk: Talk): void {
    const entry: Entry = { ...this.#head(talk), kind: 'nudge' }
    talk.takeNudgeTurn()
    this.#add(talk, entry)
    talk.send(lineOf(entry))
  }

  /** Sends a line again, at its old place in the log. */
  sendAgain(talk: Talk, entryId: string): void {
    const { store } = this.#options
    const entry = store.state.conversations[talk.id]?.entries.find(({ id }) => id === entryId)
    if (entry === undefined || entry.kind === 'notice' || !entry.mine || !isOpenToRetry(entry.delivery)) {
      throw new Refusal('not-available')
    }
    store.publish({ type: 'delivery-changed', conversationId: talk.id, entryId, delivery: sending })
    talk.send(lineOf(entry))
  }

  #head(talk: Talk) {
    const options = this.#options
    return {
      id: options.randomId(),
      at: options.clock.now(),
      author: this.#authorOf(talk),
      mine: true,
      delivery: sending,
    } as const
  }

  #authorOf({ accountId }: Talk): Author {
    const account = this.#options.store.state.accounts[accountId]
    return { address: account?.address ?? '', name: account?.me.name ?? '' }
  }

  #add(talk: Talk, entry: Entry): void {
    this.#options.store.publish({ type: 'entry-added', conversationId: talk.id, entry })
  }
}

const isOpenToRetry = ({ state }: Delivery): boolean => state === 'failed' || state === 'uncertain'

function lineOf(entry: Exclude<Entry, { kind: 'notice' }>): OutgoingLine {
  switch (entry.kind) {
    case 'text':
      return { entryId: entry.id, send: (link) => link.sendText(entry.text, entry.format) }
    case 'nudge':
      return { entryId: entry.id, send: (link) => link.sendNudge() }
    case 'action':
      throw new Refusal('not-available')
  }
}
