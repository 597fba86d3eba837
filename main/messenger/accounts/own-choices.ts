import type { Me } from '../../../app/account.ts'
import type { OwnPresence } from '../../../app/presence.ts'
import type { NotificationServer } from '../../protocol/notification-server.ts'
import { OwnProfile, type OwnMessage } from './own-profile.ts'

/** What the choices need. */
export interface OwnChoicesOptions {
  /** What the account shows of itself at first. */
  readonly me: Me
  publish(change: Partial<Me>): void
  /** Whether the link is lost and comes back. */
  isLost(): boolean
  /** @throws Refusal when nobody is signed in */
  server(): NotificationServer
}

/** What the user chooses to show of an account: at once to the windows, to the server as soon as there is one. */
export class OwnChoices {
  readonly #options: OwnChoicesOptions
  readonly #profile: OwnProfile

  constructor(options: OwnChoicesOptions) {
    this.#options = options
    this.#profile = new OwnProfile(options.me, (change) => options.publish(change))
  }

  /** The status as others shall see it after a sign-in. */
  get presence(): OwnPresence {
    return this.#profile.presence
  }

  /** The server says what is so. */
  confirm(change: Partial<Me>): void {
    this.#profile.confirm(change)
  }

  /** Nobody has touched the computer for a while, or somebody does again. */
  async setIdle(idle: boolean): Promise<void> {
    const presence = this.#profile.presenceWhen(idle)
    if (presence !== null) await this.#choosePresence(presence)
  }

  async setPresence(presence: OwnPresence): Promise<void> {
    this.#profile.userChoosesPresence()
    await this.#choosePresence(presence)
  }

  /** The text and the media go together on the wire; what does not change is sent as it was. */
  async setPersonalMessage(change: Partial<OwnMessage>): Promise<void> {
    const server = this.#server()
    await this.#profile.chooseMessage(change, (message) =>
      this.#tell(message, () => server?.setPersonalMessage(message.personalMessage, message.currentMedia)),
    )
  }

  async #choosePresence(presence: OwnPresence): Promise<void> {
    const server = this.#server()
    await this.#profile.choosePresence(presence, () =>
      this.#tell({ presence }, () => server?.setPresence(presence)),
    )
  }

  #server(): NotificationServer | null {
    return this.#options.isLost() ? null : this.#options.server()
  }

  /** What the server does not hear because the link is lost, it will hear when it is back. */
  async #tell(choice: Partial<Me>, tell: () => Promise<void> | undefined): Promise<void> {
    try {
      await tell()
    } catch (error) {
      if (!this.#options.isLost()) throw error
    }
    if (this.#options.isLost()) this.#profile.confirm(choice)
  }
}
