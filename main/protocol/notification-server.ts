import type { SignInStep } from '../../app/account.ts'
import type { CurrentMedia } from '../../app/contact.ts'
import type { OwnPresence } from '../../app/presence.ts'
import type { Clock } from './clock.ts'
import type { NotificationEvent } from './events.ts'
import type { Command } from './wire/command.ts'

/** What a notification server needs of its surroundings. */
export interface NotificationServerOptions {
  readonly address: string
  /** Names of the dialects to offer, best first; those that this program does not speak are left out. */
  readonly dialects: readonly string[]
  readonly clock: Clock
  send(command: Command): void
  onEvent(event: NotificationEvent): void
  /** The server does not answer `PNG` any more: the connection is of no use and should be closed. */
  onDead?(): void
}

/** How a sign-in ended: one is signed in, or has to begin again at another server. */
export type SignInResult =
  | { readonly kind: 'signed-in' }
  | { readonly kind: 'redirected'; readonly host: string; readonly port: number }

/** Where a conversation takes place, and what admits us there. */
export interface SwitchboardAddress {
  readonly host: string
  readonly port: number
  readonly cookie: string
}

/** Our half of a connection with a notification server. It is given commands, and a function to send commands with. */
export class NotificationServer {
  constructor(_options: NotificationServerOptions) {}

  /** The dialect that was agreed on; empty before `VER` was answered. */
  get dialect(): string {
    return ''
  }

  /** @throws ProtocolError when the server broke the protocol. */
  receive(_command: Command): void {}

  /** Rejects what waits with ClosedError and stops every timer. */
  connectionClosed(): void {}

  /** VER, CVR, USR and SYN; afterwards the contact list and the own name were reported as events. */
  signIn(_options: {
    fetchTicket(policy: string): Promise<string>
    onStep(step: SignInStep): void
  }): Promise<SignInResult> {
    return Promise.reject(new Error('not written yet'))
  }

  setPresence(_presence: OwnPresence): Promise<void> {
    return Promise.reject(new Error('not written yet'))
  }

  setFriendlyName(_name: string): Promise<void> {
    return Promise.reject(new Error('not written yet'))
  }

  setPersonalMessage(_text: string, _media: CurrentMedia | null): Promise<void> {
    return Promise.reject(new Error('not written yet'))
  }

  addContact(_address: string): Promise<void> {
    return Promise.reject(new Error('not written yet'))
  }

  removeContact(_address: string): Promise<void> {
    return Promise.reject(new Error('not written yet'))
  }

  allowContact(_address: string): Promise<void> {
    return Promise.reject(new Error('not written yet'))
  }

  blockContact(_address: string): Promise<void> {
    return Promise.reject(new Error('not written yet'))
  }

  requestSwitchboard(): Promise<SwitchboardAddress> {
    return Promise.reject(new Error('not written yet'))
  }

  ping(): Promise<void> {
    return Promise.reject(new Error('not written yet'))
  }

  signOut(): void {}
}
