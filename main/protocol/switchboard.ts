import type { Author, TextFormat } from '../../app/message.ts'
import type { Clock } from './clock.ts'
import type { SwitchboardEvent } from './events.ts'
import type { Command } from './wire/command.ts'

/** What a switchboard needs of its surroundings. */
export interface SwitchboardOptions {
  readonly address: string
  /** Whether the network answers `MSG … A` with ACK; otherwise text is sent as `MSG … N`. */
  readonly acknowledges: boolean
  readonly clock: Clock
  send(command: Command): void
  onEvent(event: SwitchboardEvent): void
}

/** What is known of a message that was sent and not refused. */
export type Sent = 'acknowledged' | 'unconfirmed'

/** Our half of a connection with a switchboard: one conversation. */
export class Switchboard {
  constructor(_options: SwitchboardOptions) {}

  get participants(): readonly Author[] {
    return []
  }

  /** @throws ProtocolError when the server broke the protocol. */
  receive(_command: Command): void {}

  connectionClosed(): void {}

  join(_cookie: string): Promise<void> {
    return Promise.reject(new Error('not written yet'))
  }

  answer(_cookie: string, _sessionId: string): Promise<void> {
    return Promise.reject(new Error('not written yet'))
  }

  invite(_address: string): Promise<void> {
    return Promise.reject(new Error('not written yet'))
  }

  sendText(_text: string, _format: TextFormat): Promise<Sent> {
    return Promise.reject(new Error('not written yet'))
  }

  sendTyping(): void {}

  sendNudge(): Promise<Sent> {
    return Promise.reject(new Error('not written yet'))
  }

  leave(): void {}
}
