import type { Me } from '../../../app/account.ts'
import type { OwnPresence } from '../../../app/presence.ts'
import { Choice } from './choice.ts'

/** What goes together on the wire: the text below the name, and what is played. */
export type OwnMessage = Pick<Me, 'personalMessage' | 'currentMedia'>

/** What an account shows of itself: as the user chose it, and as its server has it. */
export class OwnProfile {
  readonly #publish: (change: Partial<Me>) => void
  readonly #presence: Choice<OwnPresence>
  readonly #message: Choice<OwnMessage>
  /** The status is `idle` because nobody touches the computer, and `online` as soon as somebody does. */
  #idle = false

  constructor({ presence, ...me }: Me, publish: (change: Partial<Me>) => void) {
    this.#publish = publish
    this.#presence = new Choice<OwnPresence>(presence, (chosen) => publish({ presence: chosen }))
    this.#message = new Choice<OwnMessage>(messageOf(me), publish)
  }

  /** The status to show: the newest choice, or the server's word. */
  get presence(): OwnPresence {
    return this.#presence.shown
  }

  /** The status to choose now that nobody touches the computer, or somebody does again; null for the one there is. */
  presenceWhen(idle: boolean): OwnPresence | null {
    const wasIdle = this.#idle && this.presence === 'idle'
    this.#idle = idle && (wasIdle || this.presence === 'online')
    if (this.#idle === wasIdle) return null
    return this.#idle ? 'idle' : 'online'
  }

  /** What the user says counts, whether somebody touches the computer or not. */
  userChoosesPresence(): void {
    this.#idle = false
  }

  /** The server says what is so. */
  confirm({ name, presence, personalMessage, currentMedia = null }: Partial<Me>): void {
    if (name !== undefined) this.#publish({ name })
    if (presence !== undefined) this.#presence.confirm(presence)
    if (personalMessage !== undefined) this.#message.confirm({ personalMessage, currentMedia })
  }

  /** Shows at once, and only as long as the server does not refuse it. @throws what `send` throws, as a rejection */
  choosePresence(presence: OwnPresence, send: () => Promise<void>): Promise<void> {
    return this.#presence.make(presence, send)
  }

  /** The same; what does not change is sent as it shows. */
  chooseMessage(change: Partial<OwnMessage>, send: (message: OwnMessage) => Promise<void>): Promise<void> {
    const message = { ...this.#message.shown, ...change }
    return this.#message.make(message, () => send(message))
  }
}

const messageOf = ({ personalMessage, currentMedia }: OwnMessage): OwnMessage => ({
  personalMessage,
  currentMedia,
})
