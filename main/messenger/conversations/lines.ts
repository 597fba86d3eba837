import type { Conversation } from '../../../app/conversation.ts'
import type { HistoryId } from '../../../app/history.ts'
import type { Author, Delivery, Entry, TextFormat } from '../../../app/message.ts'
import type { MessengerOptions } from '../options.ts'
import { onDisk } from './on-disk.ts'
import type { Talk } from './talk.ts'

const sending: Delivery = { state: 'sending' }

/** Makes the user's lines out of what he wrote, and keeps what he has not finished. */
export class Lines {
  readonly #options: MessengerOptions

  constructor(options: MessengerOptions) {
    this.#options = options
    options.store.subscribe((event, _state, before) => {
      if (event.type !== 'became-group') return
      const conversation = before.conversations[event.conversationId]
      if (conversation !== undefined) this.#moveDraft(conversation, event.historyId)
    })
  }

  /** Answers the id of the new line. @throws Refusal when it cannot be kept on disk; then it is not shown either */
  sendText(talk: Talk, text: string, format: TextFormat): string {
    const head = this.#head(talk)
    talk.write({ ...head, kind: 'text', text, format })
    return head.id
  }

  /** @throws Refusal when the last nudge was a moment ago, or the other one is offline */
  sendNudge(talk: Talk): void {
    talk.takeNudgeTurn()
    talk.write({ ...this.#head(talk), kind: 'nudge' })
  }

  /** Keeps what is being written. @throws Refusal when the disk cannot be written */
  keepDraft({ accountId, historyId }: Talk, text: string): void {
    const options = this.#options
    onDisk(
      (message, error) => options.log?.(message, error),
      () => options.drafts.save(accountId, historyId, text),
    )
  }

  /** What was being written when the conversation was last open. */
  draft({ accountId, historyId }: Talk): string {
    return this.#options.drafts.load(accountId, historyId)
  }

  /** What is being written to one person goes on in the group, and is not there any more for that person alone. */
  #moveDraft({ accountId, historyId }: Conversation, groupId: HistoryId): void {
    const { drafts } = this.#options
    try {
      drafts.save(accountId, groupId, drafts.load(accountId, historyId))
      drafts.save(accountId, historyId, '')
    } catch (error) {
      this.#options.log?.('a draft could not be kept', error)
    }
  }

  #head(talk: Talk) {
    const options = this.#options
    const head = { id: options.randomId(), at: options.clock.now(), author: this.#authorOf(talk) }
    return { ...head, mine: true, delivery: sending } satisfies Partial<Entry>
  }

  #authorOf({ accountId }: Talk): Author {
    const account = this.#options.store.state.accounts[accountId]
    return { address: account?.address ?? '', name: account?.me.name ?? '' }
  }
}
